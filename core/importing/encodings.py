"""In which encoding is a file written that does not say so?"""

from __future__ import annotations

import codecs
from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

UTF_8: Final = "utf-8"
WINDOWS: Final = "windows-1252"
UTF_16: Final = "utf-16"
_CODECS: Final = {UTF_8: "utf-8", WINDOWS: "cp1252"}
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PROBE: Final = 512
"""Bytes at the begin of a file in which every second one is 0 if it is UTF-16: headings are plain letters."""
_A_QUARTER: Final = 4
_MANY: Final = 8
"""So many times as often as the other bytes of each pair: a letter such as Ā has a 0 there."""


class Encoding(Struct, frozen=True):
    """What a file is written in: `name` for a person and a map, `codec` for Python, what is done with other bytes.

    Bytes that are no text come as lone surrogates, in UTF-16 as U+FFFD: neither is taken, and nothing is lost.
    """

    name: str
    codec: str

    @property
    def errors(self) -> str:
        """Python's name for what is done with them."""
        return "replace" if self.name == UTF_16 else "surrogateescape"


def marked(begins: bytes) -> Encoding | None:
    """The encoding that the first bytes tell by a mark, or UTF-16 by its zeros; None where they tell nothing."""
    if begins.startswith(codecs.BOM_UTF8):
        return Encoding(UTF_8, "utf-8-sig")
    if begins.startswith(_WIDE):
        return Encoding(UTF_16, "utf-16")
    probe = begins[:_PROBE]
    first, second = probe[::2].count(0), probe[1::2].count(0)
    if second * _A_QUARTER > len(probe) // 2 and second > first * _MANY:
        return Encoding(UTF_16, "utf-16-le")
    if first * _A_QUARTER > len(probe) // 2 and first > second * _MANY:
        return Encoding(UTF_16, "utf-16-be")
    return None


def stated(name: str, begins: bytes) -> Encoding:
    """The encoding of that name, which a file that begins so is said to have."""
    found = marked(begins)
    if found and found.name == name:
        return found
    return Encoding(name, _CODECS.get(name, name))


def unmarked(lines: Iterable[bytes]) -> Encoding:
    """UTF-8 or Windows-1252, whichever more of the lines that are not ASCII can be; in doubt UTF-8.

    Of text in UTF-8 hardly a line is broken, and of text in Windows-1252 hardly a line is UTF-8 by chance.
    """
    kinds = Counter(_kinds(lines))
    is_utf_8 = kinds[True] >= kinds[False]
    return Encoding(UTF_8, "utf-8") if is_utf_8 else Encoding(WINDOWS, "cp1252")


def _kinds(lines: Iterable[bytes]) -> Iterator[bool]:
    """Whether each line that is not ASCII is UTF-8."""
    for line in lines:
        if not line.isascii():
            try:
                line.decode()
            except UnicodeDecodeError:
                yield False
            else:
                yield True
