"""Is every way to write past the program refused by the tables themselves, each with its words?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from core.patients.model import Patient
from core.schedule.model.appointment import Appointment, AppointmentStatus, Cancellation
from core.schedule.occupied import Occupied
from core.structs import replace
from storage.store import SqliteStore
from tests.storage.records import act, arrival, book, draft, register

COLUMNS = (
    "patient, provider, site, room, visit_type, mode, start, finish, provider_start, provider_finish, lane,"
    " status, status_at, status_by, confirmation, note, overrides"
)
FORGED = "INSERT INTO journal_row VALUES ({entry}, {seq}, '{table}', {row}, {rev}, {before}, '{{}}')"


@pytest.fixture
def patient(store: SqliteStore) -> Patient:
    """Somebody to book."""
    return register(store)


@pytest.fixture
def booked(store: SqliteStore, patient: Patient) -> Appointment:
    """Appointment 1: Lee in R1, 9:00 to 9:20, the patient having arrived."""
    made = book(store, draft(patient))
    with act(store, "arrive") as doing:
        doing.tx.visits.save(arrival(made), event="arrived")
    return made


@pytest.fixture
def hand(store: SqliteStore) -> Iterator[sqlite3.Connection]:
    """The sqlite3 shell of somebody at the file: no foreign keys, no recursive triggers, no queue."""
    with closing(sqlite3.connect(store._path, isolation_level=None)) as shell:
        yield shell


def content(hand: sqlite3.Connection) -> list[str]:
    """The whole database as SQL."""
    return list(hand.iterdump())


def forged(table: str, row: int, rev: int, *, is_new: bool, entry: int = 999, seq: int = 0) -> str:
    """A journal row written by hand for a change that the program did not make."""
    before = "NULL" if is_new else "'{}'"
    return FORGED.format(entry=entry, seq=seq, table=table, row=row, rev=rev, before=before)


def copied(number: str, changes: dict[str, str]) -> str:
    """An INSERT of a copy of appointment 1 under another number and with other columns."""
    columns = COLUMNS.split(", ")
    values = ", ".join(changes.get(column.strip(), column.strip()) for column in columns)
    return f"INTO appointment (id, rev, {COLUMNS}) SELECT {number}, 1, {values} FROM appointment WHERE id = 1"


@pytest.mark.usefixtures("booked")
def test_an_overlap_of_the_provider_is_refused_within_a_lane_only(store: SqliteStore, patient: Patient) -> None:
    """The same minutes in the same lane are Occupied by provider; a further lane is free."""
    other = register(store, replace(patient, mrn=""))
    overlapping = draft(other, 10, room="R2")
    with pytest.raises(Occupied) as refusal:
        book(store, overlapping)
    assert ("provider", "lee") == (refusal.value.kind, refusal.value.resource)
    assert 1 == book(store, replace(overlapping, lane=1)).lane


@pytest.mark.usefixtures("booked")
def test_an_overlap_of_the_room_is_refused(store: SqliteStore) -> None:
    """A room has one lane, whoever the provider is."""
    with pytest.raises(Occupied) as refusal:
        book(store, draft(register(store), 19, provider="ito", room="R1", lane=1))
    assert ("room", "R1") == (refusal.value.kind, refusal.value.resource)


@pytest.mark.usefixtures("booked")
def test_an_overlap_of_the_patient_is_refused(store: SqliteStore, patient: Patient) -> None:
    """A patient is in one place, also where provider and room are free."""
    with pytest.raises(Occupied) as refusal:
        book(store, draft(patient, -19, provider="ito", room=None))
    assert ("patient", str(patient.id)) == (refusal.value.kind, refusal.value.resource)


def test_the_longest_appointment_is_met_in_its_last_minute(store: SqliteStore, patient: Patient) -> None:
    """The bound of every overlap search is as long as the longest appointment there can be."""
    book(store, draft(patient, 0, 720))
    with pytest.raises(Occupied):
        book(store, draft(register(store), 719, room="R2"))
    book(store, draft(patient, 720))


def test_back_to_back_is_no_overlap(store: SqliteStore, patient: Patient, booked: Appointment) -> None:
    """Intervals are half-open: one may begin in the minute another ends."""
    before, after = book(store, draft(patient, -20)), book(store, draft(patient, 20))
    assert (booked.start, booked.end) == (before.end, after.start)


def test_the_provider_is_taken_for_the_minutes_needed_only(store: SqliteStore, patient: Patient) -> None:
    """Preparation and clean-up take room and patient, not the provider."""
    made = book(store, draft(patient, 0, 40))
    with act(store) as doing:
        doing.tx.schedule.save(
            replace(made, provider_start=draft(patient, 10).start, provider_end=draft(patient, 10).end)
        )
    other = register(store)
    assert 0 == book(store, draft(other, -10, 20, room="R2")).lane
    assert 0 == book(store, draft(register(store), 30, 20, room="R2")).lane


def test_a_cancelled_time_is_free_and_not_taken_back_from_another(store: SqliteStore, booked: Appointment) -> None:
    """Cancelling frees the time; un-cancelling is refused once somebody else has it."""
    by_patient = Cancellation("sick", "patient", late=False)
    with act(store) as doing:
        cancelled = doing.tx.schedule.save(replace(booked, status=AppointmentStatus.CANCELLED, cancellation=by_patient))
    book(store, draft(register(store)))
    with pytest.raises(Occupied), act(store) as doing:
        doing.tx.schedule.save(replace(cancelled, status=AppointmentStatus.BOOKED))


def test_a_move_within_its_own_time_meets_nobody(store: SqliteStore, patient: Patient, booked: Appointment) -> None:
    """An appointment never conflicts with itself."""
    later = draft(patient, 10)
    with act(store) as doing:
        saved = doing.tx.schedule.save(
            replace(
                booked,
                start=later.start,
                end=later.end,
                provider_start=later.provider_start,
                provider_end=later.provider_end,
            )
        )
    assert 2 == saved.rev
    book(store, draft(register(store), -10))


def test_the_guard_and_the_model_agree_on_what_takes_time(
    store: SqliteStore, patient: Patient, hand: sqlite3.Connection
) -> None:
    """The view of the database names the statuses that `AppointmentStatus.takes_time` does."""
    for number, status in enumerate(AppointmentStatus):
        book(store, replace(draft(patient, 30 * number), status=status))
    taking = hand.execute("SELECT DISTINCT status FROM occupancy JOIN appointment ON appointment.id = appointment")
    assert {status.value for status in AppointmentStatus if status.takes_time} == {row[0] for row in taking}


NAIVE = {
    "an overlapping appointment": (f"INSERT {copied('2', {})}", "journal entry"),
    "one without a number": (f"INSERT {copied('NULL', {})}", "journal entry"),
    "a replacement": (f"INSERT OR REPLACE {copied('1', {'start': 'start + 60'})}", "never replaced"),
    "an upsert": (
        f"INSERT {copied('1', {})} ON CONFLICT (id) DO UPDATE SET start = start + 60",
        "never replaced",
    ),
    "another start": ("UPDATE appointment SET start = start - 5", "journal entry"),
    "another start with a rev": ("UPDATE appointment SET start = start - 5, rev = rev + 1", "journal entry"),
    "another status": ("UPDATE appointment SET status = 'cancelled'", "journal entry"),
    "another number": ("UPDATE appointment SET id = 7", "number of an appointment never changes"),
    "a replacing update": ("UPDATE OR REPLACE appointment SET lane = 3", "journal entry"),
    "an ignoring update": ("UPDATE OR IGNORE appointment SET lane = 3", "journal entry"),
    "a deleted appointment": ("DELETE FROM appointment", "never deleted"),
    "freed time": ("DELETE FROM occupancy", "still booked"),
    "moved occupancy": ("UPDATE occupancy SET start = start + 60, finish = finish + 60", "not changed by hand"),
    "occupancy for nobody": ("INSERT INTO occupancy VALUES ('room', 'R1', 0, 5, 9, 77)", "not written by hand"),
    "occupancy not needed": ("INSERT INTO occupancy VALUES ('room', 'R2', 0, 5, 9, 1)", "not written by hand"),
    "replaced occupancy": (
        "INSERT OR REPLACE INTO occupancy SELECT kind, resource, lane, start, finish - 5, appointment FROM occupancy",
        "^patient: ",
    ),
    "another birth date": ("UPDATE patient SET birth_date = '1990-01-01'", "journal entry"),
    "a replaced patient": ("INSERT OR REPLACE INTO patient SELECT * FROM patient", "never replaced"),
    "a patient in place of the MRN's": (
        (
            "INSERT OR REPLACE INTO patient (id, mrn, family, given, birth_date, sex, preferred, previous, phones,"
            " email, address, language, interpreter, usual_provider, alerts, status, external_id, rev)"
            " SELECT 50, mrn, 'Not', 'Smith', birth_date, sex, '', '[]', '[]', '', '', '', 0, '', '[]', status, '', 1"
            " FROM patient"
        ),
        "another patient has this mrn",
    ),
    "a deleted patient": ("DELETE FROM patient", "never deleted"),
    "another step": ("UPDATE visit SET step = 'checked-out'", "journal entry"),
    "a replaced visit": ("INSERT OR REPLACE INTO visit SELECT * FROM visit", "never replaced"),
    "a deleted visit": ("DELETE FROM visit", "only when its arrival is undone"),
    "a changed event": ("UPDATE visit_event SET by = 'ben'", "never changed"),
    "a deleted event": ("DELETE FROM visit_event", "never deleted"),
    "a replaced event": ("INSERT OR REPLACE INTO visit_event SELECT * FROM visit_event", "never replaced"),
    "an event of no change": (
        "INSERT INTO visit_event (entry, appointment, at, by, event) VALUES (999, 1, 0, 'ben', 'left')",
        "journalled change",
    ),
    "another actor": ("UPDATE journal SET actor = 'ben'", "journal is never changed"),
    "an act undone by nothing": ("UPDATE journal SET undone_by = 1", "journal is never changed"),
    "a deleted entry": ("DELETE FROM journal", "journal is never deleted"),
    "a replaced entry": ("INSERT OR REPLACE INTO journal SELECT * FROM journal", "journal is never replaced"),
    "a changed image": ("UPDATE journal_row SET after = '{}'", "journal is never changed"),
    "a deleted image": ("DELETE FROM journal_row", "journal is never deleted"),
    "a replaced image": ("INSERT OR REPLACE INTO journal_row SELECT * FROM journal_row", "closed"),
    "an image for a closed entry": (forged("appointment", 1, 9, is_new=False, entry=1), "entry is closed"),
    "an image in place of a rev's": (
        forged("appointment", 1, 1, is_new=True).replace("INSERT", "INSERT OR REPLACE"),
        "journal is never replaced",
    ),
}


@pytest.mark.parametrize(("statement", "words"), NAIVE.values(), ids=NAIVE)
@pytest.mark.usefixtures("booked")
def test_one_statement_by_hand_is_refused(hand: sqlite3.Connection, statement: str, words: str) -> None:
    """No single hand-written statement changes a record, and the refusal says why."""
    before = content(hand)
    with pytest.raises(sqlite3.IntegrityError, match=words):
        hand.execute(statement)
    assert before == content(hand)


FORGERIES = {
    "an overlap": (
        (forged("appointment", 2, 1, is_new=True), f"INSERT {copied('2', {'patient': '2', 'room': 'NULL'})}"),
        "^provider: ",
    ),
    "an overlap without a number": (
        (forged("appointment", 2, 1, is_new=True), f"INSERT {copied('NULL', {'patient': '2'})}"),
        "^provider: ",
    ),
    "an overlap, others ignored": (
        (forged("appointment", 2, 1, is_new=True), f"INSERT OR IGNORE {copied('2', {'patient': '2'})}"),
        "^provider: ",
    ),
    "an overlap, others replaced": (
        (forged("appointment", 2, 1, is_new=True), f"INSERT OR REPLACE {copied('2', {'patient': '2'})}"),
        "^provider: ",
    ),
    "a move onto another": (
        (
            forged("appointment", 1, 2, is_new=False),
            (
                "UPDATE appointment SET start = start + 60, finish = finish + 60, provider_start = provider_start + 60,"
                " provider_finish = provider_finish + 60, rev = rev + 1 WHERE id = 1"
            ),
        ),
        "^provider: ",
    ),
    "a move of the room": (
        (
            forged("appointment", 3, 2, is_new=False),
            "UPDATE OR REPLACE appointment SET room = 'R1', rev = rev + 1 WHERE id = 3",
        ),
        "^room: ",
    ),
    "two revs at once": (
        (
            forged("appointment", 1, 3, is_new=False),
            "UPDATE appointment SET status = 'cancelled', rev = rev + 2 WHERE id = 1",
        ),
        "journal entry",
    ),
    "a rev that is reached by another row": (
        (
            forged("appointment", 3, 2, is_new=False),
            "UPDATE appointment SET status = 'cancelled', rev = rev + 1 WHERE id = 1",
        ),
        "journal entry",
    ),
    "a word that there is not": (
        (
            forged("appointment", 1, 2, is_new=False),
            "UPDATE appointment SET status = 'nonsense', rev = rev + 1 WHERE id = 1",
        ),
        "^word: the status of an appointment must be one of proposed, pending",
    ),
    "longer than the longest": (
        (
            forged("appointment", 1, 2, is_new=False),
            "UPDATE appointment SET finish = start + 721, rev = rev + 1 WHERE id = 1",
        ),
        "CHECK constraint",
    ),
    "minutes that are no number": (
        (
            forged("appointment", 1, 2, is_new=False),
            "UPDATE appointment SET finish = 'zzz', rev = rev + 1 WHERE id = 1",
        ),
        "CHECK constraint",
    ),
}


@pytest.mark.parametrize(("statements", "words"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_journal_does_not_help(
    store: SqliteStore, hand: sqlite3.Connection, statements: tuple[str, str], words: str
) -> None:
    """Whoever writes the journal row as well still cannot double-book, skip a rev or break a bound."""
    book(store, draft(register(store)))
    book(store, draft(register(store), 60))
    book(store, draft(register(store), provider="ito", room="R2"))
    forge, write = statements
    hand.execute("BEGIN IMMEDIATE")
    hand.execute(forge.replace("'appointment', 2,", "'appointment', 4,"))
    with pytest.raises(sqlite3.IntegrityError, match=words):
        hand.execute(write.replace("SELECT 2,", "SELECT 4,"))
    hand.execute("ROLLBACK")


def test_a_forged_journal_that_is_consistent_keeps_occupancy_true(store: SqliteStore, hand: sqlite3.Connection) -> None:
    """Occupancy follows even a change that the program did not make."""
    book(store, draft(register(store)))
    hand.execute(forged("appointment", 1, 2, is_new=False))
    hand.execute("UPDATE appointment SET status = 'cancelled', rev = rev + 1")
    assert [] == hand.execute("SELECT * FROM occupancy").fetchall()


def test_an_arrival_changes_no_occupancy(store: SqliteStore, booked: Appointment, hand: sqlite3.Connection) -> None:
    """What is still needed exactly is left in place."""
    before = hand.execute("SELECT * FROM occupancy").fetchall()
    with act(store) as doing:
        doing.tx.schedule.save(replace(booked, status=AppointmentStatus.ARRIVED))
    assert before == hand.execute("SELECT * FROM occupancy").fetchall()
    assert 3 == len(before)


def test_the_overlap_check_descends_one_index(hand: sqlite3.Connection) -> None:
    """The guard's own query is a range of the primary key, so that it stays flat however many are booked."""
    plan = hand.execute(
        "EXPLAIN QUERY PLAN SELECT 1 FROM occupancy WHERE kind = ? AND resource = ? AND lane = ?"
        " AND start < ? AND start > ? - 720 AND finish > ?",
        ("room", "R1", 0, 9, 5, 5),
    ).fetchall()
    wanted = "SEARCH occupancy USING PRIMARY KEY (kind=? AND resource=? AND lane=? AND start>? AND start<?)"
    assert [wanted] == [row[3] for row in plan]


def test_no_guard_reads_a_whole_table(hand: sqlite3.Connection) -> None:
    """Every lookup of every trigger and foreign key of a booking, a move and an arrival goes by an index."""
    statements = (
        f"INSERT {copied('2', {})}",
        "UPDATE appointment SET start = 1, room = 'R1', status = 'booked', rev = 2 WHERE id = 1",
        "INSERT INTO patient (id, mrn) VALUES (1, '')",
        "UPDATE patient SET mrn = '', rev = 2 WHERE id = 1",
        "INSERT INTO visit (appointment) VALUES (1)",
        "INSERT INTO visit_event (entry, appointment) VALUES (1, 1)",
        "INSERT INTO journal (undoes) VALUES (1)",
        "INSERT INTO journal_row (entry) VALUES (1)",
        "DELETE FROM visit WHERE appointment = 1",
    )
    hand.execute("PRAGMA foreign_keys = ON")
    steps = [row[3] for one in statements for row in hand.execute(f"EXPLAIN QUERY PLAN {one}")]
    # The view of what an appointment needs is a list of three at most.
    assert [] == [step for step in steps if step.startswith("SCAN") and step != "SCAN needed"]
