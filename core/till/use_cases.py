"""The use cases of the till: payments taken and taken back, ledgers told, drawers opened and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules
from core.till.model import RECEIPT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.journal.change import Change
    from core.record_ref import AppointmentId, PatientId, RecordRef
    from core.templates.document import Document
    from core.till import (
        checking_out,
        drawers,
        exporting,
        importing,
        paying,
        plan_importing,
        proposing,
        questioning,
        receipt,
        showing,
        voiding,
    )
    from core.till.checking_out import CheckOut
    from core.till.drawers import OwnDrawer
    from core.till.model import LedgerLine, TillSession
    from core.till.payment import Payment
    from core.till.ports import TillContext
    from core.till.proposing import Proposed
    from core.till.question import QuestionKind
    from core.till.questioning import AskedLine
    from core.till.showing import DayTotal, Drawer, Ledger, Taking
else:  # each is loaded when it is first asked for
    drawers, paying, proposing = lazy_modules("core.till.drawers", "core.till.paying", "core.till.proposing")
    checking_out, plan_importing, questioning = lazy_modules(
        "core.till.checking_out", "core.till.plan_importing", "core.till.questioning"
    )
    exporting, importing = lazy_modules("core.till.exporting", "core.till.importing")
    receipt, showing, voiding = lazy_modules("core.till.receipt", "core.till.showing", "core.till.voiding")


class TillDesk:
    """`desk.till`."""

    def __init__(self, context: TillContext) -> None:
        self._context = context

    def pay(self, actor: str, payment: Payment) -> Change:
        """Take a payment, or give one back. Raises BadInput, NotFound or Refused (TILL)."""
        return paying.pay(self._context, actor, payment)

    def void(self, actor: str, number: int, reason: str, *, drawer: str = "") -> Change:
        """Take back the payment of that line, for a reason. Raises BadInput, NotFound or Refused (TILL)."""
        return voiding.void(self._context, actor, number, reason, drawer=drawer)

    def ledger(self, actor: str, patient: PatientId) -> Ledger:
        """What a patient owes, line by line. Raises NotFound or BadInput."""
        return showing.ledger_of(self._context, actor, patient)

    def propose(self, actor: str, whose: RecordRef) -> Proposed:
        """What a patient, or the one of an appointment, is likely to pay now. Raises NotFound or BadInput."""
        return proposing.propose(self._context, actor, whose)

    def at_check_out(self, actor: str, number: AppointmentId) -> CheckOut:
        """What is told of a visit that is checked out. Raises NotFound."""
        return checking_out.at_check_out(self._context, actor, number)

    def line(self, actor: str, number: int) -> LedgerLine:
        """The line with that number. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_MONEY) as (reading, _):
            return voiding.find_line(reading, number)

    def receipt(self, actor: str, number: int) -> tuple[LedgerLine, str]:
        """The line with that receipt, and the receipt as text. Raises NotFound."""
        line, document = self.receipt_document(actor, number)
        return line, document.text(RECEIPT_WIDTH)

    def receipt_document(self, actor: str, number: int) -> tuple[LedgerLine, Document]:
        """The line with that receipt, and the receipt in the patient's language. Raises NotFound or BadSettings."""
        with self._context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
            return receipt.receipt_document(reading, clinic, number, self._context.policy.documents)

    def import_file(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Take in what billing says. Raises BadSettings (headings), BadInput, or Busy half-way."""
        return importing.import_ledger(self._context, actor, file, sink=sink, dry_run=dry_run)

    def import_plans(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Take in payment plans. Raises as `import_file` does."""
        return plan_importing.import_plans(self._context, actor, file, sink=sink, dry_run=dry_run)

    def note_question(self, actor: str, line: int, kind: QuestionKind, text: str) -> Change:
        """Note a question about a line, or that it is disputed. Raises NotFound or BadInput."""
        return questioning.note_question(self._context, actor, line, kind, text)

    def settle(self, actor: str, question: int, outcome: str) -> Change:
        """Note what came of a question. Raises NotFound or BadInput."""
        return questioning.settle(self._context, actor, question, outcome)

    def open_questions(self, actor: str) -> tuple[AskedLine, ...]:
        """The questions and disputes that are open, the oldest first."""
        return questioning.open_questions(self._context, actor)

    def lines(self, actor: str, *, after: int = 0) -> Iterator[tuple[str, ...]]:
        """The cells of a file of all lines behind that number, under `exporting.HEADINGS`. Raises NotAllowed."""
        return exporting.ledger_lines(self._context, actor, after=after)

    def open(self, actor: str, drawer: str, floated: int, *, site: str = "") -> Change:
        """Open a drawer with so many cents. Raises BadInput, NotFound or Refused (TILL)."""
        return drawers.open_till(self._context, actor, drawer, floated, site=site)

    def close(self, actor: str, drawer: str, counted: int, *, note: str = "") -> Change:
        """Close a drawer with what was counted in it. Raises BadInput or NotFound."""
        return drawers.close_till(self._context, actor, drawer, counted, note=note)

    def drawer(self, actor: str, drawer: str = "") -> Drawer:
        """What went through a drawer. Raises BadInput or NotFound."""
        return showing.drawer_shown(self._context, actor, drawer)

    def own_drawer(self, actor: str) -> OwnDrawer:
        """The drawer that the person has open, or is likely to open. Raises NotAllowed."""
        return drawers.own_drawer(self._context, actor)

    def drawers_of_day(self, actor: str, since: datetime) -> tuple[TillSession, ...]:
        """The drawers that are open, then those counted since that instant, the newest first."""
        return showing.drawers_of_day(self._context, actor, since)

    def takings(self, actor: str, day: date) -> tuple[Taking, ...]:
        """What passed over the desks that day, line by line, the newest first."""
        return showing.takings(self._context, actor, day)

    def day_total(self, actor: str, day: date, *, site: str = "") -> DayTotal:
        """What passed over the desks on a day."""
        return showing.day_total(self._context, actor, day, site=site)
