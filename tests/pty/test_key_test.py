"""What does a key send, as `keys --test` tells it on a real terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.terminal import Terminal, clinicdesk

if TYPE_CHECKING:
    from pathlib import Path


def test_each_key_is_told_as_it_is_pressed(tmp_path: Path) -> None:
    """Its bytes, its name and what it does, also where several bytes are one key; Ctrl+C ends, and all is as before."""
    with Terminal([*clinicdesk("keys", "--test")], rows=24, columns=100, env={"XDG_CONFIG_HOME": str(tmp_path)}) as one:
        one.wait_for("Ctrl+C ends.")
        for key, told in (
            ("c", "63                   c            check in (check_in)"),
            ("up", "1b 5b 41             Up           up (up)"),
            ("enter", "0d                   Enter        next step (enter); in a question: accept (accept)"),
            ("ctrl+x", "18                   Ctrl+X       in a question: leave (leave)"),
            ("escape", "1b                   Esc          in a question: leave (leave)"),
            ("ctrl+p", "10                   Ctrl+P       in a question: park (park_question)"),
        ):
            one.press(key)
            one.wait_for(told)
        one.type("é")
        one.wait_for("c3 a9                é            nothing; it is text where something is typed")
        one.press("w")
        one.wait_for("walk-in (walk_in); at the checklist: waive (waive_item)")
        one.type("\x03")
        assert one.wait_until_gone() == 0
