"""How are folders made for their owner alone, and how does a finished file get its name, never that of another?"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_OWNERS_FOLDER: Final = 0o700


def make_folders(folder: Path) -> None:
    """Make what is missing of the folders, each for its owner alone."""
    if not folder.exists():
        make_folders(folder.parent)
        folder.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)


def put_in_place(part: Path, path: Path) -> None:
    """Give the file `part`, once it is on the disk, the name `path` beside it, and only that name.

    Raises FileExistsError where anything has the name already, a link that leads nowhere too.
    """
    _sync(part, os.O_RDONLY)
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError as error:  # FAT knows no links
        if os.path.lexists(path):
            raise FileExistsError(path) from error
        part.rename(path)
    else:
        part.unlink()
    _sync(path.parent, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
