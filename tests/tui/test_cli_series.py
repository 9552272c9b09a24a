"""Do scripts see a series visit by visit, book it whole, and act on one, on later ones, or on all?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from tests.command_line import CommandLine

LEE: Final = ("--type", "fu20", "--provider", "lee", "--start", "2026-11-24T10:00")
WEEKLY: Final = ("--rule", "FREQ=WEEKLY;COUNT=6")
ROW: Final = ["start", "ok", "conflicts", "fixes"]


def test_grid(clinicdesk: CommandLine) -> None:
    """A row a visit with exactly the keys promised; nothing is written."""
    clinicdesk.booked(clinicdesk.patient("Jones", "Ann"), "2026-12-08T10:10")
    patient = clinicdesk.patient()
    grid = clinicdesk.json("series", "--patient", patient, *LEE, *WEEKLY)
    assert [ROW] * 6 == [list(row) for row in grid.result]
    assert [True, True, False, True, True, True] == [row["ok"] for row in grid.result]
    bad = grid.result[2]
    assert ("2026-12-08T10:00:00-05:00", ["C3"]) == (bad["start"], [one["rule"] for one in bad["conflicts"]])
    expected = {"start": "2026-12-08T09:50:00-05:00", "provider": "lee", "room": "R1", "words": "9:50 that day"}
    assert expected == bad["fixes"][0]
    assert "5 of 6 visits can be booked as they are." in grid.answer["message"]
    assert [] == clinicdesk.json("day", "2026-11-24").result["appointments"]


def test_accepted_whole(clinicdesk: CommandLine) -> None:
    """Without the day that is skipped, with the one that is changed; every appointment says of what it is which."""
    clinicdesk.booked(clinicdesk.patient("Jones", "Ann"), "2026-12-08T10:10")
    typed = ("series", "--patient", clinicdesk.patient(), *LEE, "--every", "1w", "--times", "4", "--accept")
    refused = clinicdesk.json(*typed)
    assert (3, ["C12", "C3"]) == (refused.code, [one["rule"] for one in refused.answer["conflicts"]])
    made = clinicdesk.json(*typed, "--skip", "1dec", "--change", "2026-12-08=10:30").result
    assert ["11-24T10:00", "12-08T10:30", "12-15T10:00"] == [one["start"][5:16] for one in made]
    assert [(1, 3), (2, 3), (3, 3)] == [(one["linked"]["part"], one["linked"]["of"]) for one in made]
    listed = clinicdesk.json("list", "series", str(made[1]["id"])).result
    assert ("series", "FREQ=WEEKLY;COUNT=4", made) == (listed["kind"], listed["rule"], listed["appointments"])


def test_overridden(clinicdesk: CommandLine) -> None:
    """A reason for a rule is given once for the series."""
    clinicdesk.booked(clinicdesk.patient("Jones", "Ann"), "2026-12-08T10:10")
    typed = ("series", "--patient", clinicdesk.patient(), *LEE, *WEEKLY, "--accept")
    made = clinicdesk.json(*typed, "--override", "C3=urgent").result
    assert [0, 0, 1, 0, 0, 0] == [len(one["overrides"]) for one in made]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--rule", "FREQ=DAILY"), "A series needs an end"),
        (("--rule", "FREQ=WEEKLY;COUNT=5000"), "at most 104"),
        (("--every", "2w"), "--every 2w with --times 6 or --until 24dec"),
        ((), "--every 2w with --times 6 or --until 24dec"),
        (("--rule", "FREQ=WEEKLY;COUNT=2", "--every", "2w"), "not both"),
        (("--every", "2w", "--times", "many"), "is not how many times"),
        ((*WEEKLY, "--skip", "2dec"), "The series has no visit on Wed 2 Dec 2026."),
        ((*WEEKLY, "--change", "1dec"), "is no change of a visit"),
        ((*WEEKLY, "--change", "1dec=nobody"), "is no change of a visit"),
    ],
)
def test_usage(clinicdesk: CommandLine, typed: tuple[str, ...], said: str) -> None:
    """What cannot be is told with what to say instead (2)."""
    ran = clinicdesk.json("series", "--patient", clinicdesk.patient(), *LEE, *typed)
    assert 2 == ran.code
    assert said in ran.answer["message"]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (("--every", "1w", "--until", "8dec"), ["11-24", "12-01", "12-08"]),
        (("--every", "1w", "--until", "2026-12-07"), ["11-24", "12-01"]),
        (("--every", "last tue", "--until", "2027-01-31"), ["11-24", "12-29", "01-26"]),
        (("--rule", "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20261201T100000"), ["11-24", "12-08", "12-15"]),
        (
            ("--rule", "FREQ=WEEKLY;COUNT=4 EXDATE;TZID=America/New_York:20261201T100000,20261215T100000"),
            ["11-24", "12-08"],
        ),
        (("--rule", "FREQ=WEEKLY;COUNT=3\nEXDATE:20261202T020000Z"), ["11-24", "12-08"]),  # still the first at the site
        (("--rule", "FREQ=WEEKLY;COUNT=3\nEXDATE:20261201", "--skip", "8dec"), ["11-24"]),
        (("--rule", "RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20261203,20261126"), ["11-24", "11-26", "12-01", "12-03"]),
        (("--rule", "RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20261201T100000"), ["11-24", "12-01"]),
        (("--rule", "RDATE;VALUE=DATE:20261203"), ["11-24", "12-03"]),
        (("--rule", "FREQ=WEEKLY;COUNT=2 RDATE:20261203 EXDATE:20261203"), ["11-24", "12-01"]),
        (("--rule", "FREQ=WEEKLY;COUNT=2\nRDATE:20261204T020000Z"), ["11-24", "12-01", "12-03"]),
        (("--rule", "FREQ=WEEKLY;COUNT=1\nRDATE;TZID=Europe/Berlin:20261203T160000"), ["11-24", "12-03"]),
        (("--rule", "FREQ=WEEKLY;COUNT=1\nRDATE;VALUE=PERIOD:20261203T100000/PT20M"), ["11-24", "12-03"]),
    ],
)
def test_until_and_left_out(clinicdesk: CommandLine, typed: tuple[str, ...], days: list[str]) -> None:
    """The last day is included; days that a calendar leaves out are left out, and counted."""
    grid = clinicdesk.json("series", "--patient", clinicdesk.patient(), *LEE, *typed).result
    assert days == [one["start"][5:10] for one in grid]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--rule", "FREQ=WEEKLY;COUNT=3\nEXDATE:soon"), "is no day to leave out"),
        (("--rule", "FREQ=WEEKLY;COUNT=3\nEXDATE:20261202"), "The series has no visit on Wed 2 Dec 2026."),
        (("--rule", "FREQ=WEEKLY;COUNT=3\nFREQ=DAILY;COUNT=3"), "says RRULE twice"),
        (("--rule", "DTSTART:20261123T100000\nRRULE:FREQ=WEEKLY;COUNT=3"), "DTSTART is no part of a rule"),
        (("--rule", "RRULE:FREQ=WEEKLY;COUNT=3\nRDATE:tomorrow"), "is no day to add"),
        (("--rule", "RRULE:FREQ=WEEKLY;COUNT=3\nRDATE:20261201T140000"), "would come twice on Tue 1 Dec 2026"),
        (("--rule", "RRULE:FREQ=WEEKLY;COUNT=3\nRDATE;TZID=Eastern Time:20261223T140000"), "is no zone that is known"),
        (("--rule", "FREQ=WEEKLY;COUNT=2\nEXDATE;TZID=/etc/passwd:20261201T100000"), "is no zone that is known"),
        (("--every", "1w", "--times", "3", "--until", "8dec"), "--times 6 or --until 24dec"),
        (("--every", "1w", "--until", "23nov"), "names no day from the start on"),
    ],
)
def test_lines_that_cannot_be(clinicdesk: CommandLine, typed: tuple[str, ...], said: str) -> None:
    """Told with what to type instead (2)."""
    ran = clinicdesk.json("series", "--patient", clinicdesk.patient(), *LEE, *typed)
    assert 2 == ran.code
    assert said in ran.answer["message"]


def test_move_and_cancel(clinicdesk: CommandLine) -> None:
    """One as ever; with --series a list of all that it was done to, and one undo takes back all of it."""
    made = clinicdesk.json("series", "--patient", clinicdesk.patient(), *LEE, *WEEKLY, "--accept").result
    third = str(made[2]["id"])
    one = clinicdesk.json("move", third, "--start", "11:00").result
    assert "2026-12-08T11:00:00-05:00" == one["start"]
    later = clinicdesk.json("move", third, "--start", "2026-12-09T11:00", "--series", "later").result
    assert ["12-09T11:00", "12-16T10:00", "12-23T10:00", "12-30T10:00"] == [each["start"][5:16] for each in later]
    gone = clinicdesk.json("cancel", third, "--reason", "sick", "--series", "all").result
    assert ["cancelled"] * 6 == [each["status"] for each in gone]
    clinicdesk.json("undo")
    listed = clinicdesk.json("list", "series", third).result["appointments"]
    assert ["booked"] * 6 == [each["status"] for each in listed]


def test_with_another_provider(clinicdesk: CommandLine) -> None:
    """A row may be with somebody else, whose code is named."""
    typed = ("series", "--patient", clinicdesk.patient(), *LEE, *WEEKLY, "--change", "1dec=ito 11:00", "--accept")
    assert ["lee", "ito", "lee", "lee", "lee", "lee"] == [one["provider"] for one in clinicdesk.json(*typed).result]


def test_for_people(clinicdesk: CommandLine) -> None:
    """A line a visit: when, with whom, how it stands, what it meets and what it could have instead."""
    typed = (
        "series",
        "--patient",
        clinicdesk.patient(),
        *LEE[:-1],
        "2026-12-18T10:00",
        "--every",
        "1w",
        "--times",
        "2",
    )
    told = clinicdesk(*typed).out
    assert "Fri 18 Dec 2026 10:00  lee  R1  ok" in told
    assert "Fri 25 Dec 2026 10:00  lee  R1  holiday" in told
    assert "or Mon 28 Dec 10:00" in told


def test_belongs_to_nothing(clinicdesk: CommandLine) -> None:
    """There is no series to list (4), and none to act on (2)."""
    number = str(clinicdesk.booked(clinicdesk.patient()))
    assert 4 == clinicdesk.json("list", "series", number).code
    assert 2 == clinicdesk.json("cancel", number, "--reason", "sick", "--series", "all").code
    assert 2 == clinicdesk.json("list", "group", number).code
