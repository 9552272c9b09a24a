"""Which text may enter and be shown, and by which letters a name is looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from core.errors import BadInput
from core.text import sentences

LONGEST_NUMBER: Final = 18
"""Digits that the number of a row may have: SQLite's integers hold as many in any case."""
UNSAFE: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: a terminal obeys them
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, grapheme joiner, blank letters
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line separators, bidi controls
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"  # blanks, variation selectors, annotation marks
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # lone surrogates cannot be encoded; these are no characters
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # layout controls of three scripts
    "\U0001f3fb-\U0001f3ff"  # skin tones: two cells in some terminals, none in others
    "\U000e0000-\U000e0fff"  # tags, more variation selectors
    "]"
)
"""Characters that steer a terminal, cannot be seen, or take another width in each terminal.

Stored text has none but joiners (see `clean_text`). Whoever paints puts spaces in their place, as many as the
layout had counted cells for them: most take none, but a soft hyphen takes one.
"""

_MOST_MARKS: Final = 4  # Hebrew with points and accents needs that many, a stack of 500 covers the lines above
_JOINERS: Final = "\u200c\u200d"
_JOINING_SCRIPTS: Final = (
    (0x0620, 0x06FF),  # Arabic, as Persian and Urdu write it
    (0x0710, 0x077F),  # Syriac, Arabic supplement
    (0x07C0, 0x07FF),  # N'Ko
    (0x0840, 0x08FF),  # Mandaic, Arabic extended
    (0x1820, 0x18AF),  # Mongolian
    (0x1E900, 0x1E95F),  # Adlam
)
_VIRAMA_CLASS: Final = 9

