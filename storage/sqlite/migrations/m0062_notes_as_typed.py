"""What does a database need so that notes of cases from before are found as they are typed too: obrien for O'Brien?"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from storage.sqlite.case_search import forget_words, keep_words

if TYPE_CHECKING:
    import sqlite3

MIN_COMPATIBLE: Final = 62

_EVENTS: Final = """
SELECT case_event.id, work_case, act, note, case_event.facts, subject
FROM case_event JOIN work_case ON work_case.id = work_case ORDER BY case_event.id
"""
_CALLED_BEFORE: Final = """
SELECT journal_row.row, json_extract(before, '$.subject') FROM journal JOIN journal_row ON entry = id
WHERE verb = 'case-edit' AND table_name = 'work_case' AND before IS NOT NULL
"""
_NAMING: Final = frozenset({"opened", "changed"})
"""What is done with a case that is found by what it is about, also by what it was about before."""


def apply(db: sqlite3.Connection) -> None:
    """Find each event by its words anew."""
    events = db.execute(_EVENTS).fetchall()
    before = defaultdict[int, set[str]](set)
    for case, subject in db.execute(_CALLED_BEFORE) if events else ():
        before[case].add(subject)
    forget_words(db)
    for number, case, act, note, facts, subject in events:
        subjects = sorted({subject, *before[case]}) if act in _NAMING else ()
        keep_words(db, number, " ".join((note, *json.loads(facts).values(), *subjects)))
