"""Is nobody's record given to somebody else by a line of a file, nor a person added twice?"""

from __future__ import annotations

import pytest

from core.desk import Desk
from core.importing.request import ImportReport
from tests.desk.importing import Told, take_in

HEADINGS = "mrn,family,given,birth_date,sex,city,phone"
JAMES = "M1,Smith,James,1980-01-01,male,Austin,512-555-0101"


def told_of(desk: Desk, line: str, headings: str = HEADINGS) -> tuple[ImportReport, str, str]:
    """What came of one line, whether tried or taken, and the field and reason of its rejection."""
    tried, told = Told(), Told()
    rehearsed = take_in(desk, headings, line, told=tried, dry_run=True)
    report = take_in(desk, headings, line, told=told)
    assert (rehearsed, tried.rejected) == (report, told.rejected)
    return (report, told.rejected[0].field, told.rejected[0].reason) if told.rejected else (report, "", "")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("M1,Smith,James,1980-01-01,female,Miami,305-555-0102", "sex, phone, address"),
        ("M1,Smith,James,1955-11-30,male,Miami,305-555-0102", "birth_date, phone, address"),
        ("M1,Novak,Eva,1980-01-01,female,Austin,512-555-0101", "family, given, sex"),
        (",Smith,James,1980-01-01,female,Miami,305-555-0102", "sex, phone, address"),
    ],
)
def test_somebody_else_is_rejected_as_doubtful(desk: Desk, line: str, field: str) -> None:
    """The reason names each field; the record stays as it was."""
    take_in(desk, HEADINGS, JAMES)
    before = desk.patients.find("ana", "smith").hits
    report, named, reason = told_of(desk, line)
    assert (ImportReport(rejected=1), True) == (report, reason.startswith("Doubtful: "))
    assert (before, set(field.split(", "))) == (desk.patients.find("ana", "smith").hits, set(named.split(", ")))
    assert all(word.replace("_", " ") in reason for word in field.split(", "))


@pytest.mark.parametrize(
    "line",
    [
        "M1,Smith,James,1980-01-01,male,Miami,305-555-0102",
        "M1,Okafor,James,1980-01-01,male,Austin,512-555-0101",
        "M1,Smith,James,1980-10-01,male,Austin,512-555-0101",
        ",Smith,James,1980-01-01,male,Miami,305-555-0102",
    ],
)
def test_a_normal_change_updates(desk: Desk, line: str) -> None:
    """Moved with a new phone, a married name, a date put right; and the same line again changes nothing."""
    take_in(desk, HEADINGS, JAMES)
    assert ImportReport(updated=1) == take_in(desk, HEADINGS, line)
    assert ImportReport(unchanged=1) == take_in(desk, HEADINGS, line)


@pytest.mark.parametrize("mrn", ["4512", "77"])
def test_the_same_person_under_another_mrn_is_doubtful(desk: Desk, mrn: str) -> None:
    """Nobody is added twice because a program took the zeros off a number; with the MRN mended the line is taken."""
    headings = "mrn,family,given,birth_date"
    take_in(desk, headings, "004512,Okafor,Ngozi,1975-06-07")
    report, field, reason = told_of(desk, f"{mrn},Okafor,Ngozi,1975-06-07", headings)
    assert (ImportReport(rejected=1), "mrn") == (report, field)
    assert "(MRN 004512)" in reason
    assert 1 == len(desk.patients.find("ana", "okafor").hits)
    assert ImportReport(unchanged=1) == take_in(desk, headings, "004512,Okafor,Ngozi,1975-06-07")


def test_an_id_of_another_system_for_whom_the_desk_registered(desk: Desk) -> None:
    """It is asked about, and with the MRN in the line the id is kept."""
    take_in(desk, "mrn,family,given,birth_date", "M7,Lee,Bo,1990-05-06")
    headings = "external_id,mrn,family,given,birth_date"
    report, field, _ = told_of(desk, "E7,,Lee,Bo,1990-05-06", headings)
    assert (ImportReport(rejected=1), "external_id") == (report, field)
    assert ImportReport(updated=1) == take_in(desk, headings, "E7,M7,Lee,Bo,1990-05-06")


@pytest.mark.parametrize("dry_run", [True, False])
def test_lines_of_one_file_that_are_two_people_or_one(desk: Desk, dry_run: bool) -> None:  # noqa: FBT001
    """A number used twice, and a person under two numbers: the second line is rejected, tried or taken."""
    told = Told()
    lines = (JAMES, "M1,Novak,Eva,1955-02-03,female,Miami,305-555-0102", "M2,Smith,James,1980-01-01,male,,", JAMES)
    report = take_in(desk, HEADINGS, *lines, told=told, dry_run=dry_run)
    assert ImportReport(added=1, rejected=2, unchanged=1) == report
    assert [3, 4] == [one.line for one in told.rejected]
