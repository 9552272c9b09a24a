"""Which providers are late, of those noted on a day?"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Final

from core.schedule.model.delay import ProviderDelay
from storage.sqlite.dialect import by_index
from storage.tables import PROVIDER_DELAY

# The condition stands, word for word, with the index.
_OF_DAY: Final = f"""
SELECT {PROVIDER_DELAY.table.named()} FROM provider_delay {by_index("provider_delay_by_day")}
WHERE day = ? AND status = 'noted' ORDER BY day, id
"""


class DelayRepository:
    """`core.schedule.ports.DelayReader`; delays are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def of_day(self, on: date) -> tuple[ProviderDelay, ...]:
        """What was noted of that day and not taken back, in the order it was noted."""
        return tuple(map(PROVIDER_DELAY.table.from_row, self._db.execute(_OF_DAY, (on.isoformat(),))))
