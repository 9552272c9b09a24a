"""Forms (`p`): a letter says what became of each, `p` prints those that are due, and Enter notes all as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.documents.forms import LONGEST_NAME, FormSaid
from core.errors import BadInput
from core.forms.model import FormState
from core.forms.sentences import STATES
from core.record_ref import RecordRef
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.programs import print_pdf
from tui.prompts import form_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, Told, leaves
from tui.prompts.restore_context import RestoreContext, Restored, number_again, type_again, typed_fields
from tui.terminal.cells import fit
from tui.text.form_words import noted
from tui.text.lines import choice, keys_line, windowed
from tui.text.opened import note_opened
from tui.text.words import name_of, patient_head

if TYPE_CHECKING:
    from core.documents.forms import FormsOf
    from core.forms.standing import FormStanding
    from core.patients.model import Patient
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

LETTERS: Final = {"s": FormState.SIGNED, "d": FormState.DECLINED, "g": FormState.GIVEN}
_PRINT: Final = "p"
_BY_WHOM: Final = frozenset({FormState.SIGNED, FormState.DECLINED})
_SIGNER: Final = "=signer"
"""The field of what was typed of who signed: no form has such a code."""
_SHOWN: Final = 9
_NAME_CELLS: Final = 26


class FormsPrompt:
    """What became of the forms that are asked for at a visit, or of a patient at each."""

    carries = False

    def __init__(self, workstation: Workstation, whose: RecordRef, patient: Patient) -> None:
        """Raises NotFound, or BadInput where no form is asked for."""
        self._workstation, self._whose = workstation, whose
        self._warning = note_opened(workstation, patient, "forms")
        self._forms = self._read()
        if not self._forms.found:
            raise BadInput(say.NONE_ASKED)
        self._said: dict[str, FormState] = {}
        self._at = next((at for at, one in enumerate(self._forms.found) if one.is_due), 0)
        self.editor: LineEditor | None = None

    @property
    def label(self) -> str:
        """What stands before the line, where it is asked who signed."""
        if self.editor is None:
            return say.LABEL
        patient = self._forms.patient
        who = name_of(patient, privacy=self._workstation.privacy)
        return say.SIGNER.format(patient=who, age=patient.age_on(self._forms.on))

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter notes the form highlighted, arrows choose, Enter notes all. Raises BadInput for Enter on nothing."""
        if self.editor is not None:
            return self._signed_by(self.editor, key, character)
        if leaves(key):
            return Close()
        typed = (character or "").lower()
        if key == "enter":
            return self._enter()
        if key in {"up", "down"}:
            self._move(1 if key == "down" else -1)
        elif key in {"backspace", "ctrl+h"}:
            self._said.pop(self._here.form.code, None)
        elif typed == _PRINT:
            return self._print()
        elif typed in LETTERS:
            self._said[self._here.form.code] = LETTERS[typed]
            self._move(1)
        return STAY

    def choices(self) -> Choices | None:
        """The letters; None while it is asked who signed."""
        if self.editor is not None:
            return None
        before = dict(self._said)
        return Choices((*LETTERS, _PRINT), lambda: self._say_only(before))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose forms they are, who signs for a minor, and each form with what became of it."""
        workstation, forms = self._workstation, self._forms
        privacy = workstation.privacy
        today = workstation.view.today
        rows = [choice(self._row(one), chosen=at == self._at) for at, one in windowed(forms.found, self._at, _SHOWN)]
        signs: tuple[Line, ...] = ()
        if forms.guardian and not privacy:
            told = say.GUARDIAN.format(guardian=forms.guardian, patient=forms.patient.name)
            signs = (((f" {told}", "panel"),),)
        return (*self._warning, *patient_head(forms.patient, today, privacy=privacy), *signs, *rows)

    def hint(self) -> Line:
        """Keys."""
        if self.editor is not None:
            return keys_line(("Enter", "note it"), ("Ctrl+X", "back"))
        return keys_line(
            ("s", "signed"),
            ("d", "declined"),
            ("g", "given"),
            ("p", "print"),
            ("Enter", "note it"),
            ("Ctrl+X", "leave"),
            off=frozenset() if self._said else frozenset({"note it"}),
        )

    def refresh(self) -> None:
        """The forms as they are now; what was said of them stays."""
        self._forms = self._read()
        self._at = min(self._at, len(self._forms.found) - 1)

    def state(self) -> PromptState:
        """Whose, and what was said of each."""
        signer = typed_fields(_SIGNER, self.editor) if self.editor is not None else {}
        fields = {**{code: state.value for code, state in self._said.items()}, **signer}
        return PromptState("forms", f"{self._whose.kind}:{self._whose.id}", fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the forms as they are now. Raises NotFound, BadInput."""
        kind, _, number = kept.key.partition(":")
        whose = RecordRef("appointment" if kind == "appointment" else "patient", number_again(number))
        patient = at.workstation.desk.documents.forms(at.workstation.actor, whose).patient
        prompt = cls(at.workstation, whose, patient)
        states = {state.value: state for state in FormState}
        known = {one.form.code for one in prompt._forms.found}
        prompt._said = {code: states[said] for code, said in kept.fields.items() if code in known and said in states}
        if _SIGNER in kept.fields and prompt._asks_signer:
            prompt.editor = LineEditor(longest=LONGEST_NAME)
            type_again(_SIGNER, prompt.editor, kept.fields)
        return Restored(prompt)

    @property
    def _here(self) -> FormStanding:
        return self._forms.found[self._at]

    def _read(self) -> FormsOf:
        return self._workstation.desk.documents.forms(self._workstation.actor, self._whose)

    def _move(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._forms.found) - 1)

    def _say_only(self, before: dict[str, FormState]) -> None:
        self._said = before

    def _row(self, one: FormStanding) -> str:
        said = self._said.get(one.form.code)
        mark = STATES[said.value] if said else "due" if one.is_due else "ok"
        return f" {fit(one.form.name, _NAME_CELLS)} {fit(mark, 9)} {noted(one.note, privacy=self._workstation.privacy)}"

    def _enter(self) -> Outcome:
        """Note it, or ask who signed for a minor of whom nobody is known. Raises BadInput where nothing was said."""
        if not self._said:
            raise BadInput(say.NOTHING_SAID)
        if self._asks_signer:
            self.editor = LineEditor(longest=LONGEST_NAME)
            return STAY
        return self._did("")

    @property
    def _asks_signer(self) -> bool:
        """Whether it is to be said who signed: for a minor of whom nobody is known who decides."""
        forms = self._forms
        return forms.is_minor and not forms.guardian and not _BY_WHOM.isdisjoint(self._said.values())

    def _signed_by(self, editor: LineEditor, key: str, character: str | None) -> Outcome:
        """The name of who signed. Raises BadInput."""
        if leaves(key) or key == "shift+tab":
            self.editor = None
        elif key == "enter":
            return self._did(editor.text)
        else:
            editor.key(key, character)
        return STAY

    def _did(self, signer: str) -> Outcome:
        said = [FormSaid(code, state, signer if state in _BY_WHOM else "") for code, state in self._said.items()]
        return Did(self._workstation.desk.documents.note_forms(self._workstation.actor, self._whose, said))

    def _print(self) -> Outcome:
        """Those that are due, or the one highlighted where none is. Raises BadInput."""
        from core.templates.paper.fonts import FontFiles
        from core.templates.paper.pages import as_pdf

        workstation, settings = self._workstation, self._workstation.settings.documents
        if not settings.print_command:
            raise BadInput(say.NO_PRINTER)
        codes = [one.form.code for one in self._forms.found if one.is_due] or [self._here.form.code]
        desk, actor = workstation.desk, workstation.actor
        made = [desk.documents.form(actor, self._whose, code).document for code in codes]
        print_pdf(settings.print_command, as_pdf(made, FontFiles(settings.fonts), paper=settings.paper))
        return Told(say.PRINTED.format(count=len(made)))
