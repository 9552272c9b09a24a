"""How long is a text on its way: in letters of GSM-7, of which 160 fit one, or of UCS-2, of which 70 do?"""

from __future__ import annotations

import unicodedata
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""3GPP TS 23.038, 6.2.1."""
_EXTENDED: Final = frozenset("^{}\\[~]|€")
"""6.2.1.1: an escape and a letter."""
MOST_GSM: Final = 160
MOST_UCS2: Final = 70
_TYPED: Final = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)


def is_gsm(text: str) -> bool:
    """Whether GSM-7 has all its letters."""
    return all(character in _BASIC or character in _EXTENDED for character in text)


def as_sent(text: str) -> str:
    """The text as it is sent: where a few accents alone would take it from 160 letters to 70, without these.

    'á' becomes 'a', 'é' and 'ñ' stay; a text of another script stays whole.
    """
    if is_gsm(text):
        return text
    plain = "".join(map(_plain, text.translate(_TYPED)))
    return plain if is_gsm(plain) else text


def fits(text: str) -> bool:
    """Whether it goes as one text: 160 letters of GSM-7, some of which count twice, or 70 of UCS-2."""
    if is_gsm(text):
        return sum(1 + (character in _EXTENDED) for character in text) <= MOST_GSM
    return len(text.encode("utf-16-be")) // 2 <= MOST_UCS2


def _plain(character: str) -> str:
    if character in _BASIC or character in _EXTENDED:
        return character
    return unicodedata.normalize("NFD", character)[0]
