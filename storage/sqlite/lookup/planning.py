"""What do the fewest patients have of all that is searched for, and how many is that?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern
from storage.sqlite.lookup.index import LAST_CHARACTER
from storage.sqlite.lookup.statement import Lead, NearBirth, Token, beginning_of, column_of

MANY: Final = 2000
"""Of so many patients all are compared within a few milliseconds; counting stops here."""

SEVERAL: Final = 800
"""To look at so many costs 4 ms; to read all that the indexes have of everything else takes less."""
_BORN_A_DAY: Final = 40
"""Of a million patients so many at most are born on one day of most years; not counted for each of forty days."""

_BEGUN: Final = f"""
SELECT count(*) FROM (SELECT 1 FROM patient_term WHERE term >= ? AND term < ? || '{LAST_CHARACTER}' LIMIT {MANY})
"""
_NEAR: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM json_each(?) AS near CROSS JOIN patient_term INDEXED BY patient_term_by_term ON term = near.key
  LIMIT {MANY}
)
"""
_BORN: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM patient_key WHERE {{column}} >= ? AND {{column}} < ? || '{LAST_CHARACTER}' LIMIT {MANY}
)
"""


class Plan(Struct, frozen=True):
    """The words and the dates, the rarest of each first, which of them leads, and how many have that, at most MANY."""

    tokens: Sequence[Token]
    births: Sequence[BirthPattern | NearBirth]
    lead: Lead
    fewest: int


def plan(db: sqlite3.Connection, tokens: Sequence[Token], births: Sequence[BirthPattern | NearBirth]) -> Plan:
    """In which order to look. At least one word or date is given."""
    words = sorted(((_with_word(db, token), at) for at, token in enumerate(tokens)), key=lambda each: each[0])
    dates = sorted(((_born(db, birth), at) for at, birth in enumerate(births)), key=lambda each: each[0])
    lead = Lead.BIRTH if not words or (dates and dates[0][0] <= words[0][0]) else Lead.WORD
    fewest = (dates if lead is Lead.BIRTH else words)[0][0]
    if fewest >= SEVERAL and len(words) + len(dates) > 1:
        lead = Lead.ALL
    return Plan([tokens[at] for _, at in words], [births[at] for _, at in dates], lead, fewest)


def _with_word(db: sqlite3.Connection, token: Token) -> int:
    if token.near is None:
        found = db.execute(_BEGUN, (token.word, token.word))
    else:
        found = db.execute(_NEAR, (json.dumps(dict(token.near), ensure_ascii=False),))
    return int(found.fetchone()[0])


def _born(db: sqlite3.Connection, birth: BirthPattern | NearBirth) -> int:
    """How many have that date; MANY where it is no range of an index."""
    if isinstance(birth, NearBirth) or (birth.day and not birth.month):
        return _BORN_A_DAY * len(birth.days) if isinstance(birth, NearBirth) and birth.has_year else MANY
    start = beginning_of(birth)
    return int(db.execute(_BORN.format(column=column_of(birth)), (start, start)).fetchone()[0])
