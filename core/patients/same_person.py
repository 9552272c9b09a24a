"""Can a line of a file be about the person whose record it would change, or is it about somebody else?

People move, marry, change their number, and slips are corrected: each of these alone, and the usual ones together, is
an update. What no life does at once is somebody else: another sex or birth date with another address, say. So is
another given name, whatever else agrees: it may be the twin's, and whoever took a new name is changed by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.date_typos import date_typo
from core.patients.address_fit import AddressFit, address_fit
from core.patients.likeness import share_a_phone
from core.patients.model import Sex
from core.patients.name_fit import Fit, best_fit, fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.patients.model import Patient

_DOUBTFUL: Final = 4
"""From so many points against it on, the two are not taken for one person."""
_TELLS_TWINS_APART: Final = 4
"""The given name: whoever shares family name, birth date, sex, phone and address, as twins do, has another."""
_LASTING: Final = 3
"""What hardly ever changes: the birth date, the sex."""
_CHANGES: Final = 1
"""What does change: the family name, a phone, an address; and what is corrected: a slip in the birth date."""
_ANOTHER: Final = frozenset({Fit.OTHER, Fit.FAR})
_NO_NUMBER: Final = 1
"""Names and a birth date are shared by strangers: no number vouches for the record."""


def contradictions(record: Patient, said: Patient, *, by_number: bool) -> tuple[str, ...]:
    """The columns in which the line contradicts the record so much that it is about somebody else, or ().

    What either leaves open contradicts nothing. `by_number` says that an external id or an MRN brought them together.
    """
    identity = dict(_identity(record, said))
    contact = dict(_contact(record, said))
    against = [name for name, agrees in contact.items() if not agrees]
    points = sum(identity.values()) + (0 if by_number else _NO_NUMBER)
    points += max(len(against) - sum(contact.values()), 0 if by_number else -_NO_NUMBER)
    return (*identity, *against) if points >= _DOUBTFUL else ()


def _identity(record: Patient, said: Patient) -> Iterator[tuple[str, int]]:
    """What of a person the line contradicts, and how much that says."""
    if (record.family, record.given) != (said.family, said.given):
        yield from _names(record, said)
    if record.birth_date != said.birth_date:
        yield "birth_date", _CHANGES if date_typo(record.birth_date, said.birth_date) else _LASTING
    if Sex.UNKNOWN not in {record.sex, said.sex} and record.sex is not said.sex:
        yield "sex", _LASTING


def _names(record: Patient, said: Patient) -> Iterator[tuple[str, int]]:
    family = best_fit((record.family, *record.earlier_names), (said.family, *said.earlier_names))
    given = best_fit((record.given, record.preferred), (said.given, said.preferred))
    is_swapped = Fit.SAME is fit(record.family, said.given) is fit(record.given, said.family)
    if family in _ANOTHER and not is_swapped:
        yield "family", _CHANGES
    if given in _ANOTHER and not is_swapped:
        yield "given", _TELLS_TWINS_APART


def _contact(record: Patient, said: Patient) -> Iterator[tuple[str, bool]]:
    """Whether they agree in how the person is reached, as far as both say it."""
    if record.phones and said.phones:
        yield "phone", share_a_phone(record, said)
    if record.address and said.address:
        yield "address", address_fit(record.address, said.address) in {AddressFit.WHOLE, AddressFit.SAME}
