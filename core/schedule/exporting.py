"""Which lines does a file have that tells all appointments?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.clinic.model import Clinic
    from core.patients.model import Patient
    from core.schedule.model.appointment import Appointment
    from core.schedule.ports import ScheduleContext

_TOGETHER: Final = 500

HEADINGS: Final = (
    *("id", "mrn", "external_id", "patient", "birth_date", "start", "minutes", "type", "provider", "site", "room"),
    *("mode", "status", "confirmation", "cancel_reason", "note"),
)
"""Start is local time at the site with its offset."""


def appointment_lines(
    context: ScheduleContext, actor: str, *, first: date | None, last: date | None
) -> Iterator[tuple[str, ...]]:
    """The cells of each appointment that is no mistake, as of one moment, by number. Raises NotAllowed.

    Only those of the days from `first` to `last` at their sites, both included, where these are given.
    """
    with context.reading(actor, Privilege.EXPORT) as (store, clinic):
        number = AppointmentId(0)
        while appointments := store.schedule.after(number, _TOGETHER):
            for one in appointments:
                day = local(one.start, clinic.sites[one.site].tz).date()
                is_between = (first is None or first <= day) and (last is None or day <= last)
                patient = store.patients.by_id(one.patient) if is_between else None
                if patient and one.status is not AppointmentStatus.ENTERED_IN_ERROR:
                    yield _cells(one, patient, clinic)
            number = appointments[-1].id


def _cells(one: Appointment, patient: Patient, clinic: Clinic) -> tuple[str, ...]:
    cancellation = one.cancellation
    return (
        *(str(one.id), patient.mrn, patient.external_id, patient.name, patient.birth_date.isoformat()),
        *(local(one.start, clinic.sites[one.site].tz).isoformat(), str(one.minutes), one.visit_type),
        *(one.provider, one.site, one.room or "", one.mode.value, one.status.value, one.confirmation.value),
        *(cancellation.reason if cancellation else "", one.note),
    )
