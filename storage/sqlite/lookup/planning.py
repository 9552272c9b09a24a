"""What do the fewest patients have of all that is searched for, and how many is that?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern
from storage.sqlite.lookup.index import LAST_CHARACTER
from storage.sqlite.lookup.statement import OF_TODAY, Lead, NearBirth, Token, beginning_of, column_of

MANY: Final = 2000
"""Of so many patients all are compared within a few milliseconds; counting stops here."""

MANY_BORN: Final = 6000
"""Born in one year or month: of so many among a million the first by name are met within a few thousand names."""
SEVERAL: Final = 800
"""To look at so many costs 4 ms; to read all that the indexes have of everything else takes less."""
READ_IN_A_LOOK: Final = 8
"""So many are read in an index while one patient is looked at: 0.3 us each, and 2.8."""
_BORN_A_DAY: Final = 40
"""Of a million patients so many at most are born on one day of most years; not counted for each of forty days."""

_BEGUN: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM patient_term WHERE term >= :word AND term < :word || '{LAST_CHARACTER}' LIMIT :most
)
"""
_NEAR: Final = """
SELECT count(*) FROM (
  SELECT 1 FROM json_each(:near) AS near CROSS JOIN patient_term INDEXED BY patient_term_by_term ON term = near.key
  LIMIT :most
)
"""
_TODAY: Final = f"SELECT count(*) FROM {OF_TODAY}"
_BORN: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM patient_key WHERE {{column}} >= :start AND {{column}} < :start || '{LAST_CHARACTER}' LIMIT :most
)
"""


class Plan(Struct, frozen=True):
    """The words and the dates, the rarest of each first, which of them leads, and how many have the rarest."""

    tokens: Sequence[Token]
    births: Sequence[BirthPattern | NearBirth]
    lead: Lead
    fewest: int

    @property
    def lead_of_all(self) -> Lead:
        """ALL where that takes less than to look at each who has the rarest."""
        is_one = len(self.tokens) + len(self.births) == 1
        return self.lead if is_one or self.fewest < SEVERAL else Lead.ALL


def plan(
    db: sqlite3.Connection, tokens: Sequence[Token], births: Sequence[BirthPattern | NearBirth], *, most: int = MANY
) -> Plan:
    """In which order to look. At least one word or date is given; of each no more than `most` are counted."""
    words = sorted(((_with_word(db, token, most), at) for at, token in enumerate(tokens)), key=lambda each: each[0])
    dates = sorted(((_born(db, birth, most), at) for at, birth in enumerate(births)), key=lambda each: each[0])
    lead = Lead.BIRTH if not words or (dates and dates[0][0] <= words[0][0]) else Lead.WORD
    fewest = (dates if lead is Lead.BIRTH else words)[0][0]
    return Plan([tokens[at] for _, at in words], [births[at] for _, at in dates], lead, fewest)


def crowd(db: sqlite3.Connection, shared: Mapping[str, object]) -> int:
    """From how many on it takes less to look at all who are expected today than to read who of them it is."""
    return int(READ_IN_A_LOOK * db.execute(_TODAY, shared).fetchone()[0])


def _with_word(db: sqlite3.Connection, token: Token, most: int) -> int:
    if token.near is None:
        found = db.execute(_BEGUN, {"word": token.word, "most": most})
    else:
        found = db.execute(_NEAR, {"near": json.dumps(dict(token.near), ensure_ascii=False), "most": most})
    return int(found.fetchone()[0])


def _born(db: sqlite3.Connection, birth: BirthPattern | NearBirth, most: int) -> int:
    """How many have that date; `most` where it is no range of an index."""
    if isinstance(birth, NearBirth) or (birth.day and not birth.month):
        return _BORN_A_DAY * len(birth.days) if isinstance(birth, NearBirth) and birth.has_year else most
    found = db.execute(_BORN.format(column=column_of(birth)), {"start": beginning_of(birth), "most": most})
    return int(found.fetchone()[0])
