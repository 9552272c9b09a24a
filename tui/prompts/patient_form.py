"""The form of a patient's record: a new one (`N`) or one to change (`e`), saved from any field."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.conflict import Severity
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, Refused
from tui.drafts.prompt_state import PromptState
from tui.prompts.form import Form
from tui.prompts.likely import Likely
from tui.prompts.patient_fields import fields_for
from tui.prompts.patient_texts import WHO, Reader, field_of_error, group_of
from tui.prompts.prompt import STAY, Close, Did, Outcome, Show, leaves
from tui.prompts.record_draft import RecordDraft
from tui.prompts.restore_context import RestoreContext, Restored, patient_again
from tui.prompts.sentences import (
    FORM_EDIT,
    FORM_LOOKS_LIKE,
    FORM_NEW,
    FORM_NOT_SAVED_YET,
    FORM_ONE_NOT_SAVED,
    FORM_OTHERS_CHANGED,
    FORM_SECOND_KEY,
)
from tui.text.hiding import hide, hide_conflict
from tui.text.lines import keys_line, wrapped
from tui.text.words import alert_lines, who_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.patients.model import Patient
    from tui.prompts.editor import LineEditor
    from tui.prompts.fields import Field
    from tui.prompts.versions import Versions
    from tui.selection.place import Slot
    from tui.text.lines import Line, Span
    from tui.workstation import Workstation

NEW, EDIT = "new-patient", "edit-patient"
_BLANK: Final[Mapping[str, str]] = {"sex": "unknown"}
_FIRST: Final = ("family", "given", "birth_date")
"""What is asked first of a new patient, as far as the search did not say it."""


class PatientForm:
    """Stages: the fields; likely duplicates beside what was typed; both versions where two desks changed one record.

    What stands in the fields is kept with every key by whoever keeps the open question (`kept`).
    """

    carries = False

    def __init__(
        self,
        workstation: Workstation,
        site: Site,
        *,
        patient: Patient | None = None,
        prefill: Mapping[str, str] | None = None,
    ) -> None:
        """The record of `patient`, or a new one with the texts of `prefill`."""
        self._workstation = workstation
        today = local(workstation.view.now, site.tz).date()
        self._reader = Reader(workstation.settings.dates.order, today, workstation.view.clinic, site.tz)
        self._draft = RecordDraft(workstation, self._reader, patient, _BLANK)
        texts = {**self._draft.base, **(prefill or {})}
        self._form = Form(self._layout, texts, told=self._reader.told, ascii=workstation.settings.display.ascii)
        self._seen = patient
        self._token = secrets.token_hex(4)
        self._likely: Likely | None = None
        self._versions: Versions | None = None
        self._notice: Span | None = None
        self._looked_up: tuple[str, ...] = ()
        self._forgetting = False
        self._width, self._rows = 80, 20
        if patient is None:
            self._form.go(next((name for name in _FIRST if not self.texts.get(name)), "sex"))

    @property
    def key_of_draft(self) -> tuple[object, ...]:
        """A form that was left is that patient's, or its own."""
        return (EDIT, self._draft.patient.id) if self._draft.patient else (NEW, self._token)

    @property
    def label(self) -> str:
        """What is asked."""
        return FORM_EDIT if self._draft.patient else FORM_NEW

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in each field."""
        return self._form.texts

    @property
    def editor(self) -> LineEditor | None:
        """The line of the field typed into."""
        return None if self._likely or self._versions else self._form.editor

    @property
    def is_touched(self) -> bool:
        """Whether anything stands there that is not saved."""
        return bool(self._draft.changed(self.texts))

    def spread(self, width: int, rows: int) -> None:
        """The panel is that large."""
        self._width, self._rows = width, rows

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def key(self, key: str, character: str | None) -> Outcome:
        """Tab, Enter and arrows go from field to field, Enter on the last saves."""
        if leaves(key):
            return Close(finished=not self.is_touched)
        keyboard = self._workstation.keyboard
        if key in keyboard.keys("forget"):
            return self._forget()
        self._forgetting = False
        if self._versions:
            return self._key_versions(self._versions, key, character)
        if self._likely:
            return self._key_likely(self._likely, key, character)
        if key in keyboard.keys("save") or (key == "enter" and self._form.is_last):
            return self._save(anyway=False)
        before = self._form.at
        if self._form.key(key, character):
            self._leave_field(before)
        return STAY

    def panel(self) -> tuple[Line, ...]:
        """Whose record it is, what is to be said, and the fields."""
        head = self._head()
        if self._versions:
            body = self._versions.lines(self._width, save=self._workstation.keyboard.names["save"])
        elif self._likely:
            body = self._likely.lines(self._workstation, self._width)
        else:
            body = self._form.lines(self._width, max(self._rows - len(head), 3))
        lines = (*head, *body)[: self._rows]
        return (*lines, *[()] * (self._rows - len(lines)))

    def hint(self) -> Line:
        """Keys of the stage."""
        if self._versions:
            return self._versions.hint()
        if self._likely:
            return self._likely.hint(is_new=self._draft.patient is None)
        names = self._workstation.keyboard.names
        return keys_line(("Tab", "next"), (names["save"], "save"), ("Shift+Tab", "back"), ("Ctrl+X", "leave, keep it"))

    def refresh(self) -> None:
        """Text may have been pasted; and somebody may have changed the record meanwhile, which is said at once."""
        if self.editor:
            self._form.take_line()
        newer = self._draft.newer()
        self._seen = newer or self._draft.patient
        if newer is None:
            self._look_up()
        elif not self.is_touched:
            self._draft.begin_from(newer)
            self._form.put(self._draft.base)
        elif self._versions:
            self._versions = self._draft.versions(self.texts, newer)
        else:
            self._notice = (hide(self._workstation, self._said_of(newer), (newer,)), "warn")

    def state(self) -> PromptState:
        """What was typed, where, and what the record said when it was."""
        patient = self._draft.patient
        if not self.is_touched:
            return PromptState(EDIT, str(patient.id), {}) if patient else PromptState(NEW, "", {})
        key = str(patient.id) if patient else self._token
        return PromptState(EDIT if patient else NEW, key, self._draft.kept(self.texts, self._form.at))

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The form with what was typed. Raises NotFound for a patient who is gone."""
        patient = patient_again(at.workstation, kept.key) if kept.kind == EDIT else None
        prompt = cls(at.workstation, at.site, patient=patient)
        if not kept.fields:
            return Restored(prompt)
        texts, field = prompt._draft.take_up(kept.fields)
        prompt._form.put(texts)
        prompt._form.go(field)
        if patient is None:
            prompt._token = kept.key
        newer = prompt._draft.newer()
        return Restored(prompt, prompt._said_of(newer) if newer else "")

    def _layout(self, texts: Mapping[str, str]) -> tuple[Field, ...]:
        return fields_for(texts, self._reader, self._draft.patient)

    def _head(self) -> tuple[Line, ...]:
        """Who it is, alerts, and what is to be said."""
        said = wrapped(*self._notice, self._width) if self._notice else ()
        if self._seen is None:
            return (((f" {FORM_NEW}", "title"), (f"  {name_typed(self.texts)}", "head")), *said)
        who = who_line(self._seen, self._reader.today, privacy=self._workstation.privacy)
        return (who, *alert_lines(self._seen, privacy=self._workstation.privacy), *said)

    def _leave_field(self, name: str) -> None:
        """Another field is typed into now: say what is wrong with the one left, and whom the record looks like."""
        text = self.texts.get(name, "")
        try:
            if text.strip():
                self._reader.check(name, text)
        except ClinicdeskError as error:
            self._form.errors[name] = error.sentence
        if group_of(name) in WHO:
            self._look_up()

    def _look_up(self) -> None:
        """Look for likely duplicates, once for the same words."""
        wanted = tuple(text for name, text in sorted(self.texts.items()) if group_of(name) in WHO)
        is_enough = name_typed(self.texts) and self.texts.get("birth_date", "").strip()
        if wanted == self._looked_up or not is_enough or not WHO & set(self._draft.changed(self.texts)):
            return
        self._looked_up, self._notice = wanted, None
        try:
            found = self._draft.duplicates(self.texts)
        except ClinicdeskError:
            return
        if found:
            other, save = found[0].patient, self._workstation.keyboard.names["save"]
            born, why = f"{other.birth_date:%-d %b %Y}", ", ".join(found[0].reasons)
            sentence = FORM_LOOKS_LIKE.format(patient=other.name, born=born, mrn=other.mrn, why=why, save=save)
            self._notice = (hide(self._workstation, sentence, (other,)), "warn")

    def _forget(self) -> Outcome:
        if self._forgetting or not self.is_touched:
            return Close(finished=True)
        self._forgetting = True
        self._notice = (FORM_SECOND_KEY.format(key=self._workstation.keyboard.names["forget"]), "warn")
        return STAY

    def _save(self, *, anyway: bool) -> Outcome:
        """Save it; what stands in the way is shown where it can be answered, and nothing typed is lost."""
        self._notice = None
        if not self._check():
            return STAY
        try:
            change = self._draft.write(self.texts, anyway=anyway)
        except Refused as refused:
            return self._refused(refused)
        except ChangedElsewhere:
            newer = self._draft.newer()
            if newer is None:
                raise
            self._likely, self._versions = None, self._draft.versions(self.texts, newer)
            return STAY
        except BadInput as error:
            if not self._mark(field_of_error(error, self.texts), error.sentence):
                raise
            return STAY
        return Did(change) if change else Close(finished=True)

    def _check(self) -> bool:
        """Whether every field can be what it wants; else the first that cannot is typed into."""
        wrong: dict[str, str] = {}
        for field in self._form.fields:
            try:
                self._reader.check(field.name, self.texts.get(field.name, ""))
            except ClinicdeskError as error:
                wrong[field.name] = error.sentence
        if wrong:
            self._form.errors = wrong
            self._form.go(next(iter(wrong)))
            sentence = FORM_ONE_NOT_SAVED if len(wrong) == 1 else FORM_NOT_SAVED_YET.format(count=len(wrong))
            self._notice = (sentence, "error")
        return not wrong

    def _mark(self, name: str, sentence: str) -> bool:
        """Say it under its field; False where the form has no such field."""
        if name not in {field.name for field in self._form.fields}:
            return False
        self._likely = None
        self._form.errors[name] = sentence
        self._form.go(name)
        return True

    def _refused(self, refused: Refused) -> Outcome:
        """Likely duplicates are put beside what was typed; an MRN that somebody has is wrong in its field."""
        met = next((one for one in refused.conflicts if one.rule == "DUPLICATE"), None)
        if met and met.severity is Severity.HARD and self._mark("mrn", hide_conflict(self._workstation, met).message):
            return STAY
        found = self._draft.duplicates(self.texts) if met else ()
        if not found:
            raise refused
        self._likely = Likely(found, self.texts, self._reader)
        return STAY

    def _key_likely(self, likely: Likely, key: str, character: str | None) -> Outcome:
        if key == "enter":
            return Show(likely.record.id)
        if character == "s":
            return self._save(anyway=True)
        if key == "shift+tab":
            self._likely = None
        elif key in {"left", "right"}:
            likely.turn(1 if key == "right" else -1)
        return STAY

    def _key_versions(self, versions: Versions, key: str, character: str | None) -> Outcome:
        if key == "enter" or key in self._workstation.keyboard.keys("save"):
            return self._merge(versions)
        if key == "shift+tab":
            self._versions = None
        else:
            versions.key(key, character)
        return STAY

    def _merge(self, versions: Versions) -> Outcome:
        """What stays of either is what I typed, from their version on; and it is saved."""
        self._versions = None
        self._draft.begin_from(versions.record)
        self._form.put(versions.merged)
        return self._save(anyway=False)

    def _said_of(self, newer: Patient) -> str:
        """Who changed the record meanwhile."""
        last = self._workstation.desk.journal.last_word(self._workstation.actor, newer.ref)
        return FORM_OTHERS_CHANGED.format(sentence=last.sentence)


def name_typed(texts: Mapping[str, str]) -> str:
    """The name as far as it was typed: 'Smith, John', or ''."""
    return ", ".join(part for part in (texts.get("family", "").strip(), texts.get("given", "").strip()) if part)
