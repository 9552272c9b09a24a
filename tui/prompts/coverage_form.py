"""The form of a patient's coverage (`I`): a new one, or one to change, chosen where there are several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.payer import payer_name
from core.coverage.fields import COVERAGE, new_coverage
from core.record_ref import PatientId
from tui.prompts.coverages import CoveragesPrompt
from tui.prompts.form_of import FormOf, form_reading
from tui.prompts.record_form import RecordForm
from tui.prompts.record_port import Remark, WrongField
from tui.prompts.restore_context import number_again, patient_again
from tui.text.opened import note_opened
from tui.text.words import who_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.coverage.model import Coverage
    from core.errors import Refused
    from core.fields.model import Changes, ReadContext
    from core.journal.change import Change
    from core.patients.model import Patient
    from tui.drafts.prompt_state import PromptState
    from tui.prompts.prompt import Prompt
    from tui.prompts.record_port import Stage
    from tui.prompts.restore_context import RestoreContext, Restored
    from tui.text.lines import Line
    from tui.workstation import Workstation


def coverage_form(
    workstation: Workstation, site: Site, patient: Patient, coverage: Coverage | None = None
) -> RecordForm[Coverage]:
    """The form of the patient's coverage, or of a new one."""
    reading = form_reading(workstation, site)
    port = CoveragePort(workstation, reading, patient, note_opened(workstation, patient, "insurance form"))
    return RecordForm(workstation, port, reading, record=coverage)


def ask_coverage(workstation: Workstation, site: Site, patient: Patient) -> Prompt:
    """The form of a new coverage of who has none, else those there are to choose from."""
    coverages = workstation.desk.coverage.of_patient(workstation.actor, patient.id)
    if not coverages:
        return coverage_form(workstation, site, patient)
    warning = note_opened(workstation, patient, "insurance")
    return CoveragesPrompt(
        workstation, site, patient, lambda coverage: coverage_form(workstation, site, patient, coverage), warning
    )


def coverage_form_again(kept: PromptState, at: RestoreContext) -> Restored:
    """The form with what was typed. Raises NotFound for a patient or coverage that is gone."""
    coverage = None
    if kept.kind == EDIT:
        coverage = at.workstation.desk.coverage.by_id(at.workstation.actor, number_again(kept.key))
    patient = patient_again(at.workstation, str(coverage.patient) if coverage else kept.key)
    return coverage_form(at.workstation, at.site, patient, coverage).take_up(kept)


def whose(workstation: Workstation, kept: PromptState) -> PatientId:
    """The patient of a form left undone. Raises NotFound."""
    number = number_again(kept.key)
    if kept.kind == EDIT:
        return workstation.desk.coverage.by_id(workstation.actor, number).patient
    return PatientId(number)


FORM = FormOf(COVERAGE, ask_coverage, coverage_form_again, whose)
NEW, EDIT = FORM.kinds


class CoveragePort:
    """Coverages of one patient, for a form."""

    spec = COVERAGE
    first = ("payer", "member_id")

    def __init__(
        self, workstation: Workstation, reading: ReadContext, patient: Patient, warning: tuple[Line, ...] = ()
    ) -> None:
        """`warning` is shown above the fields."""
        self._workstation, self._reading, self._patient, self._warning = workstation, reading, patient, warning
        self._coverage = workstation.desk.coverage
        self.owner = str(patient.id)

    def read(self, record: Coverage) -> Coverage:
        """The coverage as it is now. Raises NotFound."""
        return self._coverage.by_id(self._workstation.actor, record.id)

    def add(self, values: Mapping[str, object], *, anyway: bool) -> Change:
        """Note the coverage."""
        return self._coverage.add(self._workstation.actor, new_coverage(self._patient.id, values))

    def change(self, record: Coverage, changes: Changes, *, rev: int, anyway: bool) -> Change | None:
        """Save the changes; None when it says so already."""
        return self._coverage.edit(self._workstation.actor, record.id, changes, rev=rev)

    def title(self, texts: Mapping[str, str]) -> str:
        """Whose it will be: a new coverage has no name before it is saved."""
        privacy = self._workstation.privacy
        (name, _), *_ = who_line(self._patient, self._reading.today, privacy=privacy)
        return f"{name.strip()}, MRN {self._patient.mrn}"

    def head(self, record: Coverage) -> tuple[Line, ...]:
        """Whose it is, and by whom it is paid."""
        privacy = self._workstation.privacy
        payer: Line = ((f" {payer_name(self._reading.clinic.payers, record.payer)}", "panel"),)
        return (*self._warning, who_line(self._patient, self._reading.today, privacy=privacy), payer)

    def people(self, record: Coverage) -> tuple[Patient, ...]:
        """The patient."""
        return (self._patient,)

    def remark(self, texts: Mapping[str, str], record: Coverage | None) -> Remark:
        """A coverage is like no other."""
        return Remark()

    def stage(self, refused: Refused, texts: Mapping[str, str], record: Coverage | None) -> Stage | WrongField | None:
        """Another coverage of the patient that holds on the same days is said under the first day."""
        return WrongField("from", refused.conflicts[0].message) if refused.conflicts else None
