"""The patients screen through the real program on a real terminal: found, read, booked, shown on the schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.patients.model import Alert, PatientStatus
from tests.clinics import book
from tests.pty.clinic import a_counter, a_morning
from tests.pty.test_every_key import pressable
from tests.terminal import KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal

SIZES = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])


def patients(counter: Counter, *, rows: int = 24, columns: int = 80, actor: str = "ana") -> Terminal:
    """The desk with its patients open, ready to type."""
    terminal = counter.open(rows=rows, columns=columns, actor=actor)
    terminal.press("f4")
    terminal.wait_for("Any part of the name, birth date")
    return terminal


@SIZES
def test_the_box_finds_and_enter_opens_the_sheet(tmp_path: Path, rows: int, columns: int) -> None:
    """Words and birth date with their reading; record, appointments and journal of who is highlighted."""
    counter = a_morning(tmp_path)
    with patients(counter, rows=rows, columns=columns) as terminal:
        before = terminal.keys
        terminal.type("smi 3/14")
        terminal.wait_for("1 found")
        terminal.wait_for("name smi… · born 14 March · 1 found")
        terminal.wait_for(">Smith, John")
        terminal.press("enter")
        terminal.wait_for("Journal, newest first")
        assert 1 == terminal.keys - before
        terminal.wait_for("today Mon 23 Nov 2026")
        terminal.wait_for("identity proved 20 Nov 2026")
        terminal.wait_for("mei      checked out 9:00.")


def test_beside_the_list_there_is_the_sheet_of_who_is_highlighted(tmp_path: Path) -> None:
    """On a wide terminal, without a key; it follows the cursor."""
    with patients(a_morning(tmp_path), rows=50, columns=160) as terminal:
        terminal.type("1984")
        terminal.wait_for("4 found")
        terminal.wait_for("Journal, newest first")
        terminal.wait_for("Chen, Li  m 14 Mar 1984")
        terminal.press("down")
        terminal.wait_for("Haddad, Nora  m 14 Mar 1984")


def test_letters_are_text_in_the_box_and_keys_outside(tmp_path: Path) -> None:
    """Tab and Escape leave the box for the list, `/` begins a new search, Up from the first row goes back."""
    with patients(a_morning(tmp_path)) as terminal:
        terminal.type("jones")
        terminal.wait_for(">Jones, Ann")
        terminal.press("tab")
        terminal.wait_for_row(-1, "N new")
        terminal.press("up", "x")
        terminal.wait_for("Find: jonesx")
        terminal.press("escape", "/")
        terminal.wait_for("Any part of the name, birth date")


@SIZES
def test_an_appointment_of_the_sheet_is_shown_on_the_schedule(tmp_path: Path, rows: int, columns: int) -> None:
    """Enter on it shows its day with the cursor on it."""
    counter = a_morning(tmp_path)
    found = counter.desk.patients.find("ana", "haddad").hits[0].patient
    book(counter.desk, found, "2026-11-25T11:00", actor="mei")
    with patients(counter, rows=rows, columns=columns) as terminal:
        terminal.type("haddad")
        terminal.wait_for(">Haddad, Nora")
        terminal.press("enter")
        terminal.wait_for("Appointments")
        terminal.press("down", "enter")
        terminal.wait_for("Wed 25 Nov 2026")
        terminal.wait_for_row(-2, "Haddad, Nora")
        terminal.press("-")
        terminal.wait_for("Journal, newest first")


def test_on_what_is_no_appointment_enter_says_so(tmp_path: Path) -> None:
    """And goes nowhere."""
    with patients(a_morning(tmp_path)) as terminal:
        terminal.type("haddad")
        terminal.press("enter", "home", "enter")
        terminal.wait_for("Move to an appointment first")


@SIZES
def test_b_books_for_the_patient_on_the_schedule(tmp_path: Path, rows: int, columns: int) -> None:
    """The day asks when, with the patient given."""
    counter = a_morning(tmp_path)
    with patients(counter, rows=rows, columns=columns) as terminal:
        terminal.type("jones")
        terminal.wait_for(">Jones, Ann")
        terminal.press("enter", "b")
        terminal.wait_for("Book Jones, Ann: ")
        terminal.type("lee wed 11:00")
        terminal.wait_for("Wed 25 Nov 2026 11:00 with Lee, D")
        terminal.wait_for("no conflicts")
        terminal.press("enter")
        terminal.wait_for("Booked Jones, Ann, fu20 with Lee Wed 25 Nov 11:00")


def test_who_may_not_be_booked_is_marked_and_the_key_says_why(tmp_path: Path) -> None:
    """In the list, on the sheet, and when the key of booking is pressed."""
    counter = a_counter(tmp_path)
    patient = counter.patient("Jones", "Ann")
    counter.desk.patients.edit(
        "mei", patient.id, {"status": PatientStatus.ARCHIVED, "alerts": (Alert("latex allergy"),)}
    )
    with patients(counter) as terminal:
        terminal.type("jones")
        terminal.wait_for(">Jones, Ann archived !")
        terminal.press("enter")
        terminal.wait_for("archived: cannot be booked")
        terminal.wait_for("! latex allergy")
        terminal.press("b")
        terminal.wait_for("Jones, Ann is archived and cannot be booked.")


def test_an_alert_is_shown_with_every_act_on_the_patient(tmp_path: Path) -> None:
    """Check-in, the way to the room, step back, undo, cancel: each answers with it, until the next key."""
    counter = a_morning(tmp_path)
    smith = counter.desk.patients.find("ana", "smith").hits[0].patient
    counter.desk.patients.edit("mei", smith.id, {"alerts": (Alert("latex allergy"),)})
    with counter.open() as terminal:
        for key in ("a", "c", "r", "d", "B", "u", "U"):
            terminal.press(key)
            terminal.wait_for("! Smith, John: latex allergy")
            terminal.press("down", "up")
            assert "Smith, John: latex" not in terminal.text(), key
        for _ in range(5):
            terminal.press("u", "down", "up")  # a cursor key between them: struck in a row they might be one held down
        terminal.press("x", "s", "enter")
        terminal.wait_for("Cancelled Smith, John")
        terminal.wait_for("! Smith, John: latex allergy")


def test_what_another_desk_changes_is_shown(tmp_path: Path) -> None:
    """The list and the open sheet follow without a key, the cursor on its row."""
    counter = a_morning(tmp_path)
    smith = counter.desk.patients.find("ana", "smith").hits[0].patient
    with patients(counter) as terminal:
        terminal.type("smith")
        terminal.press("enter")
        terminal.wait_for("Journal, newest first")
        counter.desk.patients.edit("mei", smith.id, {"address": "9 Elm St"})
        terminal.wait_for("9 Elm St")
        terminal.wait_for("Changed address of MRN")


def test_hidden_names_are_hidden_here_too(tmp_path: Path) -> None:
    """Initials in list, sheet and journal, and no address, e-mail or phone."""
    counter = a_morning(tmp_path)
    smith = counter.desk.patients.find("ana", "smith").hits[0].patient
    counter.desk.patients.edit("mei", smith.id, {"address": "9 Elm St", "email": "j@example.org"})
    with patients(counter) as terminal:
        terminal.type("smith")
        terminal.wait_for(">Smith, John")
        terminal.press("enter", "P")
        terminal.wait_for("private")
        for hidden in ("Smith, John", "9 Elm St", "example.org", "14 Mar 1984"):
            assert hidden not in terminal.text(), hidden
        terminal.press("left")
        assert "Smith, John" not in terminal.text()


@pytest.mark.parametrize("place", [("tab",), ("enter",)], ids=["list", "sheet"])
def test_every_key_is_wired_here_too(tmp_path: Path, place: tuple[str, ...]) -> None:
    """No key of the registry is unknown to the screen or ends it, wherever the cursor stands."""
    with a_morning(tmp_path).open() as terminal:
        for key in pressable():
            assert len(key) == 1 or key in KEYS, key
            terminal.press("f2", "f4", "ctrl+u", quiet=0.02)
            terminal.send(b"jones")
            terminal.press(*place, quiet=0.02)
            terminal.press(key, quiet=0.06)
            assert terminal.alive(), key
            assert "does nothing here" not in terminal.text(), key
            terminal.press("ctrl+x", "ctrl+x", quiet=0.02)


def test_a_booking_left_for_one_patient_comes_back_for_nobody(tmp_path: Path) -> None:
    """What was typed for Jones is gone, after a kill -9 too, for Haddad, for Chen and for Jones."""
    counter = a_morning(tmp_path)
    with patients(counter) as terminal:
        _book_for(terminal, "jones")
        terminal.type("lee wed 11:00")
        terminal.press("ctrl+x")
        _book_for(terminal, "haddad")
        terminal.wait_for("Haddad, Nora")
        assert "Jones, Ann" not in terminal.text()
        assert "lee wed" not in terminal.text()
        terminal.press("ctrl+x")
        terminal.kill()
        terminal.wait_until_gone()
    with patients(counter) as terminal:
        for family in ("chen", "jones"):
            _book_for(terminal, family)
            assert "lee wed" not in terminal.text()
            terminal.press("ctrl+x")


def _book_for(terminal: Terminal, family: str) -> None:
    """From wherever: find, open the sheet, book."""
    terminal.press("f4", "ctrl+u")
    terminal.type(family)
    terminal.press("enter", "b")
    terminal.wait_for(" Book ")


@pytest.mark.parametrize("key", ["enter", "b"])
def test_an_unknown_caller_is_registered_within_the_booking(tmp_path: Path, key: str) -> None:
    """Ctrl+N in its box, with what was typed; saved, the booking goes on at that slot with the new patient."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "down", key)
        terminal.type("mcdonald ann 3/14/84")
        terminal.wait_for("nobody found")
        terminal.wait_for("Nobody found. Ctrl+N registers a new patient with what you typed.")
        terminal.press("ctrl+n")
        terminal.wait_for("New patient  McDonald, Ann")
        terminal.press("ctrl+x")
        terminal.wait_for_row(-1, "Book for: mcdonald ann 3/14/84")
        terminal.press("ctrl+n")
        terminal.wait_for("New patient  McDonald, Ann")
        terminal.press("ctrl+o")
        terminal.wait_for("Registered McDonald, Ann, born 14 Mar 1984")
        terminal.wait_for("Mon 23 Nov 2026 11:30 with Lee, D at Main Street")
        terminal.wait_for_row(-1, "Book McDonald, Ann: ")
        terminal.press("enter")
        terminal.wait_for("Booked McDonald, Ann, fu20 with Lee Mon 23 Nov 11:30")


