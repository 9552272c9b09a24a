"""What is said of a benefit beside its amounts: of which procedure, where, how often, by whom, and whom to call?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.exchange.x12 import codes
from core.exchange.x12.elements import counted, read_quantity
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.exchange.x12.segments import Segment

_LONGEST: Final = 80
_PLACE: Final = "ZZ"
"""III01: III02 is the place of service."""
_NUMBERS: Final = {"G1": "authorization {}", "9F": "referral {}"}
"""REF01."""
_REACHED_AT: Final = frozenset({"TE", "WP", "HP", "CP", "UR", "EM"})
"""PER03, 05 and 07: phones, addresses of the web and of e-mail."""


def details(said: Segment, more: Sequence[Segment], delivered: Segment | None) -> tuple[str, ...]:
    """In words, in the order in which they stand; of `delivered`, an HSD, without what the benefit itself has of it."""
    found = [*_procedure(said), *(text for one in more for text in _of(one, is_told=one is delivered))]
    return tuple(text for one in found if (text := clean_text(one, limit=_LONGEST)))


def entity_name(segment: Segment) -> str:
    """'JONES, MARCUS' of an NM1 segment."""
    return clean_text(", ".join(part for part in (segment.at(3), segment.at(4)) if part))


def is_over_several(delivered: Segment) -> bool:
    """Whether an HSD counts over several of its periods, as 12 visits in 3 months."""
    return _several(delivered.at(6))


def _of(segment: Segment, *, is_told: bool) -> Iterator[str]:
    match segment.name:
        case "III":
            code = segment.at(2)
            yield codes.PLACES.get(code, f"place {code}") if segment.code(1) == _PLACE and code else code
            yield segment.at(4)
        case "REF" if segment.code(1) in _NUMBERS and segment.at(2):
            yield _NUMBERS[segment.code(1)].format(segment.at(2))
        case "HSD":
            yield " ".join(part for part in (*(() if is_told else _amount(segment)), *_how_often(segment)) if part)
        case "NM1":
            yield entity_name(segment)
        case "PER":
            yield segment.at(2)
            yield from (segment.at(at + 1) for at in (3, 5, 7) if segment.code(at) in _REACHED_AT)


def _procedure(said: Segment) -> Iterator[str]:
    """EB13, a composite: which catalogue, which code."""
    if said.at(13):
        _, *code = said.components(13)
        yield f"procedure {next(iter(code), '') or said.at(13)}"


def _amount(delivered: Segment) -> Iterator[str]:
    """'12 visits left'."""
    unit, period = delivered.code(1), delivered.code(5)
    if delivered.at(2):
        yield counted(read_quantity(delivered.at(2)) or delivered.at(2), codes.QUANTITIES.get(unit, unit.lower()))
    if period and not is_over_several(delivered):
        yield "left" if period == codes.REMAINING else f"a {codes.PERIODS.get(period, period)}"


def _how_often(delivered: Segment) -> Iterator[str]:
    """'per 3 weeks', 'in 6 months'."""
    every, count = delivered.code(3), delivered.at(4)
    if every:
        noun = codes.FREQUENCIES.get(every, every.lower())
        yield f"per {count} {noun}s" if _several(count) else f"per {noun}"
    if is_over_several(delivered):
        period = delivered.code(5)
        yield f"in {delivered.at(6)} {codes.PERIODS.get(period, period)}s"


def _several(count: str) -> bool:
    return count.isascii() and count.isdigit() and count.lstrip("0") not in {"", "1"}
