"""A phone call in the middle of something, on the real program: put aside with one key, taken up with another."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from core.schedule.requests import BookingRequest
from core.visits.state import Verb
from tests.clinics import book
from tests.pty.clinic import a_counter, a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal


def _five_down(terminal: Terminal) -> None:
    terminal.press("down", "down", "down", "down", "down")


def _wait_for_line(terminal: Terminal, start: str) -> None:
    """Until the line at the foot begins so."""
    terminal.wait_for(lambda text: text.splitlines()[-1].startswith(start))


def _head(terminal: Terminal) -> str:
    return terminal.rows()[0]


def test_a_check_in_in_the_middle_of_a_booking(tmp_path: Path) -> None:
    """Parked at 80x24; the check-in is done; then text, stage and slot are there again, and it books."""
    with a_morning(tmp_path).open() as terminal:
        _five_down(terminal)
        terminal.press("b")
        terminal.type("jon")
        terminal.wait_for(">Jones, Ann")
        terminal.press("enter")
        terminal.type("fu")
        before = terminal.keys
        terminal.press("ctrl+p")
        terminal.wait_for("Parked. Z takes it up again.")
        assert terminal.keys - before == 1
        terminal.wait_until(lambda: "1 parked" in _head(terminal))
        terminal.press("t", "c")
        terminal.wait_for("Smith, John checked in 10:20")
        before = terminal.keys
        terminal.press("Z")
        terminal.wait_for("Taken up again")
        assert terminal.keys - before == 1
        _wait_for_line(terminal, " Book Jones, Ann: fu")
        terminal.wait_for("Jones, Ann")
        terminal.wait_for("Mon 23 Nov 2026 11:30 with Lee, D at Main Street")
        terminal.wait_until(lambda: "parked" not in _head(terminal))
        terminal.press("enter")
        terminal.wait_for("Booked Jones, Ann, fu20 with Lee Mon 23 Nov 11:30")


def test_a_phone_call_in_the_middle_of_a_check_in(tmp_path: Path) -> None:
    """The gate parks with z too, as nothing is typed there; what was verified is not asked again."""
    counter = a_counter(tmp_path)
    book(counter.desk, counter.patient("Doe", "Jo", known=False), "2026-11-23T10:20")
    counter.patient("Jones", "Ann")
    with counter.open() as terminal:
        terminal.press("c", "down", "y")
        terminal.wait_for(">[ ] identity")
        terminal.press("w")
        terminal.wait_for("why identity is waived")
        terminal.press("z")
        terminal.wait_for("Parked.")
        terminal.press("/")
        terminal.type("jones")
        terminal.press("enter", "ctrl+x", ">", "Z")
        terminal.wait_for("why identity is waived")
        terminal.wait_for("Doe, Jo")
        assert "[y] demographics  verified 10:20 by ana" in terminal.text()
        terminal.press("k", "enter")
        terminal.wait_for("Doe, Jo checked in 10:20")


def test_killed_with_a_question_open(tmp_path: Path) -> None:
    """Kill -9 in the middle of a booking: the next start says that one is parked, and Z asks it as it stood."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        _five_down(terminal)
        terminal.press("b")
        terminal.type("jon")
        terminal.press("enter")
        terminal.wait_for("note C2")
        terminal.type("new")
        terminal.kill()
        terminal.wait_until_gone()
    with counter.open() as terminal:
        terminal.wait_until(lambda: "1 parked" in _head(terminal))
        terminal.press("Z")
        terminal.wait_for("Book Jones, Ann: new")
        terminal.wait_for("New patient (new40, 40 min)")
        terminal.wait_for("11:30 with Lee, D at Main Street to 12:10")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_dropped_line(tmp_path: Path, number: signal.Signals) -> None:
    """A line that drops parks what was asked, with what was typed up to the last key."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("m")
        terminal.type("fri 10:3")
        os.kill(terminal.pid, number)
        assert terminal.wait_until_gone() == 128 + number
    with counter.open() as terminal:
        terminal.press("Z")
        terminal.type("0")
        _wait_for_line(terminal, " to: fri 10:30")
        terminal.press("enter")
        terminal.wait_for("Moved Smith, John, fu20 to Fri 27 Nov 10:30")


def test_the_same_key_again_takes_up_the_one_before(tmp_path: Path) -> None:
    """Z, and at once the key that parks, goes round what is parked; each comes back to where it was asked."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("m")
        terminal.type("thu 9")
        terminal.press("ctrl+p", ">", "b")
        terminal.type("had")
        terminal.press("ctrl+p")
        terminal.wait_for("Parked, 2 in all.")
        terminal.press("t", "Z")
        terminal.wait_for("1 of 2")
        _wait_for_line(terminal, " Book for: had")
        terminal.wait_for("Tue 24 Nov")
        terminal.press("ctrl+p")
        terminal.wait_for("2 of 2")
        _wait_for_line(terminal, " to: thu 9")
        terminal.wait_for("Smith, John  fu20 20 min, now Mon 23 Nov 10:20 with Lee")
        terminal.press("ctrl+p")
        terminal.wait_for("1 of 2")
        _wait_for_line(terminal, " Book for: had")
        terminal.type("dZ")
        _wait_for_line(terminal, " Book for: haddZ")


