"""What stands on a receipt? It is made from the ledger each time, so that a copy says what the first one did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.text.money import money
from core.till import sentences as say
from core.till.ledger import last_void, taken_back
from core.till.model import LedgerLine, LineKind
from core.till.telling import method_of
from core.till.voiding import find_receipt

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.patients.model import Patient
    from core.till.ports import Reading

WIDTH: Final = 40
"""Cells of a line, which a till roll of 58 mm and every printer take."""


def receipt_text(reading: Reading, clinic: Clinic, number: int) -> tuple[LedgerLine, str]:
    """The line with that receipt, and the receipt as text. Raises NotFound."""
    line = find_receipt(reading, number)
    patient = reading.patients.by_id(line.patient)
    assert patient is not None  # noqa: S101 - no record is ever deleted
    void = last_void(line, taken_back(reading.records(LedgerLine).of_owner(line.patient)))
    rows = (_head(clinic, line), _body(line, patient), _voided(clinic, void))
    return line, "\n".join(row for rows_of_one in rows for row in rows_of_one) + "\n"


def _head(clinic: Clinic, line: LedgerLine) -> list[str]:
    site = clinic.sites[line.site]
    then = local(line.at, site.tz)
    when = f"{then:%-d %b %Y} {format_clock(then)}"
    return [site.name[:WIDTH], "", _two(say.ON_RECEIPT.format(receipt=line.receipt), when), "-" * WIDTH]


def _body(line: LedgerLine, patient: Patient) -> list[str]:
    is_refund = line.kind is LineKind.REFUND
    amount = money(abs(line.cents), line.currency)
    rows = [
        patient.name[:WIDTH],
        say.ON_RECEIPT_MRN.format(mrn=patient.mrn),
        "",
        _two((say.ON_RECEIPT_BACK if is_refund else say.KINDS[line.kind.value]).capitalize(), amount),
        _two(say.ON_RECEIPT_BY, method_of(line)),
    ]
    if line.tendered is not None:
        rows += [
            _two(say.ON_RECEIPT_TENDERED, money(line.tendered, line.currency)),
            _two(say.ON_RECEIPT_CHANGE, money(line.change, line.currency)),
        ]
    if line.reference:
        rows.append(_two(say.ON_RECEIPT_REFERENCE, line.reference))
    if line.note:
        rows.append(line.note[:WIDTH])
    return [*rows, "-" * WIDTH, _two(say.ON_RECEIPT_TAKEN, line.by)]


def _voided(clinic: Clinic, void: LedgerLine | None) -> list[str]:
    """That it does not count, since when and why."""
    if void is None:
        return []
    then = local(void.at, clinic.sites[void.site].tz)
    when = f"{then:%-d %b %Y} {format_clock(then)}"
    return ["", say.ON_RECEIPT_VOID.format(when=when, who=void.by), void.reason[:WIDTH]]


def _two(left: str, right: str) -> str:
    """Two texts at both ends of a line, or in two where they are too long for one."""
    room = WIDTH - len(left) - len(right)
    return f"{left}{' ' * room}{right}" if room > 0 else f"{left}\n{right[:WIDTH]:>{WIDTH}}"
