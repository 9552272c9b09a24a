"""What does the first line of every screen say: what is shown, and on the right who is at the desk and when?"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tui.screens.sentences import OWN_CASE, OWN_CASES, SIGNS_HEAD
from tui.terminal.cells import width_of
from tui.text.lines import cells_of

if TYPE_CHECKING:
    from datetime import datetime

    from tui.drafts.shelf import Shelf
    from tui.text.lines import Line, Span
    from tui.workstation import Workstation


def head_line(left: Line, right: Line, width: int, *, middle: str = "") -> Line:
    """' Main Street  Mon 23 Nov 2026     providers 1-4 of 12     1 parked  10:20  ana'."""
    gap = max(width - cells_of((*left, *right)) - width_of(middle), 2 if middle else 1)
    return (*left, (" " * (gap // 2) + middle + " " * (gap - gap // 2), "head"), *right)


def head_right(workstation: Workstation, shelf: Shelf, at: datetime) -> Line:
    """'no backup demo 1 parked private 10:20  ana': what is to be minded, the wall time `at`, and who acts."""
    marks: list[Span] = [(sign.mark, "warn") for sign in workstation.view.signs()[:1]]
    own = workstation.view.cases
    marks += [(OWN_CASE if own == 1 else OWN_CASES.format(count=own), "warn")] if own else []
    marks += [("demo", "hint")] if workstation.is_demo else []
    marks += shelf.marks
    marks += [("private", "privacy")] if workstation.privacy else []
    return (*((f"{text} ", style) for text, style in marks), (f"{at:%-H:%M}  {workstation.actor} ", "head"))


def sign_lines(workstation: Workstation, width: int) -> tuple[Line, ...]:
    """What the marks of the first line mean that warn of something, for the help; none where nothing is wrong."""
    signs = workstation.view.signs()
    told = (line for sign in signs for line in wrap(f"{sign.mark}: {sign.sentence}", max(width - 4, 20)))
    return ((((f" {SIGNS_HEAD}", "head"),)), *(((f"  {line}", "warn"),) for line in told)) if signs else ()
