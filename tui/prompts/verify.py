"""Insurance verified (`v`): the result and the way proposed, a reference typed, all of it shown before Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from core.calendar.wall import local
from core.coverage.model import BY_HAND, EnrolmentState, How
from core.coverage.sentences import WAYS
from core.coverage.verifying import Found, proposed_result, proposed_way
from core.verification.verifying import LONGEST_REFERENCE, to_verify
from tui.drafts.prompt_state import PromptState
from tui.prompts.answer_lines import answer_lines
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import (
    RestoreContext,
    Restored,
    coverage_changed,
    scheduled_again,
    type_again,
    typed_fields,
)
from tui.prompts.sentences import VERIFY_ASK, VERIFY_BENEFITS, VERIFY_HOLDS, VERIFY_NOTE, VERIFY_RESULTS
from tui.text.coverage_words import as_of, coverage_text
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import who_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.coverage.model import Coverage
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

Chosen = TypeVar("Chosen", EnrolmentState, How)
_MOST_LINES: Final = 8
_STYLES: Final = {EnrolmentState.ACTIVE: "ok", EnrolmentState.INACTIVE: "error", EnrolmentState.UNKNOWN: "warn"}


class VerifyPrompt:
    """What somebody found out about the coverage that pays on the day of a visit."""

    label = "Reference"
    carries = False

    def __init__(self, workstation: Workstation, scheduled: ScheduledVisit) -> None:
        """Raises BadInput where nobody else than the patient pays."""
        self._workstation, self._scheduled = workstation, scheduled
        self._coverage = self._found()
        self._result = proposed_result(self._coverage)
        self._how = proposed_way(self._coverage, workstation.view.clinic)
        self.editor = LineEditor(longest=LONGEST_REFERENCE)
        self._warning = note_opened(workstation, scheduled.patient, "verify")
        self._answer = self._answered()

    def key(self, key: str, character: str | None) -> Outcome:
        """Up and down change the result, Tab the way; text is the reference, Enter notes it."""
        if leaves(key):
            return Close()
        if key == "enter":
            return self._note()
        if key in {"up", "down"}:
            self._result = _turned(self._result, 1 if key == "down" else -1, among=tuple(EnrolmentState))
        elif key in {"tab", "shift+tab"}:
            self._how = _turned(self._how, 1 if key == "tab" else -1, among=BY_HAND)
        else:
            self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose coverage, whom to ask, what is known of it, and what Enter would note."""
        workstation, view = self._workstation, self._workstation.view
        site, privacy = view.site_of(self._scheduled), workstation.privacy
        today = local(view.now, site.tz).date()
        visit = local(self._scheduled.appointment.start, site.tz)
        text = coverage_text(self._coverage, view.clinic, privacy=privacy)
        result = VERIFY_RESULTS[self._result.value]
        noted = VERIFY_NOTE.format(result=result, day=f"{visit:%-d %b %Y}", how=WAYS[self._how.value])
        return (
            *self._warning,
            who_line(self._scheduled.patient, today, privacy=privacy),
            ((f" {text}", "panel"),),
            *self._whom_to_ask(),
            *self._known(),
            *self._answer,
            ((f" {noted}", _STYLES[self._result]),),
        )

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "note it"), ("Up Down", "result"), ("Tab", "how"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The coverage as it is now. Raises BadInput where it does not pay any more."""
        number = self._scheduled.appointment.id
        self._scheduled = self._workstation.desk.schedule.appointment(self._workstation.actor, number)
        self._coverage = self._found()
        self._answer = self._answered()

    def state(self) -> PromptState:
        """What was chosen and typed."""
        chosen = {"rev": str(self._coverage.rev), "result": self._result.value, "how": self._how.value}
        fields = {**chosen, **typed_fields("reference", self.editor)}
        return PromptState("verify", str(self._scheduled.appointment.id), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the coverage as it is now. Raises NotFound, BadInput."""
        prompt = cls(at.workstation, scheduled_again(at.workstation, kept.key))
        type_again("reference", prompt.editor, kept.fields)
        prompt._result = next((one for one in EnrolmentState if one.value == kept.fields.get("result")), prompt._result)
        prompt._how = next((one for one in BY_HAND if one.value == kept.fields.get("how")), prompt._how)
        is_same = str(prompt._coverage.rev) == kept.fields.get("rev")
        changed = "" if is_same else coverage_changed(at.workstation, prompt._coverage, prompt._scheduled.patient)
        return Restored(prompt, changed)

    def _note(self) -> Outcome:
        desk, actor = self._workstation.desk, self._workstation.actor
        found = Found(self._result, self._how, self.editor.text)
        number, rev = self._scheduled.appointment.id, self._coverage.rev
        return Did(desk.verification.verify(actor, number, found, rev=rev))

    def _found(self) -> Coverage:
        view = self._workstation.view
        return to_verify(self._scheduled, as_of(view, view.site_of(self._scheduled)))

    def _answered(self) -> tuple[Line, ...]:
        """What the payer answered last, if it was asked by file."""
        workstation, view = self._workstation, self._workstation.view
        site = view.site_of(self._scheduled)
        on = local(self._scheduled.appointment.start, site.tz).date()
        inquiry = workstation.desk.verification.last_asked(workstation.actor, self._coverage.id, on)
        return tuple(answer_lines(inquiry, site, view.now, most=_MOST_LINES, privacy=workstation.privacy))

    def _whom_to_ask(self) -> tuple[Line, ...]:
        """Where the payer is asked, as the set-up says."""
        payer = self._workstation.view.clinic.payers.get(self._coverage.payer)
        parts = (payer.phone, payer.portal) if payer else ()
        asked = " · ".join(part for part in parts if part)
        return (((f" {VERIFY_ASK.format(where=asked)}", "hint"),),) if asked else ()

    def _known(self) -> tuple[Line, ...]:
        """What was found out last, by whom and when; when the benefits were."""
        said, view = self._coverage.enrolment, self._workstation.view
        zone = view.site_of(self._scheduled).tz
        if said is None:
            return ()
        told = VERIFY_HOLDS.format(
            result=VERIFY_RESULTS[said.state.value],
            day=f"{local(said.at, zone):%-d %b %Y}",
            how=WAYS[said.how.value],
            who=said.by,
            reference=f", {said.reference}" if said.reference else "",
        )
        benefits = self._coverage.benefits
        more = VERIFY_BENEFITS.format(day=f"{local(benefits.at, zone):%-d %b %Y}") if benefits else ""
        return (((f" {told}{more}", "hint"),),)


def _turned(chosen: Chosen, by: int, *, among: Sequence[Chosen]) -> Chosen:
    """The next one, or the one before."""
    every = list(among)
    return every[(every.index(chosen) + by) % len(every)]