# Letters that NFKD leaves whole, after ICAO Doc 9303 part 3 section 6; but ø is typed o, not oe.
_BASE_LETTERS: Final = str.maketrans(
    {
        "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "\u0131": "i", "ĸ": "k",
        "ł": "l", "ŋ": "n", "œ": "oe", "ŧ": "t", "ƒ": "f", "ɓ": "b", "ɖ": "d", "ɗ": "d",
        "ɛ": "e", "ɔ": "o", "ə": "e", "ǝ": "e", "ƙ": "k", "ƴ": "y", "ƶ": "z", "ǥ": "g",
        "ɨ": "i", "ʉ": "u", "ȼ": "c", "ɇ": "e", "ɉ": "j", "ɍ": "r", "ɏ": "y", "ƀ": "b",
        "ƚ": "l", "ⱥ": "a", "ⱦ": "t",
    }
)  # fmt: skip
_WITHIN_A_WORD: Final = frozenset("'\u2018\u2019\u201b\u2032`\u00b4.\u00b7\u2022\uff07\u02bc\u02bb")
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def clean_text(text: str, *, limit: int = 120) -> str:
    """`text` as one line that is safe to store and to show: NFC, at most `limit` characters, single spaces.

    White space of every kind becomes a space, whatever `UNSAFE` names vanishes, a mark stays only on a base
    and only as one of its first four. A base that does not fit with all its marks is left out. Idempotent;
    may be empty.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:limit].rstrip()
    one_line = " ".join(text.split())
    visible = UNSAFE.sub(lambda found: found[0] if found[0] in _JOINERS else "", one_line)
    composed = unicodedata.normalize("NFC", _without_stray_joiners(visible))
    spaced = " ".join(_without_stray_joiners(_without_stacked_marks(composed)).split())
    return _cut(spaced, limit)


def require_text(text: str, field: str, *, limit: int = 120) -> str:
    """`clean_text`, or BadInput for `field` when nothing is left of it."""
    cleaned = clean_text(text, limit=limit)
    if cleaned:
        return cleaned
    name = field.replace("_", " ")
    sentence = sentences.TEXT_EMPTIED if text.strip() else sentences.TEXT_MISSING
    raise BadInput(sentence.format(field=name), field=field)


def plain(text: str, *, limit: int = 120) -> str:
    """Typed dates and codes as the readers want them: one line, lower case, ASCII digits and hyphens."""
    compatible = unicodedata.normalize("NFKC", clean_text(text, limit=limit)).translate(_DASHES)
    return " ".join(_ascii_digits(compatible).casefold().split())


def fold(text: str) -> str:
    """The lookup form: letters and digits only, without accents or case (Zoë = zoe, O'Neil = oneil, ß = ss).

    Idempotent. Vowel signs of Indic scripts fall away with the accents: a lookup then finds a few too many,
    never too few.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    # Marks go before casefold, which would turn the Greek iota subscript (a mark) into a letter.
    bases = "".join(ch for ch in unicodedata.normalize("NFKD", text) if not _is_mark(ch))
    lowered = unicodedata.normalize("NFKD", bases.casefold().translate(_BASE_LETTERS))
    return _ascii_digits("".join(ch for ch in lowered if _is_kept_by_fold(ch)))


def name_parts(text: str) -> tuple[str, ...]:
    """Every folded form under which a name is found: the whole, each word, each part of a hyphenated word.

    "Garcia-Lopez" gives garcialopez, garcia, lopez; "de la Cruz" gives delacruz, de, la, cruz.
    """
    if text.isascii() and text.isalpha():  # most names; an import asks for millions
        return (text.lower(),)
    words = _split(text, at_hyphens=False)
    forms = [fold(text), *map(fold, words), *folded_words(text)]
    return tuple(dict.fromkeys(form for form in forms if form))


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words in their order, hyphenated ones apart: "O'Neil-de Vries" gives oneil, de, vries."""
    if text.isascii() and text.isalpha():
        return (text.lower(),)
    return tuple(word for word in map(fold, _split(text, at_hyphens=True)) if word)


def digits_of(number: str) -> str:
    """Its digits alone, those of any script as 0 to 9: '6175550171' of '(617) 555-0171'."""
    return "".join(filter(str.isdecimal, _ascii_digits(number)))


def initials(name: str) -> str:
    """The first letter of each part, as written: "Ana Garcia-Lopez" gives AGL, "de la Cruz" gives dlC."""
    return "".join(_first_letter(part) for part in _split(name, at_hyphens=True))


def _without_stray_joiners(text: str) -> str:
    """Keep U+200C and U+200D only where they change how letters join.

    Persian (non-joiner) and Sinhala (joiner) spell names with them; between other letters they only make two
    equal-looking names differ. The contexts are those of RFC 5892, appendix A.1 and A.2, narrowed to the
    joining scripts' blocks as the standard library does not know joining types.
    """
    if _JOINERS[0] not in text and _JOINERS[1] not in text:
        return text
    kept: list[str] = []
    for position, ch in enumerate(text):
        if ch not in _JOINERS or _joiner_belongs(ch, kept, text[position + 1 : position + 2]):
            kept.append(ch)
    return "".join(kept)


def _joiner_belongs(joiner: str, before: list[str], after: str) -> bool:
    if not before or not after or unicodedata.category(after) != "Lo":
        return False
    if unicodedata.combining(before[-1]) == _VIRAMA_CLASS:
        return not _rides(after)  # a Hangul vowel would compose with what stands before, once the joiner goes
    base = next((ch for ch in reversed(before) if not _is_mark(ch)), "")
    return joiner == _JOINERS[0] and _is_joining(base) and _is_joining(after)


def _is_joining(ch: str) -> bool:
    if not ch or unicodedata.category(ch) not in ("Lo", "Lm"):
        return False
    return any(first <= ord(ch) <= last for first, last in _JOINING_SCRIPTS)


def _without_stacked_marks(text: str) -> str:
    kept: list[str] = []
    marks = _MOST_MARKS  # as if full: a mark with no base would sit on whatever is painted left of it
    for ch in text:
        if _rides(ch):
            marks += 1
        elif ch == " ":
            marks = _MOST_MARKS
        elif ch not in _JOINERS:
            marks = 0
        if marks <= _MOST_MARKS or ch == " ":
            kept.append(ch)
    return "".join(kept)


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    end = max(limit, 0)
    while end and _rides(text[end]):
        end -= 1
    return text[:end].rstrip(" " + _JOINERS)


def _is_mark(ch: str) -> bool:
    return unicodedata.category(ch)[0] == "M"


def _rides(ch: str) -> bool:
    """Whether `ch` is painted onto the character before it: a mark, or a Hangul syllable's vowel or final."""
    return _is_mark(ch) or "\u1160" <= ch <= "\u11ff" or "\ud7b0" <= ch <= "\ud7ff"


def _is_kept_by_fold(ch: str) -> bool:
    if "\u02b0" <= ch <= "\u02ff":  # modifier letters: the okina of Hawaii is typed as an apostrophe or not at all
        return False
    return ch.isalnum() and not UNSAFE.match(ch)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in text)


def _split(text: str, *, at_hyphens: bool) -> list[str]:
    """The words of a name: cut at spaces and punctuation, except what stands inside a word (O'Neil, J.R.)."""
    if text.isascii():
        return text.translate(_apart(at_hyphens)).split()
    return "".join(" " if _separates(ch, at_hyphens=at_hyphens) else ch for ch in text).split()


@cache
def _apart(at_hyphens: bool) -> Mapping[int, str]:  # noqa: FBT001 - cached by its place
    """A space for each sign of ASCII that separates words."""
    return {code: " " for code in range(128) if _separates(chr(code), at_hyphens=at_hyphens)}


def _separates(ch: str, *, at_hyphens: bool) -> bool:
    if ch in _WITHIN_A_WORD:
        return False
    category = unicodedata.category(ch)
    if category == "Pd":
        return at_hyphens
    return ch.isspace() or (category[0] in "ZPSC" and not UNSAFE.match(ch))


def _first_letter(word: str) -> str:
    for position, ch in enumerate(word):
        if ch.isalnum():
            end = position + 1
            while end < len(word) and _is_mark(word[end]):
                end += 1
            return word[position:end]
    return ""
