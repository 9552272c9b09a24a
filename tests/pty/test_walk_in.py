"""A walk-in at the real program, its keys counted: from the schedule, the queue, a patient found, and one not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pty.clinic import a_counter, a_morning

if TYPE_CHECKING:
    from pathlib import Path


def test_a_walk_in_takes_three_keys(tmp_path: Path) -> None:
    """`w`, what finds the patient, Enter, Enter; one key takes it back. It is among those who are here."""
    counter = a_counter(tmp_path)
    counter.patient("Smith", "John")
    with counter.open() as terminal:
        before = terminal.keys
        terminal.press("w")
        terminal.wait_for_row(-1, "Walk-in:")
        terminal.type("smi")
        terminal.wait_for("1 found")
        terminal.press("enter")
        terminal.wait_for("here now, 10:20-10:40 with Lee, D, free now, room R1")
        terminal.press("enter")
        terminal.wait_for("Smith, John walked in 10:20: fu20 with Lee 10:20, room R1.")
        assert 3 == terminal.keys - before
        terminal.wait_until(lambda: "a:20 Smith" in terminal.text())
        terminal.press("f3")
        terminal.wait_for("arrived")
        terminal.press("u")
        terminal.wait_for("Undone: Smith, John walked in")
        terminal.wait_until(lambda: "1 arrived" not in terminal.text())


def test_who_is_highlighted_among_the_patients_takes_two(tmp_path: Path) -> None:
    """The record highlighted is who it is for; the schedule is not asked for anything."""
    counter = a_counter(tmp_path)
    counter.patient("Smith", "John")
    with counter.open() as terminal:
        terminal.press("f4")
        terminal.type("smi")
        terminal.press("down")
        terminal.press("enter")
        terminal.wait_for("Appointments")
        before = terminal.keys
        terminal.press("w")
        terminal.wait_for("here now, 10:20-10:40 with Lee, D")
        terminal.press("enter")
        terminal.wait_for("Smith, John walked in 10:20")
        assert 2 == terminal.keys - before


def test_an_unknown_walk_in_registers_first_and_comes_back(tmp_path: Path) -> None:
    """Ctrl+N takes what was typed into the form; saved, the walk-in goes on with the new patient."""
    with a_counter(tmp_path).open() as terminal:
        terminal.press("w")
        terminal.type("doe jane 3/14/1990")
        terminal.wait_for("nobody found")
        terminal.press("ctrl+n")
        terminal.wait_for("New patient")
        terminal.press("ctrl+o")
        terminal.wait_for("here now, 10:20-10:40 with Lee, D")
        terminal.press("enter")
        terminal.wait_for("Doe, Jane walked in 10:20")


def test_what_it_meets_is_shown_and_a_reason_leads_over_it(tmp_path: Path) -> None:
    """With both taken the provider is still named, the conflict stands there, and a letter gives the reason."""
    counter = a_morning(tmp_path)
    counter.patient("Park", "Sun")
    with counter.open() as terminal:
        terminal.press("f3")
        terminal.wait_for("expected")
        terminal.press("w")
        terminal.type("park")
        terminal.wait_for("1 found")
        terminal.press("enter")
        terminal.wait_for("ask  C3")
        terminal.type("ito")
        terminal.wait_for("Ito has Chen, Li")
        terminal.press("enter")
        terminal.wait_for("Reason")
        terminal.press("r", "enter")
        terminal.wait_for("Park, Sun walked in 10:20: fu20 with Ito 10:20")
