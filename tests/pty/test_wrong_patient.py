"""Does a key ever act on somebody else than the person at the keyboard means, or show a name that is hidden?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.patients.model import Alert
from core.record_ref import RecordRef
from core.visits.state import Verb
from tests.clinics import book, register
from tests.pty.clinic import a_counter, a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal


def _acts(counter: Counter, actor: str = "ana") -> set[str]:
    """The verbs of that person in the journal of today's appointments."""
    numbers = [one.appointment.id for one in counter.desk.visits.queue(actor)]
    entries = [
        entry
        for number in numbers
        for entry in counter.desk.journal.entries_on(actor, RecordRef("appointment", number))
    ]
    return {entry.verb for entry in entries if entry.actor == actor}


LEFT = pytest.mark.parametrize("leave", ["ctrl+x", "escape"])


@LEFT
def test_a_booking_that_was_left_is_gone(tmp_path: Path, leave: str) -> None:
    """Enter on the same slot asks for whom anew, nothing typed: the caller before is not booked by Enter and Enter."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "enter")
        terminal.type("jones")
        terminal.press("enter")
        terminal.wait_for("Book Jones, Ann: ")
        terminal.press(leave, "enter")
        terminal.wait_for("Book for: ")
        assert "jones" not in terminal.rows()[-1]
        terminal.press("enter", "enter")
        terminal.wait_for_row(-1, "Book for: ")
    assert set() == _acts(counter)


@LEFT
def test_a_booking_or_move_left_at_its_reasons_is_gone(tmp_path: Path, leave: str) -> None:
    """The first letter of the next caller's name is no reason to book the caller before, over a rule."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("m")
        terminal.type("today 20:00")
        terminal.press("enter")
        terminal.wait_for("Double booking agreed")
        terminal.press(leave, "m")
        terminal.wait_for_row(-1, " to: ")
        assert "20:00" not in terminal.rows()[-1]
        terminal.press(leave, "end", "enter")
        terminal.type("jones")
        terminal.press("enter")
        terminal.wait_for("Book Jones, Ann: ")
        terminal.settle(quiet=0.5)
        terminal.press("enter")
        terminal.wait_for("Double booking agreed")
        terminal.press(leave, "enter")
        terminal.type("dob")
        terminal.wait_for("nobody found")
    assert set() == _acts(counter)


@LEFT
def test_to_go_to_a_date_begins_empty(tmp_path: Path, leave: str) -> None:
    """What was typed before does not join what is typed now."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("g")
        terminal.type("fri")
        terminal.press(leave, "g")
        terminal.type("fri")
        terminal.wait_for("Fri 27 Nov 2026 (in 4 days)")


def test_a_booking_begun_for_nobody_comes_back_for_nobody_chosen_since(tmp_path: Path) -> None:
    """`b` in the queue for Jones, left; `b` for Haddad asks for Haddad."""
    with a_morning(tmp_path).open() as terminal:
        _book_from_queue(terminal, "jones")
        terminal.press("ctrl+x")
        _book_from_queue(terminal, "haddad")
        terminal.wait_for("Haddad, Nora")
        assert "Jones, Ann" not in terminal.text()


def _book_from_queue(terminal: Terminal, family: str) -> None:
    terminal.press("f3", "b")
    terminal.wait_for("Book for: ")
    terminal.type(family)
    terminal.press("enter")
    terminal.wait_for(" Book ")


def test_an_enter_too_many_falls_through_to_nobody(tmp_path: Path) -> None:
    """After the Enter that books, or narrows the queue, one that follows at once takes no step of a visit."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "enter")
        terminal.type("jones")
        terminal.press("enter")
        terminal.wait_for("Book Jones, Ann: ")
        terminal.settle(quiet=1.1)  # sooner it would be the Enter of before, held down
        terminal.send(b"\r\r\r")
        terminal.wait_for("Booked Jones, Ann")
        terminal.press("f3", "\\")
        terminal.type("haddad")
        terminal.settle(quiet=0.5)
        terminal.send(b"\r\r")
        terminal.settle(quiet=0.3)
        terminal.wait_for_row(0, "1 of")
    assert {"book"} == _acts(counter)


HELD = pytest.mark.parametrize("screen", ["f2", "f3"])


