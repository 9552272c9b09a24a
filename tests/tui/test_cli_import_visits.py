"""Are visits of another scheduler taken in: what took place as history, what is to come by the rules of a booking?"""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.everything import everything
from tests.open_desk import play

if TYPE_CHECKING:
    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

HEAD = "id,mrn,start,minutes,type,provider,site,status,note\n"
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def clinic(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """John and Ann are there, and sue supervises."""
    people = '[[user]]\nname = "sue"\nroles = ["supervisor"]\n[[user]]\nname = "ana"\nroles = ["coordinator"]\n'
    (tmp_path / "people.toml").write_text(people)
    assert 0 == clinicdesk("setup", tmp_path / "people.toml").code
    for given, born in (("John", "1984-03-14"), ("Ann", "1990-05-01")):
        clinicdesk("patient", "add", "--family", "Smith", "--given", given, "--birth-date", born, "--anyway")
    return clinicdesk


def take(clinic: CommandLine, tmp_path: Path, lines: str, *options: str, head: str = HEAD) -> dict[str, Any]:
    """What comes of a file with these lines."""
    file = tmp_path / "visits.csv"
    file.write_text(head + lines)
    result: dict[str, Any] = clinic.json("--as", "sue", "import", "appointments", file, *options).result
    return result


def counted(result: dict[str, Any]) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, rejected."""
    return result["added"], result["updated"], result["unchanged"], len(result["rejected"])


def test_what_took_place_is_history_and_takes_nobodys_time(clinic: CommandLine, tmp_path: Path) -> None:
    """Two at once with one provider whom nobody set up, at night, over midnight; the sheet tells it."""
    lines = (
        "V1,100001,2025-03-03T23:50,30,urgent care,Dr Who,Elsewhere,completed,fever\n"
        "V2,100001,2025-03-03T23:50:00Z,15,urgent care,Dr Who,,no-show,\n"
        "V3,100002,2025-03-03T23:50,900,,Dr Who,,cancelled,\n"
    )
    assert (3, 0, 0, 0) == counted(take(clinic, tmp_path, lines, "--dry-run"))
    assert (3, 0, 0, 0) == counted(take(clinic, tmp_path, lines))
    tables = everything(clinic.database)
    assert [] == tables["appointment"] == tables["occupancy"]
    assert 3 == len(tables["imported_visit"])

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith john")
        await desk.press("enter")
        await desk.wait_for("Mon 3 Mar 2025")
        await desk.wait_for("urgent care, Dr Who, Elsewhere, fulfilled, fever")

    play(clinic.database, journey, now="2026-11-23T10:20")


def test_what_is_to_come_passes_every_rule(clinic: CommandLine, tmp_path: Path) -> None:
    """Or is named with what it meets: also what a line before took, a reason that is asked for, a code nobody has."""
    lines = (
        "B1,100001,2026-11-24T10:00,20,fu20,lee,main,booked,from before\n"
        "B2,100002,2026-11-24T10:10,20,fu20,lee,main,booked,\n"
        "B3,100001,2026-11-24T10:05,20,fu20,ito,main,booked,\n"
        "B4,100002,2026-11-24T03:00,20,fu20,lee,main,booked,\n"
        "B5,100002,2026-11-25T10:00,20,fu20,nobody,main,booked,\n"
        "B6,100002,2026-11-25T10:00,20,,lee,main,booked,\n"
        "B7,100002,2026-11-25T10:00,20,fu20,lee,main,cancelled,\n"
        "B8,100002,2026-11-24T10:40,20,fu20,lee,main,,\n"
    )
    result = take(clinic, tmp_path, lines)
    assert (2, 0, 0, 6) == counted(result)
    reasons = {one["line"]: (one["field"], one["reason"]) for one in result["rejected"]}
    assert "Lee" in reasons[3][1]
    assert "Smith, John" in reasons[4][1]
    assert [5, 6, 7, 8] == sorted(reasons)[2:]
    assert ("type", "status") == (reasons[7][0], reasons[8][0])
    day = clinic.json("day", "2026-11-24").result["appointments"]
    assert [("Smith, John", "booked"), ("Smith, Ann", "booked")] == [
        (one["patient"]["name"], one["status"]) for one in day
    ]
    assert (0, 0, 2, 6) == counted(take(clinic, tmp_path, lines)), "the same again finds nothing new"
    assert 0 == clinic("--as", "sue", "undo").code
    assert [] == clinic.json("day", "2026-11-24").result["appointments"]
    assert (2, 0, 0, 6) == counted(take(clinic, tmp_path, lines)), "and it may be taken in anew"


def test_who_was_seen_before_is_no_new_patient(clinic: CommandLine, tmp_path: Path) -> None:
    """By a provider of the set-up, whatever scheduler had it; whose visit was missed is new."""
    new40 = '[[visit_type]]\ncode = "new40"\nname = "New"\nminutes = 40\npatients = "new"\n'
    (tmp_path / "types.toml").write_text(new40)
    assert 0 == clinic("--as", "sue", "setup", tmp_path / "types.toml").code
    lines = "V1,100001,2025-03-03T10:00,30,a,LEE,,completed,\nV2,100002,2025-03-03T10:00,30,a,lee,,no-show,\n"
    assert (2, 0, 0, 0) == counted(take(clinic, tmp_path, lines))
    book = ("book", "--type", "new40", "--provider", "lee", "--start", "2026-11-24T10:00", "--dry-run", "--patient")
    rules = {mrn: [one["rule"] for one in clinic.json(*book, mrn).answer["conflicts"]] for mrn in ("100001", "100002")}
    assert ("C11" in rules["100001"], "C11" in rules["100002"]) == (True, False)


def test_what_cannot_be_read_is_named(clinic: CommandLine, tmp_path: Path) -> None:
    """Whose it is, when, and times that the clocks skip or have twice; an offset says which is meant."""
    lines = (
        "1,,2025-01-02T10:00,20,,,,,\n"
        "2,999999,2025-01-02T10:00,20,,,,,\n"
        "3,100001,2/1/2025,20,,,,,\n"
        "4,100001,2025-03-09T02:30,20,,,,,\n"
        "5,100001,2024-11-03T01:30,20,,,,,\n"
        "6,100001,2024-11-03T01:30-05:00,20,,,,,\n"
        "7,100001,2025-01-02T10:00,soon,,,,maybe,\n"
    )
    result = take(clinic, tmp_path, lines)
    assert (1, 0, 0, 6) == counted(result)
    fields = [one["field"] for one in result["rejected"]]
    assert ["mrn", "mrn", "start", "start", "start", "minutes, status"] == fields
    assert "2024-11-03T01:30-05:00" in result["rejected"][4]["reason"]


def test_a_date_and_a_time_are_a_start(clinic: CommandLine, tmp_path: Path) -> None:
    """In the order that the file shows or its map says; an end is a length; a line is known again without a number."""
    (tmp_path / "map.toml").write_text('dates = "mdy"\n')
    head = "Patient MRN,Visit Date,Time,End\n"
    (tmp_path / "map.toml").write_text(
        'dates = "mdy"\n[columns]\n"Patient MRN" = "mrn"\n"Visit Date" = "date"\nTime = "time"\nEnd = "end"\n'
    )
    lines = "100001,3/4/2025,2:30 PM,2025-03-04T15:15\n"
    options = ("--map", str(tmp_path / "map.toml"))
    assert (1, 0, 0, 0) == counted(take(clinic, tmp_path, lines, *options, head=head))
    assert (0, 0, 1, 0) == counted(take(clinic, tmp_path, lines, *options, head=head))
    (row,) = everything(clinic.database)["imported_visit"]
    assert 45 in row


def test_a_corrected_line_corrects_history(clinic: CommandLine, tmp_path: Path) -> None:
    """By its number; a merge takes it along, and only who may import does."""
    take(clinic, tmp_path, "V1,100001,2025-03-03T10:00,30,a,b,,completed,\n")
    assert (0, 1, 0, 0) == counted(take(clinic, tmp_path, "V1,100001,2025-03-03T10:00,30,a,b,,no-show,late\n"))
    assert 0 == clinic("--as", "sue", "patient", "merge", "100001", "100002", "--override", "MERGE=other").code
    assert (0, 0, 1, 0) == counted(take(clinic, tmp_path, "V1,100002,2025-03-03T10:00,30,a,b,,no-show,late\n"))
    assert 6 == clinic("import", "appointments", tmp_path / "visits.csv").code


def test_a_history_of_synthea_is_taken_in(clinic: CommandLine, corpora: Path, tmp_path: Path) -> None:
    """With the maps that come along, every line of a few hundred, and once more nothing of it."""
    for name, verb, map_name in (
        ("patients", "patients", "synthea-patients.toml"),
        ("encounters", "appointments", "synthea-encounters.toml"),
    ):
        with (corpora / "synthea-csv" / f"{name}.csv").open(newline="") as text:
            rows = list(csv.reader(text))[:401]
        file = tmp_path / f"{name}.csv"
        with file.open("w", newline="") as text:
            csv.writer(text).writerows(rows)
        result = clinic.json("--as", "sue", "import", verb, file, "--map", EXAMPLES / map_name).result
        strangers = [one for one in result["rejected"] if one["field"] != "patient_id"]
        assert [] == strangers if verb == "appointments" else result["added"]
        again = clinic.json("--as", "sue", "import", verb, file, "--map", EXAMPLES / map_name).result
        assert (0, 0) == (again["added"], again["updated"])


def test_a_number_that_is_another_patients_is_not_taken(clinic: CommandLine, tmp_path: Path) -> None:
    """A file that names another patient for a visit that is there would leave it with both."""
    line = "V1,{mrn},2025-03-03T09:00,20,fu20,lee,,completed,\n"
    assert (1, 0, 0, 0) == counted(take(clinic, tmp_path, line.format(mrn="100001")))
    again = take(clinic, tmp_path, line.format(mrn="100002"))
    assert (0, 0, 0, 1) == counted(again)
    assert "another patient's" in str(again["rejected"])
    assert 1 == len(everything(clinic.database)["imported_visit"])


def test_when_it_was_is_read_as_other_programs_write_it(clinic: CommandLine, tmp_path: Path) -> None:
    """Day and time in one column or in two, with the words people use; what is short of either is named."""
    head = "Chart No.,Start Date,Start Time,End Time,Appt Status,Location\n"
    wall = (
        '"March 4, 2025 9:00 am",,"March 4, 2025 9:20 am"',
        '"Tuesday, March 4, 2025 at 10:00 AM",,10:20 AM',
        "4 Mar 2025,11:00:00 AM,11:20:00 AM",
        "2025-03-04 0:00,1:00 PM,13:20",
        "3/14/2025 2:00 p.m.,,2:20p",
        "2025-03-04T20:00:00Z,,2025-03-04T20:20:00Z",
        ",2025-03-04 16:00,16:20",
        "4-MAR-2025 17:00,,2025-03-04",
        "2025/03/04 noon,,12:20",
        "2025-03-04,,9:20",
        ",9:00,9:20",
        "2025-03-04 25:00,,",
    )
    lines = "".join(f"100001,{one},checked out,{number}\n" for number, one in enumerate(wall))
    result = take(clinic, tmp_path, lines, head=head)
    assert (9, 0, 0, 3) == counted(result)
    assert [11, 12, 13] == [one["line"] for one in result["rejected"]]
    with closing(sqlite3.connect(clinic.database)) as db:
        rows = db.execute(
            "SELECT datetime(start * 60, 'unixepoch'), minutes FROM imported_visit ORDER BY id"
        ).fetchall()
    utc = ("03-04 14:00", "03-04 15:00", "03-04 16:00", "03-04 18:00", "03-14 18:00")
    more = ("03-04 20:00", "03-04 21:00", "03-04 22:00", "03-04 17:00")
    lengths = (20, 20, 20, 20, 20, 20, 20, 15, 20)
    assert [(f"2025-{at}:00", lasts) for at, lasts in zip((*utc, *more), lengths, strict=True)] == rows
