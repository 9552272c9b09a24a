"""When may a text or a voice message reach somebody, by their own clocks?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.calendar.wall import local, reached

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.settings.messages import MessageSettings


def clocks_of(patient: Patient, site: Site) -> ZoneInfo:
    """The zone that the patient lives by: their own, else the site's."""
    return ZoneInfo(patient.zone) if patient.zone else site.tz


def open_from(at: datetime, zone: ZoneInfo, settings: MessageSettings) -> datetime:
    """The first instant from `at` on at which a message may come (UTC): `at` itself within the hours of the day.

    The hours are those that the clocks show, so that a day on which they change is as long as it is.
    """
    day = local(at, zone).date()
    begins = reached(datetime.combine(day, time(settings.from_hour)), zone)
    ends = reached(datetime.combine(day, time(settings.until_hour)), zone)
    if at < begins:
        return begins
    if at < ends:
        return at.astimezone(UTC)
    return reached(datetime.combine(day + timedelta(days=1), time(settings.from_hour)), zone)


def next_day(at: datetime, zone: ZoneInfo, settings: MessageSettings) -> datetime:
    """The first such instant of the patient's next day."""
    day = local(at, zone).date() + timedelta(days=1)
    return reached(datetime.combine(day, time(settings.from_hour)), zone)


def day_begins(at: datetime, zone: ZoneInfo) -> datetime:
    """Midnight of the patient's day (UTC)."""
    return reached(datetime.combine(local(at, zone).date(), time.min), zone)
