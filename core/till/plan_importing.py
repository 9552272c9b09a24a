"""Which payment plan does a line of billing's file mean, and what is kept of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.errors import BadInput
from core.importing.act import import_file
from core.patients.named_in_file import patient_named
from core.structs import replace
from core.till import sentences as say
from core.till.plan import PaymentPlan
from core.till.plan_fields import COLUMNS, PlanLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.importing.port import ImportPort, Key
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.till.ports import Reading, TillContext, Writing

_REQUIRED: Final = ("id", "count", "amount")
_KEPT: Final = ("number", "count", "amount", "down", "apr", "signed", "guarantor", "first_due", "status")


def import_plans(
    context: TillContext, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in payment plans, each known by its id (`core.importing.act`)."""
    port: ImportPort[PlanLine, Reading, Writing] = PlanImport()
    return import_file(context, port, actor, Privilege.IMPORT_LEDGER, file, sink=sink, dry_run=dry_run)


class PlanImport:
    """Payment plans, for an import."""

    columns = COLUMNS
    plural = "payment plans"
    adds_singly = False

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs a patient, an id, how many payments, and of how much."""
        there = told.keys() | wrong.keys()
        names = {"id": "number"}
        lacking = {
            name: say.BILLING_LACKS.format(column=name)
            for name in _REQUIRED
            if name not in there and names.get(name, name) not in there
        }
        return lacking if {"mrn", "patient_id"} & there else {"mrn": say.BILLING_OF_WHOM, **lacking}

    def new(self, values: Mapping[str, Any]) -> PlanLine:
        """The line that says this."""
        return PlanLine(**values)

    def find(self, store: Reading, said: PlanLine) -> PlanLine:
        """The plan with that id, or a new one. Raises BadInput where it is another's, or signed for other terms."""
        patient = patient_named(store, said.mrn, said.external_id, "patient_id")
        known = store.till.plan_numbered(said.number)
        if known is None:
            return PlanLine(**{**_fields(said), "patient": patient.id})
        if known.patient != patient.id:
            raise BadInput(say.PLAN_OF_ANOTHER.format(number=said.number), field="id")
        if known.terms != _plan(said).terms and known.signed is not None and known.signed == said.signed:
            raise BadInput(say.PLAN_SIGNED.format(day=f"{known.signed:%-d %b %Y}"), field="signed")
        kept = {name: getattr(known, name) for name in _KEPT}
        return PlanLine(id=known.id, patient=known.patient, mrn=said.mrn, external_id=said.external_id, **kept)

    def key_field(self, said: PlanLine) -> str:
        """The id."""
        return "id"

    def keys_of(self, record: PlanLine) -> tuple[Key, ...]:
        """Its id."""
        return (("plan", record.number),)

    def search_keys(self, said: PlanLine) -> tuple[Key, ...]:
        """The same."""
        return self.keys_of(said)

    def add_all(self, tx: Writing, records: Sequence[PlanLine]) -> Sequence[int]:
        """Write them."""
        return [tx.records(PaymentPlan).add(_plan(record)).id for record in records]

    def save(self, tx: Writing, record: PlanLine) -> None:
        """Write what billing says of it now."""
        known = tx.records(PaymentPlan).by_id(record.id)
        assert known is not None  # noqa: S101 - it was found just now, and no plan goes
        tx.records(PaymentPlan).save(replace(_plan(record), id=known.id, rev=known.rev))


def _plan(said: PlanLine) -> PaymentPlan:
    return PaymentPlan(id=said.id, patient=said.patient, **{name: getattr(said, name) for name in _KEPT})


def _fields(said: PlanLine) -> dict[str, Any]:
    return {name: getattr(said, name) for name in PlanLine.__struct_fields__}
