"""Finding plugins and telling whose fault a failure is.

pluggy registers and checks them; what it leaves open is closed here: a plugin that fails to import is
reported by name and the others still load, a misspelt hook is an error, and each implementation is asked on
its own, so that what it returns has an author.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

import attrs
import pluggy

from newsparse.errors import NewsparseError, PluginError, PluginWarning
from newsparse.format import API_VERSION, GROUP, Format, FormatHooks, hookimpl
from newsparse.source import Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from newsparse.sites import Site

__all__ = ["DISABLE_VARIABLE", "Plugin", "call", "installed_plugins", "kind_of", "load_plugin", "plugin_of_format"]

DISABLE_VARIABLE: Final = "NEWSPARSE_DISABLE"
BUILTIN: Final = "newsparse"

T = TypeVar("T")


@attrs.frozen
class Plugin:
    """A plugin as the registry knows it.

    Attributes:
        name: What `NEWSPARSE_DISABLE` calls it: `distribution:entry-point` where it is installed.
        distribution: The installed distribution it comes from.
        version: That distribution's version.
        error: Why it could not be used; `None` for one that works.
        disabled: Whether it was left out by name.
        formats: Its formats.
        implementation: The module or object with the hook implementations.
    """

    name: str
    distribution: str | None = None
    version: str | None = None
    error: str | None = None
    disabled: bool = False
    formats: tuple[Format, ...] = ()
    implementation: object = attrs.field(default=None, repr=False, eq=False)

    def failure(self, reason: str, action: str, *, format: str | None = None, source: str | None = None) -> PluginError:
        """The error that says this plugin failed to do something."""
        return PluginError(
            reason,
            plugin=self.name,
            action=action,
            distribution=self.distribution,
            version=self.version,
            format=format,
            source=source,
        )

    def answers_to(self, names: Collection[str]) -> bool:
        """Whether one of the names means this plugin: its own, its distribution's or its entry point's."""
        mine = {self.name, self.distribution or self.name, self.name.partition(":")[2] or self.name}
        return not {_normal(name) for name in mine}.isdisjoint(map(_normal, names))


def _normal(name: str) -> str:
    """A name as installers compare them: `News_At` is `news-at`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def disabled_names() -> frozenset[str]:
    """The names in the environment variable `NEWSPARSE_DISABLE`, separated by commas."""
    return frozenset(filter(None, (name.strip() for name in os.environ.get(DISABLE_VARIABLE, "").split(","))))


def installed_plugins(disable: Collection[str]) -> Iterator[Plugin]:
    """Every plugin of the entry-point group, in order of distribution and entry point, loaded or not.

    One that fails is reported as a `PluginWarning` and yielded with its error.
    """
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=GROUP), key=_distribution_and_name)
    for entry_point in dict.fromkeys(found):
        distribution, name = _distribution_and_name(entry_point)
        version = entry_point.dist.version if entry_point.dist else None
        plugin = Plugin(f"{distribution}:{name}" if distribution else name, distribution or None, version)
        if plugin.answers_to(disable):
            yield attrs.evolve(plugin, disabled=True)
        else:
            yield _load_entry_point(plugin, entry_point)


def _distribution_and_name(entry_point: EntryPoint) -> tuple[str, str]:
    return (entry_point.dist.name if entry_point.dist else "", entry_point.name)


def _load_entry_point(plugin: Plugin, entry_point: EntryPoint) -> Plugin:
    try:
        # SystemExit too: a module that ends the program when imported is a plugin that does not load.
        implementation = entry_point.load()
        return load_plugin(attrs.evolve(plugin, implementation=implementation))
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever a stranger's import may raise
        reason = error.reason if isinstance(error, PluginError) else _say(error)
        failure = plugin.failure(reason, "load")
        warnings.warn(PluginWarning(str(failure)), stacklevel=2)
        return attrs.evolve(plugin, error=reason)


def load_plugin(plugin: Plugin) -> Plugin:
    """Check a plugin's hooks and collect its formats.

    Raises:
        PluginError: A hook is misspelt or takes arguments that do not exist, or its formats are none.
    """
    host = _host(plugin)
    formats: list[Format] = []
    for implementation in host.hook.newsparse_formats.get_hookimpls():
        answer = call(plugin, "list formats", implementation.function)
        formats.extend(_formats(plugin, answer))
    return attrs.evolve(plugin, formats=tuple(formats))