@HELD
def test_an_act_is_followed_by_another_once_the_cursor_moved(tmp_path: Path, screen: str) -> None:
    """One row down, and the same key at once: no pause is asked of who means it."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press(screen, "home" if screen == "f3" else "t")
        terminal.send(b"c\x1b[Bc")
        terminal.settle(quiet=0.3)
        terminal.send(b"cc")
        terminal.settle(quiet=0.3)
    assert 2 == len([one for one in counter.desk.visits.queue("ana") if one.visit])


def test_reading_moves_no_cursor(tmp_path: Path) -> None:
    """A question left on one appointment does not draw the cursor back when help or details are closed elsewhere."""
    for key in ("?", "i"):
        folder = tmp_path / f"{ord(key)}"
        folder.mkdir()
        with a_morning(folder).open() as terminal:
            terminal.press("x", "ctrl+x", "down")
            terminal.wait_for("Jones, Ann")
            terminal.press(key, "enter")
            terminal.settle()
            terminal.wait_for_row(-2, "Jones, Ann")


def test_a_letter_in_a_line_is_text_also_after_taking_up(tmp_path: Path) -> None:
    """Somebody whose name begins with Z is typed: no other question, whose letters act, takes its place."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("x", "ctrl+p", "down", "down", "down", "down", "enter")
        terminal.type("q")
        terminal.press("ctrl+p", "Z")
        terminal.wait_for("1 of 2")
        terminal.press("ctrl+u")
        terminal.type("Zola")
        terminal.press("enter")
        terminal.wait_for_row(-1, "Zola")
        assert "Cancelled" not in terminal.text()


def test_who_is_marked_is_named_wherever_the_cursor_is(tmp_path: Path) -> None:
    """On both screens the line about the highlighted one gives way to those that a verb will act on."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press(" ")
        terminal.wait_for("1 marked: Smith, John")
        terminal.press("end")
        terminal.wait_for_row(-2, "1 marked: Smith, John")
        terminal.press("f3", "home", " ", "end")
        terminal.wait_for("1 marked: Chen, Li")


def test_a_check_in_that_failed_can_be_tried_again(tmp_path: Path) -> None:
    """What another desk did meanwhile is told; what was settled stays, and the gate goes on."""
    counter = a_counter(tmp_path)
    visit = book(counter.desk, counter.patient("Novel", "Kim", known=False), "2026-11-23T10:20", actor="mei")
    with counter.open() as terminal:
        terminal.press("c", "y", "y")
        terminal.wait_for("[y] demographics")
        counter.desk.visits.do("ben", Verb.ARRIVE, visit.appointment.id)
        terminal.press("enter")
        terminal.settle()
        if "checked in" not in terminal.text():
            terminal.press("enter")
        terminal.wait_for("Novel, Kim checked in")


def test_an_act_of_another_day_is_named_with_its_day(tmp_path: Path) -> None:
    """Undo on Tuesday says that the act was Monday's, and a step of a visit is then no coordinator's to take back."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("a")
        terminal.wait_for("Smith, John arrived")
    with counter.open(now="2026-11-24T09:30") as terminal:
        terminal.press("u")
        terminal.wait_for("Not done at this desk since it was opened.")
        terminal.press("enter")
        terminal.wait_for("ana may not step back on another day. Ask a supervisor.")
    with counter.open() as terminal:
        terminal.press("u")
        terminal.wait_for("Not done at this desk since it was opened.")
        terminal.press("enter")
        terminal.wait_for("Undone: Smith, John arrived")
        terminal.press("down", "x", "s", "enter")
        terminal.wait_for("Cancelled Jones, Ann")
    with counter.open(now="2026-11-24T09:30") as terminal:
        terminal.press("u")
        terminal.wait_for("Not done at this desk since it was opened.")
        terminal.press("enter")
        terminal.wait_for("Undone: (of Mon 23 Nov 2026) Cancelled Jones, Ann")


def test_a_form_left_on_one_screen_is_there_on_another(tmp_path: Path) -> None:
    """Begun from the queue, it is listed among the patients, and no number of questions left since makes it go."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("f3", "home", "e", "tab")
        terminal.type("X")
        terminal.press("ctrl+x")
        for _ in range(24):
            terminal.press("down", "x", "ctrl+x", quiet=0.03)
        terminal.press("f4")
        terminal.wait_for("Not finished yet: changes of id:")


NAMES = ("Smith", "Jones", "Haddad", "Chen", "Ann", "Nora", "John")


def test_hidden_names_are_hidden_in_every_sentence(tmp_path: Path) -> None:
    """Acts, refusals, conflicts, undo, marks, history, questions taken up, forms not finished, what others do."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("x", "ctrl+x", "e", "tab")
        terminal.type("X")
        terminal.press("ctrl+x", "P")
        terminal.wait_for("private")
        for keys in (
            ("x",), ("ctrl+x", "n"), ("a",), ("h",), ("h", "c"), ("r",), ("o",), ("u",), ("3", "u"), ("down", " "),
            (" ", "c"), ("u",), ("escape", "m"), ("up",), ("enter",), ("ctrl+x", "i"), ("enter", "f3"), ("home", "l"),
            ("f4",), ("f2",), ("/",), ("j",), ("enter",), ("ctrl+x",),
        ):  # fmt: skip
            terminal.press(*keys, quiet=0.08)
            shown = terminal.text()
            assert not [name for name in NAMES if name in shown], (keys, shown)
        chen = next(one for one in counter.desk.visits.queue("ben") if one.patient.family == "Chen")
        counter.desk.visits.do("ben", Verb.ARRIVE, chen.appointment.id)
        terminal.settle(quiet=0.6)
        assert not [name for name in NAMES if name in terminal.text()]


