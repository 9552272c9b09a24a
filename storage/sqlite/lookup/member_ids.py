"""Whose insurance knows them under what was typed?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from core.patients.lookup import PatientQuery
from core.text.cleaning import fold
from storage.sqlite.lookup.index import LAST_CHARACTER
from storage.sqlite.lookup.statement import Token

FOLDED: Final = "replace(replace(lower(member_id), ' ', ''), '-', '')"
"""A member id as it is compared: without case, spaces and hyphens."""
_LEAST: Final = 5
"""Letters and digits with which one is looked for: fewer begin thousands."""
_MOST: Final = 200
_BEGUN: Final = f"""
SELECT patient.mrn, min({FOLDED} <> :word)
FROM coverage INDEXED BY coverage_by_member CROSS JOIN patient ON patient.id = coverage.patient
WHERE {FOLDED} >= :word AND {FOLDED} < :word || '{LAST_CHARACTER}' AND coverage.status = 'current'
GROUP BY patient.id LIMIT {_MOST}
"""


def as_members(db: sqlite3.Connection, query: PatientQuery) -> Iterator[tuple[Token, ...]]:
    """The words of the query, once for each number that begins member ids, for which stand the MRNs of their members.

    An insurance that is over finds its member too, as the card may be the old one.
    """
    words = (*query.names, *query.codes, *query.digits)
    for at, word in enumerate(words):
        if at >= len(query.names) and len(word) >= _LEAST:
            members = {fold(mrn): distance for mrn, distance in db.execute(_BEGUN, {"word": word})}
            if members:
                yield tuple(
                    Token(other, members if here == at else None, is_name=here < len(query.names))
                    for here, other in enumerate(words)
                )