def sites_of(plugin: Plugin) -> tuple[Site, ...]:
    """The publisher rules of a loaded plugin.

    Raises:
        PluginError: The hook raises, or gives something else.
    """
    from newsparse.sites import Site

    sites: list[Site] = []
    for implementation in _host(plugin).hook.newsparse_sites.get_hookimpls():
        answer = call(plugin, "list sites", implementation.function)
        for site in _iterate(plugin, answer, "list sites", "Site"):
            if not isinstance(site, Site):
                raise plugin.failure(f"newsparse_sites gave {kind_of(site)}, not a Site", "list sites")
            sites.append(site)
    return tuple(sites)


def _host(plugin: Plugin) -> pluggy.PluginManager:
    """A plugin manager that holds this plugin alone, so that one plugin's mistake is never another's."""
    host = pluggy.PluginManager(GROUP)
    host.add_hookspecs(FormatHooks)
    hooks = ", ".join(sorted(vars(host.hook)))
    try:
        host.register(plugin.implementation, name=plugin.name)
    except (pluggy.PluginValidationError, TypeError, ValueError) as error:
        raise plugin.failure(" ".join(str(error).split()), "load") from error
    callers = host.get_hookcallers(plugin.implementation) or []
    for caller in callers:
        if not caller.has_spec() and not all(implementation.optionalhook for implementation in caller.get_hookimpls()):
            raise plugin.failure(f"there is no hook named {caller.name!r}; the hooks are {hooks}", "load")
    if not callers:
        raise plugin.failure(
            "it implements no hook; mark newsparse_formats or newsparse_sites with @newsparse.hookimpl", "load"
        )
    return host


def _formats(plugin: Plugin, answer: object) -> Iterator[Format]:
    for format in _iterate(plugin, answer, "list formats", "Format"):
        if not isinstance(format, Format):
            raise plugin.failure(f"newsparse_formats gave {kind_of(format)}, not a Format", "list formats")
        if format.api != API_VERSION:
            newer = format.api > API_VERSION
            advice = "upgrade newsparse" if newer else "upgrade the plugin, or pin an older newsparse"
            raise plugin.failure(
                f"it was written for version {format.api} of the plugin interface and this is {API_VERSION}; {advice}",
                "load",
                format=format.name,
            )
        yield format


def _iterate(plugin: Plugin, answer: object, action: str, wanted: str) -> Iterator[object]:
    if not isinstance(answer, Iterable) or isinstance(answer, (str, bytes, dict)):
        raise plugin.failure(f"the hook returned {kind_of(answer)}, not a sequence of {wanted}", action)
    iterator = iter(answer)
    while True:
        try:
            yield next(iterator)
        except StopIteration:
            return
        except NewsparseError:
            raise
        except Exception as error:
            raise plugin.failure(_say(error), action) from error


def plugin_of_format(format: Format) -> Plugin:
    """The plugin that a lone `Format`, registered by the program, stands for."""
    return Plugin(f"format:{format.name}", implementation=LoneFormat(format), formats=(format,))


@attrs.frozen
class LoneFormat:
    """A plugin of one format; as picklable as that is."""

    format: Format

    @hookimpl
    def newsparse_formats(self) -> list[Format]:
        """The one."""
        return [self.format]


def call(
    plugin: Plugin,
    action: str,
    function: Callable[[], T],
    *,
    format: str | None = None,
    source: Source | None = None,
    expected: tuple[type[Exception], ...] = (),
) -> T:
    """Call a plugin's function; what it raises unexpectedly becomes a `PluginError`, the cause chained.

    Our own errors and those of the operating system pass through, as do those that the call `expected`.
    """
    try:
        return function()
    except Exception as error:
        if isinstance(error, (NewsparseError, OSError, MemoryError, *expected)):
            raise
        name = source.name if source is not None else None
        raise plugin.failure(f"it raised {_say(error)}", action, format=format, source=name) from error


def wrong_answer(
    plugin: Plugin, action: str, answer: object, wanted: str, *, format: str, source: Source | None
) -> PluginError:
    """The error for a function that returned something else than it should."""
    name = source.name if source is not None else None
    reason = f"its {action} function returned {kind_of(answer)}; it must return {wanted}"
    if isinstance(answer, Coroutine):
        answer.close()  # one that is never awaited would warn about itself
    return plugin.failure(reason, action, format=format, source=name)


def kind_of(value: object) -> str:
    """What a function gave instead of what it should, for messages."""
    if isinstance(value, (Coroutine, AsyncIterator)):
        return "a coroutine, as functions made with async def do"
    return "None" if value is None else f"{value!r:.60} of type {type(value).__name__}"


def _say(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
