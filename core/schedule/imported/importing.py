"""Which visit does a line of a file mean: one that took place, which is history, or one to come, which is booked?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.conflict import Severity
from core.errors import BadInput, ClinicdeskError
from core.importing.act import import_file
from core.patients.named_in_file import patient_named
from core.record_ref import PatientId
from core.schedule.booking import add_booked
from core.schedule.imported import sentences as say
from core.schedule.imported.fields import COLUMNS
from core.schedule.imported.moments import says_when
from core.schedule.model.imported_visit import ImportedStatus, ImportedVisit
from core.schedule.proposals import booking_proposal, require_keepable
from core.schedule.requests import BookingRequest
from core.settings.model import LONGEST_MINUTES
from core.structs import field_names, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.importing.port import Key
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.patients.model import Patient
    from core.schedule.ports import Reading, ScheduleContext, Writing
    from core.schedule.rules.proposal import Proposal

_USUAL_MINUTES: Final = 15
_NEEDED: Final = {"visit_type": "type", "provider": "provider"}
"""What a visit to come must say, by the column."""


class VisitLine(ImportedVisit, frozen=True, kw_only=True):
    """A visit as a line says it, with the numbers by which it names its patient, and what became of it."""

    mrn: str = ""
    external_id: str = ""
    state: ImportedStatus = ImportedStatus.FULFILLED


def import_visits(
    context: ScheduleContext, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in the visits of `file`; with `dry_run` only say what would come of it (`core.importing.act`).

    A line means the visit of its number, else that of its patient at its start. What is past is history, whoever was
    there at once; what is to come passes every rule of a booking, or is not taken.
    """
    port = VisitImport(context, actor)
    return import_file(context, port, actor, Privilege.IMPORT_PATIENTS, file, sink=sink, dry_run=dry_run)


class VisitImport:
    """Visits, for an import."""

    columns = COLUMNS
    plural = "visits"
    adds_singly = True

    def __init__(self, context: ScheduleContext, actor: str) -> None:
        self._context, self._actor = context, actor
        self._now = context.clock.now()

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs a patient and a start."""
        there = told.keys() | wrong.keys()
        lacking: dict[str, str] = {}
        if not {"mrn", "patient_id"} & there:
            lacking["mrn"] = say.PATIENT_MISSING
        if wrong.keys().isdisjoint(("start", "date", "time")) and not says_when(told):
            lacking["start"] = say.START_MISSING
        return lacking

    def new(self, values: Mapping[str, Any]) -> VisitLine:
        """The visit that says this."""
        return VisitLine(**{"id": 0, "patient": PatientId(0), "minutes": _USUAL_MINUTES, **values})

    def find(self, store: Reading, said: VisitLine) -> VisitLine:
        """The visit that a line means, or a new one of its patient.

        Raises BadInput where it is not clear whose it is, and where one to come cannot be booked.
        """
        if said.minutes > LONGEST_MINUTES and said.start > self._now:
            raise BadInput(say.TOO_LONG.format(minutes=said.minutes, most=LONGEST_MINUTES), field="minutes")
        patient = patient_named(store, said.mrn, said.external_id, "patient_id")
        known = self._known(store, said, patient)
        if known:
            fields = {name: getattr(known, name) for name in field_names(ImportedVisit)}
            if known.appointment or known.start > self._now:
                fields |= {name: getattr(said, name) for name in _WORDS}  # what is booked is changed at the desk
            line = VisitLine(**fields, mrn=said.mrn, external_id=said.external_id, state=said.state)
            return replace(line, state=known.status) if not known.appointment else line
        line = replace(said, patient=patient.id, status=said.state)
        if said.start > self._now:
            self._proposed(store, line)
        return line

    def key_field(self, said: VisitLine) -> str:
        """The number, or when it was."""
        return "id" if said.number else "start"

    def keys_of(self, record: VisitLine) -> tuple[Key, ...]:
        """By which number, else whose it is and when."""
        whose = (record.mrn.casefold(), record.external_id, f"{record.start:%Y-%m-%dT%H:%MZ}")
        return (("number", record.number),) if record.number else (("when", *whose),)

    def search_keys(self, said: VisitLine) -> tuple[Key, ...]:
        """The same."""
        return self.keys_of(said)

    def add_all(self, tx: Writing, records: Sequence[VisitLine]) -> Sequence[int]:
        """Keep them, and book those to come."""
        return [tx.records(ImportedVisit).add(self._booked(tx, record)).id for record in records]

    def save(self, tx: Writing, record: VisitLine) -> None:
        """Keep the changed one."""
        tx.records(ImportedVisit).save(_as_visit(replace(record, status=record.state)))

    def _booked(self, tx: Writing, line: VisitLine) -> ImportedVisit:
        visit = _as_visit(line)
        if line.start <= self._now:
            return visit
        proposal = self._proposed(tx, line)
        require_keepable(proposal)
        appointment = add_booked(
            tx, tx.clinic(), proposal, (), actor=self._actor, note=line.note, refusal=say.TO_COME_REFUSED
        )
        return replace(visit, appointment=appointment.id)

    def _proposed(self, store: Reading, line: VisitLine) -> Proposal:
        """The visit to come as it would be booked. Raises BadInput where a rule forbids that or asks for a reason."""
        if line.state is not ImportedStatus.FULFILLED:
            raise BadInput(say.TO_COME_CANCELLED.format(status=line.state.value), field="status")
        for name, column in _NEEDED.items():
            if not getattr(line, name):
                raise BadInput(say.TO_COME_NEEDS.format(field=column), field=column)
        request = BookingRequest(
            line.patient, line.visit_type, line.provider, line.start, site=line.site or None, minutes=line.minutes,
            note=line.note,
        )  # fmt: skip
        try:
            proposal, conflicts = booking_proposal(
                store, store.clinic(), request, self._context.policy, self._now, actor=self._actor
            )
        except BadInput as error:
            raise BadInput(say.TO_COME_UNKNOWN.format(why=error.sentence), field=error.field or "start") from error
        except ClinicdeskError as error:
            raise BadInput(say.TO_COME_UNKNOWN.format(why=error.sentence), field="start") from error
        stopped = [one.message for one in conflicts if one.severity is not Severity.WARN]
        if stopped:
            raise BadInput(say.TO_COME_REFUSED.format(why=" ".join(stopped)), field="start")
        return proposal

    def _known(self, store: Reading, said: VisitLine, patient: Patient) -> ImportedVisit | None:
        """The visit that was brought before under this number, else of this patient at this start. Raises BadInput."""
        under = [visit for visit in store.schedule.imported(said.number) if visit.counts]
        if under and patient.id not in {visit.patient for visit in under}:
            raise BadInput(say.OF_ANOTHER.format(number=said.number), field="id")
        for visit in store.records(ImportedVisit).of_owner(patient.id):
            is_meant = visit.number == said.number if said.number or visit.number else visit.start == said.start
            if visit.counts and is_meant:
                return visit
        return None


_WORDS: Final = ("start", "minutes", "visit_type", "provider", "site", "note")


def _as_visit(line: VisitLine) -> ImportedVisit:
    return ImportedVisit(**{name: getattr(line, name) for name in field_names(ImportedVisit)})
