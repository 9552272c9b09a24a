"""Does the desk say who is on a group visit, and ask whether one or all of them are meant?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.schedule.model.visit import ScheduledVisit
from tests.clinics import book, register
from tests.sessions import Sitting, a_sitting
from tui.prompts.cancel import CancelPrompt
from tui.prompts.inspect import InspectPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import Did
from tui.screens.day import DAY
from tui.screens.day_lines import detail_lines
from tui.selection.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from tui.prompts.prompt import Outcome, Prompt

SATURDAYS = """
[[visit_type]]
code = "group60"
name = "Group"
minutes = 60

[[session]]
provider = "novak"
site = "main"
days = ["sat"]
from = "09:00"
to = "12:00"
capacity = 3
"""
NINE = "2026-11-28T09:00"


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Novak sees three at once on Saturdays at main."""
    sitting = a_sitting(tmp_path)
    sitting.workstation.desk.set_up("setup", SATURDAYS, place="group.toml")
    return sitting


@pytest.fixture
def member(sitting: Sitting) -> ScheduledVisit:
    """The first of two on the group at nine."""
    desk = sitting.workstation.desk
    first, _ = (
        book(desk, register(desk, family, "Ann"), NINE, provider="novak", site="main", visit_type="group60")
        for family in ("Abel", "Bell")
    )
    return first


def press(prompt: Prompt, *keys: str) -> Outcome | None:
    """Press them, and answer what the last came to."""
    outcome = None
    for key in keys:
        outcome = prompt.key(key, key if len(key) == 1 else None)
    return outcome


def text_of(prompt: Prompt) -> str:
    """Everything in its panel."""
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


def test_details_name_them(sitting: Sitting, member: ScheduledVisit) -> None:
    """With how many there is room for; by initials while names are hidden."""
    here = Selection(DAY, (member,))
    assert "group 2 of 3: Abel, Ann; Bell, Ann" in text_of(InspectPrompt(sitting.workstation, sitting.site, here))
    sitting.workstation.state.privacy = True
    told = text_of(InspectPrompt(sitting.workstation, sitting.site, here))
    assert "group 2 of 3: " in told
    assert "Bell" not in told


def test_the_schedule_counts_them(sitting: Sitting, member: ScheduledVisit) -> None:
    """In the line about who is highlighted; who is cancelled is counted no more."""
    desk, view = sitting.workstation.desk, sitting.workstation.view

    def told() -> str:
        day = desk.schedule.day("ana", "main", date(2026, 11, 28))
        here = Selection(DAY, (member,))
        lines = detail_lines(here, day, view.clinic, view.clearance(member), view.now, privacy=False, width=120)
        return "".join(text for line in lines for text, _ in line)

    assert "group 2 of 3" in told()
    other = desk.schedule.group("ana", member.appointment.id).members[1]
    press(CancelPrompt(sitting.workstation, sitting.site, (other,)), "s", "enter")
    assert "group 1 of 3" in told()


def test_all_of_them_are_cancelled(sitting: Sitting, member: ScheduledVisit) -> None:
    """Where Tab says so."""
    prompt = CancelPrompt(sitting.workstation, sitting.site, (member,))
    assert "this one  the whole group (2)   Tab chooses" in text_of(prompt)
    done = press(prompt, "tab", "s", "enter")
    assert isinstance(done, Did)
    assert 2 == len(done.change.all_of(ScheduledVisit))


def test_all_of_them_are_moved(sitting: Sitting, member: ScheduledVisit) -> None:
    """They are on one group there, too."""
    prompt = MovePrompt(sitting.workstation, sitting.site, member)
    done = press(prompt, "tab", *"10:30", "enter")
    assert isinstance(done, Did)
    assert 2 == len(sitting.workstation.desk.schedule.group("ana", member.appointment.id).members)
