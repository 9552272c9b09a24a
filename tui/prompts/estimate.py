"""The estimate of a visit (`Q`): what it is likely to cost; a letter makes it, or notes that it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.names import format_date
from core.errors import BadInput
from core.estimates.disputing import LONGEST
from core.estimates.model import How
from core.structs import replace
from core.text.money import money
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.programs import print_at_till
from tui.prompts import estimate_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, scheduled_again, type_again, typed_fields
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head, when_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.change import Change
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

WAYS: Final = {"p": How.PAPER, "e": How.EMAIL, "l": How.MAIL, "o": How.PORTAL}
"""How it is given, by letter; on paper it is printed where a program prints."""


class EstimatePrompt:
    """What the visit costs stands there at once, for who asks on the phone."""

    label = say.LABEL
    carries = False

    def __init__(self, workstation: Workstation, scheduled: ScheduledVisit) -> None:
        """Raises NeedsReason for a restricted record that was not opened."""
        self._workstation, self._scheduled = workstation, scheduled
        self._warning = note_opened(workstation, scheduled.patient, "estimate")
        self.editor: LineEditor | None = None
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter does it, or asks for the words of a dispute. Raises what the desk refuses."""
        if leaves(key):
            return Close()
        if self.editor is not None:
            return self._disputing(self.editor, key, character)
        if character and character.lower() == "b" and self._may_dispute:
            self.editor = LineEditor(longest=LONGEST)
            return STAY
        act = self._acts().get((character or "").lower())
        return Did(act()) if act else STAY

    def choices(self) -> Choices | None:
        """The letters; none while words are asked for."""
        if self.editor is not None:
            return None
        letters = (*self._acts(), *("b" if self._may_dispute else ""))
        return Choices(letters, lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose visit, what it costs line by line, and where the estimate stands."""
        workstation, shown = self._workstation, self._shown
        view, currency = workstation.view, workstation.settings.till.currency
        newest = shown.standing.estimate
        lines = newest.lines if newest and newest.lines and not shown.standing.is_open else shown.facts.lines
        visit = f"{shown.facts.visit_type} {when_of(shown.scheduled, shown.site, view.now)}"
        by = say.UNTIL.format(day=format_date(shown.standing.by)) if shown.standing.by else ""
        state = say.STANDS.format(state=shown.standing.state.value, why=shown.standing.why, by=by)
        total = sum(line.cents for line in lines)
        return (
            *self._warning,
            *patient_head(shown.scheduled.patient, shown.facts.day, privacy=workstation.privacy),
            ((f" {visit}", "panel"),),
            *(((f" {line.code:<8} {line.name}  {money(line.cents, currency)}", "panel"),) for line in lines),
            ((f" {say.TOTAL.format(amount=money(total, currency)) if lines else say.NO_FEES}", "title"),),
            ((f" {state}", "warn" if shown.standing.is_open else "ok"),),
            *self._offered(),
        )

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("letter", say.LETTER), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The estimate as it stands now. Raises NotFound."""
        workstation = self._workstation
        self._shown = workstation.desk.estimates.of_visit(workstation.actor, self._scheduled.appointment.id)

    @property
    def _may_dispute(self) -> bool:
        return self._shown.standing.disputable_until is not None

    def _offered(self) -> tuple[Line, ...]:
        """The letters, or what is to be typed."""
        if self.editor is not None:
            return (((f" {say.WHY_DISPUTED}", "hint"),),)
        if self._shown.facts.billed:
            return (keys_line(*say.DISPUTES),) if self._may_dispute else ()
        return keys_line(*say.GIVEN), keys_line(*say.OTHERWISE)

    def _disputing(self, editor: LineEditor, key: str, character: str | None) -> Outcome:
        if key == "enter":
            estimates, number = self._workstation.desk.estimates, self._scheduled.appointment.id
            return Did(estimates.dispute(self._workstation.actor, number, editor.text))
        editor.key(key, character)
        return STAY

    def state(self) -> PromptState:
        """Whose visit, and the words of a dispute."""
        words = typed_fields("words", self.editor) if self.editor is not None else {}
        return PromptState("estimate", str(self._scheduled.appointment.id), words)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the same visit. Raises NotFound, or NeedsReason."""
        prompt = cls(at.workstation, scheduled_again(at.workstation, kept.key))
        if "words" in kept.fields and prompt._may_dispute:
            prompt.editor = LineEditor(longest=LONGEST)
            type_again("words", prompt.editor, kept.fields)
        return Restored(prompt)

    def _acts(self) -> dict[str, Callable[[], Change]]:
        """What each letter does."""
        estimates, actor = self._workstation.desk.estimates, self._workstation.actor
        number = self._scheduled.appointment.id
        return {
            "a": lambda: estimates.ask(actor, number),
            "m": lambda: estimates.make(actor, number),
            "d": lambda: estimates.decline(actor, number),
            **{letter: self._given(how) for letter, how in WAYS.items()},
        }

    def _given(self, how: How) -> Callable[[], Change]:
        def give() -> Change:
            workstation, number = self._workstation, self._scheduled.appointment.id
            change = workstation.desk.estimates.give(workstation.actor, number, how)
            return self._printed(change) if how is How.PAPER else change

        return give

    def _printed(self, change: Change) -> Change:
        """The act, with what is to be said where it could not be printed."""
        workstation = self._workstation
        settings = workstation.settings
        if not settings.till.print_command:
            return change
        try:
            document = workstation.desk.estimates.document(workstation.actor, self._scheduled.appointment.id)
            print_at_till(settings.till, settings.documents, document)
        except BadInput as refusal:
            return replace(change, sentence=f"{change.sentence} {refusal.sentence}")
        return change
