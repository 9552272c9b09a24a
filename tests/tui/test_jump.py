"""Do letters jump to a provider among fifty, wherever the column is, and to a list of the work?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from tests.at_work import AtWork, at_work, on_screen
from tests.clinics import SETUP, register

if TYPE_CHECKING:
    from pathlib import Path

    from tui.screens.day import DayScreen

_FAMILIES: Final = tuple(f"{first}{last}" for first in ("Ba", "Co", "Du", "Fe", "Ga") for last in "bcdfghjklm")
_OTHERS: Final = "".join(
    f'[[provider]]\ncode = "{name.lower()}x"\nname = "{name}, Kim MD"\n\n' for name in (*_FAMILIES, "Zuber")
)
_SESSIONS: Final = "".join(
    f'[[session]]\nprovider = "{name.lower()}x"\nsite = "{site}"\ndays = ["{day}"]\nfrom = "09:00"\nto = "17:00"\n\n'
    for name, day, site in (*((name, "mon", "main") for name in _FAMILIES), ("Zuber", "thu", "west"))
)


async def _fifty(here: AtWork) -> DayScreen:
    """The day with the columns of fifty providers more, seen four at a time."""
    text = SETUP.replace("[[visit_type]]", f"{_OTHERS}[[visit_type]]", 1)
    here.elsewhere.set_up("setup", f"{text}\n{_SESSIONS}", place="clinic.toml")
    await here.hear()
    return cast("DayScreen", here.app.desk_screen)


def _column(screen: DayScreen) -> str:
    slot = screen.here.slot
    return f"{slot.provider} {slot.start:%a %-H:%M}" if slot else ""


def test_letters_jump_to_a_column_and_enter_stays(tmp_path: Path) -> None:
    """With every letter, without a write; the row stays. Esc goes back, also from the ninth group of columns."""

    async def look(here: AtWork) -> None:
        screen = await _fifty(here)
        began = screen.here.target
        await here.press("apostrophe", "g", "a")
        assert "gabx Mon 10:20"[:4] == _column(screen)[:4], "the first whom they fit"
        assert [] == await here.press("k"), "a letter that leaves the day as it is reads nothing"
        assert "gakx Mon 10:15" == _column(screen)
        await here.press("escape")
        assert (began, False) == (screen.here.target, screen.is_asking)

        await here.press("apostrophe", "g", "a", "k", "enter")
        assert ("gakx Mon 10:15", False) == (_column(screen), screen.is_asking)
        await here.press("apostrophe", "d", "u", "x")
        assert "gakx Mon 10:15" == _column(screen), "nobody is meant: back to where it began"
        assert "Nothing begins with dux" in "".join(text for line in screen.prompt_bar.panel(80) for text, _ in line)
        await here.press("backspace", "tab", "enter")
        assert "ducx Mon 10:15" == _column(screen), "the second of ten"

    at_work(tmp_path, look, width=80)


def test_where_one_is_meant_an_arrow_goes_on_from_there(tmp_path: Path) -> None:
    """The letters are read no more, and what is a letter stays text until Enter: no step of a visit is taken."""

    async def look(here: AtWork) -> None:
        screen = await _fifty(here)
        await here.press("apostrophe", "c", "o", "g", "down")
        assert ("cogx Mon 10:30", False) == (_column(screen), screen.is_asking)
        before = len(here.elsewhere.schedule.day("ana", "main", screen.place.day.on).appointments)  # type: ignore[union-attr]
        await here.press("apostrophe", "l", "e", "e", "o", "a", "c")
        assert screen.is_asking
        assert before == len(here.elsewhere.schedule.day("ana", "main", screen.place.day.on).appointments)  # type: ignore[union-attr]

    at_work(tmp_path, look, width=80)


def test_who_is_not_here_is_shown_where_they_are_next(tmp_path: Path) -> None:
    """On the next day with open time, at another site too; before Enter that is told."""

    async def look(here: AtWork) -> None:
        screen = await _fifty(here)
        await here.press("apostrophe", "z", "u")
        told = "".join(text for line in screen.prompt_bar.panel(80) for text, _ in line)
        assert "Zuber, Kim MD  not here this day: next Thu 26 Nov West Side" in told
        await here.press("enter")
        assert ("zuberx Thu 9:00", "west") == (_column(screen), screen.place.day.site if screen.place.day else "")

    at_work(tmp_path, look, width=80)


def test_who_was_chosen_stays_chosen_when_somebody_commits(tmp_path: Path) -> None:
    """Of several whom the letters fit; and a letter more begins anew."""

    async def look(here: AtWork) -> None:
        screen = await _fifty(here)
        await here.press("apostrophe", "d", "u", "tab", "tab")
        register(here.elsewhere, "Adams", "Joy")
        await here.hear()
        assert "dudx Mon 10:15" == _column(screen)
        await here.press("k", "enter")
        assert "dukx Mon 10:15" == _column(screen)

    at_work(tmp_path, look, width=80)


def test_letters_show_a_list_of_the_work(tmp_path: Path) -> None:
    """By how any word of its name begins; in the queue, which has no columns, the key says what to do."""

    async def look(here: AtWork) -> None:
        await on_screen(here, "work")
        await here.press("apostrophe", "d", "u", "p", "enter")
        assert " duplicates 0 " in {text for text, style in here.app.screen.query_one("#head").lines[0] if style}  # type: ignore[attr-defined]
        await here.press("apostrophe", "o", "p", "e", "n")
        assert "left open  0" in "".join(text for line in here.app.desk_screen.prompt_bar.panel(80) for text, _ in line)
        await here.press("escape")
        await on_screen(here, "queue")
        await here.press("apostrophe")
        assert here.app.desk_screen.prompt_bar.said.startswith("The queue has no columns. \\ and letters")

    at_work(tmp_path, look, width=160)
