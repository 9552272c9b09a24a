"""What does the warm host load for its sessions, and is it still what lies on the disk?"""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

import tui

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PACKAGES: Final = ("core", "storage", "tui")
_ROOT: Final = Path(tui.__file__).parents[1]
_LEFT_OUT: Final = ("tui.demo", "tui.generated_docs", "tui.__main__")
"""What no desk loads, and what runs already."""
_OF_OTHERS: Final = (
    *("textual.drivers.linux_driver", "textual.drivers.headless_driver", "textual.pilot", "textual.scrollbar"),
    *("textual.layouts.factory", "textual.layouts.horizontal", "textual.layouts.stream", "tomllib"),
)
"""What Textual and we load only where it is needed, and every desk does."""
_SOURCES: Final = (".py", ".sql", ".tcss")


def load() -> None:
    """Load every module that a desk may need, so that no session comes to read one of another version."""
    for name in _PACKAGES:
        for found in pkgutil.walk_packages(import_module(name).__path__, f"{name}."):
            if not found.name.startswith(_LEFT_OUT):
                import_module(found.name)
    for name in _OF_OTHERS:
        import_module(name)


class Installed(Struct, frozen=True):
    """The program as it lay on the disk at one time: each file of ours, the interpreter, the folder of libraries."""

    seen: Mapping[str, tuple[int, int, int] | None]

    @classmethod
    def now(cls) -> Installed:
        """Look at all of it: 5 ms."""
        return cls({path: _look(path) for path in _paths()})

    def is_unchanged(self) -> bool:
        """Whether each is as it was: 1 ms."""
        return all(_look(path) == seen for path, seen in self.seen.items())


def _paths() -> Iterator[str]:
    """Our sources, the interpreter, and the folder in which an installer leaves the version of each library."""
    for package in _PACKAGES:
        for folder, inner, files in os.walk(_ROOT / package):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield from (f"{folder}/{name}" for name in sorted(files) if name.endswith(_SOURCES))
    libraries = import_module("textual").__path__[0]
    yield from (sys.executable, os.__file__, str(Path(libraries).parent))


def _look(path: str) -> tuple[int, int, int] | None:
    """What tells a file from the one that comes into its place; None where there is none."""
    try:
        told = os.stat(path)  # noqa: PTH116 - 464 of them with each desk that opens
    except OSError:
        return None
    return told.st_mtime_ns, told.st_ino, told.st_size
