"""What does JSON tell besides of an appointment by telehealth: the patient's time, and how it is joined?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from core.calendar.wall import local
from core.schedule.model.appointment import Mode
from core.schedule.own_time import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.telehealth.model import Joining

Joined: TypeAlias = "Mapping[AppointmentId, Joining]"
"""How visits by telehealth are joined, by their number."""


def own_time_json(mode: Mode, patient: Patient, site: Site, start: datetime, end: datetime) -> dict[str, object]:
    """Zone, start and end as the patient's clocks show them; nothing in person."""
    if mode is not Mode.TELEHEALTH:
        return {}
    zone = zone_of(patient, site)
    own_start, own_end = (local(at, zone).isoformat(timespec="seconds") for at in (start, end))
    return {"patient_zone": zone.key, "patient_start": own_start, "patient_end": own_end}


def joining_json(mode: Mode, joined: Joined | None, number: AppointmentId) -> dict[str, object]:
    """Link and number; nothing in person, and where nobody asked."""
    if joined is None or mode is not Mode.TELEHEALTH:
        return {}
    joining = joined.get(number)
    link, dial_in = (joining.link, joining.dial_in) if joining else ("", "")
    return {"join_link": link or None, "dial_in": dial_in or None}
