"""Which JSON do lines of a ledger, drawers and takings become? Scripts rely on every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.codes import first_site
from tui.cli.json_output import Shape, iso, patient_in_short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Clinic
    from core.till.model import LedgerLine, Method, TillSession
    from core.till.plan import PaymentPlan
    from core.till.question import BillingQuestion
    from core.till.showing import DayTotal, Drawer, Ledger


def paid_json(line: LedgerLine, balance: int) -> Shape:
    """What an act on money came to."""
    return {
        "entry": line.id,
        "receipt": line.receipt,
        "voids": line.voids,
        "kind": line.kind.value,
        "method": line.method.value if line.method else None,
        "amount_cents": line.passed,
        "change_cents": line.change,
        "balance_cents": balance,
        "currency": line.currency,
    }


def line_json(line: LedgerLine, void: LedgerLine | None, clinic: Clinic) -> Shape:
    """A line; `cents` is what it adds to what is owed. Instants are told in the site's time."""
    return {
        "id": line.id,
        "kind": line.kind.value,
        "cents": line.cents,
        "currency": line.currency,
        "method": line.method.value if line.method else None,
        "receipt": line.receipt,
        "voids": line.voids,
        "voided_by": void.id if void else None,
        "appointment": line.appointment,
        "site": line.site,
        "day": line.day.isoformat(),
        "at": iso(line.at, clinic.sites[line.site]),
        "by": line.by,
        "drawer": line.till,
        "tendered_cents": line.tendered,
        "last4": line.last4,
        "reference": line.reference,
        "number": line.check_number,
        "stated_cents": line.stated,
        "external_id": line.external,
        "reason": line.reason,
        "note": line.note,
    }


def ledger_json(ledger: Ledger, clinic: Clinic) -> Shape:
    """A patient's ledger, newest line first."""
    entries = [line_json(line, ledger.voids.get(line.id), clinic) for line in reversed(ledger.lines)]
    return {
        "patient": patient_in_short(ledger.patient),
        "balance_cents": ledger.balance,
        "currency": ledger.currency,
        "disputed_cents": ledger.disputed,
        "to_collect_cents": ledger.to_collect,
        "questions": [question_json(one, clinic) for one in ledger.questions.values()],
        "plans": [plan_json(plan) for plan in ledger.plans],
        "entries": entries,
    }


def question_json(question: BillingQuestion, clinic: Clinic) -> Shape:
    """A question about a line, or a dispute of it."""
    return {
        "id": question.id,
        "entry": question.line,
        "kind": question.kind.value,
        "status": question.status.value,
        "text": question.text,
        "at": iso(question.at, first_site(clinic)),
        "by": question.by,
        "outcome": question.outcome or None,
    }


def plan_json(plan: PaymentPlan) -> Shape:
    """A payment plan; the rate in hundredths of a per cent a year."""
    return {
        "id": plan.number,
        "count": plan.count,
        "amount_cents": plan.amount,
        "down_payment_cents": plan.down,
        "apr_hundredths": plan.apr,
        "signed": plan.signed.isoformat() if plan.signed else None,
        "guarantor": plan.guarantor or None,
        "first_due": plan.first_due.isoformat() if plan.first_due else None,
        "status": plan.status.value,
    }


def session_json(session: TillSession, clinic: Clinic) -> Shape:
    """A drawer's session."""
    site = clinic.sites[session.site]
    return {
        "id": session.id,
        "drawer": session.drawer,
        "site": session.site,
        "status": session.status.value,
        "float_cents": session.floated,
        "opened_at": iso(session.opened_at, site),
        "opened_by": session.opened_by,
        "closed_at": iso(session.closed_at, site) if session.closed_at else None,
        "closed_by": session.closed_by,
        "counted_cents": session.counted,
        "variance_cents": session.variance,
        "note": session.note,
    }


def drawer_json(drawer: Drawer, clinic: Clinic) -> Shape:
    """The same with what went through it; what is expected is null for who counts it blindly."""
    return {
        **session_json(drawer.session, clinic),
        "expected_cents": drawer.expected,
        "by_method": methods_json(drawer.by_method),
        "count": drawer.count,
    }


def total_json(total: DayTotal) -> Shape:
    """The takings of a day."""
    return {
        "date": total.day.isoformat(),
        "by_user": {user: methods_json(sums) for user, sums in total.by_user.items()},
        "by_method": methods_json(total.by_method),
        "receipts": total.receipts,
        "voids": total.voids,
        "cash_in_no_drawer_cents": total.outside,
    }


def methods_json(sums: Mapping[Method, int]) -> Shape:
    """Cents by method."""
    return {method.value: cents for method, cents in sums.items()}
