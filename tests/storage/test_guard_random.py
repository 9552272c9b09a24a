"""Does any of thousands of hand-written statements bring about a double booking, or change a record unseen?"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from core.schedule.model.appointment import AppointmentStatus
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.depth import depth
from tests.storage.records import book, draft, register

STATEMENTS: Final = depth(700, whole=10_000)
TAKING: Final = tuple(status.value for status in AppointmentStatus if status.takes_time)
TABLES: Final = ("appointment", "occupancy")
ORS: Final = ("", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ABORT", "OR ROLLBACK")

Held = tuple[str, str, int, int, int, int]


@dataclass(slots=True)
class Vandal:
    """Writes random SQL at the appointments and their occupancy, in a small clinic so that it meets something.

    With `forges` it writes the journal rows too that let a change pass, and often enough the right one.
    """

    rng: random.Random
    hand: sqlite3.Connection
    forges: bool
    entry: int = 1000
    seq: int = 0
    refused: int = 0
    passed: int = 0

    def strike(self) -> None:
        """One to three attempts in a transaction, which is then committed as far as they got."""
        self.entry, self.seq = self.entry + 1, 0
        self.hand.execute("BEGIN IMMEDIATE")
        for _ in range(self.rng.randint(1, 3)):
            for statement in self.rng.choice((self.insert, self.update, self.occupy, self.delete))():
                self.attempt(statement)
        if not self.hand.in_transaction:  # OR ROLLBACK
            return
        if self.seq:
            self.hand.execute(f"INSERT INTO journal VALUES ({self.entry}, 0, 'x', 'x', 'x', 1, '', '', NULL, NULL)")
        try:
            self.hand.execute("COMMIT")
        except sqlite3.IntegrityError:  # a patient, code or appointment that there is not
            self.hand.execute("ROLLBACK")

    def attempt(self, statement: str) -> None:
        """Run one statement, and count whether a row of the two tables was written."""
        try:
            written = self.hand.execute(statement).rowcount
        except sqlite3.Error:
            self.refused += 1
        else:
            self.passed += written > 0 and "journal_row" not in statement

    def insert(self) -> Iterator[str]:
        """A new appointment, perhaps under a number that is taken, perhaps as a replacement or an upsert."""
        newest = self.hand.execute("SELECT max(id) FROM appointment").fetchone()[0]
        number = self.rng.choice((newest + 1, newest + 1, self.rng.randint(-1, newest)))
        yield from self.forge(number, 1, is_new=True)
        values = ", ".join(
            (
                self.rng.choice((str(number), str(number), "NULL")),
                self.times(),
                f"{self.patient()}, {self.provider()}, 'main', {self.room()}, 'fu20', 'in-person'",
                f"{self.lane()}, {self.status()}, 0, 'vandal', 'none', '', '[]', 1",
            )
        )
        upsert = self.rng.choice(("", "", f" ON CONFLICT (id) DO UPDATE SET {self.change()}, rev = rev + 1"))
        yield (
            f"INSERT {self.rng.choice(ORS)} INTO appointment (id, start, finish, provider_start, provider_finish,"
            " patient, provider, site, room, visit_type, mode, lane, status, status_at, status_by, confirmation, note,"
            f" overrides, rev) VALUES ({values}){upsert}"
        )

    def update(self) -> Iterator[str]:
        """Other times, another status, room, provider, lane or patient of one appointment, or of several."""
        newest = self.hand.execute("SELECT max(id) FROM appointment").fetchone()[0]
        number = self.rng.randint(1, newest)
        numbers = self.rng.choice(((number,), (number,), (number, number + 1)))
        for one in numbers:
            rev = self.hand.execute("SELECT rev FROM appointment WHERE id = ?", (one,)).fetchone() or (1,)
            yield from self.forge(one, rev[0] + 1, is_new=False)
        marks = ", ".join(map(str, numbers))
        step = self.rng.choice(("rev + 1", "rev + 1", "rev + 1", "rev", "rev + 2"))
        changes = ", ".join(self.change() for _ in range(self.rng.randint(1, 2)))
        yield (f"UPDATE {self.rng.choice(ORS)} appointment SET {changes}, rev = {step} WHERE id IN ({marks})")

    def occupy(self) -> Iterator[str]:
        """A new, replaced or changed row of occupancy."""
        kind, resource = self.rng.choice(
            (("patient", f"'{self.patient()}'"), ("provider", self.provider()), ("room", "'R1'"))
        )
        start = self.minute()
        if self.rng.random() < 0.5:
            values = f"'{kind}', {resource}, {self.lane()}, {start}, {start + 20}, {self.rng.randint(1, 40)}"
            yield f"INSERT {self.rng.choice(ORS)} INTO occupancy VALUES ({values})"
        else:
            yield f"UPDATE {self.rng.choice(ORS)} occupancy SET start = {start} WHERE resource = {resource}"

    def delete(self) -> Iterator[str]:
        """One row or all of them."""
        table = self.rng.choice(TABLES)
        number = "id" if table == "appointment" else "appointment"
        yield self.rng.choice(
            (f"DELETE FROM {table}", f"DELETE FROM {table} WHERE {number} = {self.rng.randint(1, 40)}")
        )

    def forge(self, row: int, rev: int, *, is_new: bool) -> Iterator[str]:
        """The journal row for a change, if this vandal goes so far."""
        if not self.forges or self.rng.random() < 0.1:
            return
        self.seq += 1
        before = "NULL" if is_new else "'{}'"
        yield (
            "INSERT INTO journal_row (entry, seq, table_name, row, rev, before, after)"
            f" VALUES ({self.entry}, {self.seq}, 'appointment', {row}, {rev}, {before}, '{{}}')"
        )

    def change(self) -> str:
        """One column set anew, or all four times."""
        start = self.minute()
        end = start + self.rng.choice((5, 20, 60, 720, 721))
        times = f"start = {start}, finish = {end}, provider_start = {start}, provider_finish = {end}"
        status, room, provider = self.status(), self.room(), self.provider()
        return self.rng.choice(
            (
                times,
                times,
                f"status = {status}",
                f"status = {status}",
                f"room = {room}",
                f"provider = {provider}",
                f"lane = {self.lane()}",
                f"patient = {self.patient()}",
                "finish = finish + 5",
                "provider_start = provider_start + 5",
                f"id = {self.rng.randint(1, 60)}",
            )
        )

    def times(self) -> str:
        """start, end, provider_start and provider_finish, not always possible ones."""
        start = self.minute()
        end = start + self.rng.choice((5, 20, 60, 0, 721))
        provider_start = start + self.rng.choice((0, 0, 5))
        return f"{start}, {end}, {provider_start}, {end}"

    def minute(self) -> int:
        """A minute of one day, on a coarse grid so that many meet."""
        return 29_900_000 + 5 * self.rng.randrange(200)

    def status(self) -> str:
        """A status, mostly one that takes time."""
        return self.rng.choice(("'booked'", "'arrived'", "'cancelled'", "'noshow'", "'booked'", "'nonsense'"))

    def room(self) -> str:
        """A room or none."""
        return self.rng.choice(("'R1'", "'R2'", "'R3'", "NULL"))

    def provider(self) -> str:
        """A provider."""
        return self.rng.choice(("'lee'", "'ito'", "'park'"))

    def patient(self) -> int:
        """A patient's number."""
        return self.rng.randint(1, 6)

    def lane(self) -> int:
        """A lane, mostly the first."""
        return self.rng.choice((0, 0, 0, 1, -1))


