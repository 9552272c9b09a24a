"""How is what overlaps a span found without reading what was over before it? The index has the end of each visit too.

What is asked of a site or a provider begins half a day early, as a visit may last that long: 800 rows a day of forty
providers were looked up for their end alone.
"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 33

_COLUMNS: Final = {"appointment_by_site": "site, start, finish", "appointment_by_provider": "provider, start, finish"}


def apply(db: sqlite3.Connection) -> None:
    """Make the two indexes anew."""
    for index, columns in _COLUMNS.items():
        db.execute(f"DROP INDEX {index}")
        db.execute(f"CREATE INDEX {index} ON appointment ({columns})")
