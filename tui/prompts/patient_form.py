"""The form of a patient's record: a new one (`N`) or one to change (`e`), with likely duplicates beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.conflict import Severity
from core.errors import ClinicdeskError
from core.patients.fields import PATIENT, new_patient
from core.structs import replace
from tui.prompts.form_of import FormOf, form_reading
from tui.prompts.likely import Likely
from tui.prompts.record_form import RecordForm
from tui.prompts.record_port import Remark, WrongField
from tui.prompts.record_texts import RecordTexts
from tui.prompts.restore_context import patient_again
from tui.prompts.sentences import FORM_LOOKS_LIKE, FORM_OF_MERGED
from tui.text.hiding import hide, hide_conflict
from tui.text.opened import note_opened
from tui.text.words import alert_lines, who_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.errors import Refused
    from core.fields.model import Changes, ReadContext
    from core.journal.change import Change
    from core.patients.likeness import Likeness
    from core.patients.model import Patient
    from tui.drafts.prompt_state import PromptState
    from tui.prompts.record_port import Stage
    from tui.prompts.restore_context import RestoreContext, Restored
    from tui.text.lines import Line
    from tui.workstation import Workstation


def patient_form(
    workstation: Workstation,
    site: Site,
    *,
    patient: Patient | None = None,
    prefill: Mapping[str, str] | None = None,
    notice: str = "",
) -> RecordForm[Patient]:
    """The form of `patient`, or of a new one with the texts of `prefill`; `notice` is said above it."""
    reading = form_reading(workstation, site)
    port = PatientPort(workstation, reading, note_opened(workstation, patient, "form") if patient else ())
    return RecordForm(workstation, port, reading, record=patient, prefill=prefill, notice=notice)


def patient_form_again(kept: PromptState, at: RestoreContext) -> Restored:
    """The form with what was typed. Raises NotFound for a patient who is gone."""
    patient = patient_again(at.workstation, kept.key) if kept.kind == EDIT else None
    again = patient_form(at.workstation, at.site, patient=patient).take_up(kept)
    if patient is None or str(patient.id) == kept.key:
        return again
    merged = FORM_OF_MERGED.format(patient=patient.name, mrn=patient.mrn)
    return replace(again, changed=f"{hide(at.workstation, merged, (patient,))} {again.changed}".rstrip())


FORM: Final = FormOf(
    PATIENT, lambda workstation, site, patient: patient_form(workstation, site, patient=patient), patient_form_again
)
NEW, EDIT = FORM.kinds


class PatientPort:
    """Patients, for a form: a record that looks like another is not saved unseen."""

    spec = PATIENT
    owner = ""
    first = ("family", "given", "birth_date", "sex")

    def __init__(self, workstation: Workstation, reading: ReadContext, warning: tuple[Line, ...] = ()) -> None:
        """`warning` is shown above a record that is changed."""
        self._warning = warning
        self._workstation = workstation
        self._patients = workstation.desk.patients
        self._texts = RecordTexts(PATIENT, reading)

    def read(self, record: Patient) -> Patient:
        """The record as it is now. Raises NotFound."""
        return self._patients.by_id(self._workstation.actor, record.id)

    def add(self, values: Mapping[str, object], *, anyway: bool) -> Change:
        """Register the patient."""
        return self._patients.register(self._workstation.actor, new_patient(values), anyway=anyway)

    def change(self, record: Patient, changes: Changes, *, rev: int, anyway: bool) -> Change | None:
        """Save the changes; None when the record says so already."""
        return self._patients.edit(self._workstation.actor, record.id, changes, rev=rev, anyway=anyway)

    def title(self, texts: Mapping[str, str]) -> str:
        """The name as far as it was typed."""
        return name_typed(texts)

    def head(self, record: Patient) -> tuple[Line, ...]:
        """Who it is, and alerts."""
        privacy = self._workstation.privacy
        today = self._texts.reading.today
        who = who_line(record, today, privacy=privacy)
        return (*self._warning, who, *alert_lines(record, today, privacy=privacy))

    def people(self, record: Patient) -> tuple[Patient, ...]:
        """The patient."""
        return (record,)

    def remark(self, texts: Mapping[str, str], record: Patient | None) -> Remark:
        """Whom the record looks like, once there are a name and a birth date."""
        if not (name_typed(texts) and texts.get("birth_date", "").strip()):
            return Remark(is_made=False)
        try:
            found = self._duplicates(texts, record)
        except ClinicdeskError:
            return Remark()
        if not found:
            return Remark()
        other, save = found[0].patient, self._workstation.keyboard.names["save"]
        born, why = f"{other.birth_date:%-d %b %Y}", ", ".join(found[0].reasons)
        sentence = FORM_LOOKS_LIKE.format(patient=other.name, born=born, mrn=other.mrn, why=why, save=save)
        return Remark((hide(self._workstation, sentence, (other,)), "warn"))

    def stage(self, refused: Refused, texts: Mapping[str, str], record: Patient | None) -> Stage | WrongField | None:
        """Likely duplicates are put beside what was typed; an MRN that somebody has is wrong in its field."""
        met = next((one for one in refused.conflicts if one.rule == "DUPLICATE"), None)
        if met is None:
            return None
        if met.severity is Severity.HARD:
            return WrongField("mrn", hide_conflict(self._workstation, met).message)
        found = self._duplicates(texts, record)
        return Likely(self._workstation, found, texts, self._texts, is_new=record is None) if found else None

    def _duplicates(self, texts: Mapping[str, str], record: Patient | None) -> tuple[Likeness, ...]:
        """Who is likely the same person. Raises BadInput for texts that are no record yet."""
        draft = new_patient(self._texts.values_of_new(texts))
        beside = record.id if record else None
        return self._patients.duplicates(self._workstation.actor, draft, beside=beside)


def name_typed(texts: Mapping[str, str]) -> str:
    """The name as far as it was typed: 'Smith, John', or ''."""
    return ", ".join(part for part in (texts.get("family", "").strip(), texts.get("given", "").strip()) if part)
