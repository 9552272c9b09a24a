"""Which cases have these words in their notes?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.text.cleaning import folded_words
from storage.case_tables import WORK_CASE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_FOUND: Final = f"""
SELECT {WORK_CASE.table.named("work_case")} FROM (
  SELECT case_event.work_case AS number, max(case_event.id) AS newest
  FROM case_words CROSS JOIN case_event ON case_event.id = case_words.rowid
  WHERE case_words MATCH ? AND case_event.status = 'made'
  GROUP BY case_event.work_case ORDER BY newest DESC LIMIT ?
) AS found
CROSS JOIN work_case ON work_case.id = found.number
WHERE work_case.status <> 'entered-in-error'
ORDER BY found.newest DESC
"""


_KEEP: Final = "INSERT INTO case_words (rowid, words) VALUES (?, ?)"


def keep_words(db: sqlite3.Connection, event: int, words: str) -> None:
    """Have the event found by the words, also as they are typed without their marks: obrien, grosse for Größe."""
    plain = {part.lower() for part in _parts(words)}
    others = dict.fromkeys(word for word in folded_words(words) if word not in plain)
    db.execute(_KEEP, (event, " ".join((words, *others))))


def forget_words(db: sqlite3.Connection) -> None:
    """Have no event found, before each is kept anew."""
    db.execute("INSERT INTO case_words (case_words) VALUES ('delete-all')")


def with_words(db: sqlite3.Connection, words: str, limit: int) -> Sequence[tuple[object, ...]]:
    """The rows of the cases with an event in which each of the words stands, or begins one, newest event first."""
    wanted = " ".join(f'"{part}"*' for part in _parts(words))
    return db.execute(_FOUND, (wanted, limit)).fetchall() if wanted else ()


def _parts(words: str) -> list[str]:
    """The words as the index has them: what is neither letter nor digit parts them."""
    return "".join(ch if ch.isalnum() else " " for ch in words).split()
