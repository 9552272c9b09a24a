"""Which lines does billing's file have: all that was written in ledgers since it was asked last?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.text.money import amount
from core.till.model import LedgerLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.till.ports import TillContext

HEADINGS: Final = (
    *("line", "mrn", "patient_id", "kind", "method", "amount", "currency", "date", "at", "by", "receipt", "voids"),
    *("appointment", "site", "last4", "reference", "check_number", "id", "reason", "note"),
)
_TOGETHER: Final = 500


def ledger_lines(context: TillContext, actor: str, *, after: int) -> Iterator[tuple[str, ...]]:
    """The cells of each line behind that number, by number: whoever keeps the last one asks for what came since.

    As no line changes, what changed are lines that are new. `amount` is what a line adds to what is owed. Raises
    NotAllowed.
    """
    with context.reading(actor, Privilege.EXPORT) as (reading, clinic):
        while lines := reading.records(LedgerLine).after(after, _TOGETHER):
            for line in lines:
                patient = reading.patients.by_id(line.patient)
                assert patient is not None  # noqa: S101 - no record is ever deleted
                told = (
                    *(line.id, patient.mrn, patient.external_id, line.kind.value),
                    line.method.value if line.method else "",
                    f"{'-' if line.cents < 0 else ''}{amount(abs(line.cents))}",
                    *(line.currency, line.day),
                    local(line.at, clinic.sites[line.site].tz).isoformat(timespec="seconds"),
                    *(line.by, line.receipt, line.voids, line.appointment, line.site, line.last4, line.reference),
                    *(line.check_number, line.external, line.reason, line.note),
                )
                yield tuple("" if one is None else str(one) for one in told)
            after = lines[-1].id
