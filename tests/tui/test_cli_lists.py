"""Does the command line name who is to be moved and which visits were left open?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

LEAVE = '[[exception]]\nprovider = "lee"\ndate = 2026-11-25\nkind = "leave"\n'
SAID = {"rule": "C6", "severity": "confirm", "message": "Lee is away all day.", "with": [2]}


@pytest.fixture
def booked(clinicdesk: CommandLine) -> CommandLine:
    """Smith is booked for today and for Wednesday, with Lee."""
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    for start in ("2026-11-23T10:40", "2026-11-25T10:00"):
        who = ("--patient", "100001", "--type", "fu20", "--provider", "lee")
        assert 0 == clinicdesk("book", *who, "--start", start).code
    return clinicdesk


def test_a_leave_names_whom_it_strands(booked: CommandLine, tmp_path: Path) -> None:
    """Rehearsed or done, in words and in JSON; the list has them until they are moved."""
    file = tmp_path / "leave.toml"
    file.write_text(LEAVE)
    for more in (("--dry-run",), ()):
        answer = booked.json("setup", file, *more).answer
        assert [2] == [one["id"] for one in answer["result"]["stranded"]]
        assert [SAID] == answer["conflicts"]
    out = booked("list", "to-move").out
    assert "1 booking is to be moved." in out
    assert "Smith, John" in out
    (listed,) = booked.json("list", "to-move", "--provider", "LEE", "--site", "main").result
    assert (2, [SAID]) == (listed["id"], listed["conflicts"])
    assert [] == booked.json("list", "to-move", "--site", "west").result
    assert 0 == booked("move", "2", "--start", "2026-11-24T10:00").code
    assert [] == booked.json("list", "to-move").result
    file.write_text(LEAVE.replace("11-25", "11-24"))
    assert "1 booking is to be moved." in booked("setup", file, "--dry-run").out


def test_a_visit_left_open_is_listed_until_it_is_closed(booked: CommandLine) -> None:
    """With its day, in the queue too; and so is a booking of which nobody said what became of it."""
    booked("check-in", "1", "--verified", "identity", "--verified", "demographics")
    assert [] == booked.json("list", "left-open").result
    then = ("--now", "2026-12-01T09:00")
    assert [(1, "checked-in"), (2, None)] == [
        (one["appointment"], one["step"]) for one in booked.json("list", "left-open", *then).result
    ]
    for verb in (("list", "left-open"), ("queue",)):
        assert "Mon 23 Nov 10:40-11:00" in booked(*verb, *then).out
    assert 0 == booked("check-out", "1", *then).code
    assert 0 == booked("no-show", "2", *then).code
    assert [] == booked.json("list", "left-open", *then).result
