"""What do the fewest patients have of all that is searched for, and how many is that?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern
from storage.sqlite.lookup.index import LAST_CHARACTER
from storage.sqlite.lookup.statement import OF_TODAY, Lead, NearBirth, Token, beginning_of, column_of, year_of

MANY: Final = 1000
"""Of so many patients all are compared within a few milliseconds; counting stops here."""
MANY_BORN: Final = 500
"""Of so many who were born so, the first by name are met sooner than all are compared."""
MANY_MORE: Final = 8000
"""Where MANY have each of what is searched for, it is counted up to here which two of it are the rarest."""
READ_IN_A_LOOK: Final = 8
"""So many are read in an index while one patient is looked at: 0.3 us each, and 2.8."""
_READ_IN_A_SEEK: Final = 3
"""So many while it is looked whether a patient has a word."""
_READ_IN_A_NEAR_SEEK: Final = 8
"""And so many where that is one of 200 words."""
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
_BEGUN_OF_YEAR: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM name_of_year WHERE year = :year AND term >= :word AND term < :word || '{LAST_CHARACTER}' LIMIT :most
)
"""
_NEAR_OF_YEAR: Final = """
SELECT count(*) FROM (
  SELECT 1 FROM json_each(:near) AS near CROSS JOIN name_of_year ON year = :year AND term = near.key LIMIT :most
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


class Planner:
    """Plans the statements of one lookup: what was counted once is not counted again."""

    __slots__ = ("_counted", "_db")

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._counted: dict[tuple[object, ...], int] = {}

    def plan(
        self, tokens: Sequence[Token], births: Sequence[BirthPattern | NearBirth], *, most: int | None = None
    ) -> Plan:
        """In which order to look. At least one word or date is given; `most` of each, else MANY, are counted."""
        most = MANY if most is None else most
        year = year_of(births)
        words = sorted((self._with_word(token, year, most), at) for at, token in enumerate(tokens))
        dates = sorted((self._born(birth, most), at) for at, birth in enumerate(births))
        lead = Lead.BIRTH if not words or (dates and dates[0][0] <= words[0][0]) else Lead.WORD
        fewest = (dates if lead is Lead.BIRTH else words)[0][0]
        return Plan([tokens[at] for _, at in words], [births[at] for _, at in dates], lead, fewest)

    def plan_for_all(self, tokens: Sequence[Token], births: Sequence[BirthPattern | NearBirth]) -> Plan:
        """The same for who asks for all of them: where even the rarest is of many, two lead if that reads less."""
        planned = self.plan(tokens, births)
        if planned.fewest < MANY or len(tokens) + len(births) == 1:
            return planned
        planned = self.plan(tokens, births, most=MANY_MORE)
        words = [self._with_word(token, year_of(births), MANY_MORE) for token in planned.tokens]
        dates = [self._born(birth, MANY_MORE) for birth in planned.births]
        first, second, *_ = sorted((*words, *dates))
        seek = _READ_IN_A_NEAR_SEEK if any(token.near for token in tokens) else _READ_IN_A_SEEK
        if not words or first + second > seek * first:
            return planned
        is_by_words = len(words) > 1 and (not dates or words[1] <= dates[0])
        return Plan(
            planned.tokens, planned.births, Lead.TWO_WORDS if is_by_words else Lead.WORD_AND_BIRTH, planned.fewest
        )

    def crowd(self, shared: Mapping[str, object]) -> int:
        """From how many on it takes less to look at all who are expected today than to read who of them it is."""
        return READ_IN_A_LOOK * self._count("today", _TODAY, dict(shared), 0)

    def _with_word(self, token: Token, year: int | None, most: int) -> int:
        values: dict[str, object] = {"year": year}
        begun, near = _BEGUN, _NEAR
        if token.is_name and year is not None:
            begun, near = _BEGUN_OF_YEAR, _NEAR_OF_YEAR
        if token.near is None:
            return self._count(token.word, begun, {**values, "word": token.word}, most)
        words = json.dumps(dict(token.near), ensure_ascii=False)
        return self._count(words, near, {**values, "near": words}, most)

    def _born(self, birth: BirthPattern | NearBirth, most: int) -> int:
        """How many have that date; `most` where it is no range of an index."""
        if isinstance(birth, NearBirth) or (birth.day and not birth.month):
            return _BORN_A_DAY * len(birth.days) if isinstance(birth, NearBirth) and birth.has_year else most
        start = beginning_of(birth)
        return self._count(start, _BORN.format(column=column_of(birth)), {"start": start}, most)

    def _count(self, what: str, statement: str, values: Mapping[str, object], most: int) -> int:
        key = (what, statement, values.get("year"), most)
        if key not in self._counted:
            found = self._db.execute(statement, {**values, "most": most})
            self._counted[key] = int(found.fetchone()[0])
        return self._counted[key]