def test_z_is_a_letter_where_something_is_typed(tmp_path: Path) -> None:
    """In a line z and Z are text, also right after a question was taken up that is the only one."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("/")
        terminal.type("zZ")
        _wait_for_line(terminal, " Find: zZ")
        terminal.press("ctrl+p", "Z", "Z")
        _wait_for_line(terminal, " Find: zZZ")


def test_z_outside_a_question(tmp_path: Path) -> None:
    """Where nothing is open to park, and where nothing is parked, the key says so; what was left is gone."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("Z")
        terminal.wait_for("Nothing is parked.")
        terminal.press("m")
        terminal.type("fri 9")
        terminal.press("ctrl+x", "z")
        terminal.wait_for("No question is open to park. Ctrl+P parks one while it is open.")
        terminal.press("Z")
        terminal.wait_for("Nothing is parked.")


def test_what_is_empty_or_only_read_is_not_parked(tmp_path: Path) -> None:
    """An empty box closes and says so; a page to read stays and says so."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("/", "ctrl+p")
        terminal.wait_for("Nothing was typed, so nothing is parked.")
        terminal.press("i", "ctrl+p")
        terminal.wait_for("There is nothing in this to park.")
        terminal.wait_for_row(-1, "Details")
        terminal.wait_until(lambda: "parked" not in _head(terminal))


def test_what_no_longer_fits_says_so(tmp_path: Path) -> None:
    """A colleague did it meanwhile: taking it up says what was done, and it is off the shelf."""
    counter = a_morning(tmp_path)
    (smith,) = [
        one for one in counter.desk.schedule.day("mei", "main", counter.clock.now().date()).appointments
        if one.patient.family == "Smith"
    ]  # fmt: skip
    with counter.open() as terminal:
        terminal.press("m")
        terminal.type("fri 9")
        terminal.press("ctrl+p", "down")
        counter.desk.visits.do("mei", Verb.CHECK_IN, smith.appointment.id)
        terminal.wait_for("c:20 Smith")
        terminal.press("Z")
        terminal.wait_for("What was parked does not fit any more")
        assert "checked in at 10:20 by mei" in " ".join(terminal.text().split())
        terminal.wait_until(lambda: "parked" not in _head(terminal))


def test_a_slot_taken_meanwhile_shows_its_conflict(tmp_path: Path) -> None:
    """A booking taken up is judged anew: who took the slot is named before Enter."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        _five_down(terminal)
        terminal.press("b")
        terminal.type("jon")
        terminal.press("enter", "ctrl+p")
        (chen,) = counter.desk.patients.find("mei", "chen").hits
        start = counter.clock.now().replace(hour=16, minute=30)
        request = BookingRequest(chen.patient.id, "fu20", "lee", start, overrides={"C8": "urgent"})
        counter.desk.schedule.book("mei", request)
        terminal.press("Z")
        terminal.wait_for("Lee has Chen, Li 11:30-11:50 (fu20).")


