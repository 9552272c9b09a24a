"""The patients' use cases: found, registered, changed, imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.access.log import Opening
    from core.access.privileges import Privilege
    from core.fields.model import Changes
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.journal.change import Change
    from core.journal.model import EntryId
    from core.patients import access, alerts, exporting, finding, importing, registration
    from core.patients.likeness import Likeness
    from core.patients.model import Patient
    from core.patients.ports import PatientContext
    from core.record_ref import PatientId
else:  # what the first screen does without
    access, alerts, exporting, finding, registration, importing = lazy_modules(
        *("core.patients.access", "core.patients.alerts", "core.patients.exporting", "core.patients.finding"),
        *("core.patients.registration", "core.patients.importing"),
    )


class PatientsDesk:
    """`desk.patients`."""

    def __init__(self, context: PatientContext) -> None:
        self._context = context

    def find(self, actor: str, text: str, *, limit: int = 20) -> finding.Found:
        """Patients that the words fit, best first."""
        return finding.find(self._context, actor, text, limit=limit)

    def by_ref(self, actor: str, ref: str) -> Patient:
        """The patient with that MRN, or 'id:1042'. Raises NotFound."""
        return finding.by_ref(self._context, actor, ref)

    def by_id(self, actor: str, patient: PatientId) -> Patient:
        """The patient with that row number. Raises NotFound."""
        return finding.by_ref(self._context, actor, f"id:{patient}")

    def opened(self, actor: str, patient: PatientId, way: str) -> str:
        """Write down that the record is opened by `way`: the sentence to tell where that cannot be, else ''."""
        return access.opened(self._context, actor, patient, way)

    def newest_act(self) -> EntryId:
        """After which acts are new to `alerts_since`."""
        return alerts.newest_act(self._context)

    def alerts_since(self, actor: str, entry: EntryId) -> tuple[tuple[Patient, tuple[str, ...]], ...]:
        """The patients of the actor's acts after that one who have alerts today, each with these."""
        return alerts.alerts_since(self._context, actor, entry)

    def give_reason(self, actor: str, patient: PatientId, reason: str) -> str:
        """Write down why a restricted record is opened, and say so. Raises BadInput or NotFound."""
        return access.give_reason(self._context, actor, patient, reason)

    def all_opened(self, actor: str, privilege: Privilege, way: str) -> str:
        """The same of everybody's record, for who needs that privilege to see them all by `way`."""
        return access.all_opened(self._context, actor, privilege, way)

    def openings_of(
        self, actor: str, ref: str, *, since: datetime | None = None
    ) -> tuple[Patient, tuple[Opening, ...]]:
        """The patient, and who opened their record, newest first. Raises NotFound."""
        return access.openings_of(self._context, actor, ref, since=since)

    def openings_by(
        self, actor: str, name: str, *, since: datetime | None = None
    ) -> tuple[tuple[Opening, Patient | None], ...]:
        """Which records somebody opened, newest first."""
        return access.openings_by(self._context, actor, name, since=since)

    def register(self, actor: str, draft: Patient, *, anyway: bool = False) -> Change:
        """Register the patient of `draft`, whose id and rev are ignored. Raises Refused (DUPLICATE) or BadInput."""
        return registration.register(self._context, actor, draft, anyway=anyway)

    def edit(
        self,
        actor: str,
        patient: PatientId,
        changes: Changes,
        *,
        rev: int | None = None,
        anyway: bool = False,
    ) -> Change | None:
        """Change a patient's record; None when it says so already.

        Raises NotFound, BadInput, ChangedElsewhere naming who was first and when, or Refused (DUPLICATE).
        """
        return registration.edit(self._context, actor, patient, changes, rev=rev, anyway=anyway)

    def duplicates(self, actor: str, draft: Patient, *, beside: PatientId | None = None) -> tuple[Likeness, ...]:
        """Which records are likely the same person, the likeliest first. Raises BadInput as `register` does."""
        return registration.duplicates(self._context, actor, draft, beside=beside)

    def lines(self, actor: str) -> Iterator[tuple[str, ...]]:
        """The cells of a file of all patients, under `exporting.HEADINGS`. Raises NotAllowed."""
        return exporting.patient_lines(self._context, actor)

    def import_file(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Take in the patients of a CSV file as one act. Raises BadSettings (headings), BadInput, or Busy half-way."""
        return importing.import_patients(self._context, actor, file, sink=sink, dry_run=dry_run)
