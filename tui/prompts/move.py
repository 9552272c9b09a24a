"""Move (`m`): 'to:' takes 'fri 10:30'; while it is empty the arrows carry the appointment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.desk.requests import MoveRequest
from core.errors import BadInput, ClinicdeskError
from core.rules.state import Verb
from core.sentences import CARRY_OR_TYPE, CHOOSE_A_SLOT
from tui.kept import Kept
from tui.lines import keys_line
from tui.prompts.again import Asking, Restored, appointment_again, type_again, typed_fields
from tui.prompts.answers import Judge
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.target import read_target
from tui.slots import Slot, in_use, read_slot, slot_text
from tui.words import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.model.clinic import Site
    from core.model.visit import ScheduledVisit
    from tui.bootstrap import Session
    from tui.lines import Line


_DAYS: Final = ("prev_day", "next_day", "prev_week", "next_week")


class MovePrompt:
    """Where to, and what stands in the way there."""

    def __init__(self, session: Session, site: Site, scheduled: ScheduledVisit) -> None:
        self._session, self._site = session, site
        self._scheduled = scheduled
        appointment = scheduled.appointment
        start = local(appointment.start, site.tz).replace(tzinfo=None)
        self._from = Slot(site.code, appointment.provider, start)
        self._editor = LineEditor()
        self._carried: Slot | None = None
        self._judge = Judge(session)

    @property
    def key_of_draft(self) -> tuple[object, ...]:
        """A draft belongs to one appointment."""
        return ("move", self._scheduled.appointment.id, self._scheduled.appointment.rev)

    @property
    def label(self) -> str:
        """The question."""
        return "Reason" if self._judge.is_asking else "to"

    @property
    def editor(self) -> LineEditor | None:
        """The line, unless a reason is asked for."""
        return None if self._judge.is_asking else self._editor

    @property
    def carries(self) -> bool:
        """While nothing is typed, arrows carry the appointment."""
        return not self._judge.is_asking and not self._editor.text

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter moves, or asks for the reason first."""
        if leaves(key):
            return Close()
        if self._judge.is_asking:
            return self._key_reason(key, character)
        if key == "enter":
            return self._enter()
        if self._editor.key(key, character):
            self._assess()
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor stands on the place it would go to."""
        self._carried = slot
        self._assess()

    def refresh(self) -> None:
        """Judge the place again."""
        self._assess()

    def panel(self) -> tuple[Line, ...]:
        """What moves, where to, and what it meets there."""
        appointment, clinic = self._scheduled.appointment, self._session.desk.clinic()
        who = name_of(self._scheduled.patient, privacy=self._session.privacy)
        head: Line = (
            (f" {who} ", "head"),
            (f" {appointment.visit_type} {appointment.minutes} min, now {self._said(self._from)}", "panel"),
        )
        target = self._target_or_none()
        if self._judge.problem:
            return (head, ((f" {self._judge.problem}", "warn"),))
        if target is None:
            return (head, ((f" {CARRY_OR_TYPE}", "hint"),))
        room = self._judge.verdict.assessment.room if self._judge.verdict else None
        to: Line = (
            (f" to {self._said(target)} at {clinic.sites[target.site].name}", "panel"),
            (f", room {room.code}" if room else "", "panel"),
        )
        return (head, to, *self._judge.lines())

    def hint(self) -> Line:
        """Keys."""
        if self._judge.is_asking:
            return keys_line(("letter", "move over it for that reason"), ("Shift+Tab", "back"), ("Ctrl+X", "leave"))
        days = " ".join(self._session.keyboard.names[action] for action in _DAYS)
        return keys_line(("Enter", "move"), ("arrows", "carry"), (days, "day, week"), ("Ctrl+X", "leave"))

    def kept(self) -> Kept:
        """What moves, where to as far as that was said, and whether a reason is asked for."""
        appointment = self._scheduled.appointment
        fields = {
            "rev": str(appointment.rev),
            "carried": slot_text(self._carried),
            "asking": "reason" if self._judge.is_asking else "",
            **typed_fields("to", self._editor),
        }
        return Kept("move", str(appointment.id), fields)

    @classmethod
    def from_kept(cls, kept: Kept, at: Asking) -> Restored:
        """The same move of the appointment as it is now. Raises Refused, NotFound."""
        scheduled, changed = appointment_again(at.session, kept.key, kept.fields.get("rev", ""), Verb.MOVE)
        home = at.session.desk.clinic().sites[scheduled.appointment.site]
        prompt = cls(at.session, home, scheduled)
        prompt._take_up(kept.fields)
        return Restored(prompt, changed)

    def _take_up(self, fields: Mapping[str, str]) -> None:
        type_again("to", self._editor, fields)
        carried = read_slot(fields.get("carried", ""))
        self._carried = carried if carried and in_use(carried, self._session.desk.clinic()) else None
        self._assess()
        if fields.get("asking"):
            self._judge.asks()

    def _key_reason(self, key: str, character: str | None) -> Outcome:
        if key == "shift+tab":
            self._judge.is_asking = False
            return STAY
        overrides = self._judge.overrides(character)
        return STAY if overrides is None else self._move(overrides)

    def _enter(self) -> Outcome:
        if self._editor.text.strip():
            read_target(self._session, self._site, self._editor.text, base=self._from)
        if self._target_or_none() is None:
            raise BadInput(CHOOSE_A_SLOT)
        self._assess()
        return STAY if self._judge.asks() else self._move({})

    def _move(self, overrides: dict[str, str]) -> Outcome:
        request, desk, actor = self._request(), self._session.desk, self._session.actor
        if request is None:
            return STAY
        return self._judge.make(lambda: desk.move(actor, replace(request, overrides=overrides)), request)

    def _request(self) -> MoveRequest | None:
        target = self._target_or_none()
        if target is None:
            return None
        return MoveRequest(
            appointment=self._scheduled.appointment.id,
            start=target.wall,
            fold=target.fold,
            provider=target.provider,
            site=target.site,
            rev=self._scheduled.appointment.rev,
        )

    def _target_or_none(self) -> Slot | None:
        if not self._editor.text.strip():
            return self._carried if self._carried != self._from else None
        try:
            return read_target(self._session, self._site, self._editor.text, base=self._from)
        except ClinicdeskError:
            return None

    def _assess(self) -> None:
        self._judge.judge(self._request())

    def _said(self, slot: Slot) -> str:
        provider = self._session.desk.clinic().providers[slot.provider].short
        return f"{slot.start:%a %-d %b} {slot.start:%-H:%M} with {provider}"
