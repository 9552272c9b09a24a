"""Do the verbs leave, block, unblock and session change when providers work, and name whom that strands?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.command_line import CommandLine

LEE = ("--provider", "lee")
WEDNESDAY = ("--from", "2026-11-25")
SATURDAY = (*LEE, "--from", "sat 9", "--to", "12", "--site", "main")
LEAVE = ("leave", *LEE, *WEDNESDAY, "--to", "2026-11-27", "--kind", "trip")


@pytest.fixture
def booked(clinicdesk: CommandLine) -> CommandLine:
    """Smith is booked for Wednesday at ten with Lee, as number 1."""
    assert 1 == clinicdesk.booked(clinicdesk.patient(), "2026-11-25T10:00")
    return clinicdesk


@pytest.mark.parametrize(("verb", "said", "meets"), [
    (LEAVE, "Lee is away Wed 25 Nov - Fri 27 Nov (trip).", "Lee is away all day: trip."),
    (("leave", *LEE, "--from", "wed"), "Lee is away Wed 25 Nov.", "Lee is away all day."),
    (("leave", *LEE, "--from", "wed 9:00", "--to", "12:00"), "Lee is away Wed 25 Nov 9:00-12:00.",
     "Lee is away 9:00-12:00."),
    (("block", *LEE, "--from", "2026-11-25T09:30", "--to", "2026-11-25T10:30", "--kind", "team"),
     "Lee is blocked Wed 25 Nov 9:30-10:30: team.", "Lee is blocked 9:30-10:30: team."),
    (("block", *LEE, *WEDNESDAY, "--types", "new40,proc", "--release-hours", "2"),
     "Lee is blocked Wed 25 Nov: blocked, only for new40, proc, open to all 2 h before.",
     "0:00-24:00 is kept for blocked (new40, proc), not for fu20."),
    (("session", "cancel", *LEE, *WEDNESDAY), "Lee's sessions are cancelled Wed 25 Nov.",
     "Lee's session is cancelled 9:00-12:00."),
    (("session", "add", *LEE, "--from", "wed 13:00", "--to", "18:00", "--site", "main", "--instead"),
     "Lee has a session Wed 25 Nov 13:00-18:00 at Main Street instead of the day's.",
     "Lee's session is cancelled 9:00-12:00."),
])  # fmt: skip
def test_a_change_names_whom_it_strands(booked: CommandLine, verb: tuple[str, ...], said: str, meets: str) -> None:
    """Rehearsed or done; they are on the list until it is taken back, and none is cancelled."""
    told = f"{said} 1 booking falls outside and is to be moved."
    tried = booked.json(*verb, "--dry-run").answer
    assert [] == booked.json("list", "to-move").result
    done = booked.json(*verb).answer
    assert [f"{told} Nothing was saved.", told] == [tried["message"], done["message"]]
    for answer in (tried, done):
        assert not tried["result"]["stranded"][0]["proposals"], "the hours are those of before"
        assert [(1, "booked")] == [(one["id"], one["status"]) for one in answer["result"]["stranded"]]
        assert [meets] == [one["message"] for one in answer["conflicts"] if one["with"] == [1]][:1]
    assert ([], True) == (tried["result"]["numbers"], bool(done["result"]["numbers"]))
    (listed,) = booked.json("list", "to-move").result
    assert (1, True) == (listed["id"], bool(listed["proposals"]))
    assert done["result"]["stranded"][0]["proposals"] == listed["proposals"]
    assert f"Undone: {said}" == booked.json("undo").answer["message"]
    assert [] == booked.json("list", "to-move").result


def test_where_they_could_go_can_be_had(booked: CommandLine) -> None:
    """In words and in JSON; once moved there, nothing is to be moved."""
    assert 0 == booked(*LEAVE).code
    (listed,) = booked.json("list", "to-move").result
    first = listed["proposals"][0]
    assert ["start", "end", "provider", "site", "room", "type", "score", "why"] == list(first)
    assert "They could go to:" in booked("list", "to-move").out
    assert 0 == booked.json("move", "1", "--start", first["start"], "--provider", first["provider"]).code
    assert [] == booked.json("list", "to-move").result


def test_a_block_is_taken_away_by_the_number_that_the_day_tells(booked: CommandLine) -> None:
    """In words and in JSON, with when it opens to all; what is gone is not found (4)."""
    verb = ("block", *LEE, "--from", "2026-11-25T15:00", "--to", "2026-11-25T16:00", "--kind", "team")
    (number,) = booked.json(*verb, "--release-hours", "24").result["numbers"]
    (block,) = booked.json("day", "2026-11-25").result["blocks"]
    assert (number, "2026-11-24T15:00:00-05:00") == (block["number"], block["released_at"])
    assert f"team 15:00-16:00 [{number}]" in booked("day", "wed").out
    assert 0 == booked.json("unblock", str(number), "--dry-run").code
    assert 0 == booked.json("unblock", str(number)).code
    assert [] == booked.json("day", "2026-11-25").result["blocks"]
    assert 4 == booked.json("unblock", str(number)).code


def test_an_extra_session_is_told_with_its_number(booked: CommandLine) -> None:
    """Weekly ones have none."""
    (number,) = booked.json("session", "add", *LEE, "--from", "sat 9:00", "--to", "12:00", "--site", "main").result[
        "numbers"
    ]
    assert [number] == [one.get("number") for one in booked.json("day", "sat").result["sessions"]]
    assert [None] == list({one.get("number") for one in booked.json("day", "wed").result["sessions"]})


def test_an_extra_session_says_whom_it_takes(booked: CommandLine) -> None:
    """How many at once, how many over that, and which types, as far as it says."""
    hours = (*LEE, "--from", "sat 9:00", "--to", "12:00", "--site", "main")
    booked.json("session", "add", *hours, "--capacity", "3", "--types", "fu20,new40")
    (session,) = booked.json("day", "sat").result["sessions"]
    assert (3, ["fu20", "new40"], None) == (session["capacity"], session["types"], session.get("overbooks"))


@pytest.mark.parametrize(("verb", "code", "said"), [
    (("session", "add", *SATURDAY, "--capacity", "0"), 2, "give 1 to 999"),
    (("leave", *LEE), 2, "leave needs --from"),
    (("leave", *LEE, "--from", "wed 9"), 2, "says when it begins, and not when it ends"),
    (("leave", *LEE, "--from", "fri", "--to", "2026-11-24"), 2, "is not after"),
    (("leave", "--provider", "lea", *WEDNESDAY), 4, "There is no provider 'lea'."),
    (("leave", *LEE, "--from", "2026-11-20"), 2, "Fri 20 Nov is over."),
    (("block", *LEE, *WEDNESDAY, "--release-hours", "soon"), 2, "'soon' is no number of hours"),
    (("block", *LEE, *WEDNESDAY, "--types", "fu21"), 4, "There is no visit type 'fu21'."),
    (("session", "cancel", *LEE, "--from", "2026-11-28"), 3, "Lee has no session Sat 28 Nov"),
    (("session", "add", "--provider", "ito", "--from", "sat 9", "--to", "12"), 2, "Say at which site"),
    (("session", "add", *LEE, "--from", "wed 9", "--to", "12"), 3, "Lee has a session then already."),
    (("unblock", "one"), 2, "'one' is no number of a block"),
    (("unblock", "77"), 4, "There is no block, leave or changed session 77"),
])  # fmt: skip
def test_what_is_wrong_is_said(clinicdesk: CommandLine, verb: tuple[str, ...], code: int, said: str) -> None:
    """With the exit code of its kind."""
    answer = clinicdesk.json(*verb)
    assert (code, True) == (answer.code, said in answer.answer["message"])
