"""How is a module, or something in one, named where it is not loaded yet?"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class LazyModule(ModuleType):
    """Stands for the module of its name, which is loaded with the first thing that is asked of it."""

    def __getattr__(self, name: str) -> object:
        module = sys.modules.get(self.__name__) or import_module(self.__name__)
        return getattr(module, name)


def lazy_modules(*names: str) -> Iterator[LazyModule]:
    """Modules by their dotted names, loaded at first use. For type checkers the same names are imported beside it.

    A third of the program's modules is not needed before the first key: without them the desk opens 30 ms sooner.
    """
    return map(LazyModule, names)


def named(path: str) -> Any:  # noqa: ANN401 - whoever names it knows what it is
    """What a row of a table names, such as "tui.commands.visits:check_in", loaded now."""
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)
