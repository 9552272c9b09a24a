"""How likely are two records one person, and by what? Points for what agrees, less for what does not.

The points are about half the binary logarithm of how much oftener a thing agrees in two records of one person than in
those of two (the weights of Fellegi and Sunter), set by hand and measured on records whose doubles are known. Sex never
speaks for two records being one person, only against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

from msgspec import Struct

from core.patients.address_fit import AddressFit, address_fit
from core.patients.birth_likeness import births
from core.patients.model import Patient, Sex
from core.patients.name_likeness import MOST_BY_NAMES, names
from core.patients.sentences import (
    ALIKE_ADDRESS,
    ALIKE_EMAIL,
    ALIKE_EXTERNAL,
    ALIKE_NEAR_PHONE,
    ALIKE_PHONE,
    ALIKE_TWINS,
)
from core.text.cleaning import fold

LIKELY: Final = 10
"""From so many points on, a record is shown as a likely duplicate."""

_LEAST_LOCAL_PHONE: Final = 7
_PHONE: Final = 5
_NEAR_PHONE: Final = 3
_EMAIL: Final = 5
_ADDRESS: Final[Mapping[AddressFit, int]] = {
    AddressFit.WHOLE: 6,
    AddressFit.SAME: 5,
    AddressFit.UNNUMBERED: 5,
    AddressFit.STREET: 4,
    AddressFit.NUMBERS: 4,
}
_ONE_MORE: Final = 1
_NAMESAKE: Final = 1
"""Two of one household are seldom called the same, unless one is the other's child."""
_OWN_EMAIL: Final = 3
"""And these have each their own e-mail, where they share phone and address."""
_EXTERNAL: Final = 60
"""Enough whatever else differs: one of the two records is wrong then."""
_OTHER_SEX: Final = -2


class Likeness(Struct, frozen=True):
    """Another record, how many points speak for its being the same person, and what they are for, in words."""

    patient: Patient
    points: int
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        """Whether it is worth a person's look before a second record is made."""
        return self.points >= LIKELY


class _BesideNames(Struct, frozen=True):
    """What speaks for or against two records being one person beside their names: points, and for what."""

    points: int
    why_birth: str
    household: tuple[str, ...]
    """What people who live together share, in words."""
    numbers: tuple[str, ...]
    """That they have one number in another system, or phones with a slip between them, in words."""

    @property
    def namesakes(self) -> int:
        """The points for one name in one household."""
        if not self.household:
            return 0
        return _NAMESAKE + (_OWN_EMAIL if ALIKE_EMAIL in self.household and len(self.household) > 1 else 0)


def likeness(one: Patient, other: Patient) -> Likeness:
    """How like `one` the record `other` is."""
    return _with_names(one, other, _beside_names(one, other))


def likeliest(one: Patient, others: Iterable[Patient]) -> tuple[Likeness, ...]:
    """Those of `others` that are likely the same person as `one`, the likeliest first."""
    known = ((other, _beside_names(one, other)) for other in others)
    # Names take ten times as long as the rest; whom no name makes likely is not asked for it.
    open_ones = ((other, rest) for other, rest in known if rest.points + rest.namesakes + MOST_BY_NAMES >= LIKELY)
    found = (_with_names(one, other, rest) for other, rest in open_ones)
    return tuple(sorted((one for one in found if one.is_likely), key=lambda like: (-like.points, like.patient.id)))


def _with_names(one: Patient, other: Patient, rest: _BesideNames) -> Likeness:
    named = names(one, other)
    are_twins = bool(rest.household) and named.are_siblings and one.birth_date == other.birth_date
    points = named.points + rest.points + (rest.namesakes if named.are_same else 0)
    reasons = (*named.reasons, rest.why_birth, ALIKE_TWINS if are_twins else "", *rest.household, *rest.numbers)
    return Likeness(other, points, tuple(filter(None, reasons)))


def _beside_names(one: Patient, other: Patient) -> _BesideNames:
    points, why_birth = births(one.birth_date, other.birth_date)
    shared = dict(_shared(one, other))
    if shared:
        points += max(shared.values()) + _ONE_MORE * (len(shared) - 1)
    is_numbered_so = bool(one.external_id) and fold(one.external_id) == fold(other.external_id)
    if is_numbered_so:
        points += _EXTERNAL
    is_near = ALIKE_PHONE not in shared and _have_near_phones(one, other)
    if is_near:
        points += _NEAR_PHONE
    if Sex.UNKNOWN not in {one.sex, other.sex} and one.sex is not other.sex:
        points += _OTHER_SEX
    numbers = (ALIKE_EXTERNAL if is_numbered_so else "", ALIKE_NEAR_PHONE if is_near else "")
    return _BesideNames(points, why_birth, tuple(shared), tuple(filter(None, numbers)))


def _shared(one: Patient, other: Patient) -> Iterator[tuple[str, int]]:
    """What people who live together share, each in words with what it says alone."""
    if share_a_phone(one, other):
        yield ALIKE_PHONE, _PHONE
    if one.email and one.email.casefold() == other.email.casefold():
        yield ALIKE_EMAIL, _EMAIL
    found = address_fit(one.address, other.address)
    if found in _ADDRESS:
        yield ALIKE_ADDRESS[found.name.lower()], _ADDRESS[found]


def share_a_phone(one: Patient, other: Patient) -> bool:
    """Whether a number of each is the same; from seven digits on, one may lack the country or area code."""
    pairs = product((phone.digits for phone in one.phones), (phone.digits for phone in other.phones))
    return any(mine == theirs != "" or _is_longer_form(mine, theirs) for mine, theirs in pairs)


def _have_near_phones(one: Patient, other: Patient) -> bool:
    """Whether a digit is another, or two that stand side by side are swapped, between a number of each."""
    pairs = product((phone.digits for phone in one.phones), (phone.digits for phone in other.phones))
    return any(len(mine) >= _LEAST_LOCAL_PHONE and _is_a_slip(mine, theirs) for mine, theirs in pairs)


def _is_a_slip(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    apart = [at for at, (mine, theirs) in enumerate(zip(one, other, strict=True)) if mine != theirs]
    swapped = len(apart) == len("ab") and apart[1] == apart[0] + 1 and sorted(one) == sorted(other)
    return len(apart) == 1 or swapped


def _is_longer_form(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST_LOCAL_PHONE and longer.endswith(shorter)
