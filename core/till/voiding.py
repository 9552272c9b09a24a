"""How is a payment taken back: by a line of its own, with a reason, or by an undo of the same day?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.calendar.wall import local
from core.conflict import Conflict, Severity
from core.errors import BadInput, ChangedElsewhere, NotFound, Refused
from core.journal.change import Change
from core.patients.finding import present
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.money import money
from core.till import sentences as say
from core.till.drawers import RULE
from core.till.ledger import balance, expected_cash, last_void, refundable, says_now, taken_back
from core.till.model import LedgerLine, TillSession, TillStatus
from core.till.paying import drawer_of
from core.till.telling import line_told, owes

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.journal.undo import Undoing
    from core.patients.model import Patient
    from core.till.ports import Reading, TillContext

LONGEST_REASON: Final = 200


def void(context: TillContext, actor: str, number: int, reason: str, *, drawer: str = "") -> Change:
    """Take back what passed over the desk, by a line that says why. Its receipt keeps its number.

    Raises NotFound, BadInput, or Refused (TILL) for what was taken back already, or given back since.
    """
    with context.writing(actor, Privilege.VOID_PAYMENTS) as (tx, clinic):
        now = context.clock.now()
        why = clean_words(reason, "reason", limit=LONGEST_REASON)
        if not why:
            raise BadInput(say.REASON_MISSING, field="reason")
        line = find_line(tx, number)
        patient = present(tx, line.patient)
        before = tx.records(LedgerLine).of_owner(patient.id)
        voids = taken_back(before)
        _refuse(clinic, line, before, patient, now)
        session = drawer_of(tx, actor, line.method, drawer)
        site = clinic.sites[session.site if session else line.site]
        tx.journal.begin(at=now, actor=actor, verb="void", reason=why)
        taking_back = opposite(says_now(line, voids), at=now, by=actor, day=local(now, site.tz).date(), reason=why)
        there = replace(taking_back, site=site.code, till=session.id if session else None)
        voided = tx.records(LedgerLine).add(there)
        sentence = say.VOIDED.format(what=line_told(line), patient=patient.name, mrn=patient.mrn, reason=why)
        entry = tx.journal.end(patient.ref, sentence)
    owed = owes(balance((*before, voided)), line.currency)
    return Change(entry, f"{sentence} {owed}", (voided, patient))


def opposite(line: LedgerLine, *, at: datetime, by: str, day: date, reason: str) -> LedgerLine:
    """The line that takes that one back; its number is to be given yet."""
    return replace(
        line,
        cents=-line.cents,
        voids=line.id,
        receipt=None,
        external="",
        tendered=None,
        day=day,
        at=at,
        by=by,
        reason=reason,
        note="",
        rev=1,
    )


def find_line(reading: Reading, number: int) -> LedgerLine:
    """The line with that number. Raises NotFound."""
    line = reading.records(LedgerLine).by_id(number)
    if line is None:
        raise NotFound(say.NO_SUCH_LINE.format(number=number))
    return line


def find_receipt(reading: Reading, number: int) -> LedgerLine:
    """The line with that receipt. Raises NotFound."""
    line = reading.till.with_receipt(number)
    if line is None:
        raise NotFound(say.NO_SUCH_RECEIPT.format(number=number))
    return line


def permit_undo(undoing: Undoing) -> None:
    """What passed over the desk is taken back by an undo on its day, while its drawer is open, by who may void.

    Raises NotAllowed, or ChangedElsewhere with what to do instead.
    """
    for image in undoing.tx.journal.images(undoing.entry.id):
        if isinstance(image.after, LedgerLine) and image.before is None:
            _permit_line(undoing, image.after)
        elif isinstance(image.after, TillSession):
            _permit_session(undoing, image.before, image.after)


def _refuse(clinic: Clinic, line: LedgerLine, lines: tuple[LedgerLine, ...], patient: Patient, now: datetime) -> None:
    """Raise BadInput or Refused where the line cannot be voided."""
    if line.voids is not None:
        raise BadInput(say.IS_A_VOID.format(number=line.id))
    if line.method is None:
        raise BadInput(say.IS_BILLINGS.format(number=line.id))
    by = last_void(line, taken_back(lines))
    if by:
        when = format_when(by.at, clinic.sites[by.site], now)
        raise _refused(say.ALREADY_VOIDED.format(who=by.by, when=when)).naming(patient)
    left = refundable(lines) - line.passed
    if left < 0:
        told = {"patient": patient.name, "refunded": money(-left, line.currency)}
        raise _refused(say.GIVEN_BACK_SINCE.format(**told)).naming(patient)


def _refused(why: str) -> Refused:
    sentence = say.NOT_VOIDED.format(why=why)
    return Refused(sentence, (Conflict(RULE, Severity.HARD, sentence),))


def _permit_line(undoing: Undoing, line: LedgerLine) -> None:
    tx, now = undoing.tx, undoing.now
    site = undoing.clinic.sites[line.site]
    if line.method is not None:
        undoing.context.permit(tx, undoing.actor, Privilege.VOID_PAYMENTS)
    lines = tx.records(LedgerLine).of_owner(line.patient)
    if by := last_void(line, taken_back(lines)):
        told = {"who": by.by, "when": format_when(by.at, undoing.clinic.sites[by.site], now)}
        raise _not_undone(undoing, say.UNDO_VOIDED.format(**told))
    if line.method is None:
        return
    receipt = _receipt_of(tx, line)
    if local(now, site.tz).date() != line.day:
        raise _not_undone(undoing, say.UNDO_ANOTHER_DAY.format(receipt=receipt))
    session = tx.records(TillSession).by_id(line.till) if line.till else None
    if session and not session.is_open:
        raise _not_undone(undoing, say.UNDO_DRAWER_CLOSED.format(drawer=session.drawer, receipt=receipt))
    left = refundable(lines) - line.passed
    if left < 0:
        patient = tx.patients.by_id(line.patient)
        told = {"patient": patient.name, "refunded": money(-left, line.currency)}
        raise _not_undone(undoing, say.GIVEN_BACK_SINCE.format(**told)).naming(patient)


def _permit_session(undoing: Undoing, before: object | None, session: TillSession) -> None:
    """What a drawer was counted to have had stays so as long as nothing went through it since."""
    tx = undoing.tx
    undoing.context.permit(tx, undoing.actor, Privilege.KEEP_TILL)
    through = tx.till.through(session.id)
    counted = before if isinstance(before, TillSession) and before.expected is not None else None
    is_other = counted is not None and expected_cash(counted.floated, through) != counted.expected
    if is_other or (before is None and through):
        raise _not_undone(undoing, say.UNDO_DRAWER_USED.format(drawer=session.drawer))
    now_there = tx.records(TillSession).by_id(session.id)
    others = [one for one in tx.till.open_sessions() if one.id != session.id]
    would_open = now_there is not None and now_there.status is not TillStatus.OPEN
    if would_open and any(one.drawer.casefold() == session.drawer.casefold() for one in others):
        raise _not_undone(undoing, say.UNDO_DRAWER_REOPENED.format(drawer=session.drawer))


def _not_undone(undoing: Undoing, why: str) -> ChangedElsewhere:
    return ChangedElsewhere(undoing.refusal.format(why=why))


def _receipt_of(reading: Reading, line: LedgerLine) -> int | None:
    """The receipt of the line, or of what it takes back."""
    while line.voids is not None:
        line = find_line(reading, line.voids)
    return line.receipt
