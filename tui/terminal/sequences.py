"""Where does each key end in what the terminal sends, however a slow line cuts it?

Keys other than characters arrive as several characters that begin with ESC (ECMA-48; Down is `ESC [ B`), a paste
between two such sequences. A line may cut them anywhere, and what is left of one must never act as the letters it is
made of: `B` alone steps a visit back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from msgspec import Struct

REST_SECONDS: Final = 1.0
"""How long the rest of a sequence may take to come, counted from the character before."""
PASTE_SECONDS: Final = 5.0
"""The same within a paste: what comes later are keys."""

_ESC: Final = "\x1b"
_EIGHT_BIT: Final = {0x9B: f"{_ESC}[", 0xDC9B: f"{_ESC}[", 0x8F: f"{_ESC}O", 0xDC8F: f"{_ESC}O"}
"""One character for two, from terminals that send 8-bit controls; also as a byte that was no UTF-8 (0xDC..)."""
_STRINGS: Final = frozenset("]PX^_")
"""After ESC they begin an answer of the terminal, such as its colours: text up to BEL or `ESC \\`."""
_VT52_ARROWS: Final = frozenset("ABCD")
_WHOLE: Final = re.compile(
    r"\x1b\[(?:[@-LN-Z\\-~]|[ -?]+[@-~]|[0-9]+\$|\[.|M.{3})"  # rxvt's Shift ends with $; Linux' F1; the X10 mouse
    r"|\x1bO[0-9;]*[^0-9;]"
)
_X10_MOUSE: Final = "\x1b[M"
"""Before button, column and row, each a character from a space on: also DEL, a wheel with all modifiers."""
_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
_LONGEST: Final = 64
_LONGEST_PASTE: Final = 1 << 18
"""Characters of a paste that are kept, more than any line takes; what comes behind them is dropped."""


class Typed(Struct, frozen=True):
    """A character by itself: a letter, or a key such as Enter that is one control character."""

    character: str


class Escape(Struct, frozen=True):
    """The key Esc."""


class Sequence(Struct, frozen=True):
    """A whole sequence, known or not: ESC and what belongs to it."""

    text: str


class Pasted(Struct, frozen=True):
    """Text that the terminal marked as pasted."""

    text: str


Input: TypeAlias = Typed | Escape | Sequence | Pasted


class SequenceReader:
    """Puts the pieces together. Times are monotonic seconds, and every read tells its own.

    A lone ESC is the key Esc after `escape_seconds`; what follows within REST_SECONDS may still be the rest of the
    sequence that it began. What never becomes whole is dropped.
    """

    def __init__(self, escape_seconds: float) -> None:
        self._escape_seconds = escape_seconds
        self._held = ""
        self._is_told = False
        self._is_cut = False
        self._pasted: list[str] | None = None
        self._last = 0.0

    def read(self, text: str, at: float) -> Iterator[Input]:
        """What is whole now that `text` came; "" when only time has passed."""
        yield from self._expire(at, escape_after=REST_SECONDS if text else self._escape_seconds)
        if not text:
            return
        self._last, self._is_cut = at, True
        for character in text:
            if self._pasted is not None:
                yield from self._paste(self._pasted, character)
            elif self._held:
                yield from self._go_on(self._held + character)
            elif ord(character) in _EIGHT_BIT:
                self._held, self._is_told = _EIGHT_BIT[ord(character)], True
            elif character == _ESC:
                self._begin()
            else:
                yield Typed(character)

    def next_at(self) -> float | None:
        """When time alone makes a difference, None for never."""
        if self._pasted is not None:
            return self._last + PASTE_SECONDS
        if not self._held:
            return None
        return self._last + (self._escape_seconds if self._is_escape_due else REST_SECONDS)

    def _expire(self, at: float, *, escape_after: float) -> Iterator[Input]:
        """A program that was busy finds the rest already there, and tells no Esc before it."""
        waited = at - self._last
        if self._pasted is not None:
            if waited >= PASTE_SECONDS:
                yield self._end_paste(self._pasted)
            return
        if self._is_escape_due and waited >= escape_after:
            self._is_told = True
            yield Escape()
        if waited >= REST_SECONDS:
            self._held = ""

    @property
    def _is_escape_due(self) -> bool:
        return self._held == _ESC and not self._is_told

    def _begin(self) -> None:
        self._held, self._is_told, self._is_cut = _ESC, False, False

    def _go_on(self, sequence: str) -> Iterator[Input]:
        """Take the character that makes what is held `sequence`."""
        character = sequence[-1]
        if len(sequence) == 2:
            yield from self._after_escape(character)
        elif sequence[1] in _STRINGS:
            self._answer(sequence)
        elif character == _ESC:
            self._begin()
        elif character < " " or (character == "\x7f" and not sequence.startswith(_X10_MOUSE)):
            self._held = ""
            yield Typed(character)
        elif not _WHOLE.fullmatch(sequence):
            self._hold(sequence)
        else:
            self._held = ""
            if sequence == _PASTE_BEGINS:
                self._pasted = []
            else:
                yield Sequence(sequence)

    def _after_escape(self, character: str) -> Iterator[Input]:
        """What came with ESC in one read is Alt and that key; later, it is a key by itself."""
        if character in "[O" or (character in _STRINGS and not self._is_cut):
            self._held = _ESC + character
            return
        self._held = ""
        if character != _ESC and not self._is_cut:
            yield Sequence(_ESC + character)
            return
        if not self._is_told:
            yield Escape()
        if character == _ESC:
            self._begin()
        elif character not in _VT52_ARROWS:
            yield Typed(character)

    def _answer(self, sequence: str) -> None:
        """Drop an answer that nobody here asked for; another sequence may begin where its end should have been."""
        if sequence.endswith(("\x07", f"{_ESC}\\")):
            self._held = ""
        else:
            self._hold(sequence)

    def _hold(self, sequence: str) -> None:
        """Of one that is too long what tells its end, and a space: then it is none that is known."""
        self._held = sequence if len(sequence) <= _LONGEST else f"{sequence[:2]} {sequence[-1]}"

    def _paste(self, pasted: list[str], character: str) -> Iterator[Input]:
        pasted.append(character)
        if character == _PASTE_ENDS[-1] and "".join(pasted[-len(_PASTE_ENDS) :]) == _PASTE_ENDS:
            del pasted[-len(_PASTE_ENDS) :]
            yield self._end_paste(pasted)
        elif len(pasted) > 2 * _LONGEST_PASTE:
            del pasted[_LONGEST_PASTE : -len(_PASTE_ENDS)]

    def _end_paste(self, pasted: list[str]) -> Pasted:
        self._pasted = None
        return Pasted("".join(pasted[:_LONGEST_PASTE]))
