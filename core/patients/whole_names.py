"""How is a name taken apart that stands in one cell of a file, where that leaves nothing to guess?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from msgspec import Struct

from core.errors import BadInput
from core.fields.kinds import read_whole
from core.fields.model import LONGEST_TEXT, Kind
from core.patients.generations import is_generation
from core.patients.name_particles import PARTICLES
from core.patients.sentences import NAME_NOT_DIVIDED
from core.text.cleaning import fold
from core.text.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.fields.model import ReadContext

_EAST_ASIAN: Final = re.compile(r"[々〇〆ヶー\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
"""A word of Chinese, Japanese or Korean letters, which are put behind the family name, never before it."""
_KOREAN: Final = re.compile(r"[\uac00-\ud7a3]{2,4}")
_TWO_SYLLABLES: Final = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")
"""The Korean family names that are two; every other one is one."""
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


class WholeName(Struct, frozen=True):
    """A name in its parts, any of which may be empty."""

    family: str
    given: str
    suffix: str


def whole_name() -> Kind[WholeName]:
    """'Smith, John', 'Smith, John, Jr' or a single name. Raises BadInput where it is not clear which is which."""
    return _kind(_with_comma)


def given_first() -> Kind[WholeName]:
    """'John Smith', 'Ana de la Cruz', 'John Smith Jr': the family name is the last word, with particles before it."""
    return _kind(_given_first)


def _kind(parts: Callable[[str], WholeName | None]) -> Kind[WholeName]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> WholeName:
        text = read_whole(typed[0], name, 2 * LONGEST_TEXT)
        found = _with_comma(text) if "," in text else _family_first(text) or parts(text)
        if found is None:
            raise BadInput(NAME_NOT_DIVIDED.format(value=shown(text)), field=name)
        return found

    return Kind(read)


def _with_comma(text: str) -> WholeName | None:
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    suffix = pieces.pop() if len(pieces) > 1 and is_generation(pieces[-1]) else ""
    if len(pieces) == 1 and not suffix and len(text.split()) == 1:
        return WholeName(pieces[0], "", "")
    if len(pieces) != 2:
        return None
    family, given = pieces
    words = given.split()
    if not suffix and len(words) > 1 and is_generation(words[-1]):
        given, suffix = " ".join(words[:-1]), words[-1]
    return WholeName(family, given, suffix)


def _family_first(text: str) -> WholeName | None:
    """A name in Chinese, Japanese or Korean letters; written without a space where that is Korean."""
    words = normalize("NFC", text).split()
    if not all(map(_EAST_ASIAN.fullmatch, words)):
        return None
    if len(words) == 1 and _KOREAN.fullmatch(words[0]):
        length = 2 if words[0].startswith(_TWO_SYLLABLES) and len(words[0]) > 2 else 1
        words = [words[0][:length], words[0][length:]]
    return WholeName(words[0], " ".join(words[1:]), "") if len(words) == 2 else None


def _given_first(text: str) -> WholeName | None:
    words = text.split()
    words = words[1:] if len(words) > 1 and fold(words[0]) in _TITLES else words
    suffix = words.pop() if len(words) > 2 and is_generation(words[-1]) else ""
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in PARTICLES:
        at -= 1
    if at < 1:
        return WholeName(words[0], "", suffix)
    return WholeName(" ".join(words[at:]), " ".join(words[:at]), suffix)
