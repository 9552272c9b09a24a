"""A provider is late, at the real program: one line, seen at once on the day, in the queue and at another desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pty.clinic import a_morning

if TYPE_CHECKING:
    from pathlib import Path


def test_a_late_provider_takes_one_line(tmp_path: Path) -> None:
    """`:`, the line, Enter. Both desks show when each turn is expected, the work lists whom to call; `u` undoes it."""
    morning = a_morning(tmp_path)
    with morning.open() as terminal, morning.open(actor="ben") as other:
        before = terminal.keys
        terminal.press(":")
        terminal.type("late lee 25")
        terminal.wait_for("11:00 ~11:25 Haddad, Nora")
        terminal.press("enter")
        terminal.wait_for("Lee is 25 minutes late: 3 to be seen later, 2 to call.")
        assert 2 == terminal.keys - before
        terminal.wait_until(lambda: "~10:45" in terminal.text() and "~11:25" in terminal.text())
        other.wait_for("~11:25")
        other.press("f3")
        other.wait_for("exp ~11:25")
        other.press("f5", "'", *"late", "enter")
        other.wait_for("  late 3")
        other.wait_for("~11:25 call")
        terminal.press("u")
        terminal.wait_for("Undone: Lee is 25 minutes late")
        other.wait_for("  late 0")
