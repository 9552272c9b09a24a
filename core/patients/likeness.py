"""How likely are two records one person, and by what? Points for what agrees, less for what does not.

The points are about the binary logarithm of how much oftener a thing agrees in two records of one person than in those
of two (the weights of Fellegi and Sunter), set by hand and measured on records whose doubles are known. Sex never
speaks for two records being one person, only against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise, product
from typing import Final

from msgspec import Struct

from core.calendar.date_typos import DateTypo, date_typo
from core.patients.model import Patient, Sex
from core.patients.name_fit import Fit, best_fit, fit
from core.patients.sentences import (
    ALIKE_ADDRESS,
    ALIKE_BIRTH,
    ALIKE_EMAIL,
    ALIKE_EXTERNAL,
    ALIKE_FAMILY,
    ALIKE_GIVEN,
    ALIKE_NAME,
    ALIKE_NAMES_SWAPPED,
    ALIKE_PHONE,
    ALIKE_SLIPS,
)
from core.text.cleaning import fold, folded_words

LIKELY: Final = 10
"""From so many points on, a record is shown as a likely duplicate."""

_LEAST_LOCAL_PHONE: Final = 7
_MOST_OF: Final = 0.7
"""The part of their pairs of letters that two spellings of one address share (Dice's coefficient)."""
_SWAPPED: Final = -1
_SAME_BIRTH: Final = 8
_OTHER_BIRTH: Final = -4
_SLIPS: Final[Mapping[DateTypo, int]] = {DateTypo.DAY_AND_MONTH: 5, DateTypo.SWAPPED_DIGITS: 5, DateTypo.ONE_DIGIT: 4}
_HOUSEHOLD: Final = 5
_ONE_MORE: Final = 1
_EXTERNAL: Final = 22
"""Enough whatever else differs: one of the two records is wrong then."""
_OTHER_SEX: Final = -2


_FAMILY: Final[Mapping[Fit, int]] = {
    Fit.SAME: 6,
    Fit.NEAR: 5,
    Fit.SOUND: 4,
    Fit.PART: 4,
    Fit.UNKNOWN: 0,
    Fit.SHORT: -3,
    Fit.OTHER: -3,  # people marry
}
_GIVEN: Final[Mapping[Fit, int]] = {
    Fit.SAME: 4,
    Fit.NEAR: 3,
    Fit.SHORT: 3,
    Fit.SOUND: 2,
    Fit.PART: 3,
    Fit.UNKNOWN: 0,
    Fit.OTHER: -5,  # twins have all the rest in common
}


class Likeness(Struct, frozen=True):
    """Another record, how many points speak for its being the same person, and what they are for, in words."""

    patient: Patient
    points: int
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        """Whether it is worth a person's look before a second record is made."""
        return self.points >= LIKELY


class _Names(Struct, frozen=True):
    points: int
    reasons: tuple[str, ...]


def likeness(one: Patient, other: Patient) -> Likeness:
    """How like `one` the record `other` is."""
    names = max(_names(one, other), _names_swapped(one, other), key=lambda names: names.points)
    points, why_birth = _births(one.birth_date, other.birth_date)
    shared = _shared(one, other)
    if shared:
        points += _HOUSEHOLD + _ONE_MORE * (len(shared) - 1)
    if one.external_id and fold(one.external_id) == fold(other.external_id):
        points += _EXTERNAL
        shared = (*shared, ALIKE_EXTERNAL)
    if Sex.UNKNOWN not in {one.sex, other.sex} and one.sex is not other.sex:
        points += _OTHER_SEX
    reasons = (*names.reasons, why_birth, *shared)
    return Likeness(other, points + names.points, tuple(reason for reason in reasons if reason))


def likeliest(one: Patient, others: Iterable[Patient]) -> tuple[Likeness, ...]:
    """Those of `others` that are likely the same person as `one`, the likeliest first."""
    found = (likeness(one, other) for other in others)
    return tuple(sorted((one for one in found if one.is_likely), key=lambda like: (-like.points, like.patient.id)))


def _names(one: Patient, other: Patient) -> _Names:
    """How the names agree, each with its like."""
    family = best_fit((one.family, *one.previous), (other.family, *other.previous))
    given = best_fit((one.given, one.preferred), (other.given, other.preferred))
    if family is given is Fit.SAME:
        reasons: tuple[str, ...] = (ALIKE_NAME,)
    else:
        reasons = (ALIKE_FAMILY.get(family.name.lower(), ""), ALIKE_GIVEN.get(given.name.lower(), ""))
    return _Names(_FAMILY[family] + _GIVEN[given], reasons)


def _names_swapped(one: Patient, other: Patient) -> _Names:
    """How they agree if one of the two has family and given name in each other's place."""
    mine, theirs = fit(one.family, other.given), fit(one.given, other.family)
    points = max(_FAMILY[mine] + _GIVEN[theirs], _FAMILY[theirs] + _GIVEN[mine])
    return _Names(points + _SWAPPED, (ALIKE_NAMES_SWAPPED,))


def _births(one: date, other: date) -> tuple[int, str]:
    if one == other:
        return _SAME_BIRTH, ALIKE_BIRTH
    found = date_typo(one, other)
    return (_SLIPS[found], ALIKE_SLIPS[found.name.lower()]) if found else (_OTHER_BIRTH, "")


def _shared(one: Patient, other: Patient) -> tuple[str, ...]:
    """What people who live together share."""
    is_email = one.email and one.email.casefold() == other.email.casefold()
    found = (
        (ALIKE_PHONE, share_a_phone(one, other)),
        (ALIKE_EMAIL, bool(is_email)),
        (ALIKE_ADDRESS, share_an_address(one.address, other.address)),
    )
    return tuple(reason for reason, is_shared in found if is_shared)


def share_a_phone(one: Patient, other: Patient) -> bool:
    """Whether a number of each is the same; from seven digits on, one may lack the country or area code."""
    pairs = product((phone.digits for phone in one.phones), (phone.digits for phone in other.phones))
    return any(mine == theirs != "" or _is_longer_form(mine, theirs) for mine, theirs in pairs)


def _is_longer_form(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST_LOCAL_PHONE and longer.endswith(shorter)


def share_an_address(one: str, other: str) -> bool:
    """Nearly the same letters, and the same house."""
    mine, theirs = fold(one), fold(other)
    if not mine or not theirs or _house(one) != _house(other):
        return False
    pairs, others = (Counter(map("".join, pairwise(text))) for text in (mine, theirs))
    return 2 * (pairs & others).total() >= _MOST_OF * (pairs.total() + others.total())


def _house(address: str) -> str:
    """The first number: neighbours live in one street."""
    return next((word for word in folded_words(address) if word[0].isdigit()), "")
