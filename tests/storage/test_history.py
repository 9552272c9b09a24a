"""Are history, redo and who is in which room read through an index, however much was written?"""

import pytest

from core.record_ref import RecordRef
from storage import journal, visits
from storage.store import SqliteStore
from tests.storage.records import book, draft, register

STATEMENTS = {
    "newest act": journal._UNDOABLE,
    "newest undo": journal._REDOABLE,
    "an appointment": journal.history("appointment"),
    "a patient": journal.history("patient"),
    "rooms": visits._IN_ROOMS,
    "states of a visit": visits._STATES,
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_nothing_is_scanned(store: SqliteStore, what: str) -> None:
    """Each step of each statement is a search by the columns that narrow it, as EXPLAIN tells."""
    statement = STATEMENTS[what].replace("?", "1").replace(":id", "1")
    steps = [row[3] for row in store._connections.idle[0].execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert [] == [step for step in steps if step.startswith("SCAN")]
    assert [] == [step for step in steps if step.endswith("(table_name=?)")]


def test_what_there_is_not_has_no_entries_and_no_states(store: SqliteStore) -> None:
    """An appointment before its arrival has entries, and no visit."""
    made = book(store, draft(register(store)))
    with store.read() as reading:
        assert 1 == len(reading.journal.entries_on(RecordRef("appointment", made.id)))
        assert () == reading.visits.states(made.id)
        assert {} == reading.visits.in_rooms()
        assert reading.journal.newest_redoable("ana") is None
