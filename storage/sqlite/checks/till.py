"""Are receipts without a gap, and is each line of a ledger taken back once, by one that says the opposite?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from storage.sqlite import sentences

_GAP: Final = """
SELECT coalesce(max(receipt), 0), count(receipt), count(DISTINCT receipt) FROM ledger WHERE receipt IS NOT NULL
"""
_HALF: Final = """
SELECT void.id FROM ledger AS void LEFT JOIN ledger AS taken ON taken.id = void.voids
WHERE void.voids IS NOT NULL AND (
  taken.cents IS NOT -void.cents OR taken.kind IS NOT void.kind OR taken.patient IS NOT void.patient
  OR (SELECT count(*) FROM ledger AS other WHERE other.voids = void.voids) > 1
)
ORDER BY void.id
"""
_COUNTED: Final = """
SELECT till.id FROM till WHERE till.status = 'closed' AND till.expected IS NOT (
  SELECT till.floated - coalesce(sum(ledger.cents), 0) FROM ledger
  WHERE ledger.till = till.id AND ledger.method = 'cash'
)
ORDER BY till.id
"""


def ledgers(db: sqlite3.Connection) -> Iterator[str]:
    """Receipts and voids of all ledgers, and the cash of each drawer that was counted."""
    newest, count, different = db.execute(_GAP).fetchone()
    if not newest == count == different:
        yield sentences.DOCTOR_RECEIPTS.format(newest=newest, count=count)
    for (number,) in db.execute(_HALF):
        yield sentences.DOCTOR_VOID.format(number=number)
    for (number,) in db.execute(_COUNTED):
        yield sentences.DOCTOR_DRAWER.format(number=number)
