"""Are the cells that a slot search takes for taken those that are held?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from storage.sqlite import sentences
from storage.taken_rows import DIGITS_A_ROW, rows_of

_KEPT: Final = f"""
SELECT kind, resource, stretch, cells FROM taken_cells WHERE cells <> '{"0" * DIGITS_A_ROW}'
ORDER BY kind, resource, stretch
"""


def taken(db: sqlite3.Connection) -> Iterator[str]:
    """Row by row, as both come in the same order."""
    kept = db.execute(_KEPT)
    there = kept.fetchone()
    for row in rows_of(db):
        while there is not None and there[:3] < row[:3]:
            yield sentences.DOCTOR_TAKEN.format(kind=there[0], resource=there[1])
            there = kept.fetchone()
        if there == row:
            there = kept.fetchone()
        elif there is not None and there[:3] == row[:3]:
            yield sentences.DOCTOR_TAKEN.format(kind=row[0], resource=row[1])
            there = kept.fetchone()
        else:
            yield sentences.DOCTOR_TAKEN.format(kind=row[0], resource=row[1])
    while there is not None:
        yield sentences.DOCTOR_TAKEN.format(kind=there[0], resource=there[1])
        there = kept.fetchone()
