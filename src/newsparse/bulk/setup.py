"""What a worker must know before it reads: plugins, publisher rules and options, in a form that travels."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from newsparse.article import Result
from newsparse.errors import PluginError
from newsparse.format import Format
from newsparse.registry import Registry
from newsparse.source import Limits

if TYPE_CHECKING:
    from newsparse.sites import Site

__all__ = ["Finish", "Options", "PluginSpec", "RegistrySpec", "Setup", "check_travels"]

R = TypeVar("R")
Finish = Callable[[Result, Registry], R]


@attrs.frozen
class PluginSpec:
    """A plugin that the program registered: a module by name or file, or the object itself.

    Attributes:
        name: What the registry calls it.
        module: The module's name, where it can be imported by it.
        file: The module's file, where it cannot.
        object: The plugin, where it is no module.
    """

    name: str | None
    module: str | None = None
    file: str | None = None
    object: Any = None

    @classmethod
    def of(cls, plugin: object, name: str | None = None) -> PluginSpec:
        """The plugin as a path, module, `Format` or object with hooks tells it."""
        if isinstance(plugin, (str, os.PathLike)):
            return cls(name, file=str(Path(plugin).resolve()))
        if not isinstance(plugin, ModuleType):
            return cls(name, object=plugin)
        spec = plugin.__spec__
        if spec is not None and _can_be_imported(plugin.__name__):
            return cls(name, module=plugin.__name__)
        return cls(name, file=getattr(plugin, "__file__", None), module=plugin.__name__)

    def register_with(self, registry: Registry) -> None:
        """Add the plugin to a registry."""
        if self.file is not None:
            registry.register_file(self.file, name=self.name)
        elif self.module is not None:
            registry.register(import_module(self.module), name=self.name)
        else:
            registry.register(self.object, name=self.name)


def _can_be_imported(name: str) -> bool:
    from importlib.machinery import PathFinder

    parent, _, last = name.rpartition(".")
    if name == "__main__":
        return False
    path = list(getattr(sys.modules.get(parent), "__path__", ())) if parent else None
    return PathFinder.find_spec(last if parent else name, path) is not None


@attrs.frozen
class RegistrySpec:
    """How to make a registry again.

    Attributes:
        discover: Whether it holds installed plugins.
        disabled: Names left out.
        plugins: What the program registered, in order.
    """

    discover: bool
    disabled: frozenset[str]
    plugins: tuple[PluginSpec, ...]

    @classmethod
    def of(cls, registry: Registry, plugins: Iterable[object] = ()) -> RegistrySpec:
        """The recipe of a registry, with further plugins.

        Raises:
            TypeError: There is one plugin and not several, or no registry.
        """
        if isinstance(plugins, str):
            raise TypeError(f"plugins: expected several plugins, not one str; write [{plugins!r}]")
        if not isinstance(plugins, Iterable):
            raise TypeError(f"plugins: expected a list of plugins, not {type(plugins).__name__}")
        if not isinstance(registry, Registry):
            raise TypeError(f"registry: expected a Registry, not {type(registry).__name__}")
        _builtin, *others = registry.plugins
        registered = [plugin for plugin in others if plugin.distribution is None]
        return cls(
            discover=len(registered) < len(others),
            disabled=registry.disabled,
            plugins=(
                *(PluginSpec.of(plugin.implementation, plugin.name) for plugin in registered),
                *(PluginSpec.of(plugin) for plugin in plugins),
            ),
        )

    def make(self) -> Registry:
        """A registry by this recipe."""
        registry = Registry(discover=self.discover, disable=self.disabled)
        for plugin in self.plugins:
            plugin.register_with(registry)
        return registry


def _indexed(sites: Sequence[Site]) -> Sequence[Site]:
    """The rules indexed by host, once for all inputs."""
    if not sites:
        return ()
    from newsparse.sites import SiteRules

    return sites if isinstance(sites, SiteRules) else SiteRules(sites)


@attrs.frozen
class Options:
    """How every input is read; as the arguments of `newsparse.parse`."""

    format: str | None = None
    url: str | None = None
    encoding: str | None = None
    limits: Limits | None = None
    sites: Sequence[Site] = attrs.field(default=(), converter=_indexed)


@attrs.frozen
class Setup(Generic[R]):
    """Everything a worker is told once.

    Attributes:
        registry: How to make the registry.
        options: How inputs are read.
        finish: Makes of each result what is handed back.
    """

    registry: RegistrySpec
    options: Options
    finish: Finish[R]


def check_travels(setup: Setup[Any]) -> bytes:
    """The set-up pickled, or an error that names what cannot be sent to a worker.

    Raises:
        PluginError: A plugin cannot be sent.
        TypeError: A publisher rule or limit cannot be sent.
    """
    for plugin in setup.registry.plugins:
        _check_plugin(plugin)
    try:
        return pickle.dumps(setup, protocol=5)
    except Exception as error:
        raise TypeError(f"parse_many: the options cannot be sent to worker processes: {error}") from error


def _check_plugin(plugin: PluginSpec) -> None:
    name = plugin.name or _plain_name(plugin.object)
    try:
        data = pickle.dumps(plugin, protocol=5)
    except Exception as error:
        raise _cannot_travel(name, str(error)) from error
    if plugin.module == "__main__" or (plugin.object is not None and b"__main__" in data):
        raise _cannot_travel(name, "it is defined in the program itself (__main__), which workers do not run")


def _plain_name(plugin: object) -> str:
    return plugin.name if isinstance(plugin, Format) else type(plugin).__name__


def _cannot_travel(name: str, why: str) -> PluginError:
    return PluginError(
        f"{why}. Move it to a module of its own and give the module or its file, or use workers=0",
        plugin=name,
        action="be sent to worker processes",
    )
