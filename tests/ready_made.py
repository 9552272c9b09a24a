"""How is what many tests begin with made once, a process or a run, and written out for each of them?"""

from __future__ import annotations

import fcntl
import os
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pytest

_KEPT: Final = 32
"""How many are kept, at a third of a megabyte each."""


def written_out(path: Path, make: Callable[..., object], *values: Hashable) -> Path:
    """`path`, where there is now what `make(path, *values)` makes, and closes; FileExistsError where a file is.

    To make and set up a database costs twenty times what it costs to write its bytes.
    """
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(_made(make, *values))
    return path


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name in which `make(folder)` made something, to be copied: once for all workers of a run.

    For what takes seconds. Who comes while it is made waits for it.
    """
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            part = Path(mkdtemp(prefix=f"{name}-", dir=folder.parent))  # one that fails is left behind, and made anew
            make(part)
            part.rename(folder)
    return folder


@lru_cache(maxsize=_KEPT)
def _made(make: Callable[..., object], *values: Hashable) -> bytes:
    """The bytes of what it makes."""
    with TemporaryDirectory(prefix="clinicdesk-") as folder:
        path = Path(folder) / "clinic.db"
        make(path, *values)
        return path.read_bytes()
