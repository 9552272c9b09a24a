"""Does the work screen open as quickly over very many cases: no more statements, and hardly more steps of them?"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from core.cases.kinds.book import KINDS
from core.cases.listing import MOST_COUNTED
from core.cases.queries import Whose
from tests.sessions import a_sitting
from tui.demo import caseload
from tui.screens.work_lists import WorkLists
from tui.screens.work_names import WorkList

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions import Sitting

FEW, MANY = 200, int(os.environ.get("CLINICDESK_MANY_CASES", "20000"))
AT_ONCE = 50
"""Steps of the database's machine that are counted at once."""
STEPS_A_CASE = 20
"""So many at most pass a case that is counted."""
STEPS_A_ROW = 200
"""So many at most read a case and its patient."""
MOST_SHOWN = 50
"""So many cases of the list shown are read at most, each with its patient."""
OTHERS = 60
"""Patients without a visit, of whom the further cases are."""
COPIED = "kind, subject, urgency, site, state, state_at, state_by, status, outcome, owner, pool"


def grow(path: Path, count: int) -> None:
    """So many cases in all: open ones of the demo once more and again, of people who have no visit ahead."""
    with closing(sqlite3.connect(path)) as db:
        tables = "('work_case', 'patient')"
        for (name,) in db.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN {tables}"):
            db.execute(f'DROP TRIGGER "{name}"')
        columns = [row[1] for row in db.execute("PRAGMA table_info(patient)") if row[1] not in {"id", "mrn"}]
        copied = ", ".join(columns)
        n = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
        db.execute(
            f"{n} INSERT OR IGNORE INTO patient (id, mrn, {copied}) "
            f"SELECT 1000 + i, 900000 + i, {copied} FROM n CROSS JOIN patient WHERE patient.id = 1",
            (OTHERS,),
        )
        (now,) = db.execute("SELECT count(*) FROM work_case").fetchone()
        db.execute(
            f"{n} INSERT INTO work_case "
            f"(patient, {COPIED}, due, reminds, escalates, snoozed, facts, opened_at, opened_by, rev) "
            f"SELECT 1001 + i % {OTHERS}, {COPIED}, due + i * 60000, reminds, escalates, snoozed, facts, opened_at, "
            f"opened_by, 1 FROM n CROSS JOIN work_case AS one WHERE status = 'open' AND one.id <= ?2 LIMIT ?3",
            (count, now, max(count - now, 0)),
        )
        db.commit()


def opened(here: Sitting, shown: WorkList, whose: Whose) -> tuple[int, int]:
    """How many statements are run to read the lists, and of how many steps."""
    lists = WorkLists(here.workstation)
    lists.whose = whose
    lists.show(shown)
    lists.read()  # what is remembered between reads is so from here on
    statements: list[str] = []
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    with here.workstation.desk._context.snapshot() as reading:
        db = reading._db  # type: ignore[attr-defined]
        db.set_trace_callback(statements.append)
        db.set_progress_handler(tick, AT_ONCE)
        try:
            lists.read()
        finally:
            db.set_trace_callback(None)
            db.set_progress_handler(None, 0)
    assert statements, "another connection was read"
    return len(statements), ticks * AT_ONCE


def test_it_opens_over_very_many_cases_as_over_two_hundred(tmp_path: Path) -> None:
    """Whatever list is shown: of the others cases are counted alone, each list no further than is said of it."""
    here = a_sitting(tmp_path)
    caseload.fill(7, here.workstation.desk, ["ana"], 2)
    grow(here.workstation.db_path, FEW)
    shown = (WorkList.TO_MOVE, WorkList.REFERRALS_OUT, WorkList.AUTHORIZATIONS)
    asked = [(which, whose) for which in shown for whose in (Whose.ALL, Whose.NOBODY)]
    asked.append((WorkList.REFERRALS_OUT, Whose.MINE))
    few = {one: opened(here, *one) for one in asked}
    grow(here.workstation.db_path, MANY)
    for one, (statements, steps) in few.items():
        now = opened(here, *one)
        page = 0 if one[0] is WorkList.TO_MOVE else MOST_SHOWN
        assert now[0] <= statements + page, one
        assert now[1] <= steps + len(KINDS) * MOST_COUNTED * STEPS_A_CASE + page * STEPS_A_ROW, one
