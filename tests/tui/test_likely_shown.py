"""Do card and sheet begin at the appointment that is meant?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import book
from tests.sessions import a_sitting
from tui.drafts.shelf import Shelf
from tui.prompts.find import CardPrompt
from tui.prompts.prompt import Go
from tui.screens.browsing import Browsing

if TYPE_CHECKING:
    from pathlib import Path


def test_who_is_late_today_comes_before_what_was_cancelled_and_what_is_next(tmp_path: Path) -> None:
    """Enter on the card, or on the sheet, shows today's visit."""
    sitting = a_sitting(tmp_path)
    desk, smith = sitting.workstation.desk, sitting.smith
    cancelled = book(desk, smith.patient, "2026-12-01T10:00", actor="mei")
    desk.visits.act("mei", Verb.CANCEL, {cancelled.appointment.id: cancelled.seen}, VerbOptions(reason="sick"))
    book(desk, smith.patient, "2026-12-04T10:00", actor="mei")
    sitting.clock.forward(minutes=30)
    sitting.workstation.pass_minute(sitting.clock.now())

    shown = CardPrompt(sitting.workstation, sitting.site, smith.patient).key("enter", None)
    assert isinstance(shown, Go)
    assert smith.ref == shown.place.record

    browsing = Browsing(sitting.workstation, Shelf(sitting.drafts), sitting.site)
    browsing.box.show(smith.patient)
    browsing.open_sheet(in_sight=40)
    assert browsing.scheduled
    assert smith.ref == browsing.scheduled.ref


def test_another_search_shows_nothing_of_the_one_before(tmp_path: Path) -> None:
    """Beside the empty box there is no sheet."""
    sitting = a_sitting(tmp_path)
    browsing = Browsing(sitting.workstation, Shelf(sitting.drafts), sitting.site)
    browsing.box.show(sitting.smith.patient)
    browsing.read_beside()
    assert browsing.sheet
    browsing.begin_search()
    browsing.draw_sheet(80, privacy=False)
    shown: tuple[object, ...] = (browsing.sheet, *browsing.rows)
    assert (None,) == shown
