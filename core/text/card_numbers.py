"""Is the number of a payment card in a text? It is refused wherever words are written, so that no file ever has one."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.text.cleaning import clean_text, digits_of
from core.text.sentences import CARD_NUMBER, CARD_NUMBER_LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST: Final = 13
MOST: Final = 19
"""Digits of a card's number (ISO/IEC 7812)."""

_BETWEEN: Final = r"[\s\u00ad\u2010-\u2015\u2212\u2022\u00b7./_-]{1,3}"
_RUN: Final = re.compile(rf"\d(?:(?:{_BETWEEN})?\d){{{FEWEST - 1},}}")
"""Digits with nothing but spaces, dashes, dots and strokes between them, as many as the shortest number has or more."""
_SIGNS: Final = r"[\W_]{1,5}"
_WORDS: Final = r"\D{1,8}"
_PRINTED: Final = re.compile(
    rf"(?<!\d)(?:\d{{4}}(?:{_WORDS}\d{{4}}){{3}}|\d{{4}}{_WORDS}\d{{6}}{_WORDS}\d{{5}}|\d(?:{_SIGNS}\d){{14,15}})(?!\d)"
)
"""Digits in groups as on cards, whatever stands between ("4111 then 1111"); or each by itself between signs."""
_NETWORKS: Final = re.compile(
    r"4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}"
    r"|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[689]\d)\d{11}|62\d{14}"
)
"""What the numbers of the great networks begin with, each in its usual length (Visa, Mastercard, Amex, Discover, JCB,
Diners, UnionPay)."""
_ISSUED: Final = re.compile(r"(?:2(?:[2-6]|7[0-2])|3[04-9]|[456]|8[12]|9792)\d+")
"""What the number of any card begins with that somebody pays with: no date such as 20261129, and no 0, 1 or 7."""
_ENDS: Final = r"(?:0[1-9]|1[0-2])(?:\d\d|20\d\d)"
_BEHIND: Final = {16: re.compile(rf"{_ENDS}(?:\d{{3}})?|\d{{3}}"), 15: re.compile(rf"{_ENDS}(?:\d{{4}})?|\d{{4}}")}
"""What is typed on at once behind so many digits: month and year in which the card ends, its code, or both."""
_WITH_BEHIND: Final = MOST + 8
_GROUP: Final = re.compile(r"\d+")
_FIRST_GROUP: Final = 4
_SHORTEST_GROUP: Final = 3
_PART: Final = re.compile(r"[\W_]*\d{3}[\d\W_]*")
_MOST_UNEVEN: Final = 6
_IN_FOURS: Final = 16
_OF_A_PHONE: Final = [3, 3, 4]


def has_card_number(text: str) -> bool:
    """Whether 13 to 19 digits stand in the text that begin as a card's and pass its check, together or set apart.

    Digits in groups are one number where they are grouped as on cards, by 4, 4-6-5 or the like, or evenly: so that a
    phone number with something behind it is none. The sixteen of a network may be grouped in any way where nothing
    else stands beside them, and may have the end and the code of the card right behind them.
    """
    return _has_enough_digits(text) and next(_spans(text), None) is not None


def refuse_card_number(text: str, field: str) -> None:
    """Raise BadInput for `field` where a card's number is in the text, or would be once it is clean.

    The sentence does not repeat it.
    """
    if _has_enough_digits(text) and (has_card_number(text) or has_card_number(clean_text(text, limit=len(text)))):
        raise BadInput(CARD_NUMBER, field=field)


def refuse_network_number(text: str, field: str) -> None:
    """The same of what is a number of its own, as a member id: only what a card of the great networks could have."""
    if _has_enough_digits(text) and (
        _has_network_number(text) or _has_network_number(clean_text(text, limit=len(text)))
    ):
        raise BadInput(CARD_NUMBER, field=field)


def refuse_in_parts(fields: Sequence[tuple[str, str]]) -> None:
    """Raise BadInput where the number of a card of the great networks is typed on from a field into the next.

    `fields` are names and texts in their order. Only texts that are digits and signs, and no number by themselves,
    are looked at together.
    """
    parts = [(name, text) for name, text in fields if _PART.fullmatch(text)]
    for (name, text), (_, more) in pairwise(parts):
        if _has_network_number(f"{text} {more}"):
            raise BadInput(CARD_NUMBER, field=name)


def without_card_numbers(text: str) -> str:
    """The text with words in the place of each card's number."""
    left, at = [], 0
    for start, end in _spans(text):
        left += [text[at:start], CARD_NUMBER_LEFT_OUT]
        at = end
    return "".join((*left, text[at:]))


