"""What one desk sees of another's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pty.clinic import a_morning

if TYPE_CHECKING:
    from pathlib import Path


def test_a_change_is_painted_on_the_other_desk_and_its_cursor_stays(tmp_path: Path) -> None:
    """Ana checks in her patient; Ben sees it without a key, his cursor still on his own record."""
    counter = a_morning(tmp_path)
    with counter.open(actor="ana") as ana, counter.open(actor="ben", columns=160, rows=50) as ben:
        ben.press("right", "right")
        ben.wait_for_row(-2, "Chen, Li")
        ana.press("c")
        ben.wait_for("c:20 Smith J")
        ben.wait_for_row(-2, "Chen, Li")


def test_the_cursor_follows_its_record_when_another_desk_moves_it(tmp_path: Path) -> None:
    """A moved appointment stays highlighted at its new time."""
    counter = a_morning(tmp_path)
    with counter.open(actor="ana") as ana, counter.open(actor="ben") as ben:
        ana.press("m")
        ana.type("11:30")
        ana.press("enter")
        ben.wait_for("11:30-11:50 fu20")
        ben.wait_for_row(-2, "Smith, John")


def test_nothing_is_selected_when_the_record_vanished(tmp_path: Path) -> None:
    """A cancelled appointment leaves nothing highlighted, never the neighbour, and the keys then do nothing."""
    counter = a_morning(tmp_path)
    with counter.open(actor="ana") as ana, counter.open(actor="ben") as ben:
        ana.press("x", "s", "enter")
        ben.wait_for("What you were on is gone")
        ben.wait_for("ana")
        ben.press("c")
        ben.wait_for("There is no appointment here.")
        ben.press("down")
        ben.wait_for_row(-2, "Jones, Ann")


def test_the_second_of_two_who_act_on_one_record_is_told_who_was_first(tmp_path: Path) -> None:
    """Ben moves what Ana moved a moment ago, before his screen could show it: refused, naming her."""
    counter = a_morning(tmp_path)
    with counter.open(actor="ana") as ana, counter.open(actor="ben") as ben:
        ben.press("m")
        ben.type("11:45")
        ana.press("m")
        ana.type("11:30")
        ana.press("enter")
        ana.wait_for("Moved Smith, John")
        ben.press("enter")
        ben.wait_for("Somebody was first")
        ben.wait_for("ana")
        ben.wait_for_row(-1, "11:45")
