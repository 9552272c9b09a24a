"""How is a document sent to who may not read it? While it is, it lies nameless on the clinic's disk: not for ever."""

from __future__ import annotations

import errno
import os
import select
import tempfile
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Final

from tui import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

MOST_SPOOLED: Final = 1 << 30
"""Bytes of a document that are kept until it is sent; of rejected lines they are ten million."""
_PIECE: Final = 512
"""What a pipe or terminal that has room for anything takes at once, without holding up who writes."""
_PATIENCE: Final = 60.0
_SLOWEST: Final = 16_384
"""Bytes a second, beside that patience: the slowest line over which a clinic is worth sending."""


@contextmanager
def spooled(folder: Path, out: BinaryIO, *, patience: float = _PATIENCE) -> Iterator[BinaryIO]:
    """A nameless file in `folder`, sent to `out` after the block, however that ends. Raises OSError."""
    with tempfile.TemporaryFile(dir=folder) as spool:
        try:
            yield spool
        except BaseException:
            with suppress(OSError):
                _send_all(spool, out, patience)
            raise
        _send_all(spool, out, patience)


def send(source: BinaryIO, out: BinaryIO, *, patience: float = _PATIENCE) -> None:
    """Send all that follows in `source`. Raises OSError, also where nobody reads for so many seconds, or too slowly."""
    out.flush()
    began, sent = monotonic(), 0
    while piece := source.read(_PIECE):
        end = began + patience + sent / _SLOWEST
        while piece:
            if not select.select([], [out.fileno()], [], max(end - monotonic(), 0))[1]:
                raise OSError(errno.ETIMEDOUT, sentences.NOBODY_READS)
            written = os.write(out.fileno(), piece)
            sent, piece = sent + written, piece[written:]


def _send_all(spool: BinaryIO, out: BinaryIO, patience: float) -> None:
    spool.seek(0)
    send(spool, out, patience=patience)


def takes_anything(out: int) -> bool:
    """Whether a line could be written now without waiting for who reads it. Raises OSError."""
    return bool(select.select([], [out], [], 0)[1])
