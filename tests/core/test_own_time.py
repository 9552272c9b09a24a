"""What do the patient's clocks show beside the site's?"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.clinic.model import Clinic, Site
from core.errors import BadInput
from core.fields.model import ReadContext
from core.fields.zones import zone
from core.patients.model import Patient
from core.record_ref import PatientId
from core.schedule.model.appointment import Mode
from core.schedule.own_time import own_time

MAIN = Site("main", "Main Street", "America/New_York")
READING = ReadContext(Clinic(), date(2026, 11, 23))


def _of(zone_name: str) -> Patient:
    return Patient(PatientId(1), "1", "Smith", "John", date(1984, 3, 14), zone=zone_name)


@pytest.mark.parametrize(
    ("zone_name", "start", "told"),
    [
        ("", "2026-11-24T10:00", ""),
        ("America/New_York", "2026-11-24T10:00", ""),
        ("America/Toronto", "2026-11-24T10:00", ""),
        ("America/Chicago", "2026-11-24T10:00", " (9:00 CST for the patient)"),
        ("America/Los_Angeles", "2026-07-01T10:00", " (7:00 PDT for the patient)"),
        ("America/Phoenix", "2026-07-01T10:00", " (7:00 MST for the patient)"),
        ("America/Phoenix", "2026-12-01T10:00", " (8:00 MST for the patient)"),
        ("Asia/Tokyo", "2026-11-24T10:00", " (Wed 25 Nov 0:00 JST for the patient)"),
        ("Pacific/Honolulu", "2026-11-24T02:00", " (Mon 23 Nov 21:00 HST for the patient)"),
        ("Asia/Kolkata", "2026-11-24T10:00", " (20:30 IST for the patient)"),
        # the week in which one has changed its clocks and the other has not
        ("Europe/London", "2026-10-26T10:00", " (14:00 GMT for the patient)"),
        ("Europe/London", "2026-11-03T10:00", " (15:00 GMT for the patient)"),
        ("Nowhere/Atall", "2026-11-24T10:00", ""),
        ("../etc/passwd", "2026-11-24T10:00", ""),
    ],
)
def test_the_patients_clocks(zone_name: str, start: str, told: str) -> None:
    """Where they show the same nothing is said; a zone that this machine does not know counts as none."""
    at = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(MAIN.zone))
    assert told == own_time(at, Mode.TELEHEALTH, _of(zone_name), MAIN)
    assert "" == own_time(at, Mode.IN_PERSON, _of(zone_name), MAIN)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("America/Los_Angeles", "America/Los_Angeles"),
        ("america/los_angeles", "America/Los_Angeles"),
        ("America/Los Angeles", "America/Los_Angeles"),
        ("los angeles", "America/Los_Angeles"),
        ("Tokyo", "Asia/Tokyo"),
        ("UTC", "UTC"),
        ("Etc/GMT+3", "Etc/GMT+3"),
        ("etc/gmt-3", "Etc/GMT-3"),
        ("north dakota/center", None),
        ("America/North_Dakota/Center", "America/North_Dakota/Center"),
    ],
)
def test_a_zone_is_known_by_name_or_city(typed: str, kept: str | None) -> None:
    """In whatever case, with spaces for underscores."""
    if kept is None:
        with pytest.raises(BadInput, match="is no time zone"):
            zone().clean(typed, "zone", READING)
        return
    assert kept == zone().clean(typed, "zone", READING)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Los Angelas", "'Los Angelas' is no time zone"),
        ("Louisville", "is no time zone"),  # there are two
        ("EST5", "is no time zone"),
        ("America/New_Yrok", "Did you mean America/New_York?"),
        ("../../etc/localtime", "is no time zone"),
    ],
)
def test_what_is_no_zone_is_refused_with_the_nearest(typed: str, told: str) -> None:
    """Nothing is guessed that could be two."""
    with pytest.raises(BadInput) as caught:
        zone().clean(typed, "zone", READING)
    assert told.replace("'", '"') in caught.value.sentence.replace("'", '"')