def test_parked_on_the_queue(tmp_path: Path) -> None:
    """What was parked on another screen is taken up there, by a new process too."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("f3", "home", "down", "x")
        terminal.wait_for("Reason")
        terminal.press("s", "z")
        terminal.wait_for("Parked.")
        terminal.kill()
        terminal.wait_until_gone()
    with counter.open() as terminal:
        terminal.press("Z")
        terminal.wait_for("Reason")
        terminal.wait_for("expected")
        terminal.wait_for("Smith, John")
        terminal.press("enter")
        terminal.wait_for("Cancelled Smith, John")


def test_only_ones_own(tmp_path: Path) -> None:
    """What one person parked is nobody else's."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("m")
        terminal.type("fri 9")
        terminal.press("ctrl+p")
        with counter.open(actor="ben") as other:
            other.wait_until(lambda: "parked" not in _head(other))
            other.press("Z")
            other.wait_for("Nothing is parked.")
        with counter.open() as second:
            second.wait_until(lambda: "1 parked" in _head(second))
            second.press("Z")
            _wait_for_line(second, " to: fri 9")
            terminal.press("Z")
            terminal.wait_for("Nothing is parked.")


def test_a_question_on_a_sheet_comes_back_to_that_sheet(tmp_path: Path) -> None:
    """Whoever's sheet is read by then: patient and appointment are those it was asked on, at another desk too."""
    counter = a_morning(tmp_path)
    book(counter.desk, counter.desk.patients.find("ana", "haddad").hits[0].patient, "2026-11-25T11:00", actor="mei")
    with counter.open() as terminal:
        terminal.press("f4")
        terminal.type("haddad")
        terminal.wait_for(">Haddad, Nora")
        terminal.press("enter")
        terminal.wait_for("Appointments")
        terminal.press("x", "s", "ctrl+p")
        terminal.wait_for("Parked.")
        terminal.press("/")
        terminal.type("jones")
        terminal.wait_for(">Jones, Ann")
        terminal.press("enter")
        terminal.wait_for("Jones, Ann  ")
        terminal.press("f2", "Z")
        terminal.wait_for("Taken up again")
        terminal.wait_for("Haddad, Nora  m 14 Mar 1984")
        terminal.press("ctrl+p")
        terminal.wait_for("Parked.")
    with counter.open() as terminal:
        terminal.press("Z")
        terminal.wait_for("Taken up again")
        terminal.wait_for("Haddad, Nora  m 14 Mar 1984")
        terminal.press("enter")
        terminal.wait_for("Cancelled Haddad, Nora")


def test_the_desk_says_at_start_what_is_parked_and_for_whom(tmp_path: Path) -> None:
    """After a dropped line, until the next key: each question with its patient, and the key that takes it up."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("m")
        terminal.type("fri 9")
        terminal.press("ctrl+p", "down", "down", "down", "down", "down", "b")
        terminal.type("jon")
        terminal.press("enter")
        terminal.wait_for("Book Jones, Ann: ")
        os.kill(terminal.pid, signal.SIGHUP)
        terminal.wait_until_gone()
    with counter.open() as terminal:
        terminal.wait_for("2 questions are parked. Z takes up the newest:")
        terminal.wait_for("booking: Jones, Ann")
        terminal.wait_for("move: Smith, John")
        terminal.press("down")
        assert "questions are parked" not in terminal.text()


def test_a_day_without_anything_parked_opens_without_a_word(tmp_path: Path) -> None:
    """There is nothing to be said."""
    with a_morning(tmp_path).open() as terminal:
        assert "parked" not in terminal.text()
