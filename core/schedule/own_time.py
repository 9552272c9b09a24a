"""What do the patient's clocks show when a visit by telehealth begins, where they are not those of the site?"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.calendar.wall import local
from core.schedule.model.appointment import Mode
from core.schedule.sentences import OWN_TIME

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Site
    from core.patients.model import Patient


def zone_of(patient: Patient, site: Site) -> ZoneInfo:
    """The patient's zone, or the site's: for who has none, or one that this machine does not know."""
    try:
        return ZoneInfo(patient.zone) if patient.zone else site.tz
    except (ZoneInfoNotFoundError, ValueError):
        return site.tz


def own_time(start: datetime, mode: Mode, patient: Patient, site: Site) -> str:
    """' (11:30 PST for the patient)', with the day where it is another.

    '' in person, and where it is the site's time.
    """
    if mode is not Mode.TELEHEALTH or not patient.zone:
        return ""
    here, there = local(start, site.tz), local(start, zone_of(patient, site))
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return ""
    day = "" if there.date() == here.date() else f"{there:%a %-d %b} "
    return OWN_TIME.format(time=f"{day}{there:%-H:%M %Z}")