def test_hidden_names_are_hidden_from_a_family_of_small_letters(tmp_path: Path) -> None:
    """Nothing of a name is left that only the record tells apart from other words."""
    counter = a_counter(tmp_path)
    book(counter.desk, register(counter.desk, "van der berg", "", actor="mei"), "2026-11-23T10:20", actor="mei")
    with counter.open() as terminal:
        terminal.press("P", "a")
        terminal.wait_for("arrived")
        assert "berg" not in terminal.text()


def test_details_are_no_proof_of_identity(tmp_path: Path) -> None:
    """`i` looks at details everywhere else: in the gate it settles nothing, and Enter then checks nobody in."""
    counter = a_counter(tmp_path)
    visit = book(counter.desk, counter.patient("Novel", "Kim", known=False), "2026-11-23T10:20", actor="mei")
    with counter.open() as terminal:
        terminal.press("c", "i", "d", "i", "enter")
        terminal.wait_for("Not one of the choices")
        terminal.press("down", "enter")
        terminal.wait_for("Still open: identity, demographics.")
    assert not counter.desk.schedule.appointment("mei", visit.appointment.id).patient.identity_verified_at


def test_no_letter_goes_over_a_rule(tmp_path: Path) -> None:
    """Among the reasons a letter only chooses, u and x not even that, and an Enter struck twice agrees to nothing."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("m")
        terminal.type("today 20:00")
        terminal.press("enter", "enter")
        terminal.wait_for("Choose a reason first")
        terminal.press("u", "x")
        terminal.press("enter")
        terminal.wait_for("Not one of the choices")
        terminal.settle(quiet=1.1)
        terminal.press("d")
        terminal.settle()
        assert set() == _acts(counter)
        terminal.press("enter")
        terminal.wait_for("Moved Smith, John")


def test_what_is_verified_elsewhere_is_waived_no_more(tmp_path: Path) -> None:
    """While the reason for a waiver is asked another desk verifies the item: the gate goes on with what is due."""
    counter = a_counter(tmp_path)
    visit = book(counter.desk, counter.patient("Novel", "Kim", known=False), "2026-11-23T10:20", actor="mei")
    with counter.open() as terminal:
        terminal.press("c", "w")
        terminal.wait_for("why identity is waived")
        seen = counter.desk.schedule.appointment("ben", visit.appointment.id).patient
        counter.desk.patients.edit("ben", seen.id, {"identity_verified_at": True}, rev=seen.rev)
        terminal.wait_for(lambda text: "identity is waived" not in text and " ok identity" in text)
        terminal.press("k")
        terminal.wait_for("Not one of the choices")
        terminal.settle(quiet=1.1)
        terminal.press("y", "enter")
        terminal.wait_for("Novel, Kim checked in")
    newest = counter.desk.journal.entries_on("ben", RecordRef("appointment", visit.appointment.id))[-1]
    assert ("check-in", "") == (newest.verb, newest.reason)


def test_a_booking_is_for_the_patient_as_the_record_is_now(tmp_path: Path) -> None:
    """An alert that another desk adds while somebody chooses the time is shown before Enter."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        _book_from_queue(terminal, "jones")
        seen = counter.desk.patients.find("ben", "jones").hits[0].patient
        counter.desk.patients.edit("ben", seen.id, {"alerts": (Alert("Deaf: write it down"),)}, rev=seen.rev)
        terminal.wait_for("! Deaf: write it down")


def test_a_search_begins_empty(tmp_path: Path) -> None:
    """What was looked for before does not join what is typed now."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("/")
        terminal.type("quq")
        terminal.press("ctrl+x", "/")
        terminal.type("jones")
        terminal.wait_for(">Jones, Ann")
