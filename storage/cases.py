"""Which cases stand on a list, in its order, and how many are there?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from core.cases.model import Case, CaseStatus
from core.cases.queries import CaseQuery
from storage.case_tables import WORK_CASE
from storage.codec import to_json, to_millis
from storage.sqlite import case_search
from storage.sqlite.dialect import by_index, each

_COLUMNS: Final = WORK_CASE.table.named()
_OPEN: Final = f"status = '{CaseStatus.OPEN.value}'"
"""Word for word the condition of the indexes."""
_NOBODYS: Final = f"owner IN (SELECT '' UNION ALL SELECT value FROM {each(':gone')})"
_OF_ROLES: Final = f"pool IN (SELECT value FROM {each(':pools')})"

_ORDERS: Final = {True: "urgency DESC, due, id", False: "due, id"}
_INDEXES: Final = {True: "work_case_by_urgency", False: "work_case_by_due"}

_CLOSED: Final = f"""
SELECT {_COLUMNS} FROM work_case {by_index("work_case_closed")}
WHERE status = '{CaseStatus.CLOSED.value}' AND kind = :kind AND (:state IS NULL OR state = :state)
ORDER BY state_at DESC, id LIMIT :limit
"""
_LINKED: Final = f"""
SELECT {_COLUMNS} FROM work_case
WHERE id IN (SELECT work_case FROM case_link WHERE kind = 'appointment' AND number = ? AND status = 'current')
  AND status <> '{CaseStatus.ENTERED_IN_ERROR.value}'
ORDER BY id
"""


class CaseRepository:
    """`core.cases.ports.CaseReader`; cases, events and links are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def listed(self, query: CaseQuery) -> Sequence[Case]:
        """The open cases asked for, the most urgent first."""
        statement = f"SELECT {_COLUMNS} {_from(query)} ORDER BY {_ORDERS[query.by_urgency]} LIMIT :limit"
        return self._cases(statement, _values(query))

    def count(self, query: CaseQuery) -> int:
        """How many they are, `query.limit` at most."""
        is_of_nobody = query.free and query.pools is None
        statement = f"SELECT count(*) FROM (SELECT 1 {_from(query, by_owner=is_of_nobody)} LIMIT :limit)"
        return int(self._db.execute(statement, _values(query)).fetchone()[0])

    def closed_of(self, kind: str, *, state: str | None, limit: int) -> Sequence[Case]:
        """Closed ones, those closed last first."""
        return self._cases(_CLOSED, {"kind": kind, "state": state, "limit": limit})

    def with_words(self, words: str, *, limit: int) -> Sequence[Case]:
        """Those with these words in their notes."""
        return tuple(map(WORK_CASE.table.from_row, case_search.with_words(self._db, words, limit)))

    def keep_words(self, event: int, words: str) -> None:
        """Have an event found by these words."""
        case_search.keep_words(self._db, event, words)

    def linked_to_appointment(self, number: int) -> Sequence[Case]:
        """Those that are linked to the appointment."""
        return self._cases(_LINKED, (number,))

    def _cases(self, statement: str, values: Any) -> Sequence[Case]:  # noqa: ANN401 - bound, whatever it is
        return tuple(map(WORK_CASE.table.from_row, self._db.execute(statement, values)))


def _from(query: CaseQuery, *, by_owner: bool = False) -> str:
    """From where, and which; `by_owner` finds those of nobody without passing those that somebody has."""
    conditions = [_OPEN, "kind = :kind"]
    if not query.asleep:
        conditions.append("(snoozed IS NULL OR snoozed <= :now)")
    if query.state is not None:
        conditions.append("state = :state")
    if query.owner is not None:
        conditions.append("owner = :owner")
    if query.free:
        free = _NOBODYS if query.pools is None else f"({_NOBODYS} AND {_OF_ROLES})"
        conditions.append(f"({free} OR escalates <= :now)" if query.sees_escalated else free)
    index = "work_case_by_owner" if by_owner or query.owner is not None else _INDEXES[query.by_urgency]
    return f"FROM work_case {by_index(index)} WHERE {' AND '.join(conditions)}"


def _values(query: CaseQuery) -> dict[str, Any]:
    return {
        "kind": query.kind,
        "now": to_millis(query.now),
        "limit": query.limit,
        "state": query.state,
        "owner": query.owner,
        "gone": to_json(list(query.gone)),
        "pools": to_json(list(query.pools or ())),
    }
