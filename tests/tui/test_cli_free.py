"""Do free and why answer scripts and people as promised?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.command_line import CommandLine

WHO = ("--patient", "100001", "--type", "fu20", "--provider", "lee")


@pytest.fixture
def booked(clinicdesk: CommandLine) -> CommandLine:
    """Smith is booked with Lee on Tuesday at ten."""
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    assert 0 == clinicdesk("book", *WHO, "--start", "2026-11-24T10:00").code
    return clinicdesk


def test_openings_in_json(booked: CommandLine) -> None:
    """Every key that scripts rely on, and no other; the words may stand anywhere among the options."""
    result = booked.json("free", "lee", "--limit", "1", "fu20", "tom", "9:40").result
    assert [
        {
            "start": "2026-11-24T09:40:00-05:00",
            "end": "2026-11-24T10:00:00-05:00",
            "provider": "lee",
            "site": "main",
            "room": "R1",
            "type": "fu20",
            "score": 25,
            "why": ["no gap after"],
        }
    ] == result


def test_ten_where_nobody_says_how_many(booked: CommandLine) -> None:
    """Soonest first."""
    starts = [one["start"] for one in booked.json("free", "lee").result]
    assert (10, sorted(starts)) == (len(starts), starts)
    assert 12 == len(booked.json("free", "lee", "--limit", "12").result)


def test_what_is_found_can_be_booked(booked: CommandLine) -> None:
    """The third that does not overlap the others, for a patient."""
    (opening,) = booked.json("free", "third", "lee", "tom", "--patient", "100001", "--limit", "1").result
    assert "2026-11-24T09:40:00-05:00" == opening["start"]
    assert 0 == booked("book", *WHO, "--start", opening["start"]).code


def test_for_people(booked: CommandLine) -> None:
    """A line each under what was read; that there is none is no failure."""
    out = booked("free", "lee", "tom", "--limit", "1").out
    assert "Tue 24 Nov 2026 9:00  lee  main  R1  fu20  no gap before" in out
    assert "1 opening: Follow-up (fu20, 20 min), with Lee, on Tue 24 Nov 2026." in out
    none = booked("free", "novak", "tom")
    assert (0, "No opening: Follow-up (fu20, 20 min), with Novak, on Tue 24 Nov 2026.") == (none.code, none.out.strip())


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        (("free", "lee", "frob"), 2, "“frob” is no provider"),
        (("free", "lee", "31", "feb", "frob"), 2, "There is no 31 February 2027"),
        (("free", "fu20", "lee", "then", "ito"), 2, "clinicdesk chain"),
        (("free", "lee", "--limit", "0"), 2, "--limit|limit"),
        (("free", "lee", "--patient", "id:99"), 4, "patient"),
        (("why", "--type", "fu20", "--provider", "lee"), 2, "--start"),
        (("why", "--type", "fu20", "--provider", "nobody", "--start", "tom 9"), 4, "nobody"),
        (("why", "--type", "fu20", "--provider", "lee", "--start", "tom"), 2, "time"),
    ],
)
def test_refused(booked: CommandLine, typed: tuple[str, ...], code: int, sentence: str) -> None:
    """With a sentence and its exit code, in JSON as well."""
    ran = booked.json(*typed)
    assert code == ran.code
    assert any(part in ran.answer["message"] for part in sentence.split("|"))


def test_why_in_json(booked: CommandLine) -> None:
    """A question, so that it goes well whatever the answer; nothing is booked by it."""
    ran = booked.json("why", *WHO[2:], "--start", "2026-11-24T10:10")
    conflict = {"rule": "C3", "severity": "confirm", "message": "Lee has Smith, John 10:00-10:20 (fu20).", "with": [1]}
    assert [conflict] == ran.result["conflicts"] == ran.answer["conflicts"]
    relaxations = ran.result["relaxations"]
    assert {"rule": "C3", "change": "Start on Tue 24 Nov 10:20."} in relaxations
    assert {"rule": "C3", "change": "Move Smith, John from Tue 24 Nov 10:00 to Tue 24 Nov 9:50."} in relaxations
    assert 1 == len(booked.json("day", "tom").result["appointments"])


def test_why_for_people(booked: CommandLine) -> None:
    """What frees it, what closes it; that nothing does is said too."""
    ran = booked("why", *WHO[2:], "--start", "2026-11-24T08:30")
    assert "Start on Tue 24 Nov 9:00." in ran.out
    assert "8:30-8:50 is outside Lee's session" in ran.out + ran.err
    assert "Nothing stands in the way." in booked("why", *WHO, "--start", "2026-11-24T11:00").out
