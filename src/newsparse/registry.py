"""`Registry`: a set of plugins, and what can be done with them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import attrs

from newsparse import explaining, reading
from newsparse.arguments import a_str, as_source, check_options, rules_of
from newsparse.article import Article, Result
from newsparse.detection import Bid, Entry, bids_for, resolve, suffixes_of
from newsparse.errors import PluginError, UnknownFormatError, WriteError
from newsparse.explanation import Explanation
from newsparse.format import Format
from newsparse.plugins import (
    BUILTIN,
    Plugin,
    call,
    disabled_names,
    installed_plugins,
    load_plugin,
    plugin_of_format,
    sites_of,
    wrong_answer,
)
from newsparse.source import Limits, Source, SourceLike

if TYPE_CHECKING:
    from newsparse.sites import Site, SiteRules

__all__ = ["Registry"]

# What a writer raises for an option's value; with no options given it would be the writer's own fault.
_WRONG_OPTION = (TypeError, ValueError)


class Registry:
    """A set of plugins, and every function of newsparse over it.

    The functions of the package use one default registry, made on first use: the built-in formats and the
    installed plugins. Make your own where that must not depend on what is installed, as in tests and
    services.

    Reading and writing may be called from several threads at once; registering may not.
    """

    def __init__(
        self,
        plugins: Iterable[object] | None = None,
        *,
        discover: bool | None = None,
        disable: Collection[str] = (),
    ) -> None:
        """Load the built-in formats and other plugins.

        Args:
            plugins: Modules or objects with hook implementations, or `Format`s, as `register` takes them.
            discover: Whether to load installed plugins; by default only where `plugins` is `None`.
            disable: Names of plugins or formats to leave out, besides those in `NEWSPARSE_DISABLE`.

        Raises:
            PluginError: Two plugins claim one format name, or one of `plugins` is broken. A broken
                installed plugin is a `PluginWarning`.
        """
        if isinstance(disable, str):
            raise TypeError("Registry: disable is a list of names, not one str")
        self._disabled = frozenset(disable) | disabled_names()
        self._plugins: tuple[Plugin, ...] = (self._load_builtin(),)
        if discover if discover is not None else plugins is None:
            self._plugins += tuple(installed_plugins(self._disabled))
        self._registered: tuple[Plugin, ...] = ()
        self._sites: SiteRules | None = None
        self._arrange()
        if isinstance(plugins, (str, Format)):
            raise TypeError(f"Registry: plugins is a list of plugins, not one {type(plugins).__name__}")
        for plugin in plugins or ():
            self.register(plugin)

    def _load_builtin(self) -> Plugin:
        from newsparse import __version__
        from newsparse.formats import builtin

        plugin = Plugin(BUILTIN, BUILTIN, __version__, implementation=builtin)
        if BUILTIN in self._disabled:
            return attrs.evolve(plugin, disabled=True)
        return load_plugin(plugin)

    def _arrange(self) -> None:
        """Fix the order that formats are asked in and what each name means."""
        builtin, *installed = self._plugins
        entries = [
            Entry(format, plugin)
            for plugin in (*reversed(self._registered), *installed, builtin)
            for format in plugin.formats
            if not plugin.disabled and format.name not in self._disabled
        ]
        self._entries, self._names = resolve(entries)

    @property
    def disabled(self) -> frozenset[str]:
        """The names of plugins and formats that are left out."""
        return self._disabled

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin known, those that failed or are disabled included."""
        return (*self._plugins, *self._registered)

    def register(self, plugin: object, *, name: str | None = None) -> str:
        """Add a plugin for as long as this registry lives.

        Args:
            plugin: A module or object with hook implementations, or a `Format`.
            name: What to call it; a module's or class's own name if `None`.

        Returns:
            The name it goes by, as `unregister` takes it.

        Raises:
            PluginError: It is broken, or claims the name of another plugin's format.
            TypeError: It can be no plugin.
            ValueError: It is registered already.
        """
        if plugin is None or isinstance(plugin, (str, bytes, os.PathLike, list, tuple, dict)):
            raise TypeError(
                "register: expected a Format, or a module or object with hook implementations, "
                f"not {type(plugin).__name__}; Registry.register_file takes a path"
            )
        if isinstance(plugin, Format):
            loaded = plugin_of_format(plugin)
            loaded = attrs.evolve(loaded, name=name or loaded.name)
        else:
            loaded = Plugin(name or _name_of(plugin), implementation=plugin)
        if any(other.name == loaded.name for other in self.plugins):
            raise ValueError(
                f"a plugin named {loaded.name!r} is registered already; take it away with unregister({loaded.name!r}), "
                "or give this one another name="
            )
        off = loaded.answers_to(self._disabled)
        loaded = attrs.evolve(loaded, disabled=True) if off else load_plugin(loaded)
        self._keep_registered((*self._registered, loaded))
        return loaded.name

    def _keep_registered(self, plugins: tuple[Plugin, ...]) -> None:
        """Have these registered and no others, or all as before where two of them claim one name."""
        before, self._registered = self._registered, plugins
        try:
            self._arrange()
        except PluginError:
            self._registered = before
            raise
        self._sites = None

    def unregister(self, plugin: object) -> None:
        """Take a plugin away that was registered: the object itself, or its name.

        Raises:
            ValueError: It is not registered.
            PluginError: Without it two others claim one format name.
        """
        for loaded in self._registered:
            its_format = isinstance(plugin, Format) and plugin in loaded.formats
            if its_format or loaded.implementation is plugin or loaded.name == plugin:
                self._keep_registered(tuple(other for other in self._registered if other is not loaded))
                return
        names = ", ".join(loaded.name for loaded in self._registered) or "none"
        raise ValueError(f"{plugin!r} is not registered; registered are: {names}")

    def register_file(self, path: str | os.PathLike[str], *, name: str | None = None) -> str:
        """Load a plugin from a Python file that is not installed, and register it.

        Args:
            path: The file.
            name: What to call the plugin; made of the file's name if `None`.

        Returns:
            The name it goes by, as `unregister` takes it.

        Raises:
            PluginError: The file cannot be imported, or is no plugin.
            OSError: The file cannot be read.
        """
        from newsparse.plugin_file import import_file, module_name

        name = name or module_name(Path(path))
        plugin = Plugin(name)
        module = call(plugin, "load", partial(import_file, Path(path)))
        return self.register(module, name=name)

    def formats(self) -> Mapping[str, Format]:
        """The formats by name, in the order they are asked in."""
        return MappingProxyType({entry.format.name: entry.format for entry in self._entries})

    def sites(self) -> SiteRules:
        """The publisher rules of all plugins, those registered last in front.

        Raises:
            PluginError: A plugin's `newsparse_sites` is broken.
        """
        if self._sites is None:
            from newsparse.sites import SiteRules

            usable = (plugin for plugin in self.plugins if plugin.error is None and not plugin.disabled)
            self._sites = SiteRules(tuple(site for plugin in usable for site in sites_of(plugin)))
        return self._sites

    def detect(self, source: SourceLike) -> tuple[Bid, ...]:
        """What each format that reads says of a source, in the order asked.

        Raises:
            PluginError: A plugin's `sniff` is broken.
            OSError: The file cannot be read.
        """
        return tuple(bids_for(as_source(source), self._entries))

    def parse(
        self,
        source: SourceLike,
        *,
        format: str | None = None,
        url: str | None = None,
        encoding: str | None = None,
        limits: Limits | None = None,
        sites: Sequence[Site] = (),
    ) -> Article:
        """Read one article; see `newsparse.parse`."""
        return reading.read_one(
            self._prepare(source, url, encoding, limits, sites), self._entries, self._reader(format)
        )

    def parse_text(
        self,
        text: str,
        *,
        format: str | None = None,
        url: str | None = None,
        limits: Limits | None = None,
        sites: Sequence[Site] = (),
    ) -> Article:
        """Read one article from text that is decoded already; see `newsparse.parse_text`."""
        if not isinstance(text, str):
            raise TypeError(f"parse_text: expected a str, not {type(text).__name__}; parse takes bytes")
        return self.parse(Source(text=text), format=format, url=url, limits=limits, sites=sites)

    def parse_all(
        self,
        source: SourceLike,
        *,
        format: str | None = None,
        url: str | None = None,
        encoding: str | None = None,
        limits: Limits | None = None,
        sites: Sequence[Site] = (),
    ) -> Iterator[Result]:
        """Read every article of a file or container; see `newsparse.parse_all`."""
        found = self.documents(source, format=format, url=url, encoding=encoding, limits=limits, sites=sites)
        return (document if isinstance(document, Result) else document.read() for document in found)

    def documents(
        self,
        source: SourceLike,
        *,
        format: str | None = None,
        url: str | None = None,
        encoding: str | None = None,
        limits: Limits | None = None,
        sites: Sequence[Site] = (),
    ) -> Iterator[reading.Document | Result]:
        """What `parse_all` would read, each still to be read; what cannot be had is a result already."""
        prepared = self._prepare(source, url, encoding, limits, sites)
        return reading.documents(prepared, self._entries, self._reader(format))

    def explain(
        self,
        source: SourceLike,
        *,
        format: str | None = None,
        url: str | None = None,
        encoding: str | None = None,
        limits: Limits | None = None,
        sites: Sequence[Site] = (),
        document: int | str | None = None,
    ) -> Explanation:
        """Say how a source is read; see `newsparse.explain`."""
        prepared = self._prepare(source, url, encoding, limits, sites)
        return explaining.explain(prepared, self._entries, self._reader(format), document)

    def _prepare(
        self,
        source: SourceLike,
        url: str | None,
        encoding: str | None,
        limits: Limits | None,
        sites: Sequence[Site],
    ) -> Source:
        made = as_source(source)
        reading.check_known(made.known)
        layers = [rules_of(sites), rules_of(made.own_sites)]

        def applying() -> Sequence[Site]:
            rules = self.sites()
            for layer in reversed(layers):
                rules = rules if layer is None else layer.over(rules)
            return rules

        if made is source:
            return made.with_options(url=url, encoding=encoding, limits=limits, sites=applying)
        made._set_options(url, encoding, limits, applying)
        return made

    def _reader(self, format: str | None) -> Entry | None:
        """The format that is named, if one is."""
        if format is None:
            return None
        entry = self._names.get(a_str(format, "format"))
        if entry is None or not entry.format.reads:
            known = tuple(name for name, other in self._names.items() if other.format.reads)
            raise UnknownFormatError(wanted=format, known=known)
        return entry

    def encode(self, article: Article, format: str, **options: Any) -> bytes:
        """Write an article as bytes; see `newsparse.encode`."""
        if not isinstance(article, Article):
            raise TypeError(f"expected an Article, not {type(article).__name__}")
        entry = self._names.get(a_str(format, "format"))
        if entry is None or entry.format.write is None:
            known = tuple(name for name, other in self._names.items() if other.format.writes)
            raise UnknownFormatError(wanted=format, known=known)
        check_options(entry.format, options)
        try:
            data = call(
                entry.plugin,
                "write",
                partial(entry.format.write, article, **options),
                format=format,
                expected=_WRONG_OPTION if options else (),
            )
        except WriteError as error:
            error.format = error.format or format
            raise
        if not isinstance(data, bytes):
            raise wrong_answer(entry.plugin, "write", data, "bytes", format=format, source=None)
        return data

    def dumps(self, article: Article, format: str, **options: Any) -> str:
        """Write an article as text; see `newsparse.dumps`."""
        data = self.encode(article, format, **options)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            reason = "what this format writes is no UTF-8 text; use encode or dump"
            raise WriteError(reason, format=format) from error

    def dump(
        self, article: Article, path: str | os.PathLike[str], *, format: str | None = None, **options: Any
    ) -> None:
        """Write an article to a file; see `newsparse.dump`."""
        target = Path(path)
        data = self.encode(article, format or self.format_for(target), **options)
        target.write_bytes(data)

    def format_for(self, path: str | os.PathLike[str]) -> str:
        """The name of the format that writes a file, by its suffix, the longest first.

        Raises:
            UnknownFormatError: No format that writes has this suffix.
        """
        path = Path(path)
        writing = [entry.format for entry in self._entries if entry.format.writes]
        for suffix in suffixes_of(path.name.lower()):
            for format in writing:
                if suffix in format.suffixes:
                    return format.name
        known = tuple(suffix for format in writing for suffix in format.suffixes)
        raise UnknownFormatError(source=str(path), wanted=path.suffix.lower() or ".", known=known)


def _name_of(plugin: object) -> str:
    name = getattr(plugin, "__name__", None) or type(plugin).__name__
    return cast("str", name)
