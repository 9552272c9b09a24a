"""A new case for a patient (`C`): its kind by a letter, what it is about, and what it wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.cases.beginning import CaseRequest
from core.cases.kinds.book import KINDS
from core.cases.linking import LinkRequest
from core.cases.model import LinkKind, Urgency
from core.errors import BadInput
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.prompts import case_sentences as say
from tui.prompts.case_answers import Answers, Asked
from tui.prompts.case_asks import facts_asked
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, patient_again
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import name_of

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from tui.prompts.editor import LineEditor
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LETTERS: Final = {
    "r": "referral-out",
    "i": "referral-in",
    "a": "authorization",
    "k": "records-request",
    "s": "result",
    "t": "task",
    "c": "complaint",
    "p": "care-plan",
    "e": "care-step",
}
_SUBJECT: Final = "subject"


class NewCasePrompt:
    """A menu of kinds, then a line for each answer; Enter after the last begins it."""

    carries = False

    def __init__(
        self,
        workstation: Workstation,
        site: Site,
        patient: Patient,
        *,
        appointment: AppointmentId | None = None,
        linked: int | None = None,
    ) -> None:
        """It is linked to that appointment, or to that other case. Raises NeedsReason for a restricted record."""
        self._workstation, self._site, self._patient = workstation, site, patient
        self._appointment, self._linked = appointment, linked
        self._kind = ""
        self._answers: Answers | None = None
        self._warning = note_opened(workstation, patient, "case")

    @property
    def label(self) -> str:
        """What is asked."""
        return self._answers.now.label if self._answers and self._answers.now else say.NEW_LABEL

    @property
    def editor(self) -> LineEditor | None:
        """The line, once a kind was chosen."""
        return self._answers.editor if self._answers else None

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses the kind; then text, and Enter."""
        if leaves(key):
            return Close()
        if self._answers is None:
            self._choose(_LETTERS.get(character or "", ""))
            return STAY
        if key == "up" and not self._answers.up():
            self._answers = None
        elif key == "enter":
            self._answers.take()
            return STAY if self._answers.now else self._begin()
        elif key != "up":
            self._answers.key(key, character)
        return STAY

    def choices(self) -> Choices | None:
        """The letters; none while there is a line."""
        return Choices(tuple(_LETTERS), lambda: None, enter_acts=False) if self._answers is None else None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """For whom, and the kinds or the answers."""
        name = name_of(self._patient, privacy=self._workstation.privacy)
        linked = (((f" {say.NEW_LINKED.format(number=self._linked)}", "hint"),),) if self._linked else ()
        head = (*self._warning, ((f" {say.NEW_WHAT.format(patient=name)}", "head"),), *linked)
        if self._answers is None:
            return (
                *head,
                *(((f" {letter} ", "hint-key"), (KINDS[kind].label, "panel")) for letter, kind in _LETTERS.items()),
            )
        return (*head, ((f" {KINDS[self._kind].label}", "title"),), *self._answers.lines())

    def hint(self) -> Line:
        """Keys."""
        if self._answers is None:
            return keys_line(("a letter", "its kind"), ("Ctrl+X", "leave"))
        return keys_line(("Enter", "next"), ("Up", "back"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The patient's record is read when it is begun."""

    def state(self) -> PromptState:
        """The kind and what was answered."""
        answers = self._answers
        fields = {
            "kind": self._kind,
            "linked": str(self._linked or ""),
            "appointment": str(self._appointment or ""),
            **(answers.fields() if answers else {}),
        }
        return PromptState("new-case", str(self._patient.id), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same. Raises NotFound where the patient is gone."""
        prompt = cls(at.workstation, at.site, patient_again(at.workstation, kept.key))
        for name in ("linked", "appointment"):
            text = kept.fields.get(name, "")
            setattr(prompt, f"_{name}", int(text) if text.isdecimal() else None)
        prompt._choose(kept.fields.get("kind", ""))
        if prompt._answers:
            prompt._answers.put_back(kept.fields)
        return Restored(prompt)

    def _choose(self, kind: str) -> None:
        if kind not in KINDS:
            return
        self._kind = kind
        subject = Asked(_SUBJECT, say.ASK_SUBJECT, say.SUBJECT_HOW, read=_required)
        self._answers = Answers((subject, *facts_asked(KINDS[kind], self._workstation, self._site)))

    def _begin(self) -> Outcome:
        assert self._answers is not None  # noqa: S101 - its last answer was given
        facts = {name: text for name, text in self._answers.given.items() if text}
        subject = facts.pop(_SUBJECT)
        is_urgent = subject.startswith("!")
        links = [LinkRequest(LinkKind.CASE, str(self._linked))] if self._linked else []
        links += [LinkRequest(LinkKind.APPOINTMENT, str(self._appointment))] if self._appointment else []
        request = CaseRequest(
            self._kind,
            subject.removeprefix("!"),
            self._patient.id,
            Urgency.URGENT if is_urgent else Urgency.ROUTINE,
            site=self._site.code,
            facts=facts,
            links=tuple(links),
        )
        return Did(self._workstation.desk.cases.begin(self._workstation.actor, request))


def _required(text: str) -> None:
    if not text.removeprefix("!").strip():
        raise BadInput(say.SAY_SOMETHING, field=_SUBJECT)
