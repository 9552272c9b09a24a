"""Which line of a ledger does a line of billing's file mean, and what is written of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.calendar.names import format_date
from core.calendar.wall import day_span
from core.clinic.codes import first_site, today_at
from core.errors import BadInput
from core.importing.act import import_file
from core.patients.named_in_file import patient_named
from core.till import sentences as say
from core.till.billing_amount import AMOUNTS
from core.till.billing_fields import COLUMNS, BillingLine
from core.till.ledger import says_now, stands, taken_back
from core.till.model import LedgerLine, LineKind
from core.till.paying import refuse_other_currency
from core.till.voiding import opposite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.importing.port import ImportPort, Key
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.till.ports import Reading, TillContext, Writing

_REQUIRED: Final = ("id", "kind", "date")


def import_ledger(
    context: TillContext, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in charges, adjustments, payments of insurances and statements (`core.importing.act`).

    A line means the one with its id. What it says otherwise than before takes that back, and is a line of its own.
    """
    port: ImportPort[BillingLine, Reading, Writing] = LedgerImport(
        actor, context.clock.now(), context.policy.till.currency
    )
    return import_file(context, port, actor, Privilege.IMPORT_LEDGER, file, sink=sink, dry_run=dry_run)


class LedgerImport:
    """Lines of ledgers, for an import by somebody at that moment."""

    columns = COLUMNS
    plural = "ledger lines"
    adds_singly = False

    def __init__(self, actor: str, now: datetime, currency: str) -> None:
        self._actor, self._now, self._currency = actor, now, currency

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs a patient, an id, a kind, an amount and a day."""
        there = told.keys() | wrong.keys()
        lacking = {name: say.BILLING_LACKS.format(column=name) for name in _REQUIRED if name not in there}
        if not there & set(AMOUNTS):
            lacking["amount"] = say.BILLING_LACKS.format(column="amount")
        return lacking if {"mrn", "patient_id"} & there else {"mrn": say.BILLING_OF_WHOM, **lacking}

    def new(self, values: Mapping[str, Any]) -> BillingLine:
        """The line that says this."""
        return BillingLine(**values)

    def find(self, store: Reading, said: BillingLine) -> BillingLine:
        """The line that counts with that id, or a new one. Raises BadInput where it cannot be, or is of another."""
        refuse_other_currency(store, self._currency)
        patient = patient_named(store, said.mrn, said.external_id, "patient_id")
        _refuse_said(said, patient, self._now, store)
        if said.appointment is not None:
            _refuse_other_visit(said.appointment, patient, store)
        known = store.till.with_external(said.number)
        for line in reversed(known):
            if stands(line, taken_back(store.records(LedgerLine).of_owner(line.patient))):
                if line.patient != patient.id:
                    raise BadInput(say.BILLING_OF_ANOTHER.format(number=said.number), field="id")
                return _as_file_says(line, said)
        visit = said.appointment or _only_visit(store, patient, said)
        return BillingLine(**{**_fields(said), "patient": patient.id, "appointment": visit})

    def key_field(self, said: BillingLine) -> str:
        """The id."""
        return "id"

    def keys_of(self, record: BillingLine) -> tuple[Key, ...]:
        """Its id."""
        return (("line", record.number),)

    def search_keys(self, said: BillingLine) -> tuple[Key, ...]:
        """The same."""
        return self.keys_of(said)

    def add_all(self, tx: Writing, records: Sequence[BillingLine]) -> Sequence[int]:
        """Write them."""
        return [tx.records(LedgerLine).add(self._line(tx, record)).id for record in records]

    def save(self, tx: Writing, record: BillingLine) -> None:
        """Take the line back, and write what billing says now."""
        line = tx.records(LedgerLine).by_id(record.id)
        assert line is not None  # noqa: S101 - it was found just now, and no line goes
        line = says_now(line, taken_back(tx.records(LedgerLine).of_owner(line.patient)))
        site = tx.clinic().sites[line.site]
        tx.records(LedgerLine).add(
            opposite(
                line, at=self._now, by=self._actor, day=today_at(site, self._now), reason=say.BILLING_SAYS_OTHERWISE
            )
        )
        tx.records(LedgerLine).add(self._line(tx, record))

    def _line(self, tx: Writing, said: BillingLine) -> LedgerLine:
        assert said.day is not None  # noqa: S101 - a line without one was rejected
        is_statement = said.kind is LineKind.STATEMENT
        return LedgerLine(
            id=0,
            patient=said.patient,
            kind=said.kind,
            cents=0 if is_statement else -said.amount if said.kind is LineKind.INSURANCE else said.amount,
            currency=self._currency,
            site=first_site(tx.clinic()).code,
            day=said.day,
            at=self._now,
            by=self._actor,
            appointment=said.appointment,
            stated=said.amount if is_statement else None,
            external=said.number,
            note=said.note,
        )


def _refuse_said(said: BillingLine, patient: Patient, now: datetime, store: Reading) -> None:
    """Raise BadInput for an amount that says nothing, or a day that cannot be."""
    if said.kind is not LineKind.STATEMENT and said.amount == 0:
        raise BadInput(say.BILLING_NOTHING, field="amount")
    if said.day and said.day > today_at(first_site(store.clinic()), now):
        raise BadInput(say.BILLING_AHEAD, field="date")
    if said.day and said.day < patient.birth_date:
        raise BadInput(
            say.BILLING_UNBORN.format(patient=patient.name, born=format_date(patient.birth_date)), field="date"
        )


def _refuse_other_visit(number: AppointmentId, patient: Patient, store: Reading) -> None:
    """Raise BadInput unless that is a visit of the patient's."""
    scheduled = store.schedule.by_id(number)
    if scheduled is None or scheduled.patient.id != patient.id:
        raise BadInput(say.BILLING_VISIT_OF_ANOTHER.format(number=number, patient=patient.name), field="appointment")


def _only_visit(store: Reading, patient: Patient, said: BillingLine) -> AppointmentId | None:
    """The patient's only visit of that day that was not cancelled; None of several, or for a statement."""
    if said.day is None or said.kind is LineKind.STATEMENT:
        return None
    day = day_span(said.day, first_site(store.clinic()).tz)
    found = store.schedule.between(day.start, day.end, patient=patient.id, live_only=True)
    return found[0].appointment.id if len(found) == 1 else None


def _as_file_says(line: LedgerLine, said: BillingLine) -> BillingLine:
    """What is kept, as a file would say it."""
    amount = line.stated if line.stated is not None else -line.cents if line.kind is LineKind.INSURANCE else line.cents
    return BillingLine(
        id=line.id,
        patient=line.patient,
        mrn=said.mrn,
        external_id=said.external_id,
        number=line.external,
        kind=line.kind,
        amount=amount,
        day=line.day,
        note=line.note,
        appointment=line.appointment,
    )


def _fields(said: BillingLine) -> dict[str, Any]:
    return {name: getattr(said, name) for name in BillingLine.__struct_fields__}
