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
UTF_32: Final = "utf-32"
_NAMED: Final[Mapping[str, str]] = {
    UTF_8: "utf-8",
    UTF_16: "utf-16",
    UTF_32: "utf-32",
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
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, UTF_32),  # begins with the mark of UTF-16, behind which no text has a 0
    (codecs.BOM_UTF32_BE, UTF_32),
    (codecs.BOM_UTF16_LE, UTF_16),
    (codecs.BOM_UTF16_BE, UTF_16),
)
_PROBE: Final = 512
"""Bytes at the begin of a file in which every second one is 0 if it is UTF-16: headings are plain letters. Of four two
are 0 side by side if it is UTF-32, whatever the letters."""
_LEAST_WIDE: Final = 0.9
"""The share of fours that have them: a sign beyond U+FFFF has a 1 there."""
_A_QUARTER: Final = 4
_MANY: Final = 8
"""So many times as often as the other bytes of each pair: a letter such as Ā has a 0 there."""


class Encoding(Struct, frozen=True):
    """What a file is written in: `name` for a person and a map, `codec` for Python, what is done with other bytes.

    Bytes that are no text come as lone surrogates, in UTF-16 and UTF-32 as U+FFFD: neither is taken, nothing is lost.
    """

    name: str
    codec: str

    @property
    def errors(self) -> str:
        """Python's name for what is done with them."""
        return "replace" if self.is_wide else "surrogateescape"

    @property
    def is_wide(self) -> bool:
        """Whether every character has two bytes or four."""
        return self.name in {UTF_16, UTF_32}


def marked(begins: bytes) -> Encoding | None:
    """The encoding that the first bytes tell by a mark, or UTF-16 and UTF-32 by zeros; None where they tell nothing."""
    if begins.startswith(codecs.BOM_UTF8):
        return Encoding(UTF_8, "utf-8-sig")
    name = next((name for mark, name in _MARKS if begins.startswith(mark)), None)
    if name:
        return Encoding(name, name)
    probe = begins[:_PROBE]
    return _four_wide(probe) or _two_wide(probe)


def _four_wide(probe: bytes) -> Encoding | None:
    fours = [probe[at : at + 4] for at in range(0, len(probe) - 3, 4)]
    for codec, zeros in (("utf-32-le", slice(2, 4)), ("utf-32-be", slice(0, 2))):
        count = sum(four[zeros] == b"\0\0" and any(four) for four in fours)
        if fours and count >= len(fours) * _LEAST_WIDE:
            return Encoding(UTF_32, codec)
    return None


def _two_wide(probe: bytes) -> Encoding | None:
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
