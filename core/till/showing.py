"""What is told of a patient's ledger, of a drawer, and of a day's takings?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.errors import NotFound
from core.patients.finding import present
from core.text.card_numbers import clean_words
from core.till import sentences as say
from core.till.drawers import LONGEST_NAME, meant, required
from core.till.ledger import balance, by_method, expected_cash, last_void, taken_back
from core.till.model import LedgerLine, Method, TillSession
from core.till.plan import PaymentPlan, PlanStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.till.ports import TillContext
    from core.till.question import BillingQuestion


class Ledger(Struct, frozen=True):
    """A patient's ledger: every line, oldest first, and what it comes to in cents.

    `voids` has by the number of a line that does not count the one by which that is so.
    """

    patient: Patient
    lines: Sequence[LedgerLine]
    balance: int
    currency: str
    voids: Mapping[int, LedgerLine]
    questions: Mapping[int, BillingQuestion] = field(default_factory=dict)
    """The open ones, by the number of their line."""
    plans: Sequence[PaymentPlan] = ()
    """Those by which the patient pays."""

    @property
    def disputed(self) -> int:
        """The cents of what is owed that are disputed."""
        open_lines = (line for line in self.lines if line.id in self.questions and line.id not in self.voids)
        cents = sum(line.cents for line in open_lines if self.questions[line.id].disputes and line.cents > 0)
        return min(cents, max(self.balance, 0))

    @property
    def to_collect(self) -> int:
        """The cents that are owed and not disputed: what may be asked for."""
        return max(self.balance - self.disputed, 0)


class Drawer(Struct, frozen=True):
    """A drawer's session and what went through it, in cents by method; `expected` is None for who counts blindly."""

    session: TillSession
    by_method: Mapping[Method, int]
    expected: int | None
    count: int


class Taking(Struct, frozen=True):
    """A line of what passed over the desks, whose it is, and the `void` by which it does not count."""

    line: LedgerLine
    patient: Patient
    void: LedgerLine | None


class DayTotal(Struct, frozen=True):
    """What passed over the desks on a day: the cents by who took them and how, and how many receipts were written."""

    day: date
    by_user: Mapping[str, Mapping[Method, int]]
    by_method: Mapping[Method, int]
    receipts: int
    voids: int
    outside: int
    """The cash that went through no drawer."""


def ledger_of(context: TillContext, actor: str, patient: PatientId) -> Ledger:
    """The patient's ledger. Raises NotFound, or BadInput for a record that is a mistake."""
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, _):
        who = present(reading, patient)
        lines = reading.records(LedgerLine).of_owner(patient)
        back = taken_back(lines)
        voids = {line.id: void for line in lines if line.voids is None and (void := last_void(line, back))}
        currency = reading.till.currency() or context.policy.till.currency
        questions = {one.line: one for one in reading.till.questions_of(patient)}
        plans = tuple(one for one in reading.records(PaymentPlan).of_owner(patient) if one.status is PlanStatus.OPEN)
        return Ledger(who, lines, balance(lines), currency, voids, questions, plans)


def drawer_shown(context: TillContext, actor: str, drawer: str) -> Drawer:
    """The drawer that is open, or of a name the one closed last. Raises NotFound, BadInput.

    What should be in an open one is told to supervisors alone: whoever counts it counts blindly.
    """
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
        name = clean_words(drawer, "drawer", limit=LONGEST_NAME)
        sessions = reading.till.sessions_of(name) if name else ()
        if name and not sessions:
            raise NotFound(say.NO_SUCH_DRAWER.format(drawer=name))
        session = sessions[0] if sessions else meant(reading, actor, "") or required(reading, actor, "")
        lines = reading.till.through(session.id)
        is_told = not session.is_open or context.rights(clinic, actor).may(Privilege.SEE_EXPECTED_CASH)
        sums = dict(by_method(lines))
        if not is_told:
            sums.pop(Method.CASH, None)
        expected = expected_cash(session.floated, lines) if is_told else None
        return Drawer(session, sums, expected, len(lines))


def takings(context: TillContext, actor: str, day: date) -> tuple[Taking, ...]:
    """What passed over the desks that day, line by line, the newest first: what is voided stands once, as such."""
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, _):
        lines = reading.till.on_day(day)
        of_day = {line.id for line in lines}
        of_patient = {line.patient: reading.records(LedgerLine).of_owner(line.patient) for line in lines}
        back = {patient: taken_back(owned) for patient, owned in of_patient.items()}
        who = {patient: reading.patients.by_id(patient) for patient in of_patient}
        return tuple(
            Taking(line, patient, last_void(line, back[line.patient]))
            for line in reversed(lines)
            if (patient := who[line.patient]) is not None and line.voids not in of_day
        )


def drawers_of_day(context: TillContext, actor: str, since: datetime) -> tuple[TillSession, ...]:
    """The drawers that are open, then those that were counted since, the newest first."""
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, _):
        return (*reading.till.open_sessions(), *reading.till.closed_since(since))


def day_total(context: TillContext, actor: str, day: date, *, site: str = "") -> DayTotal:
    """What passed over the desks that day, at that site or at all of them."""
    with context.reading(actor, Privilege.SEE_EXPECTED_CASH) as (reading, _):
        lines = [line for line in reading.till.on_day(day) if site in {"", line.site}]
        users = {line.by for line in lines}
        return DayTotal(
            day,
            {user: by_method(line for line in lines if line.by == user) for user in sorted(users)},
            by_method(lines),
            sum(line.receipt is not None for line in lines),
            sum(line.voids is not None for line in lines),
            sum(line.passed for line in lines if line.method is Method.CASH and line.till is None),
        )
