"""Who may change what runs as the account: the program, its interpreter, and all that the interpreter loads?"""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.host import sentences
from tui.host.layout import ACCOUNT
from tui.host.ways import above, links, tree, way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.host.accounts import Account
    from tui.host.layout import Layout

_INTERPRETER: Final = re.compile(rb"\A#!\s*(?:/bin/sh\s*\n'''exec'\s+)?\"?(/[^\s\"]+)")
"""The first line of the program; where its path is too long for one, pip has a shell begin it."""
_LONGEST_BEGIN: Final = 1 << 12
_OWN_FOLDER: Final = "pyvenv.cfg"
_WITH_SYSTEM: Final = re.compile(r"^include-system-site-packages\s*=\s*true\s*$", re.MULTILINE | re.IGNORECASE)


def program(layout: Layout, account: Account | None) -> Iterator[str]:
    """Whatever is open of it, and what the account does not get at. Nothing of it is run: root asks."""
    reached = list(links(layout, layout.place(layout.program)))
    if reached[-1].is_file():
        yield from dict.fromkeys(_program(layout, reached, account))  # trees lie within each other
    else:
        yield sentences.NO_PROGRAM.format(program=reached[0])


def _program(layout: Layout, reached: list[Path], account: Account | None) -> Iterator[str]:
    interpreters = _interpreters(layout, reached[-1])
    if not interpreters:
        yield sentences.NO_INTERPRETER.format(program=reached[-1])
    for place in (*reached, *interpreters):
        yield from way(layout, place, account)
    for place in sorted({one for end in (*reached, *interpreters) for one in above(layout, end)}):
        yield from _closed(place)
    for root in _trees(layout, interpreters):
        yield from tree(layout, root, account)
        for file in sorted(root.rglob("*-packages/*.pth")):
            for added in _added(layout, file):
                yield from tree(layout, added, account)


def _interpreters(layout: Layout, script: Path) -> list[Path]:
    """What runs the script, and where its links lead; nothing where that is no interpreter that is there."""
    with script.open("rb") as file:
        found = _INTERPRETER.match(file.read(_LONGEST_BEGIN))
    reached = list(links(layout, layout.place(found[1].decode(errors="surrogateescape")))) if found else []
    return reached if reached and reached[-1].is_file() else []


def _closed(place: Path) -> Iterator[str]:
    """Whether the account does not get at it."""
    told = place.stat()
    needed = stat.S_IXOTH if stat.S_ISDIR(told.st_mode) else stat.S_IXOTH | stat.S_IROTH
    if told.st_mode & needed != needed:
        yield sentences.WAY_CLOSED.format(file=place, account=ACCOUNT)


def _trees(layout: Layout, interpreters: list[Path]) -> Iterator[Path]:
    """The folders that the interpreter loads from: that of the installation, and Python's own."""
    if not interpreters:
        return
    installed = next((one.parent.parent for one in interpreters if (one.parent.parent / _OWN_FOLDER).is_file()), None)
    if installed:
        yield installed
    base = interpreters[-1].parent.parent
    for folder in (base / "lib", base / "lib64"):
        yield from sorted(one for one in folder.glob("python3*") if one.is_dir() and not one.is_symlink())
    if installed is None or _WITH_SYSTEM.search((installed / _OWN_FOLDER).read_text(errors="replace")):
        local = layout.place("/usr/local/lib")
        yield from sorted(one for one in local.glob("python3*") if one.is_dir())


def _added(layout: Layout, file: Path) -> Iterator[Path]:
    """The folders that a .pth file adds to what is loaded."""
    for line in file.read_text(errors="replace").splitlines():
        path = line.strip()
        if path and not path.startswith(("#", "import ", "import\t")):
            added = layout.place(path) if path.startswith("/") else file.parent / path
            if added.exists():
                yield added