def test_a_caller_who_is_known_after_all_is_booked(tmp_path: Path) -> None:
    """Where the form shows who looks the same, that record is taken into the booking, and nobody is registered."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "down", "b")
        terminal.type("smithe john 3/14/84")
        terminal.press("ctrl+n", "ctrl+o")
        terminal.wait_for("Is it the same person?")
        terminal.press("enter")
        terminal.wait_for_row(-1, "Book Smith, John: ")
        terminal.wait_for("Smith, John  m 14 Mar 1984")
    assert 1 == len(counter.desk.patients.find("ana", "smith").hits)


def test_a_booking_under_a_form_outlives_a_crash(tmp_path: Path) -> None:
    """Both are there again: the form with what was typed, the booking at its slot."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "down", "b")
        terminal.type("doe jo")
        terminal.press("ctrl+n")
        terminal.wait_for("New patient  Doe, Jo")
        terminal.kill()
        terminal.wait_until_gone()
    with counter.open() as terminal:
        terminal.wait_for("2 parked")
        terminal.press("Z")
        terminal.wait_for("New patient  Doe, Jo")
        terminal.press("ctrl+p")
        terminal.wait_for_row(-1, "Book for: doe jo")
        terminal.wait_for("11:30")


def test_a_slash_in_an_open_box_is_no_part_of_a_name(tmp_path: Path) -> None:
    """Whoever begins a search in one that is open types no sign into it; in a date it is text."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("/", "/")
        terminal.type("smi 3/14")
        terminal.wait_for_row(-1, "Find: smi 3/14 ")
        terminal.wait_for("1 found")
        terminal.press("ctrl+x", "f4", "/")
        terminal.type("/jon")
        terminal.wait_for(">Jones, Ann")
