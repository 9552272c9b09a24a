"""In which encoding is a file written that does not say so?"""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.importing.legacy_encodings import LEGACY, recognised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UTF_8: Final = "utf-8"
UTF_16: Final = "utf-16"
_NAMED: Final[Mapping[str, str]] = {
    UTF_8: "utf-8",
    UTF_16: "utf-16",
    "latin-1": "latin-1",
    **LEGACY,
    **{f"windows-{number}": f"cp{number}" for number in (1254, 1255, 1256, 1257, 1258, 874)},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (3, 4, 6, 7, 8, 9, 10, 13, 14, 15, 16)},
    "cp437": "cp437",
    "koi8-u": "koi8-u",
}
ENCODINGS: Final = tuple(_NAMED)
"""Those that a file may be said to have; `encoding_named` knows other names of them too."""
_SAMPLE: Final = 5_000
"""Lines that are looked at to tell which encoding of before Unicode they are in."""
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


def encoding_named(name: str) -> str:
    """Of `ENCODINGS` the one that people mean by `name` ("cp1250", "Latin2", "sjis"); another where it is none."""
    with suppress(LookupError, ValueError):
        meant = codecs.lookup(name).name
        same = (known for known, codec in _NAMED.items() if codecs.lookup(codec).name == meant)
        return next(same, meant.replace("_", "-"))
    return name


def stated(name: str, begins: bytes) -> Encoding:
    """The encoding of that name, which a file that begins so is said to have."""
    found = marked(begins)
    if found and found.name == name:
        return found
    return Encoding(name, _NAMED[name])


def unmarked(lines: Iterable[bytes]) -> Encoding | None:
    """UTF-8, or whichever of before Unicode the lines evidently are in; None where that is not evident.

    It is UTF-8 where no fewer of the lines that are not ASCII can be than cannot: of text in UTF-8 hardly a line is
    broken, and of text in another encoding hardly a line is UTF-8 by chance.
    """
    count, broken, sample = 0, 0, list[bytes]()
    for line in lines:
        if not line.isascii():
            count += 1
            if not _is_utf_8(line):
                broken += 1
                sample += [line][: _SAMPLE - len(sample)]
    if broken <= count - broken:
        return Encoding(UTF_8, "utf-8")
    name = recognised(sample)
    return Encoding(name, _NAMED[name]) if name else None


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
