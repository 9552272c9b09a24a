"""Do the screens of free time show whose day is free, jump to what words ask for, and open the day there?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.at_work import AtWork, at_work
from tests.clinics import book, register

if TYPE_CHECKING:
    from pathlib import Path


def _lines(here: AtWork, panel: str = "#worklist") -> list[str]:
    shown: Any = here.app.screen.query_one(panel)
    return ["".join(text for text, _ in line) for line in shown.lines]


def _stands(here: AtWork) -> str:
    """The screen, and the time highlighted on it."""
    screen = here.app.desk_screen
    slot = screen.here.slot
    return (
        f"{screen.here.screen.name} {slot.provider} {slot.start:%a %-d %b %-H:%M}" if slot else screen.here.screen.name
    )


def test_days_are_counted_and_enter_opens_one_there(tmp_path: Path) -> None:
    """The count is of visits that fit; another desk's booking changes it; the day opens at the first of them."""

    async def look(here: AtWork) -> None:
        await here.press("F")
        assert "free lee Mon 23 Nov 11:00" == _stands(here), "whose column the cursor was in, and the day shown"
        (row,) = [line for line in _lines(here) if line.startswith(" Lee, D")]
        before = int(row.split("│")[1].split()[0])
        patient = register(here.elsewhere, "Adams", "Joy")
        book(here.elsewhere, patient, "2026-11-23T11:00")
        await here.hear()
        (row,) = [line for line in _lines(here) if line.startswith(" Lee, D")]
        assert before - 1 == int(row.split("│")[1].split()[0])
        assert "free lee Mon 23 Nov 11:20" == _stands(here)
        await here.press("right", "right")
        there = _stands(here)
        await here.press("enter")
        assert there.replace("free", "day", 1) == _stands(here)
        await here.press("minus")
        assert there == _stands(here), "and back"

    at_work(tmp_path, look)


def test_words_narrow_with_every_letter_and_third_jumps(tmp_path: Path) -> None:
    """To the third that could be taken; what is left brings back what was; a word that is not read keeps Enter."""

    async def look(here: AtWork) -> None:
        await here.press("F", "end")
        began, shown = _stands(here), _lines(here)
        await here.press("backslash", *"third lee")
        assert "free lee Mon 23 Nov 11:40" == _stands(here)
        assert len(_lines(here)) == 3, "two heads, and Lee"
        assert "the third and later" in "".join(_lines(here, "#panel"))
        await here.press("escape")
        assert (began, shown) == (_stands(here), _lines(here))

        await here.press("backslash", *"third lee frob", "enter")
        assert here.app.desk_screen.is_asking
        assert "frob" in _lines(here, "#panel")[-1]
        await here.press(*["backspace"] * 5, "enter")
        here.app.workstation.state.repeats.arrived_at += 1.0  # two at once would be one, held down
        await here.press("enter")
        assert "day lee Mon 23 Nov 11:30" == _stands(here), "the row of the one asked for, not of the first that day"

    at_work(tmp_path, look)


def test_a_month_has_one_provider_and_its_keys(tmp_path: Path) -> None:
    """Arrows go by day and week, others by month and provider; free time and the day open where it stands."""

    async def look(here: AtWork) -> None:
        await here.press("G")
        assert "November 2026  Lee, Dana MD" in _lines(here)[0]
        await here.press("down")
        assert "month lee Mon 30 Nov 9:00" == _stands(here)
        await here.press("right")
        assert "month lee Tue 1 Dec 9:00" == _stands(here)
        assert "November 2026" in _lines(here)[0], "its last week has that day too: no page is turned"
        await here.press("pagedown")
        assert "December 2026" in _lines(here)[0]
        await here.press("pagedown", "pageup", "home", "right_square_bracket")
        assert "December 2026  Ito" in _lines(here)[0]
        there = _stands(here)
        await here.press("F")
        assert there.replace("month", "free") == _stands(here)

    at_work(tmp_path, look, width=80)


def test_a_booking_begun_there_has_that_time_first(tmp_path: Path) -> None:
    """It is asked on the schedule, of the day that was highlighted."""

    async def look(here: AtWork) -> None:
        await here.press("F", "right_curly_bracket", "b")
        screen = here.app.desk_screen
        assert ("day", True) == (screen.here.screen.name, screen.is_asking)
        await here.press(*"lopez", "enter")
        assert any("highlighted" in line and "Mon 30 Nov 9:00" in line for line in _lines(here, "#panel"))

    at_work(tmp_path, look)
