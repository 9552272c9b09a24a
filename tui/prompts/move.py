"""Move (`m`): 'to:' takes 'fri 10:30'; while it is empty the arrows carry the appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock, format_day
from core.calendar.wall import local
from core.errors import BadInput, ClinicdeskError
from core.schedule.model.appointment import Confirmation
from core.schedule.requests import MoveRequest
from core.structs import replace
from core.visits.state import Verb
from tui.drafts.prompt_state import PromptState
from tui.prompts.booking_check import BookingCheck
from tui.prompts.editor import LineEditor
from tui.prompts.move_words import read_move_words
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.proposed_slots import ProposedSlots
from tui.prompts.restore_context import RestoreContext, Restored, appointment_again, type_again, typed_fields
from tui.prompts.scope import ScopeChoice
from tui.prompts.sentences import (
    CARRY_OR_TYPE,
    CHOOSE_A_SLOT,
    CONFIRMATION_KEPT,
    CONFIRMATION_RESET,
    NO_CONFIRMATION,
)
from tui.prompts.target import read_target, time_of, with_besides
from tui.selection.place import Slot, in_use, read_slot, slot_text
from tui.text.lines import keys_line
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.clinic.model import Site
    from core.schedule.holds.use_cases import OpenTime
    from core.schedule.model.visit import ScheduledVisit
    from tui.keys.menu_typing import Choices
    from tui.text.lines import Line
    from tui.workstation import Workstation


_DAYS: Final = ("prev_day", "next_day", "prev_week", "next_week")


class MovePrompt:
    """Where to, and what stands in the way there."""

    asks_for_slot = True
    holds_at_once = False

    def __init__(
        self, workstation: Workstation, site: Site, scheduled: ScheduledVisit, *, proposals: Sequence[Slot] = ()
    ) -> None:
        """The first of the `proposals` is where it goes unless something else is typed or carried.

        Of what belongs with others that is not said: they would have to go along.
        """
        self._workstation, self._site = workstation, site
        self._scheduled = scheduled
        self._scope = ScopeChoice(workstation, scheduled)
        self._proposals = ProposedSlots(workstation, scheduled, () if self._scope.is_asked else proposals)
        appointment = scheduled.appointment
        start = local(appointment.start, site.tz).replace(tzinfo=None)
        self._from = Slot(site.code, appointment.provider, start)
        self._editor = LineEditor()
        self._carried: Slot | None = None
        self._keeps_confirmation = False
        self._check = BookingCheck(workstation)

    @property
    def label(self) -> str:
        """The question."""
        return "Reason" if self._check.is_asking else "to"

    @property
    def editor(self) -> LineEditor | None:
        """The line; while a reason is asked for that of its words, if any."""
        return self._check.editor if self._check.is_asking else self._editor

    @property
    def carries(self) -> bool:
        """While nothing is typed or proposed, arrows carry the appointment."""
        return not self._check.is_asking and not self._editor.text and self._proposals.chosen is None

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter moves, or asks for the reason first."""
        if leaves(key):
            return Close()
        if self._check.explains(key, character):
            return STAY
        if self._check.is_asking:
            return self._key_reason(key, character)
        if key == "enter":
            return self._enter()
        if key in self._workstation.keyboard.keys("keep_confirmation"):
            self._turn_confirmation()
            return STAY
        if self._scope.key(key):
            self._assess()
            return STAY
        if key == "tab":
            self._editor.clear()
            self._proposals.next()
            self._assess()
            return STAY
        is_left = self._proposals.leave()
        if self._editor.key(key, character) or is_left:
            self._assess()
        return STAY

    def choices(self) -> Choices | None:
        """The reasons, once one is asked for."""
        return self._check.choices()

    def leads_to(self) -> Slot | None:
        """Where what is typed or proposed would move it."""
        return self._target_or_none() if self._editor.text.strip() or self._proposals.chosen else None

    def works_on(self) -> OpenTime | None:
        """Where it would go."""
        target, moved = self._target_or_none(), self._scheduled.appointment
        time = time_of(self._workstation, target, moved.minutes) if target else None
        time = with_besides(time, self._check.assessment)
        return replace(time, moving=moved.id) if time else None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor stands on the place it would go to."""
        self._carried = slot
        self._assess()

    def refresh(self) -> None:
        """Check the place again."""
        self._assess()

    def panel(self) -> tuple[Line, ...]:
        """What moves, where to, and what it meets there."""
        appointment, clinic = self._scheduled.appointment, self._workstation.view.clinic
        who = name_of(self._scheduled.patient, privacy=self._workstation.privacy)
        head: Line = (
            (f" {who} ", "head"),
            (f" {appointment.visit_type} {appointment.minutes} min, now {self._said(self._from)}", "panel"),
        )
        head_lines = (head, *self._scope.lines(), *self._confirmation(), *self._proposals.lines())
        target = self._target_or_none()
        if self._check.problem:
            return (*head_lines, ((f" {self._check.problem}", "warn"),))
        if target is None:
            return (*head_lines, ((f" {CARRY_OR_TYPE}", "hint"),))
        checked = self._check.checked.assessment if self._check.checked else None
        to: Line = (
            (f" to {self._said(target)} at {clinic.sites[target.site].name}", "panel"),
            (checked.where if checked else "", "panel"),
        )
        afar: tuple[Line, ...] = (((f" {checked.afar[2:]}", "panel"),),) if checked and checked.afar else ()
        return (*head_lines, to, *afar, *self._check.lines())

    def hint(self) -> Line:
        """Keys."""
        if self._check.is_asking:
            return self._check.hint("move over it")
        days = " ".join(self._workstation.keyboard.names[action] for action in _DAYS)
        pairs = (("Enter", "move"), ("arrows", "carry"), ("Tab", "propose"), (days, "day, week"), ("Ctrl+X", "leave"))
        return keys_line(*pairs)

    def state(self) -> PromptState:
        """What moves, where to as far as that was said, and whether a reason is asked for."""
        appointment = self._scheduled.appointment
        fields = {
            "rev": str(appointment.rev),
            "carried": slot_text(self._carried),
            "proposals": "shown" if self._proposals.were_looked_for else "",
            "proposed": slot_text(self._proposals.chosen),
            "asking": "reason" if self._check.is_asking else "",
            "scope": self._scope.scope.value,
            "keeping": "confirmation" if self._keeps_confirmation else "",
            **typed_fields("to", self._editor),
            **self._check.fields(),
        }
        return PromptState("move", str(appointment.id), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same move of the appointment as it is now. Raises Refused, NotFound."""
        scheduled, changed = appointment_again(at.workstation, kept.key, kept.fields.get("rev", ""), Verb.MOVE)
        home = at.workstation.view.clinic.sites[scheduled.appointment.site]
        prompt = cls(at.workstation, home, scheduled)
        prompt._take_up(kept.fields)
        return Restored(prompt, changed)

    def _take_up(self, fields: Mapping[str, str]) -> None:
        type_again("to", self._editor, fields)
        self._keeps_confirmation = bool(fields.get("keeping")) and self._is_confirmed
        self._scope.choose(fields.get("scope", ""))
        carried = read_slot(fields.get("carried", ""))
        self._carried = carried if carried and in_use(carried, self._workstation.view.clinic) else None
        if fields.get("proposals"):
            self._proposals.choose(read_slot(fields.get("proposed", "")))
        self._assess()
        if fields.get("asking"):
            self._check.ask_again(fields)

    def _key_reason(self, key: str, character: str | None) -> Outcome:
        if key == "shift+tab":
            self._check.back()
            return STAY
        overrides = self._check.key(key, character)
        return STAY if overrides is None else self._move(overrides)

    def _enter(self) -> Outcome:
        if self._editor.text.strip():
            self._read_target()
        if self._target_or_none() is None:
            raise BadInput(CHOOSE_A_SLOT)
        self._assess()
        return STAY if self._check.asks() else self._move({})

    def _move(self, overrides: dict[str, str]) -> Outcome:
        request, desk, actor = self._request(), self._workstation.desk, self._workstation.actor
        if request is None:
            return STAY
        wanted, scope = replace(request, overrides=overrides), self._scope.scope
        return self._check.make(lambda: desk.schedule.move_together(actor, wanted, scope), request, scope)

    def _request(self) -> MoveRequest | None:
        target = self._target_or_none()
        if target is None:
            return None
        words = read_move_words(self._editor.text, self._workstation.view.clinic)
        return MoveRequest(
            appointment=self._scheduled.appointment.id,
            start=target.wall,
            fold=target.fold,
            provider=target.provider,
            site=target.site,
            mode=words.mode,
            further=words.further,
            keep_confirmation=self._keeps_confirmation,
            rev=self._scheduled.appointment.rev,
        )

    @property
    def _is_confirmed(self) -> bool:
        """Whether the patient has answered, or was asked, for the time that it has now."""
        return self._scheduled.appointment.confirmation is not Confirmation.NONE

    def _turn_confirmation(self) -> None:
        """Keep it, or no longer. Raises BadInput where there is none."""
        if not self._is_confirmed:
            raise BadInput(NO_CONFIRMATION)
        self._keeps_confirmation = not self._keeps_confirmation

    def _confirmation(self) -> tuple[Line, ...]:
        """What becomes of the confirmation, where there is one."""
        if not self._is_confirmed:
            return ()
        said = (CONFIRMATION_KEPT if self._keeps_confirmation else CONFIRMATION_RESET).format(
            confirmation=self._scheduled.appointment.confirmation.value, **self._workstation.keyboard.names
        )
        return (((f" {said}", "ok" if self._keeps_confirmation else "hint"),),)

    def _target_or_none(self) -> Slot | None:
        if not self._editor.text.strip():
            carried = self._carried if self._carried != self._from else None
            return self._proposals.chosen or carried
        try:
            return self._read_target()
        except ClinicdeskError:
            return None

    def _read_target(self) -> Slot:
        """Where the words say; where it is now, if they say only who is to be there. Raises NotFound or BadInput."""
        words = read_move_words(self._editor.text, self._workstation.view.clinic)
        if not words.target and words.further is not None:
            return self._from
        return read_target(self._workstation, self._site, words.target, base=self._from)

    def _assess(self) -> None:
        self._check.check(self._request(), self._scope.scope)

    def _said(self, slot: Slot) -> str:
        clinic = self._workstation.view.clinic
        zone = clinic.sites[slot.site].tz
        start = slot.start.replace(tzinfo=zone)
        day = format_day(start.date(), local(self._workstation.view.now, zone).date())
        return f"{day} {format_clock(start)} with {clinic.providers[slot.provider].short}"
