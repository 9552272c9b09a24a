"""What each action of the day screen does: one function an action, given the scene, answering with an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput, Refused
from core.sentences import NOTHING_HERE
from tui.prompts.book import BookPrompt
from tui.prompts.cancel import CancelPrompt
from tui.prompts.command import CommandPrompt
from tui.prompts.find import FindPrompt
from tui.prompts.gate import GatePrompt
from tui.prompts.goto import GotoPrompt
from tui.prompts.inspect import InspectPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import Did, GoTo, Open
from tui.why import next_action, why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from core.model.clinic import Site
    from core.model.visit import ScheduledVisit
    from tui.bootstrap import Session
    from tui.prompts.prompt import Outcome
    from tui.why import Here


@dataclass(frozen=True, slots=True)
class Scene:
    """What an action finds: who is at the desk, the day shown, what is highlighted."""

    session: Session
    site: Site
    on: date
    here: Here
    privacy: bool
    now: datetime

    @property
    def scheduled(self) -> ScheduledVisit:
        """The appointment highlighted. Raises BadInput when there is none."""
        if self.here.scheduled is None:
            raise BadInput(NOTHING_HERE)
        return self.here.scheduled


def act(action: str, scene: Scene) -> Outcome:
    """Do the action. Raises BadInput with the reason when it cannot be done here, or what the desk refuses."""
    reason = why_not(action, scene.here, scene.session.desk.clinic(), scene.site, scene.now)
    if reason:
        raise BadInput(reason)
    return ACTIONS[action](scene)


def _enter(scene: Scene) -> Outcome:
    action = next_action(scene.here, scene.site, scene.now)
    if action is None:
        raise BadInput(NOTHING_HERE)
    return ACTIONS[action](scene)


def _arrive(scene: Scene) -> Outcome:
    appointment = scene.scheduled.appointment
    return Did(scene.session.desk.arrive(scene.session.actor, appointment.id, rev=appointment.rev))


def _check_in(scene: Scene) -> Outcome:
    """One key checks in who is all clear; anything due opens the gate."""
    appointment = scene.scheduled.appointment
    try:
        return Did(scene.session.desk.check_in(scene.session.actor, appointment.id, rev=appointment.rev))
    except Refused as refused:
        due = tuple(conflict for conflict in refused.conflicts if conflict.rule == "CLEARANCE")
        if not due:
            raise
    return Open(GatePrompt(scene.session, scene.site, scene.scheduled, due, privacy=scene.privacy))


def _check_out(scene: Scene) -> Outcome:
    appointment = scene.scheduled.appointment
    return Did(scene.session.desk.check_out(scene.session.actor, appointment.id, rev=appointment.rev))


def _book(scene: Scene) -> Outcome:
    return Open(BookPrompt(scene.session, scene.site, slot=scene.here.slot, privacy=scene.privacy))


def _move(scene: Scene) -> Outcome:
    return Open(MovePrompt(scene.session, scene.site, scene.scheduled, privacy=scene.privacy))


def _cancel(scene: Scene) -> Outcome:
    return Open(CancelPrompt(scene.session, scene.site, scene.scheduled, privacy=scene.privacy))


def _inspect(scene: Scene) -> Outcome:
    return Open(InspectPrompt(scene.session, scene.site, scene.here, privacy=scene.privacy))


def _find(scene: Scene) -> Outcome:
    return Open(FindPrompt(scene.session, scene.site, privacy=scene.privacy))


def _goto(scene: Scene) -> Outcome:
    return Open(GotoPrompt(scene.session, scene.site))


def _command(_: Scene) -> Outcome:
    return Open(CommandPrompt())


def _undo(scene: Scene) -> Outcome:
    return Did(scene.session.desk.undo(scene.session.actor))


def _today(scene: Scene) -> Outcome:
    return GoTo(scene.site.code, local(scene.now, scene.site.tz).date())


def _day_by(days: int) -> Callable[[Scene], Outcome]:
    def go(scene: Scene) -> Outcome:
        return GoTo(scene.site.code, scene.on + timedelta(days=days))

    return go


def _next_site(scene: Scene) -> Outcome:
    codes = [site.code for site in scene.session.desk.clinic().sites.values() if not site.retired]
    at = codes.index(scene.site.code) if scene.site.code in codes else -1
    return GoTo(codes[(at + 1) % len(codes)], scene.on)


ACTIONS: Final[Mapping[str, Callable[[Scene], Outcome]]] = {
    "enter": _enter,
    "arrive": _arrive,
    "check_in": _check_in,
    "check_out": _check_out,
    "book": _book,
    "move": _move,
    "cancel": _cancel,
    "inspect": _inspect,
    "why": _inspect,
    "find": _find,
    "goto": _goto,
    "command": _command,
    "undo": _undo,
    "today": _today,
    "prev_day": _day_by(-1),
    "next_day": _day_by(1),
    "prev_week": _day_by(-7),
    "next_week": _day_by(7),
    "next_site": _next_site,
}
"""By the ids of `tui.actions`; what only moves the cursor or the view is the screen's own."""