def clean_words(text: str, field: str, *, limit: int = 120) -> str:
    """`clean_text` of what people write in words. Raises BadInput for a card's number in it, whatever the limit."""
    refuse_card_number(text, field)
    return clean_text(text, limit=limit)


def clean_reference(text: str, field: str, *, limit: int = 120) -> str:
    """`clean_text` of the number by which somebody else knows something. Raises as `refuse_network_number` does."""
    refuse_network_number(text, field)
    return clean_text(text, limit=limit)


def without_network_numbers(text: str) -> str:
    """The same of a text that may be a number of its own, which stays unless it could be a card's of the networks."""
    return without_card_numbers(text) if len(text) >= FEWEST and _has_network_number(text) else text


def masked_words(text: str, *, limit: int = 120) -> str:
    """`clean_text` of what nobody here wrote, with words in the place of each card's number: it cannot be refused."""
    whole = clean_text(text, limit=len(text)) if len(text) >= FEWEST else text
    return clean_text(without_card_numbers(whole), limit=limit)


def _has_enough_digits(text: str) -> bool:
    """Whether a number may be in it at all, asked of every cell of a file: a tenth of what looking for one takes."""
    return len(text) >= FEWEST and sum(map(str.isdigit, text)) >= FEWEST


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each number begins and ends, in their order."""
    text = text if text.isascii() else _with_plain_digits(text)
    printed = (one.span() for one in _PRINTED.finditer(text) if _is_printed_card(digits_of(one[0])))
    end = 0
    for span in sorted((*_runs(text), *printed)):
        if span[0] >= end:
            yield span
            end = span[1]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where those begin and end that have no more than spaces, dashes, dots and strokes between their digits."""
    for run in _RUN.finditer(text):
        groups = [(run.start() + one.start(), run.start() + one.end()) for one in _GROUP.finditer(run[0])]
        first = 0
        while first < len(groups):
            last = _last_of_number(text, groups, first)
            if last is None:
                first += 1
                continue
            yield groups[first][0], groups[last][1]
            first = last + 1


def _last_of_number(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """The group with which the longest number ends that begins with that one."""
    found, digits, lengths = None, "", list[int]()
    for at in range(first, len(groups)):
        start, end = groups[at]
        digits += digits_of(text[start:end])
        lengths.append(end - start)
        if len(digits) > _WITH_BEHIND:
            break
        is_number = FEWEST <= len(digits) <= MOST and _grouped_so(lengths) and _passes(digits)
        is_all = len(lengths) == len(groups)
        if is_number or _has_more_behind(digits, lengths) or (is_all and _is_uneven(digits, lengths)):
            found = at
    return found


def _has_more_behind(digits: str, lengths: list[int]) -> bool:
    """Whether the last group goes on behind the number of a network with what stands on the card beside it."""
    for length, behind in _BEHIND.items():
        ends = len(digits) - lengths[-1] < length - _SHORTEST_GROUP and behind.fullmatch(digits[length:])
        if ends and _is_printed_card(digits[:length]):
            return True
    return False


def _is_uneven(digits: str, lengths: list[int]) -> bool:
    """Whether these, all that stand there, are the sixteen digits of a network, and begin with no phone number."""
    is_short = len(digits) == _IN_FOURS and len(lengths) <= _MOST_UNEVEN and lengths[:3] != _OF_A_PHONE
    return is_short and _is_printed_card(digits)


def _grouped_so(lengths: list[int]) -> bool:
    if len(lengths) == 1:
        return True
    evenly = len(set(lengths[:-1])) == 1 and lengths[-1] <= lengths[0]
    return evenly or (lengths[0] >= _FIRST_GROUP and min(lengths) >= _SHORTEST_GROUP)


def _with_plain_digits(text: str) -> str:
    """The text with ours in the place of the digits of any script, raised or in a circle, sign by sign."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)


def _has_network_number(text: str) -> bool:
    text = text if text.isascii() else _with_plain_digits(text)
    for start, end in _spans(text):
        digits = list(accumulate(map(digits_of, _GROUP.findall(text[start:end]))))
        if any(map(_is_printed_card, digits)) or _has_more_behind(digits[-1], [len(digits[-1])]):
            return True
    return False


def _is_of_network(digits: str) -> bool:
    return _NETWORKS.fullmatch(digits) is not None


def _is_printed_card(digits: str) -> bool:
    return _is_of_network(digits) and _passes(digits)


def _passes(digits: str) -> bool:
    """Whether a card can begin so, and by ISO/IEC 7812: every second digit from the right doubled, all added."""
    if not _ISSUED.match(digits):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[::-2]))) % 10 == 0
