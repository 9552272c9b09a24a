"""The gate: which key settles what is due?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict, Severity
from core.visits.clearance.items import CLEARANCE, ITEMS
from tests.sessions import a_sitting
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.prompt import STAY

if TYPE_CHECKING:
    from pathlib import Path


def test_every_item_is_settled_by_its_own_letter(tmp_path: Path) -> None:
    """With everything due at once, a letter settles its item and no other; the panel shows the letter beside it."""
    sitting = a_sitting(tmp_path)
    due = tuple(Conflict(CLEARANCE, Severity.HARD, "It is due.", item=item.name) for item in ITEMS)
    prompt = CheckInPrompt(sitting.workstation, sitting.site, sitting.jones, due)
    told = ["".join(text for text, _ in line) for line in prompt.panel()]
    assert [f" {item.letter} {item.label}: It is due." for item in ITEMS] == told[-len(ITEMS) :]

    settled = []
    for item in ITEMS[:-1]:  # the last one checks in
        assert STAY is prompt.key(item.letter, item.letter)
        settled.append(item.name)
        assert settled == prompt.state().fields["verified"].split()
