"""Which cases stand on a list, in its order, and how many are there?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.cases.model import Case, CaseStatus
from core.cases.queries import CaseQuery
from storage.case_tables import WORK_CASE
from storage.codec import to_json, to_millis
from storage.sqlite import case_search
from storage.sqlite.dialect import by_index, each, json_field

_COLUMNS: Final = WORK_CASE.table.named()
_OPEN: Final = f"status = '{CaseStatus.OPEN.value}'"
"""Word for word the condition of the indexes."""
_NOBODYS: Final = f"owner IN (SELECT '' UNION ALL SELECT value FROM {each(':gone')})"
_OWN: Final = "owner = :owner"
_ESCALATED: Final = "escalates <= :now"
_OF_ROLES: Final = f"pool IN (SELECT value FROM {each(':pools')})"

_THESE: Final = f"FROM work_case WHERE id IN (SELECT value FROM {each(':ids')})"
_SORTED: Final = 300
"""So many of one person's are read whole and sorted; of more than anybody can do, those that are shown."""
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
        """The open cases asked for, the most urgent first.

        The few that wait for somebody are found by whom they wait for and sorted, many are read in their order.
        """
        values = _values(query)
        numbers = self._few(query, values)
        source = _in_order(query) if numbers is None else _THESE
        statement = f"SELECT {_COLUMNS} {source} ORDER BY {_ORDERS[query.by_urgency]} LIMIT :limit"
        return self._cases(statement, {**values, "ids": to_json(numbers)})

    def count(self, query: CaseQuery) -> int:
        """How many they are, `query.limit` at most."""
        found = _ids(query) or f"SELECT 1 {_in_order(query)} LIMIT :limit"
        return int(self._db.execute(f"SELECT count(*) FROM ({found})", _values(query)).fetchone()[0])

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

    def _few(self, query: CaseQuery, values: Mapping[str, Any]) -> list[int] | None:
        """The numbers of those that wait for somebody; None where they are many, or nobody is asked for."""
        statement = _ids(query)
        if not statement:
            return None
        most = max(query.limit, _SORTED) if query.owner is not None else query.limit
        numbers = [row[0] for row in self._db.execute(statement, {**values, "limit": most + 1})]
        return numbers if len(numbers) <= most else None


def _in_order(query: CaseQuery) -> str:
    """From where they stand in their order, and which."""
    free = _NOBODYS if query.pools is None else f"({_NOBODYS} AND {_OF_ROLES})"
    conditions = _conditions(query)
    if query.owner is not None:
        conditions.append(_OWN)
    if query.free:
        conditions.append(f"({free} OR {_ESCALATED})" if query.sees_escalated else free)
    own_in_order = query.owner is not None and query.by_urgency
    index = "work_case_by_owner" if own_in_order else _INDEXES[query.by_urgency]
    return f"FROM work_case {by_index(index)} WHERE {' AND '.join(conditions)}"


def _ids(query: CaseQuery) -> str:
    """Their numbers, by whom they wait for, `:limit` at most; '' where everybody's are asked for."""
    if query.owner is not None:
        parts = [("work_case_by_owner", _OWN)]
    elif query.free and query.pools is None:
        parts = [("work_case_by_owner", _NOBODYS)]
    elif query.free:
        escalated = [("work_case_by_escalation", _ESCALATED)] if query.sees_escalated else []
        parts = [("work_case_by_pool", f"{_OF_ROLES} AND {_NOBODYS}"), *escalated]
    else:
        return ""
    each_part = (
        f"SELECT id FROM (SELECT id FROM work_case {by_index(index)} "
        f"WHERE {' AND '.join((*_conditions(query), condition))} LIMIT :limit)"
        for index, condition in parts
    )
    return f"SELECT id FROM ({' UNION '.join(each_part)}) LIMIT :limit"


def _conditions(query: CaseQuery) -> list[str]:
    """What is asked of any of them."""
    awake = [] if query.asleep else ["(snoozed IS NULL OR snoozed <= :now)"]
    known = [] if query.fact is None else [f"{json_field('facts', query.fact[0])} = :fact"]
    return [_OPEN, "kind = :kind", *awake, *([] if query.state is None else ["state = :state"]), *known]


def _values(query: CaseQuery) -> dict[str, Any]:
    return {
        "kind": query.kind,
        "now": to_millis(query.now),
        "limit": query.limit,
        "state": query.state,
        "fact": query.fact[1] if query.fact else None,
        "owner": query.owner,
        "gone": to_json(list(query.gone)),
        "pools": to_json(list(query.pools or ())),
    }
