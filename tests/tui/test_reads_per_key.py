"""How many transactions does a key open on each screen, and is what other desks change seen all the same?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.access.privileges import Privilege
from core.visits.state import Verb
from tests.at_work import AtWork, at_work, on_screen
from tests.clinics import SETUP, book, register
from tui.selection.disabled_reason import disabled_reason

if TYPE_CHECKING:
    from pathlib import Path


MOTIONS = {
    "day": ("down", "right", "left", "pagedown", "up"),
    "queue": ("down", "up", "pagedown", "home"),
    "patients": ("down", "up", "pagedown", "home"),
    "work": ("down", "up", "pagedown", "home", "right_square_bracket"),
    "week": ("down", "right", "left", "pagedown", "up"),
    "free": ("down", "right", "left", "up", "right_curly_bracket", "end"),
    "month": ("right", "left", "down", "up", "right_square_bracket"),
}
DONE = ["write", "read"]
"""What was done, and what is shown read again."""


@pytest.fixture(autouse=True)
def nobody_lingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sheet beside the list is read once nobody types for a while: that is no key's, and here it never comes."""
    monkeypatch.setattr("tui.screens.patients._PAUSE_SECONDS", 3600)


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("screen", MOTIONS)
def test_a_cursor_key_opens_no_transaction(tmp_path: Path, screen: str, width: int) -> None:
    """Nor does help, with a reason for every key that is grey."""

    async def look(here: AtWork) -> None:
        await on_screen(here, screen)
        for key in MOTIONS[screen]:
            assert (key, []) == (key, await here.press(key))
        assert [] == await here.press("question_mark")
        assert here.app.desk_screen.is_asking
        assert [] == await here.press("enter")

    at_work(tmp_path, look, width=width)


def test_a_key_on_a_face_sheet_opens_no_transaction(tmp_path: Path) -> None:
    """The sheet itself is read in one, appointments and journal and all."""

    async def look(here: AtWork) -> None:
        await on_screen(here, "patients")
        assert ["read"] == await here.press("enter")
        assert [[], []] == [await here.press(key) for key in ("down", "up")]

    at_work(tmp_path, look)


@pytest.mark.parametrize("screen", ["day", "queue"])
def test_a_verb_is_one_write_and_one_read(tmp_path: Path, screen: str) -> None:
    """Its own transaction, and what is shown read again; a refusal that opens the gate, and the gate, alike."""

    async def look(here: AtWork) -> None:
        await on_screen(here, screen)
        assert DONE == await here.press("a")
        assert "arrived" in here.app.desk_screen.prompt_bar.said
        await here.press("down", "up")
        assert [*DONE, "read"] == await here.press("c"), "the gate shows a record, which is written down"
        assert [[], []] == [await here.press("y"), await here.press("y")]
        assert DONE == await here.press("enter")
        assert "checked in" in here.app.desk_screen.prompt_bar.said
        assert ["read", "read", *DONE] == await here.press("u"), "undo looks first what there is, and how much"

    at_work(tmp_path, look)


@pytest.mark.parametrize("screen", MOTIONS)
def test_a_commit_elsewhere_costs_one_read(tmp_path: Path, screen: str) -> None:
    """And nothing where nobody committed."""

    async def look(here: AtWork) -> None:
        await on_screen(here, screen)
        for changed in (False, True):
            here.store.opened.clear()
            here.signal.changed = changed
            here.app._poll()
            assert ["read"] * changed == here.store.opened

    at_work(tmp_path, look)


def test_roles_of_another_set_up_are_seen(tmp_path: Path) -> None:
    """Keys grey with the poll; and who lost a right is refused even before it."""

    async def look(here: AtWork) -> None:
        workstation, screen = here.app.workstation, here.app.desk_screen
        users = '[[user]]\nname = "ana"\nroles = ["viewer"]\n[[user]]\nname = "sue"\nroles = ["supervisor"]\n'
        here.elsewhere.set_up("sue", SETUP + users, place="clinic.toml")

        await here.press("a")
        assert "ana may not arrive. Ask a supervisor." == screen.prompt_bar.said
        assert disabled_reason("new_patient", screen.here, workstation) is None

        here.signal.changed = True
        here.app._poll()
        assert "ana may not register patients. Ask a supervisor." == disabled_reason(
            "new_patient", screen.here, workstation
        )
        assert workstation.view.may(Privilege.SEE_SCHEDULE)

    at_work(tmp_path, look)


@pytest.mark.parametrize("screen", ["day", "queue"])
def test_a_provider_of_another_set_up_is_known_as_soon_as_booked_with(tmp_path: Path, screen: str) -> None:
    """What is read again after an own act comes with the set-up it was written under, before any poll."""

    async def look(here: AtWork) -> None:
        await on_screen(here, screen)
        provider = SETUP.replace(
            "[[visit_type]]", '[[provider]]\ncode = "kim"\nname = "Kim, Su MD"\n\n[[visit_type]]', 1
        )
        session = '[[session]]\nprovider = "kim"\nsite = "main"\ndays = ["mon"]\nfrom = "09:00"\nto = "17:00"\n'
        here.elsewhere.set_up("setup", f"{provider}\n{session}", place="clinic.toml")
        book(here.elsewhere, register(here.elsewhere, "Adams", "Joy"), "2026-11-23T10:30", provider="kim")

        assert DONE == await here.press("a")
        assert "kim" in here.app.workstation.view.clinic.providers
        for _ in range(4):  # over everybody there is
            assert [] == await here.press("down")

    at_work(tmp_path, look)


def test_a_minute_that_passes_is_seen(tmp_path: Path) -> None:
    """What may be done at what time follows the clock, and opens no transaction."""

    async def look(here: AtWork) -> None:
        workstation, screen = here.app.workstation, here.app.desk_screen
        smith = screen.here.scheduled
        assert smith is not None
        assert "may still come" in (disabled_reason("no_show", screen.here, workstation) or "")

        here.clock.forward(minutes=16)
        here.store.opened.clear()
        here.app._tick()
        await here.pilot.pause()
        assert [] == here.store.opened
        assert workstation.view.illegal(Verb.NO_SHOW, smith) is None
        assert disabled_reason("no_show", screen.here, workstation) is None

    at_work(tmp_path, look)
