"""Who may change a file or folder of the host, or put another in its stead?"""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.host import sentences
from tui.host.layout import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.host.accounts import Account
    from tui.host.layout import Layout

_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_MOST_LINKS: Final = 40


def way(layout: Layout, end: Path, account: Account | None) -> Iterator[str]:
    """A place and every folder above it: whoever may change one of them puts another in its stead."""
    for place in above(layout, end):
        yield from opened(layout, place, account)


def opened(layout: Layout, place: Path, account: Account | None) -> Iterator[str]:
    """Whether somebody else than root and the account may change the file or folder."""
    told = place.lstat()
    if stat.S_ISLNK(told.st_mode):
        return
    is_sticky_folder = stat.S_ISDIR(told.st_mode) and told.st_mode & stat.S_ISVTX
    if told.st_mode & _OTHERS_WRITE and not is_sticky_folder:
        yield sentences.WAY_OPEN.format(file=place, account=ACCOUNT)
    keepers = {0, account.uid} if account else {0}
    if told.st_uid not in keepers and not layout.is_image:
        yield sentences.WAY_OWNER.format(file=place, account=ACCOUNT)


def tree(layout: Layout, root: Path, account: Account | None) -> Iterator[str]:
    """The way to a folder, and the first of the thousands in it that somebody else may change."""
    yield from way(layout, root, account)
    below = (Path(folder, name) for folder, folders, files in os.walk(root) for name in sorted((*folders, *files)))
    yield from islice((told for place in below for told in _strangers(layout, place, account)), 1)


def _strangers(layout: Layout, place: Path, account: Account | None) -> Iterator[str]:
    if place.is_symlink():
        for led_to in islice(links(layout, place), 1, None):
            yield from way(layout, led_to, account)
    elif place.exists():  # what is made for a moment may be gone by now
        yield from opened(layout, place, account)


def links(layout: Layout, place: Path) -> Iterator[Path]:
    """A place and, while it is a link, where that leads on the host."""
    for _ in range(_MOST_LINKS):
        yield place
        if not place.is_symlink():
            return
        target = place.readlink()
        led = layout.place(str(target)) if target.is_absolute() else place.parent / target
        place = Path(os.path.normpath(led))


def above(layout: Layout, end: Path) -> list[Path]:
    """The place itself and the folders above it, down from the first below the root."""
    return sorted(place for place in (end, *end.parents) if _is_below(place, layout.root) and place.exists())


def _is_below(place: Path, root: Path) -> bool:
    return place != root and place.is_relative_to(root)
