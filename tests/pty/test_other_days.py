"""From one provider and day to another at the real program, its keys counted: by letters, by free time, by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pty.clinic import a_morning

if TYPE_CHECKING:
    from pathlib import Path


def test_other_providers_and_days_are_few_keys_away(tmp_path: Path) -> None:
    """Letters and Enter to a column, a move across days in the week, and the third next available in four keys."""
    with a_morning(tmp_path).open() as terminal:
        before = terminal.keys
        terminal.press("'")
        terminal.type("ito")
        terminal.wait_for("Ito, Ken MD  9:00-17:00")
        terminal.press("enter")
        terminal.wait_for_row(-2, "Chen, Li")
        assert 2 == terminal.keys - before

        before = terminal.keys
        terminal.press("V")
        terminal.wait_for("Ito, Ken MD  23 Nov to 27 Nov 2026")
        terminal.press("m", "right", "right", "right")
        terminal.wait_for("to Wed 25 Nov 10:15 with Ito, K")
        terminal.press("enter")
        terminal.wait_for("Moved Chen, Li")
        assert 6 == terminal.keys - before
        terminal.press("u")
        terminal.wait_for("Undone: Moved Chen, Li")

        before = terminal.keys
        terminal.press("F", "\\")
        terminal.type("third lee")
        terminal.wait_for("with Lee, the third and later")
        terminal.press("enter")
        terminal.wait_for("Enter the day")
        terminal.press("enter")
        terminal.wait_for("13:00 Lee, Dana MD  free")
        assert 4 == terminal.keys - before
