"""Who sits at which clinic in the tests that ask questions without a screen?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.drafts import Draft, DraftId
from core.errors import DatabaseUnusable
from core.settings.model import Settings
from core.structs import replace
from tests.clinics import NOW, FakeClock, book, make_desk, register
from tui.keys.keymap import keyboard
from tui.workstation import Workstation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit


class NoChanges:
    """Nobody commits anything."""

    def poll(self) -> bool:
        """Never."""
        return False


class DraftsInMemory(Struct):
    """Drafts of one person, shared by the desks that share `kept`; `in_use` are those of this desk."""

    kept: dict[DraftId, Draft] = field(default_factory=dict)
    elsewhere: set[DraftId] = field(default_factory=set)
    in_use: set[DraftId] = field(default_factory=set)
    is_full: bool = False
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))

    def keep(self, kind: str, key: str, fields: Mapping[str, str], *, draft: DraftId | None = None) -> DraftId:
        """Keep it, a second later than the one before."""
        if self.is_full:
            raise DatabaseUnusable("The disk is full.")
        number = draft or DraftId(f"d{len(self.kept) + len(self.in_use) + 1}")
        self.clock.forward(minutes=1)
        self.kept[number] = Draft(number, kind, key, dict(fields), self.clock.now())
        self.in_use.add(number)
        return number

    def waiting(self, kind: str | None = None, key: str | None = None) -> tuple[Draft, ...]:
        """Newest first."""
        free = [one for one in self.kept.values() if one.id not in self.in_use | self.elsewhere]
        fitting = [one for one in free if kind in {None, one.kind} and key in {None, one.key}]
        return tuple(sorted(fitting, key=lambda one: one.at, reverse=True))

    def let_go(self, draft: DraftId) -> None:
        """It waits."""
        self.in_use.discard(draft)

    def drop(self, draft: DraftId) -> None:
        """It is gone."""
        self.kept.pop(draft, None)
        self.in_use.discard(draft)

    def after_a_crash(self) -> DraftsInMemory:
        """What another desk finds when this one was killed."""
        return DraftsInMemory(dict(self.kept), clock=self.clock)


class Sitting(Struct, frozen=True):
    """A person at a desk over the clinic of `tests.clinics`, with Smith at 10:20 and Jones at 10:40 with Lee."""

    workstation: Workstation
    drafts: DraftsInMemory
    clock: FakeClock
    smith: ScheduledVisit
    jones: ScheduledVisit

    @property
    def site(self) -> Site:
        """Main Street."""
        return self.workstation.desk.clinic().sites["main"]

    def again(self) -> Sitting:
        """The same person at a desk anew, after a crash."""
        drafts = self.drafts.after_a_crash()
        workstation = replace(self.workstation, drafts=drafts)
        return replace(self, workstation=workstation, drafts=drafts)


def a_sitting(folder: Path, *, actor: str = "ana", keys: Mapping[str, tuple[str, ...]] | None = None) -> Sitting:
    """Somebody at a new clinic."""
    clock = FakeClock(NOW)
    desk, drafts = make_desk(folder, clock=clock), DraftsInMemory()
    smith = book(desk, register(desk), "2026-11-23T10:20", actor="mei")
    jones = book(desk, register(desk, "Jones", "Ann"), "2026-11-23T10:40", actor="mei")
    workstation = Workstation(
        desk=desk,
        actor=actor,
        settings=Settings(keys=keys or {}),
        keyboard=keyboard(keys or {}),
        db_path=folder / "clinic.db",
        is_demo=False,
        changes=NoChanges,
        drafts=drafts,
    )
    return Sitting(workstation, drafts, clock, smith, jones)
