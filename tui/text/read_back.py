"""Did the desk just go on from one patient to another, and how is it read back who that is?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tui.text.words import name_of

if TYPE_CHECKING:
    from datetime import date

    from core.patients.model import Patient
    from core.record_ref import PatientId

_QUICK: Final = 60.0
"""Seconds within which the patient before may still be in somebody's mind, or at the counter."""
_THAT_IS: Final = "{sentence} That is {who}."
_BORN: Final = "{sentence} Born {born}."


def goes_on(before: tuple[frozenset[PatientId], float] | None, patients: frozenset[PatientId], at: float) -> bool:
    """Whether an act on these patients came `at` so soon after the one `before`, and one of them is another.

    Times are monotonic seconds.
    """
    return before is not None and at - before[1] <= _QUICK and not patients <= before[0]


def read_back(sentence: str, patient: Patient, today: date, *, privacy: bool) -> str:
    """'Roe, Jane checked in 10:20. Born 3 Feb 1970.': what was done is told as ever. Who is not named in it is named.

    While names are hidden, with sex and age: 'JR checked in 10:20. That is f 56.'
    """
    name = name_of(patient, privacy=privacy)
    aged = f"{patient.sex.letter} {patient.age_on(today)}".lstrip()
    born = f"{patient.birth_date:%-d %b %Y}"
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence):
        return _THAT_IS.format(sentence=sentence, who=aged) if privacy else _BORN.format(sentence=sentence, born=born)
    return _THAT_IS.format(sentence=sentence, who=f"{name} ({aged if privacy else f'born {born}'})")
