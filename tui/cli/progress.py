"""How does a person who waits see that it goes on?"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from tui.cli import sentences
from tui.cli.listing import printable
from tui.sending import takes_anything

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

_CELLS: Final = 20
_LONGEST: Final = 24


class Progress:
    """A bar in the last line of the terminal, on stderr; nothing at all anywhere else, nor for scripts."""

    __slots__ = ("_shown", "_stream", "_what")

    def __init__(self, what: str, *, is_wanted: bool) -> None:
        """`what` is being done; nothing is shown unless that `is_wanted`."""
        self._stream = _terminal() if is_wanted else None
        self._what = printable(what)[:_LONGEST]
        self._shown = ""

    def show(self, share: float, where: str = "") -> None:
        """Show that so much is done, from 0 to 1, and where that is."""
        if self._stream is None:
            return
        bar = "#" * int(share * _CELLS)
        now = sentences.PROGRESS.format(
            what=self._what, bar=bar.ljust(_CELLS, "."), percent=f"{share:.0%}", where=where
        ).rstrip()
        if now != self._shown:
            self._print(self._stream, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the line empty."""
        if self._stream is not None and self._shown:
            self._print(self._stream, "")

    def _print(self, stream: TextIO, text: str) -> None:
        with suppress(OSError):  # a terminal that has gone needs no bar
            if not takes_anything(stream.fileno()):  # stopped with Ctrl+S: others wait for who waits here
                return
            stream.write(f"\r{text.ljust(len(self._shown))}\r{text}")
            stream.flush()
        self._shown = text


def _terminal() -> TextIO | None:
    is_one = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return sys.stderr if is_one else None
