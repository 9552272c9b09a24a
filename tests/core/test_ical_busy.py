"""Is it read from a calendar when somebody is away, and is said what cannot be read?"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from core.calendar.period import Period
from core.errors import BadInput
from core.exchange.ical.busy import busy_times
from core.exchange.ical.windows_zones import ZONES

if TYPE_CHECKING:
    from pathlib import Path

NEW_YORK = ZoneInfo("America/New_York")
NESTED = 'SUMMARY;X="a:b;c":Con\r\n gress\r\nBEGIN:VALARM\r\nDTSTART:19990101T000000\r\nEND:VALARM'
WINDOW = Period(datetime(2026, 11, 23), datetime(2027, 3, 31))


def read(*events: str) -> tuple[list[str], list[str]]:
    """The times of a calendar with these events, and why others could not be read."""
    lines = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return of(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{lines}END:VCALENDAR\r\n")


def of(text: str) -> tuple[list[str], list[str]]:
    """The same of a whole text."""
    busy, unread = busy_times(text, NEW_YORK, WINDOW)
    return [f"{one.period.start:%m-%d %H:%M}-{one.period.end:%m-%d %H:%M}" for one in busy], [one.why for one in unread]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227", ["12-24 00:00-12-27 00:00"]),
        ("DTSTART;VALUE=DATE:20261224", ["12-24 00:00-12-25 00:00"]),
        ("DTSTART:20261201T150000Z\r\nDTEND:20261201T163000Z", ["12-01 10:00-12-01 11:30"]),
        ("DTSTART;TZID=Europe/Berlin:20261201T150000\r\nDURATION:PT1H30M", ["12-01 09:00-12-01 10:30"]),
        ("DTSTART;TZID=/x.org/Tz/Europe/Berlin:20261201T150000\r\nDURATION:P1D", ["12-01 09:00-12-02 09:00"]),
        ("DTSTART:20261201T150000\r\nDURATION:PT1H", ["12-01 15:00-12-01 16:00"]),
        ("DTSTART:20261201T150000\r\nDTEND:20261201T160000\r\nSTATUS:CANCELLED", []),
        ("DTSTART:20261201T150000\r\nDTEND:20261201T160000\r\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20261201T150000\r\nDTEND:20261201T150000", []),
        ("DTSTART:20200101T150000\r\nDTEND:20200101T160000", []),
        (f"{NESTED}\r\nDTSTART:20261201T150000\r\nDURATION:PT1H", ["12-01 15:00-12-01 16:00"]),
    ],
)  # fmt: skip
def test_when_somebody_is_away(event: str, expected: list[str]) -> None:
    """Days, times of any zone in that of the site, lengths; what is cancelled or free is none."""
    assert (expected, []) == read(event)


def test_what_comes_again_keeps_its_wall_time_and_its_exceptions() -> None:
    """Over the change of the clocks, but for those left out or after its last day; a moved one is where it is."""
    weekly = (
        "UID:1\r\nDTSTART;TZID=America/New_York:20261020T090000\r\nDTEND;TZID=America/New_York:20261020T100000\r\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20261222T140000Z\r\nEXDATE;TZID=America/New_York:20261201T090000,20261208T090000"
    )
    moved = "UID:1\r\nRECURRENCE-ID:20261215T140000Z\r\nDTSTART:20261216T200000Z\r\nDTEND:20261216T210000Z"
    expected = ["11-24 09:00-11-24 10:00", "12-16 15:00-12-16 16:00", "12-22 09:00-12-22 10:00"]
    assert (expected, []) == read(weekly, moved)


def test_zones_are_known_as_outlook_names_them() -> None:
    """Its names are no others' names, in whatever form they stand; each that is known is a zone."""
    named = (
        "Eastern Standard Time",
        "(UTC-05:00) Eastern Time (US & Canada)",
        "/x/Pacific Daylight Time",
        "GMT Standard Time",
    )
    events = [f'DTSTART;TZID="{name}":20261201T100000\r\nDURATION:PT1H' for name in named]
    eastern = "12-01 10:00-12-01 11:00"
    assert (sorted([eastern, eastern, "12-01 13:00-12-01 14:00", "12-01 05:00-12-01 06:00"]), []) == read(*events)
    assert [] == [zone for zone in ZONES.values() if ZoneInfo(zone).key != zone]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("SUMMARY:x", "no start"),
        ("DTSTART:2026-12-01", "cannot be read"),
        ("DTSTART:20261301T100000", "cannot be read"),
        ("DTSTART;TZID=Custom Zone:20261201T100000\r\nDURATION:PT1H", "time zone"),
        ("DTSTART:20261201T100000\r\nDTEND:20261201T090000", "ends before"),
        ("DTSTART:20261201T100000\r\nDURATION:soon", "DURATION cannot be read"),
        ("DTSTART:20261201T100000\r\nDURATION:PT1M\r\nRRULE:FREQ=SECONDLY", "too often"),
        ("DTSTART:20261201T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=NEVER", "cannot be read"),
        ("DTSTART:20201201T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;INTERVAL=0", "cannot be read"),
        ("DTSTART:20261201T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=-1", "cannot be read"),
        ("DTSTART:20201201T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYSECOND=1,2", "too often"),
        ("DTSTART:20261201T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY", "several rules"),
        ("DTSTART:20261201T100000\r\nDURATION:P99999999999W", "DURATION cannot be read"),
        ("DTSTART:20261201T100000\r\nDURATION:P999999999D", "too long"),
        ("DTSTART;VALUE=DATE:99991231", "too far away"),
        ("DTSTART:00010101T000000\r\nDTEND:99991231T000000\r\nRRULE:FREQ=DAILY", "too long"),
        ("DTSTART:20261201T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYHOUR=8,9,10,11,12", "more than"),
    ],
)
def test_what_cannot_be_read_is_said(event: str, why: str) -> None:
    """In a sentence, and the others are read."""
    good = "DTSTART;VALUE=DATE:20261224"
    found, unread = read(event, good)
    assert ["12-24 00:00-12-25 00:00"] == found
    assert [True] == [why in one for one in unread]


def test_a_text_that_is_cut_off_or_none_is_told() -> None:
    """What is whole in it is read; a page that is no calendar is refused."""
    whole = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nEND:VEVENT\n"
    found, unread = of(f"BEGIN:VCALENDAR\n{whole}BEGIN:VEVENT\nDTSTART:20261201T1")
    assert (["12-24 00:00-12-25 00:00"], ["It is cut off: VEVENT has no end."]) == (found, unread)
    for text in ("", "<html>", whole):
        with pytest.raises(BadInput):
            of(text)


def test_calendars_of_any_program_are_read_or_told(corpora: Path) -> None:
    """None stops the program, and each event is a time, none, or a sentence."""
    files = sorted((corpora / "ics-torture").glob("*.ics"))
    assert files
    for file in files:
        with suppress(BadInput):
            _, unread = of(file.read_text(encoding="utf-8", errors="replace"))
            assert all(unread), file
