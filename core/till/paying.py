"""How is a payment taken, and money given back? Each gets the next receipt in the turn that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.conflict import Conflict, Severity
from core.errors import BadInput, NotFound, Refused
from core.journal.change import Change
from core.patients.finding import present
from core.record_ref import AppointmentId, PatientId
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.text.money import money
from core.till import sentences as say
from core.till.drawers import RULE, for_cash, meant
from core.till.ledger import balance, refundable
from core.till.model import LedgerLine, LineKind, Method
from core.till.payment import cleaned
from core.till.telling import method_of, owes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient
    from core.record_ref import RecordRef
    from core.schedule.model.visit import ScheduledVisit
    from core.till.model import TillSession
    from core.till.payment import Payment
    from core.till.ports import Reading, TillContext


def pay(context: TillContext, actor: str, payment: Payment) -> Change:
    """Take a payment, or give one back.

    Raises BadInput, NotFound (whose, or which drawer), or Refused (TILL) for more than could be given back.
    """
    is_refund = payment.kind is LineKind.REFUND
    privilege = Privilege.REFUND if is_refund else Privilege.TAKE_PAYMENTS
    with context.writing(actor, privilege) as (tx, clinic):
        now, currency = context.clock.now(), context.policy.till.currency
        said = cleaned(payment, currency)
        refuse_other_currency(tx, currency)
        scheduled = _visit(tx, said.whose)
        patient = present(tx, scheduled.patient.id if scheduled else PatientId(said.whose.id))
        before = tx.records(LedgerLine).of_owner(patient.id)
        if is_refund:
            _refuse_more(patient, said.cents, before, currency)
        session = drawer_of(tx, actor, said.method, said.drawer)
        site = site_of(clinic, scheduled, session)
        tx.journal.begin(at=now, actor=actor, verb="refund" if is_refund else "pay")
        line = tx.records(LedgerLine).add(
            LedgerLine(
                id=0,
                patient=patient.id,
                kind=said.kind,
                cents=said.cents if is_refund else -said.cents,
                currency=currency,
                site=site.code,
                day=local(now, site.tz).date(),
                at=now,
                by=actor,
                method=said.method,
                receipt=tx.till.newest_receipt() + 1,
                appointment=scheduled.appointment.id if scheduled else None,
                till=session.id if session else None,
                tendered=said.tendered,
                last4=said.last4,
                reference=said.reference,
                check_number=said.check_number,
                note=said.note,
            )
        )
        sentence = _said(line, patient)
        entry = tx.journal.end(patient.ref, sentence)
    told = [sentence, owes(balance((*before, line)), currency)]
    if session is None and line.method is Method.CASH:
        told.append(say.IN_NO_DRAWER)
    return Change(entry, " ".join(told), (line, patient))


def drawer_of(reading: Reading, actor: str, method: Method | None, drawer: str) -> TillSession | None:
    """The drawer that money of that method goes through. Raises NotFound, or BadInput for one of several."""
    return for_cash(reading, actor, drawer) if method is Method.CASH else meant(reading, actor, drawer)


def site_of(clinic: Clinic, scheduled: ScheduledVisit | None, session: TillSession | None) -> Site:
    """Where money is taken: at the drawer, else where the visit is, else at the first site."""
    code = session.site if session else scheduled.appointment.site if scheduled else ""
    return clinic.sites[code] if code else first_site(clinic)


def refuse_other_currency(reading: Reading, currency: str) -> None:
    """Raise BadInput where the ledgers are kept in another currency than the settings say."""
    kept = reading.till.currency()
    if kept and kept != currency:
        raise BadInput(say.OTHER_CURRENCY.format(kept=kept, said=currency))


def _visit(reading: Reading, whose: RecordRef) -> ScheduledVisit | None:
    """The appointment that it is for, if it is for one. Raises NotFound."""
    if whose.kind != "appointment":
        return None
    scheduled = reading.schedule.by_id(AppointmentId(whose.id))
    if scheduled is None:
        raise NotFound(NO_SUCH_APPOINTMENT.format(number=whose.id))
    return scheduled


def _refuse_more(patient: Patient, cents: int, lines: Sequence[LedgerLine], currency: str) -> None:
    """Raise Refused for more than came over the desk and was not given back."""
    there = refundable(lines)
    if cents > there:
        told = {"paid": money(there, currency), "amount": money(cents, currency)}
        sentence = say.REFUND_TOO_MUCH.format(patient=patient.name, **told)
        raise Refused(sentence, (Conflict(RULE, Severity.HARD, sentence),)).naming(patient)


def _said(line: LedgerLine, patient: Patient) -> str:
    change = ""
    if line.change:
        told = {"change": money(line.change, line.currency), "tendered": money(line.tendered or 0, line.currency)}
        change = say.CHANGE.format(**told)
    template = say.REFUNDED if line.kind is LineKind.REFUND else say.PAID
    return template.format(
        receipt=line.receipt,
        amount=money(abs(line.cents), line.currency),
        kind=say.KINDS[line.kind.value],
        method=method_of(line),
        patient=patient.name,
        mrn=patient.mrn,
        change=change,
    )
