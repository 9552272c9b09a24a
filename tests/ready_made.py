"""How is a database from which many tests begin made once a process, and written out for each of them?"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_KEPT: Final = 32
"""How many are kept, at a third of a megabyte each."""


def written_out(path: Path, make: Callable[..., object], *values: Hashable) -> Path:
    """`path`, where there is now what `make(path, *values)` makes, and closes; FileExistsError where a file is.

    To make and set up a database costs twenty times what it costs to write its bytes.
    """
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(_made(make, *values))
    return path


@lru_cache(maxsize=_KEPT)
def _made(make: Callable[..., object], *values: Hashable) -> bytes:
    """The bytes of what it makes."""
    with TemporaryDirectory(prefix="clinicdesk-") as folder:
        path = Path(folder) / "clinic.db"
        make(path, *values)
        return path.read_bytes()
