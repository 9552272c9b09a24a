"""Who calls whom just now, so that two desks that work through one list never call the same patient at once?

It is kept as time is that an open question holds: beside the records, gone with its desk whatever ends that, and run
out by itself. What is held of nobody's time is known by having no site.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.contact.call_sentences import CALLED_BY
from core.errors import ChangedElsewhere
from core.record_ref import PatientId
from core.schedule.model.hold import Hold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.contact.ports import Reading
    from core.patients.model import Patient

CALLING: Final = "call:"
LONGEST_CALL: Final = timedelta(minutes=15)
"""After so long without a key others may call too."""
_ALWAYS: Final = Interval(datetime(2000, 1, 1, tzinfo=UTC), datetime(2000, 1, 2, tzinfo=UTC))
"""Whoever is called is nobody else's, whatever the time."""


def who_calls(reading: Reading, now: datetime) -> Mapping[PatientId, str]:
    """Who of other desks calls which patient."""
    held = (one for one in reading.holds.live(now) if one.provider.startswith(CALLING) and not one.is_here)
    return {PatientId(int(one.provider.removeprefix(CALLING))): one.by for one in held}


def lease(reading: Reading, actor: str, patient: Patient, now: datetime, held: Hold | None) -> Hold:
    """Have the patient for oneself, in place of whom one called before. Raises ChangedElsewhere naming who calls them.

    Raises DatabaseUnusable where the disk takes nothing.
    """
    other = who_calls(reading, now).get(patient.id)
    number = held.number if held else 0
    wanted = Hold(f"{CALLING}{patient.id}", "", _ALWAYS, actor, now, now + LONGEST_CALL, is_open=True, number=number)
    taken = None if other else reading.holds.take(wanted, now=now)
    if taken is None:
        who = other or who_calls(reading, now).get(patient.id, "")
        raise ChangedElsewhere(CALLED_BY.format(who=who, patient=patient.name)).naming(patient)
    return taken
