"""The use cases of visits in files: taken in from another scheduler, told, and written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.schedule import exporting
from core.schedule.imported import importing
from core.schedule.model.imported_visit import ImportedVisit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.record_ref import PatientId
    from core.schedule.ports import ScheduleContext


class VisitFilesDesk:
    """`desk.visit_files`."""

    def __init__(self, context: ScheduleContext) -> None:
        self._context = context

    def of_patient(self, actor: str, patient: PatientId) -> tuple[ImportedVisit, ...]:
        """What another scheduler had of the patient and is no appointment here, the newest first."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            visits = [one for one in reading.records(ImportedVisit).of_owner(patient) if one.counts]
        return tuple(
            sorted((one for one in visits if one.appointment is None), key=lambda one: one.start, reverse=True)
        )

    def import_file(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Take in the visits of a CSV file as one act. Raises BadSettings (headings), BadInput, or Busy half-way."""
        return importing.import_visits(self._context, actor, file, sink=sink, dry_run=dry_run)

    def lines(self, actor: str, *, first: date | None = None, last: date | None = None) -> Iterator[tuple[str, ...]]:
        """The cells of a file of appointments, under `exporting.HEADINGS`. Raises NotAllowed."""
        return exporting.appointment_lines(self._context, actor, first=first, last=last)
