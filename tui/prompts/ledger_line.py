"""A line of a ledger, opened: told whole, voided with a reason, given back, or printed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_wall
from core.errors import BadInput, NotFound
from core.till.model import RECEIPT_WIDTH, LineKind
from core.till.question import QuestionKind
from core.till.telling import line_told
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.programs import print_at_till
from tui.prompts import till_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.pay import PayPrompt
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, Told, leaves
from tui.prompts.restore_context import (
    RestoreContext,
    Restored,
    number_again,
    patient_again,
    type_again,
    typed_fields,
)
from tui.prompts.sentences import PARKED_GONE
from tui.text.hiding import hide, typed_text
from tui.text.lines import keys_line
from tui.text.opened import note_opened

if TYPE_CHECKING:
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.till.model import LedgerLine
    from core.till.question import BillingQuestion
    from core.till.questioning import AskedLine
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LONGEST: Final = 200


def of_question(workstation: Workstation, asked: AskedLine) -> LedgerLinePrompt:
    """The line that is asked about. Raises as the question does."""
    return LedgerLinePrompt(workstation, asked.line, asked.patient)


class LedgerLinePrompt:
    """A letter says what is done with it; a void asks for its reason."""

    carries = False

    def __init__(self, workstation: Workstation, line: LedgerLine, patient: Patient) -> None:
        """Raises NeedsReason for a restricted record that was not opened."""
        self._workstation, self._line, self._patient = workstation, line, patient
        self._warning = note_opened(workstation, patient, "receipt")
        self._text = ""
        self._asking = ""
        self._question: BillingQuestion | None = None
        self.editor: LineEditor | None = None
        self.refresh()

    @property
    def label(self) -> str:
        """What stands before the line, once the reason is asked for."""
        return say.LINE_ASKS[self._asking] if self.editor else say.LINE_LABEL

    def key(self, key: str, character: str | None) -> Outcome:
        """Raises BadInput where there is no reason, or what the desk refuses."""
        if self.editor is not None:
            return self._reasoned(self.editor, key, character)
        if leaves(key):
            return Close()
        letter = (character or "").lower()
        if letter == "v" and self._line.method:
            self._begin("void")
        elif letter == "b" and self._may_be_given_back:
            payment = PayPrompt(self._workstation, self._patient.ref, self._patient)
            payment.give_back(self._line.passed)
            return Open(payment)
        elif letter in {"d", "a"} and self._question is None:
            self._begin("dispute" if letter == "d" else "question")
        elif letter == "s" and self._question:
            self._begin("settle")
        elif letter == "p" and self._line.receipt is not None:
            return self._print(self._line.receipt)
        return STAY

    def choices(self) -> Choices | None:
        """The letters; None while the reason is typed."""
        if self.editor is not None:
            return None
        return Choices([letter for letter, _ in self._letters], lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The receipt as it was written, or what the line is."""
        told = hide(self._workstation, self._text, (self._patient,))
        asked = typed_text(self._workstation, self._question.text) if self._question else ""
        word = f"{self._question.kind.value}: {asked}" if self._question else ""
        about = (((f" {word}", "warn"),),) if word else ()
        return (*self._warning, *(((f" {row}", "panel"),) for row in told.splitlines()), *about)

    def hint(self) -> Line:
        """Keys."""
        if self.editor is not None:
            return keys_line(("Enter", say.LINE_DOES[self._asking]), ("Ctrl+X", "back"))
        return keys_line(*self._letters, ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The line as it is told now: it may have been voided. Raises NotFound."""
        till, actor = self._workstation.desk.till, self._workstation.actor
        if self._line.receipt is not None:
            self._line, self._text = till.receipt(actor, self._line.receipt)
        else:
            self._text = "\n".join((line_told(self._line), *self._visit()))
        self._question = till.ledger(actor, self._patient.id).questions.get(self._line.id)

    def _visit(self) -> tuple[str, ...]:
        """Which visit billing's line is for, where that is known."""
        number, workstation = self._line.appointment, self._workstation
        if number is None:
            return ()
        scheduled = workstation.desk.schedule.appointment(workstation.actor, number)
        appointment, view = scheduled.appointment, workstation.view
        when = format_wall(appointment.start, view.site_of(scheduled), view.now)
        return (say.LINE_VISIT.format(type=appointment.visit_type, when=when, number=number),)

    def state(self) -> PromptState:
        """Which line, and the words that were typed of it."""
        words = {"asking": self._asking, **typed_fields("words", self.editor)} if self.editor else {}
        return PromptState("ledger-line", str(self._patient.id), {"line": str(self._line.id), **words})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same words about the same line. Raises NotFound, or NeedsReason."""
        workstation = at.workstation
        patient = patient_again(workstation, kept.key)
        line = workstation.desk.till.line(workstation.actor, number_again(kept.fields.get("line", "")))
        if line.patient != patient.id:
            raise NotFound(PARKED_GONE)
        prompt = cls(workstation, line, patient)
        asking = kept.fields.get("asking", "")
        if (asking in say.LINE_ASKS and (asking == "settle") == (prompt._question is not None)) or asking == "void":
            prompt._begin(asking)
            type_again("words", prompt._editor, kept.fields)
        return Restored(prompt)

    @property
    def _editor(self) -> LineEditor:
        assert self.editor is not None  # noqa: S101 - words are asked for
        return self.editor

    def _begin(self, asking: str) -> None:
        """Ask for the words of a void, a dispute, a question, or of what came of one."""
        self._asking, self.editor = asking, LineEditor(longest=_LONGEST)

    @property
    def _may_be_given_back(self) -> bool:
        return self._line.method is not None and self._line.kind is not LineKind.REFUND and self._line.voids is None

    @property
    def _letters(self) -> tuple[tuple[str, str], ...]:
        """What each letter does with this line."""
        may = (
            (self._line.method is not None, ("v", "void")),
            (self._may_be_given_back, ("b", "give back")),
            (self._line.receipt is not None, ("p", "print again")),
            (self._question is None, ("d", "dispute")),
            (self._question is None, ("a", "asks")),
            (self._question is not None, ("s", "settle")),
        )
        return tuple(pair for is_so, pair in may if is_so)

    def _reasoned(self, editor: LineEditor, key: str, character: str | None) -> Outcome:
        if leaves(key) or key == "shift+tab":
            self.editor = None
            return STAY
        if key != "enter":
            editor.key(key, character)
            return STAY
        return Did(self._done(editor.text))

    def _done(self, words: str) -> Change:
        till, actor = self._workstation.desk.till, self._workstation.actor
        if self._asking == "void":
            return till.void(actor, self._line.id, words)
        if self._asking == "settle" and self._question:
            return till.settle(actor, self._question.id, words)
        return till.note_question(actor, self._line.id, QuestionKind(self._asking), words)

    def _print(self, number: int) -> Outcome:
        workstation, settings = self._workstation, self._workstation.settings
        if not settings.till.print_command:
            raise BadInput(say.NO_PRINT_COMMAND)
        _, document = workstation.desk.till.receipt_document(workstation.actor, number)
        print_at_till(settings.till, settings.documents, document, RECEIPT_WIDTH)
        return Told(say.PRINTED_AGAIN.format(number=number))
