"""Booking in words at the real program on a real terminal: how many keys, and is it seen before what Enter books?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clinics import book
from tests.pty.clinic import a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal

SIZES = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])


def _keys(terminal: Terminal, *keys: str) -> int:
    before = terminal.keys
    terminal.press(*keys)
    return terminal.keys - before


def _with_usual_provider(folder: Path) -> Counter:
    """The morning; Ann Jones usually sees Ito."""
    counter = a_morning(folder)
    (hit,) = counter.desk.patients.find("mei", "jones").hits
    counter.desk.patients.edit("mei", hit.patient.id, {"usual_provider": "ito"}, rev=hit.patient.rev)
    return counter


@SIZES
def test_the_first_opening_with_the_usual_provider_takes_three_keys(tmp_path: Path, rows: int, columns: int) -> None:
    """Of who was just found: Enter shows them, `b` proposes it, Enter books; one key takes it back."""
    with _with_usual_provider(tmp_path).open(rows=rows, columns=columns) as terminal:
        terminal.press("/")
        terminal.type("jones")
        terminal.wait_for("1 found")
        keys = _keys(terminal, "enter")
        terminal.wait_for("Patient:")
        keys += _keys(terminal, "b")
        terminal.wait_for("as usual with Ito")
        terminal.wait_for(">Mon 23 Nov 11:00  Ito, K")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Booked Jones, Ann, fu20 with Ito Mon 23 Nov 11:00")
        assert 3 == keys
        terminal.press("u")
        terminal.wait_for("Undone: Booked Jones, Ann")


@SIZES
def test_a_follow_up_in_two_weeks_takes_two_keys(tmp_path: Path, rows: int, columns: int) -> None:
    """`f` on the visit, the words, Enter: with whom and where the visit is."""
    with a_morning(tmp_path).open(rows=rows, columns=columns) as terminal:
        terminal.wait_for("Smith, John")
        keys = _keys(terminal, "f")
        terminal.wait_for("Book Smith, John:")
        terminal.type("2w")
        terminal.wait_for("as usual with Lee at Main Street, from Mon 7 Dec")
        terminal.wait_for(">Mon 7 Dec 10:20   Lee, D")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Booked Smith, John, fu20 with Lee Mon 7 Dec 10:20")
        assert 2 == keys


@SIZES
def test_another_time_takes_two_keys(tmp_path: Path, rows: int, columns: int) -> None:
    """`m`, the words, Enter."""
    with a_morning(tmp_path).open(rows=rows, columns=columns) as terminal:
        terminal.wait_for("Smith, John")
        keys = _keys(terminal, "m")
        terminal.wait_for(" to: ")
        terminal.type("fri 10:30")
        terminal.wait_for("no conflicts")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Moved Smith, John, fu20 to Fri 27 Nov 10:30")
        assert 2 == keys


@SIZES
def test_a_free_slot_for_a_type_takes_three_keys(tmp_path: Path, rows: int, columns: int) -> None:
    """`b` on it, for whom, what for: the slot comes first, and each word is seen before Enter."""
    with a_morning(tmp_path).open(rows=rows, columns=columns) as terminal:
        terminal.press("down", "down", "down", "down", "down")
        terminal.wait_for_row(-2, "11:30 Lee, Dana MD  free")
        keys = _keys(terminal, "b")
        terminal.wait_for("Book for:")
        terminal.type("haddad")
        terminal.wait_for("1 found")
        keys += _keys(terminal, "enter")
        terminal.wait_for(">Mon 23 Nov 11:30  Lee, D       Main Street       highlighted")
        terminal.type("fu20")
        terminal.wait_for_row(-1, "Book Haddad, Nora: fu20")
        keys += _keys(terminal, "enter")
        terminal.wait_for("Booked Haddad, Nora, fu20 with Lee Mon 23 Nov 11:30")
        assert 3 == keys


def test_a_time_that_goes_while_it_is_proposed_is_not_booked_elsewhere(tmp_path: Path) -> None:
    """The slot that was highlighted stays chosen, and says who has it: Enter asks for a reason, and books nothing."""
    counter = a_morning(tmp_path)
    beside = counter.patient("Park", "Bo")
    with counter.open() as terminal:
        terminal.press("down", "down", "down", "down", "down", "b")
        terminal.type("haddad")
        terminal.press("enter")
        terminal.wait_for("highlighted")
        book(counter.desk, beside, "2026-11-23T11:30", provider="lee", actor="mei", overrides={"C8": "urgent"})
        terminal.wait_for("Lee has Park, Bo 11:30-11:50 (fu20).")
        terminal.press("enter")
        terminal.wait_for("Double booking agreed")
        assert "Booked" not in terminal.text()


def test_what_cannot_be_read_books_nothing(tmp_path: Path) -> None:
    """Enter says why; Tab types what may have been meant."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("f")
        terminal.type("lee next fri")
        terminal.wait_for("“next fri” can be Fri 27 Nov 2026 or Fri 4 Dec 2026.")
        terminal.press("enter")
        terminal.wait_for("Type 27nov or 4dec.")
        assert "Booked" not in terminal.text()
        terminal.press("tab")
        terminal.wait_for_row(-1, "lee 27nov")
        terminal.wait_for(">Fri 27 Nov 10:20  Lee, D")
        terminal.press("enter")
        terminal.wait_for("Booked Smith, John, fu20 with Lee Fri 27 Nov 10:20")
