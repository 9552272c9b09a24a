"""What does a desk work out and paint again when somebody commits, and is every change seen all the same?"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.merging.use_cases import MergingDesk
from core.patients.model import PatientStatus
from core.record_ref import PatientId
from core.schedule.opening import provider_day
from core.visits.state import Verb
from tests.at_work import AtWork, at_work, at_work_again, on_screen
from tests.clinics import SETUP, book, register
from tui.screens.patients import PatientsScreen
from tui.screens.work import WorkScreen
from tui.screens.work_names import WorkList
from tui.widgets.day_cells import column_cells
from tui.widgets.queue_columns import row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.sessions import Sitting

SCREENS: Final = ("day", "queue", "patients", "work")
SMITH: Final = PatientId(1)
LEAVE: Final = """
[[exception]]
provider = "ito"
date = 2026-11-23
kind = "leave"
"""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is worked out: the columns of the day by their providers, the rows of the queue by their patients."""
    found: list[str] = []

    def cells_of(provider: Any, *values: Any, **more: Any) -> Any:  # noqa: ANN401 - as the real one
        found.append(provider.provider.code)
        return column_cells(provider, *values, **more)

    def row_of(columns: Any, told: Any) -> Any:  # noqa: ANN401 - as the real one
        found.append(told.scheduled.patient.family)
        return row(columns, told)

    monkeypatch.setattr("tui.widgets.day_model.column_cells", cells_of)
    monkeypatch.setattr("tui.widgets.queue_model.row", row_of)
    return found


async def at_rest(here: AtWork, name: str) -> None:
    """That screen with all it comes to show: the sheet beside the list is read once nobody types any more."""
    await on_screen(here, name)
    screen = here.app.desk_screen
    while isinstance(screen, PatientsScreen) and screen._waiting:
        await here.pilot.pause(0.01)
    await here.pilot.pause()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_commit_that_is_not_seen_here_is_only_noted(tmp_path: Path, screen: str, made: list[str]) -> None:
    """A booking of another day costs one read; nothing is worked out, drawn or sent."""

    async def look(here: AtWork) -> None:
        await at_rest(here, screen)
        adams = register(here.elsewhere, "Adams", "Joy")
        await here.hear()
        drawn = here.app.desk_screen._drawn
        made.clear()
        book(here.elsewhere, adams, "2026-12-07T10:00")
        assert 0 == await here.hear()
        assert (["read"], []) == (here.store.opened, made)
        assert drawn is here.app.desk_screen._drawn

    at_work(tmp_path, look)


def test_records_are_compared_where_their_pairs_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another list a commit that compared some has no more compared, or every desk would read its lists for ever."""
    compared: list[int] = []
    usual = MergingDesk.compare

    def one(desk: MergingDesk, actor: str) -> int:
        compared.append(usual(desk, actor, limit=1))
        return compared[-1]

    monkeypatch.setattr(MergingDesk, "compare", one)

    async def look(here: AtWork) -> None:
        for letter in "abc":
            register(here.elsewhere, f"Quill{letter}", "Ann")
        await at_rest(here, "work")
        for _ in range(3):
            await here.hear()
        assert 1 == len(compared)
        register(here.elsewhere, "Quilld", "Ann")
        await here.hear()
        await here.hear()
        assert 2 == len(compared)
        screen = here.app.desk_screen
        assert isinstance(screen, WorkScreen)
        while screen._lists.shown is not WorkList.DUPLICATES:
            await here.press("right_square_bracket")
        for _ in range(6):
            await here.hear()
        assert 0 == compared[-1]

    at_work(tmp_path, look)


def test_one_column_is_worked_out_for_one_visit(tmp_path: Path, made: list[str]) -> None:
    """Whose visit it is; of the rest not even the cells are compared."""

    async def look(here: AtWork) -> None:
        made.clear()
        here.elsewhere.visits.do("mei", Verb.ARRIVE, _of(here, "Lopez"))
        assert 0 < await here.hear() < 300
        assert ["ito"] == made
        assert "a:20 Lopez" in here.glass.text()

    at_work(tmp_path, look)


def test_one_row_of_the_queue_is_written_for_one_visit(tmp_path: Path, made: list[str]) -> None:
    """The others stand as they were written."""

    async def look(here: AtWork) -> None:
        await on_screen(here, "queue")
        made.clear()
        here.elsewhere.visits.do("mei", Verb.ARRIVE, _of(here, "Jones"))
        assert 0 < await here.hear()
        assert ["Jones"] == made

    at_work(tmp_path, look)


def test_the_set_up_of_a_day_is_worked_out_once_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often somebody commits."""
    asked: list[str] = []

    def day_of(clinic: Any, provider: Any, *values: Any, **more: Any) -> Any:  # noqa: ANN401 - as the real one
        asked.append(provider.code)
        return provider_day(clinic, provider, *values, **more)

    monkeypatch.setattr("core.schedule.days.provider_day", day_of)

    async def look(here: AtWork) -> None:
        asked.clear()
        for _ in range(3):
            await here.hear()
        assert [] == asked
        here.clock.forward(minutes=1)
        await here.hear()
        assert {"lee", "ito"} <= set(asked)
        assert len(set(asked)) == len(asked)

    at_work(tmp_path, look)