def needed(hand: sqlite3.Connection) -> list[Held]:
    """What the appointments take, worked out here from their rows alone."""
    rows = hand.execute(
        "SELECT id, patient, provider, lane, room, start, finish, provider_start, provider_finish, status"
        " FROM appointment"
    )
    taken: list[Held] = []
    for number, patient, provider, lane, room, start, end, provider_start, provider_finish, status in rows:
        if status not in TAKING:
            continue
        taken.append(("patient", str(patient), 0, start, end, number))
        taken.append(("provider", provider, lane, provider_start, provider_finish, number))
        if room is not None:
            taken.append(("room", room, 0, start, end, number))
    return sorted(taken)


def overlaps(held: list[Held]) -> list[tuple[Held, Held]]:
    """Neighbours in one lane of which the later begins before the earlier is over."""
    return [(one, two) for one, two in pairwise(held) if one[:3] == two[:3] and two[3] < one[4]]


def occupancy(hand: sqlite3.Connection) -> list[Held]:
    """What the table says."""
    return sorted(hand.execute("SELECT kind, resource, lane, start, finish, appointment FROM occupancy"))


@pytest.fixture
def hand(store: SqliteStore, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to a clinic with six patients and ten appointments."""
    patients = [register(store) for _ in range(6)]
    for number in range(10):
        provider, room = ("lee", "R1") if number % 2 else ("ito", "R2")
        book(store, draft(patients[number % 6], 20 * number, provider=provider, room=room))
    with closing(sqlite3.connect(tmp_path / "clinic.db", isolation_level=None)) as plain:
        plain.execute("PRAGMA synchronous = OFF")
        yield plain


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
def test_forgers_never_double_book(hand: sqlite3.Connection, foreign_keys: str, recursive_triggers: str) -> None:
    """Whatever passes, occupancy is exactly what the appointments take, and nothing overlaps."""
    hand.execute(f"PRAGMA foreign_keys = {foreign_keys}")
    hand.execute(f"PRAGMA recursive_triggers = {recursive_triggers}")
    vandal = Vandal(random.Random(f"{foreign_keys} {recursive_triggers}"), hand, forges=True)
    for number in range(STATEMENTS // 8):  # about two statements each, in four runs
        vandal.strike()
        if number % 50 == 0:
            assert needed(hand) == occupancy(hand)
            assert [] == overlaps(occupancy(hand))
    assert needed(hand) == occupancy(hand)
    assert [] == overlaps(occupancy(hand))
    assert vandal.passed > STATEMENTS // 100, "where nothing passes nothing is proved"
    assert vandal.refused > STATEMENTS // 10


def test_statements_without_a_journal_row_change_nothing(hand: sqlite3.Connection, tmp_path: Path) -> None:
    """Not one of thousands of statements gets through where no journal row is forged, and doctor is content."""
    vandal = Vandal(random.Random(1), hand, forges=False)
    before = list(hand.iterdump())
    for _ in range(STATEMENTS // 2):
        vandal.strike()
    assert before == list(hand.iterdump())
    assert () == examine(tmp_path / "clinic.db")
