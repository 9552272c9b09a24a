"""What does a database need so that records of one address are found along an index?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.lookup.index import address_terms

MIN_COMPATIBLE: Final = 24

_ADDRESSES: Final = "SELECT id, address FROM patient WHERE address <> '' AND status <> 'entered-in-error'"
_ADD: Final = "INSERT INTO patient_term (patient, term, whole) VALUES (?, ?, 0)"


def apply(db: sqlite3.Connection) -> None:
    """Add what tells the address to the words of each patient."""
    terms = sorted((term, number) for number, address in db.execute(_ADDRESSES) for term in address_terms(address))
    db.executemany(_ADD, ((number, term) for term, number in terms))
