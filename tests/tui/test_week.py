"""Is a week of one provider a schedule like any other: moved over, carried across, and right when the clocks change?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

import pytest

from core.errors import NotFound
from tests.at_work import AtWork, at_work
from tests.clinics import MAIN, SETUP, FakeClock, book, make_desk, register
from tui.widgets.day_model import Lens, build

if TYPE_CHECKING:
    from pathlib import Path

    from tui.screens.week import WeekScreen

_ALL_DAY = """
[[session]]
provider = "lee"
site = "main"
days = ["sun"]
from = "00:00"
to = "06:00"
"""


def _stands(here: AtWork) -> str:
    """The screen, whose time is highlighted and which, and whose visit."""
    at = here.app.desk_screen.here
    who = f" {at.scheduled.patient.family}" if at.scheduled else ""
    return f"{at.screen.name} {at.slot.provider} {at.slot.start:%a %-d %-H:%M}{who}" if at.slot else at.screen.name


def test_an_appointment_is_carried_across_the_days(tmp_path: Path) -> None:
    """Picked up, taken to another day with the arrows, and further by week, and by words to somebody else's week."""

    async def look(here: AtWork) -> None:
        assert "read" in await here.press("V")
        assert "week lee Mon 23 10:20 Smith" == _stands(here)
        await here.press("m", "right", "right")
        assert "week lee Tue 24 10:15" == _stands(here), "past what is left of its own time"
        await here.press("right_curly_bracket")
        assert "week lee Tue 1 10:15" == _stands(here)
        await here.press(*"ito thu 9")
        assert "week ito Thu 26 9:00" == _stands(here)
        await here.press(*["backspace"] * 9, "left", "enter")
        moved = here.app.desk_screen.prompt_bar.said
        assert moved.startswith("Moved Smith"), moved
        assert _stands(here).endswith("Smith")
        await here.press("u")
        assert here.app.desk_screen.prompt_bar.said.startswith("Undone")

    at_work(tmp_path, look, width=80)


def test_what_is_left_is_highlighted_again(tmp_path: Path) -> None:
    """Also where the line had led to another week, and another provider."""

    async def look(here: AtWork) -> None:
        await here.press("V", "m", *"ito 2w", "escape")
        assert "week lee Mon 23 10:20 Smith" == _stands(here)
        await here.press("right_square_bracket")
        assert "week ito Mon 23 10:20 Lopez" == _stands(here)
        await here.press("greater_than_sign", "greater_than_sign", "left_square_bracket")
        assert "week lee Wed 25" in _stands(here)
        await here.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert _stands(here).startswith("week lee Sun 22"), "a day without hours, which was asked for"
        await here.press("t")
        assert "week lee Mon 23 10:20 Smith" == _stands(here), "today is now"
        await here.press("apostrophe", *"ito")
        told = "".join(text for line in here.app.desk_screen.prompt_bar.panel(80) for text, _ in line)
        assert "Ito, Ken MD  9:00-17:00" in told
        await here.press("enter")
        assert _stands(here).startswith("week ito Mon 23")
        await here.press("F", "V", "f2")
        assert _stands(here).startswith("day ")

    at_work(tmp_path, look, width=160)


def test_another_desk_is_seen_there(tmp_path: Path) -> None:
    """A booking of another day of the week, with one read."""

    async def look(here: AtWork) -> None:
        await here.press("V")
        screen = cast("WeekScreen", here.app.desk_screen)
        book(here.elsewhere, register(here.elsewhere, "Adams", "Joy"), "2026-11-27T10:00")
        await here.hear()
        assert ["read"] == here.store.opened
        await here.press(*["right"] * 5, "up")
        assert "week lee Fri 27 10:00 Adams" == _stands(here)
        assert screen.place.day is not None
        assert date(2026, 11, 27) == screen.place.day.on

    at_work(tmp_path, look)


def test_a_week_in_which_the_clocks_change_keeps_its_rows(tmp_path: Path) -> None:
    """Each day's cells are at that day's own instants; what the clocks skip is there, and is no time."""
    desk = make_desk(tmp_path, setup=SETUP + _ALL_DAY, clock=FakeClock())
    view = desk.schedule.week("ana", "main", date(2027, 3, 14), provider="lee")
    assert [8, 9, 10, 11, 12, 14] == [one.on.day for one in view.providers]
    model = build(view, now=datetime(2027, 3, 14, 15, tzinfo=UTC), lens=Lens(width=80, height=60))
    assert 6 == len(model.columns)
    friday, sunday = model.columns[4], model.columns[5]
    at = {row.wall.time(): at for at, row in enumerate(model.rows)}
    for column, hours in ((friday, 5), (sunday, 4)):
        row = column.source.rows[at[datetime(2027, 3, 14, 9).time()]]
        assert (9, 0) == (row.span.start.astimezone(MAIN).hour, row.span.start.astimezone(MAIN).minute)
        assert 9 + hours == row.span.start.hour
    skipped = sunday.source.rows[at[datetime(2027, 3, 14, 2, 30).time()]]
    assert skipped.span.start == skipped.span.end
    assert model.now_row == at[datetime(2027, 3, 14, 11).time()]

    with pytest.raises(NotFound):
        desk.schedule.week("ana", "main", date(2027, 3, 14), provider="nobody")
