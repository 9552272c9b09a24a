"""How much do two names say for or against two records being one person?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from core.patients.common_names import is_common_family, is_common_given
from core.patients.generations import Lineage, lineage
from core.patients.japanese_family_names import may_be_read_as
from core.patients.model import Patient
from core.patients.name_fit import Fit, best_fit, fit
from core.patients.sentences import (
    ALIKE_FAMILY,
    ALIKE_GIVEN,
    ALIKE_NAME,
    ALIKE_NAMES_DIVIDED,
    ALIKE_NAMES_SWAPPED,
)
from core.text.cleaning import fold, folded_words

_FAMILY: Final[Mapping[Fit, int]] = {
    Fit.SAME: 6,
    Fit.NEAR: 5,
    Fit.SOUND: 4,
    Fit.PART: 4,
    Fit.FAR: 1,
    Fit.UNKNOWN: -2,
    Fit.SHORT: -3,
    Fit.OTHER: -3,  # people marry
}
_GIVEN: Final[Mapping[Fit, int]] = {
    Fit.SAME: 5,
    Fit.NEAR: 3,
    Fit.SHORT: 3,
    Fit.SOUND: 3,
    Fit.PART: 3,
    Fit.FAR: -1,
    Fit.UNKNOWN: -2,
    Fit.OTHER: -5,  # twins have all the rest in common
}
MOST_BY_NAMES: Final = _FAMILY[Fit.SAME] + _GIVEN[Fit.SAME]
"""No two names say more for two records being one person."""
_OTHERS: Final = frozenset({Fit.OTHER, Fit.FAR, Fit.UNKNOWN})
_COMMON_FAMILY: Final[Mapping[Fit, int]] = {Fit.SAME: -2, Fit.NEAR: -2, Fit.SOUND: -1, Fit.PART: -1}
_COMMON_GIVEN: Final[Mapping[Fit, int]] = {Fit.SAME: -2, Fit.NEAR: -1}
"""Less for what is shared by many."""
_SWAPPED: Final = -1
_TWO: Final = 2
"""Two words divided otherwise are swapped."""
_DIVIDED: Final = 9
_OTHER_GENERATION: Final = -20
"""Father and son have all the rest in common."""


class NameLikeness(Struct, frozen=True):
    """The points, the reasons in words, whether the whole name is the same, or that of a brother or sister."""

    points: int
    reasons: tuple[str, ...]
    are_same: bool = False
    are_siblings: bool = False


def names(one: Patient, other: Patient) -> NameLikeness:
    """How the names agree: each with its like, swapped, or the same words divided otherwise."""
    mine, theirs = (lineage(each.family, each.given, each.suffix) for each in (one, other))
    ways = [_in_place(one, other, mine, theirs), _swapped(mine, theirs)]
    if _are_divided_otherwise(mine, theirs):
        ways.append(NameLikeness(_DIVIDED, (ALIKE_NAMES_DIVIDED,), are_same=True))
    best = max(ways, key=lambda way: way.points)
    if mine.generation and theirs.generation and mine.generation != theirs.generation:
        return NameLikeness(best.points + _OTHER_GENERATION, best.reasons)
    return best


def _in_place(one: Patient, other: Patient, mine: Lineage, theirs: Lineage) -> NameLikeness:
    if _single(mine) and _single(theirs):
        return _by_single_name(_single(mine), _single(theirs))
    family = best_fit((mine.family, *one.earlier_names), (theirs.family, *other.earlier_names))
    given = best_fit((mine.given, one.preferred), (theirs.given, other.preferred))
    if given is Fit.OTHER and _may_be_read_so(mine, theirs):
        given = Fit.UNKNOWN
    points = _of_family(family, mine.family, theirs.family) + _of_given(given, mine.given, theirs.given)
    if family is given is Fit.SAME:
        return NameLikeness(points, (ALIKE_NAME,), are_same=True)
    reasons = (ALIKE_FAMILY.get(family.name.lower(), ""), ALIKE_GIVEN.get(given.name.lower(), ""))
    return NameLikeness(points, reasons, are_siblings=given in _OTHERS and family not in _OTHERS)


def _may_be_read_so(mine: Lineage, theirs: Lineage) -> bool:
    """Whether one is written in Japanese characters, of which nothing tells how the given name is read."""
    ways = ((mine, fold(theirs.given)), (theirs, fold(mine.given)))
    return any(may_be_read_as(one.given, fold(one.family), typed) for one, typed in ways)


def _swapped(mine: Lineage, theirs: Lineage) -> NameLikeness:
    """How they agree if one of the two has family and given name in each other's place."""
    one, two = fit(mine.family, theirs.given), fit(mine.given, theirs.family)
    points = max(
        _of_family(one, mine.family, theirs.given) + _of_given(two, mine.given, theirs.family),
        _of_family(two, theirs.family, mine.given) + _of_given(one, theirs.given, mine.family),
    )
    return NameLikeness(points + _SWAPPED, (ALIKE_NAMES_SWAPPED,), are_same=one is two is Fit.SAME)


def _by_single_name(mine: str, theirs: str) -> NameLikeness:
    """How two agree of whom a single name is known, whether it was written as family or given name."""
    found = fit(mine, theirs)
    points = min(_of_family(found, mine, theirs), _of_given(found, mine, theirs) + 1)
    return NameLikeness(points, (ALIKE_FAMILY.get(found.name.lower(), ""),))


def _of_family(found: Fit, *family: str) -> int:
    return _FAMILY[found] + (_COMMON_FAMILY.get(found, 0) if any(map(is_common_family, family)) else 0)


def _of_given(found: Fit, *given: str) -> int:
    return _GIVEN[found] + (_COMMON_GIVEN.get(found, 0) if any(map(is_common_given, given)) else 0)


def _single(name: Lineage) -> str:
    return "" if name.family and name.given else name.family or name.given


def _are_divided_otherwise(mine: Lineage, theirs: Lineage) -> bool:
    """Whether both are made of the same words, but the family names are not: 陈美玲 and 陈, 美玲."""
    if fold(mine.family) == fold(theirs.family):
        return False
    if bool(_single(mine)) != bool(_single(theirs)):
        single, (family, given) = (
            (_single(mine), (theirs.family, theirs.given))
            if _single(mine)
            else (_single(theirs), (mine.family, mine.given))
        )
        return fold(single) in {fold(family + given), fold(given + family)}
    words, others = (sorted((*folded_words(name.family), *folded_words(name.given))) for name in (mine, theirs))
    return len(words) > _TWO and words == others
