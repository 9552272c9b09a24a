"""How is a patient's ledger put into words on the screen: what is owed, and what was paid of late?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.text.money import money
from core.till.sentences import KINDS, RECEIPT_SHORT, VOID_SHORT
from core.till.telling import method_of, owed_told
from tui.terminal.cells import fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.patients.model import Patient
    from core.till.showing import Ledger
    from tui.text.lines import Line
    from tui.workstation import Workstation

_NEWEST: Final = 3


def ledger_of(workstation: Workstation, patient: Patient) -> Ledger | None:
    """The patient's ledger; None for who may not see it, of a record that is a mistake, and where it is empty."""
    if not workstation.view.may(Privilege.SEE_MONEY) or not patient.is_record:
        return None
    ledger = workstation.desk.till.ledger(workstation.actor, patient.id)
    return ledger if ledger.lines else None


def owed_line(ledger: Ledger) -> Line:
    """'Owes $40.00.'"""
    return ((f" {owed_told(ledger)}", "warn" if ledger.to_collect else "panel"),)


def newest(ledger: Ledger) -> Iterator[Line]:
    """The newest lines, the last one first; what was voided is grey."""
    for line in list(reversed(ledger.lines))[:_NEWEST]:
        kind = KINDS[line.kind.value]
        cells = (
            f"{line.day:%-d %b %Y}".rjust(11),
            fit(VOID_SHORT.format(kind=kind) if line.voids else kind, 20),
            money(line.cents, line.currency).rjust(12),
            fit(method_of(line), 18),
            RECEIPT_SHORT.format(number=line.receipt) if line.receipt else "",
        )
        is_void = line.voids is not None or line.id in ledger.voids
        yield ((f" {' '.join(cells).rstrip()}", "hint-off" if is_void else "hint"),)