def test_a_block_is_released_as_its_minute_begins(tmp_path: Path) -> None:
    """Without anybody committing, and without a read."""
    block = '[[block]]\nprovider = "ito"\nstart = "2026-11-23T12:00"\nend = "2026-11-23T13:00"\nkind = "procedures"\n'

    async def look(here: AtWork) -> None:
        here.elsewhere.set_up("setup", f"{SETUP}\n{block}release_hours = 1\n", place="clinic.toml")
        await here.hear()
        assert "procedures" in here.glass.text()
        here.store.opened.clear()
        for minutes, is_released in ((39, False), (1, True)):
            here.clock.forward(minutes=minutes)
            here.app._tick()
            await here.pilot.pause()
            assert is_released == ("procedures" not in here.glass.text())
        assert [] == here.store.opened

    at_work(tmp_path, look)


def _of(here: AtWork, family: str) -> Any:  # noqa: ANN401 - a number
    """The number of the appointment of the patient of that name."""
    found = here.elsewhere.visits.queue("mei")
    return next(one.appointment.id for one in found if one.patient.family == family)


def renamed(here: AtWork) -> None:
    """The name is corrected at another desk."""
    smith = here.elsewhere.patients.by_id("mei", SMITH)
    here.elsewhere.patients.edit("mei", SMITH, {"family": "Smithers"}, rev=smith.rev)


def restricted(here: AtWork) -> None:
    """Somebody asks that the record be kept close."""
    smith = here.elsewhere.patients.by_id("mei", SMITH)
    here.elsewhere.patients.edit("mei", SMITH, {"status": PatientStatus.RESTRICTED}, rev=smith.rev)


def taken_back(here: AtWork) -> None:
    """An act is done and undone between two looks, and then one before is undone."""
    here.elsewhere.visits.do("mei", Verb.ARRIVE, _of(here, "Jones"))
    here.elsewhere.journal.undo("mei")
    here.elsewhere.journal.undo("mei")


def cancelled(here: AtWork) -> None:
    """A visit goes; it is not the one that is highlighted."""
    here.elsewhere.visits.do("mei", Verb.CANCEL, _of(here, "Jones"), reason="no-ride")


def by_hand(here: AtWork) -> None:
    """A row is changed in the file, with the image that its guard asks for and nothing else."""
    with closing(sqlite3.connect(here.sitting.workstation.db_path, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        before = dict(db.execute("SELECT * FROM patient WHERE id = ?", (SMITH,)).fetchone())
        after = before | {"family": "Handwritten", "rev": before["rev"] + 1}
        (entry,) = db.execute("SELECT max(id) + 1 FROM journal").fetchone()
        image = (entry, 0, "patient", SMITH, after["rev"], json.dumps(before), json.dumps(after))
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO journal_row VALUES (?, ?, ?, ?, ?, ?, ?)", image)
        db.execute("UPDATE patient SET family = 'Handwritten', rev = rev + 1 WHERE id = ?", (SMITH,))
        db.execute("INSERT INTO journal VALUES (?, 0, 'hand', 'edit', 'patient', 1, '', '', NULL, NULL)", (entry,))
        db.execute("COMMIT")


def on_leave(here: AtWork) -> None:
    """Ito goes home."""
    here.elsewhere.set_up("setup", SETUP + LEAVE, place="clinic.toml")


def named_anew(here: AtWork) -> None:
    """A provider and a site have other names."""
    setup = SETUP.replace("Ito, Ken MD", "Itoh, Ken MD").replace("Main Street", "High Street")
    here.elsewhere.set_up("setup", setup, place="clinic.toml")


def roles_given(here: AtWork) -> None:
    """Ana only looks on from now on."""
    users = '[[user]]\nname = "ana"\nroles = ["viewer"]\n[[user]]\nname = "sue"\nroles = ["supervisor"]\n'
    here.elsewhere.set_up("sue", SETUP + users, place="clinic.toml")


def late(here: AtWork) -> None:
    """Somebody commits what is not seen here, a quarter of an hour later."""
    here.clock.forward(minutes=16)
    register(here.elsewhere, "Adams", "Joy")


SEEN: Final[Mapping[Callable[[AtWork], None], str]] = {
    renamed: "day queue patients",
    restricted: "patients",
    taken_back: "day queue",
    cancelled: "day queue",
    by_hand: "day queue patients",
    on_leave: "day work",
    named_anew: "day queue",
    roles_given: "day queue patients work",
    late: "day queue patients work",
}
"""Each change with the screens on which it changes something, of what they show here."""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("change", SEEN)
def test_every_change_is_seen(tmp_path: Path, screen: str, change: Callable[[AtWork], None]) -> None:
    """The desk then shows what one shows that was opened after the change."""
    seen: list[list[str]] = []
    sittings: list[Sitting] = []

    async def look(here: AtWork) -> None:
        await at_rest(here, screen)
        before = _shown(here, change)
        change(here)
        await here.hear()
        seen.append(_shown(here, change))
        sittings.append(here.sitting)
        assert (screen in SEEN[change].split()) == (before != seen[-1])

    async def look_anew(here: AtWork) -> None:
        await at_rest(here, screen)
        seen.append(_shown(here, change))

    at_work(tmp_path, look, width=80)
    at_work_again(sittings[0], look_anew, width=80)
    assert seen[1] == seen[0]


def _shown(here: AtWork, change: Callable[[AtWork], None]) -> list[str]:
    """The rows; those about what is highlighted left out where a desk that is opened later stands elsewhere."""
    rows = here.glass.text().splitlines()
    return rows[:-3] if change in {late, on_leave} else rows
