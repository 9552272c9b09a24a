"""Which templates of its own does the clinic have, in the folder of its settings?"""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from storage.sentences import TEMPLATES_UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_BYTES: Final = 1 << 20
_ENDING: Final = ".txt"


def template_files(folder: str) -> Mapping[str, bytes]:
    """The texts of the folder by the names of their files; none where none is named. Raises BadInput."""
    if not folder:
        return {}
    place = folder
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(_ENDING))
        found = {}
        for name in names:
            place = str(Path(folder, name))
            found[name] = _read(place)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(TEMPLATES_UNREADABLE.format(place=place, why=why), field="templates") from error
    return found


def _read(path: str) -> bytes:
    """Up to the most bytes of a file that is one. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise FileNotFoundError(path)
        return file.read(_MOST_BYTES)
