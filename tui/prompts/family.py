"""Which of the family is booked, and who belongs to it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput, ClinicdeskError
from core.family.telling import words_of
from core.family.typed import read_relative
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.prompts.book import BookPrompt
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, leaves
from tui.prompts.restore_context import Restored, patient_again, type_again, typed_fields
from tui.prompts.sentences import (
    FAMILY_ANOTHER,
    FAMILY_HELP,
    FAMILY_IS_ALREADY,
    FAMILY_LABEL,
    FAMILY_NOBODY,
    FAMILY_SEVERAL,
    RELATIVE_LABEL,
)
from tui.text.lines import choice, keys_line, windowed
from tui.text.opened import note_opened
from tui.text.words import born, name_of, who_line

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.family.model import Relative
    from core.patients.model import Patient
    from tui.prompts.prompt import Prompt
    from tui.prompts.restore_context import RestoreContext
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 10


def ask_family(workstation: Workstation, site: Site, patient: Patient) -> Prompt:
    """Book for the one other of the household at once; of several, or of none, it is asked who.

    Raises NeedsReason for a restricted record.
    """
    warning = note_opened(workstation, patient, "family")
    relatives = workstation.desk.family.of_patient(workstation.actor, patient.id)
    household = [one for one in relatives if one.household]
    if len(relatives) == 1 and household and household[0].patient.may_be_booked:
        return BookPrompt(workstation, site, patient=household[0].patient)
    if not relatives:
        return RelativePrompt(workstation, site, patient, warning)
    return FamilyPrompt(workstation, site, patient, warning)


class FamilyPrompt:
    """The family, the household first; Enter books for whom is highlighted."""

    label = FAMILY_LABEL
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, site: Site, patient: Patient, warning: tuple[Line, ...] = ()) -> None:
        """The `warning` is shown first."""
        self._workstation, self._site, self._patient, self._warning = workstation, site, patient, warning
        self._relatives: tuple[Relative, ...] = ()
        self._at = 0
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """Up and down choose, Enter books, the key of a new record notes another, the key of edit no longer has one."""
        keyboard = self._workstation.keyboard
        if leaves(key):
            return Close()
        if key in keyboard.keys("down"):
            self._at = min(self._at + 1, len(self._relatives))
        elif key in keyboard.keys("up"):
            self._at = max(self._at - 1, 0)
        elif key in keyboard.keys("new_patient"):
            return Open(RelativePrompt(self._workstation, self._site, self._patient))
        elif key in keyboard.keys("cancel") and self._at < len(self._relatives):
            return self._part(self._relatives[self._at])
        elif key == "enter":
            if self._at == len(self._relatives):
                return Open(RelativePrompt(self._workstation, self._site, self._patient))
            return Open(BookPrompt(self._workstation, self._site, patient=self._relatives[self._at].patient))
        return STAY

    def _part(self, relative: Relative) -> Outcome:
        """They no longer belong together. Raises BadInput of one who only lives with another of the family."""
        desk, actor = self._workstation.desk, self._workstation.actor
        return Did(desk.family.part(actor, self._patient.id, relative.patient.id))

    def choices(self) -> Choices:
        """The keys that go up and down, that note another and that take one away."""
        keyboard = self._workstation.keyboard
        actions = ("up", "down", "new_patient", "cancel")
        return Choices(tuple(key for action in actions for key in keyboard.keys(action)), lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose family it is, and a line each."""
        privacy, today = self._workstation.privacy, local(self._workstation.view.now, self._site.tz).date()
        told = [
            f"{name_of(one.patient, privacy=privacy)}  {born(one.patient, today, privacy=privacy)}  {words_of(one)}"
            for one in self._relatives
        ]
        rows = windowed((*told, FAMILY_ANOTHER), self._at, _SHOWN)
        return (
            *self._warning,
            who_line(self._patient, today, privacy=privacy),
            *(choice(text, chosen=row == self._at) for row, text in rows),
        )

    def hint(self) -> Line:
        """Keys."""
        names = self._workstation.keyboard.names
        return keys_line(
            ("Enter", "book"), (names["new_patient"], "another"), (names["cancel"], "no longer"), ("Ctrl+X", "leave")
        )

    def refresh(self) -> None:
        """Read them again."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self._relatives = desk.family.of_patient(actor, self._patient.id)
        self._at = min(self._at, len(self._relatives))


class RelativePrompt:
    """One line: who it is, as in any lookup, and what they are to the patient."""

    label = RELATIVE_LABEL
    carries = False

    def __init__(self, workstation: Workstation, site: Site, patient: Patient, warning: tuple[Line, ...] = ()) -> None:
        """The `warning` is shown first."""
        self._workstation, self._site, self._patient, self._warning = workstation, site, patient, warning
        self.editor = LineEditor()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter notes it; what means nobody, or several, stays, and the panel says so."""
        if leaves(key):
            return Close()
        if key == "enter" and self.editor.text.strip():
            typed, other = read_relative(self.editor.text), self._meant()
            desk, actor = self._workstation.desk, self._workstation.actor
            change = desk.family.relate(actor, self._patient.id, other.id, typed.changes)
            if change is None:
                raise BadInput(FAMILY_IS_ALREADY)
            return Did(change)
        self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose family it is, and how the line is read."""
        privacy, today = self._workstation.privacy, local(self._workstation.view.now, self._site.tz).date()
        who = (*self._warning, who_line(self._patient, today, privacy=privacy))
        if not self.editor.text.strip():
            return (*who, ((f" {FAMILY_HELP}", "hint"),))
        try:
            other = self._meant()
        except ClinicdeskError as error:
            return (*who, ((f" {error.sentence}", "warn"),))
        facts = f"{born(other, today, privacy=privacy)}  MRN {other.mrn}"
        return (*who, ((f" {name_of(other, privacy=privacy)}  {facts}", "ok"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "note"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """What is typed is read with every key."""

    def state(self) -> PromptState:
        """Whose it is, and what is typed."""
        return PromptState("relative", str(self._patient.id), typed_fields("text", self.editor))

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same line again. Raises NotFound for a patient who is gone."""
        prompt = cls(at.workstation, at.site, patient_again(at.workstation, kept.key))
        type_again("text", prompt.editor, kept.fields)
        return Restored(prompt)

    def _meant(self) -> Patient:
        """Whom the words mean and nobody else. Raises BadInput for nobody and for several."""
        who = read_relative(self.editor.text).who
        found = self._workstation.desk.patients.find(self._workstation.actor, who, limit=3) if who else None
        hits = [hit.patient for hit in found.hits if hit.patient.id != self._patient.id] if found else []
        if not hits:
            raise BadInput(FAMILY_NOBODY)
        if len(hits) > 1 or (found and not found.is_sure):
            raise BadInput(FAMILY_SEVERAL)
        return hits[0]
