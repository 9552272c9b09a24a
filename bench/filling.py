"""How is a clinic of a million patients and ten million appointments made within minutes?

The set-up goes through its use case. The rows are written past the store, without guards and indexes, which are put
back as they were: what they would have kept holds by the way the rows are made, and `tests/bench/test_filling.py` has
the doctor look at it. Of what is over there is no history: with it the file would be three times as large, and nothing
that is measured reads it.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bench.filling_days import book_at, book_days
from bench.filling_journal import FillingJournal
from core.patients.model import Patient, Phone, Sex
from core.record_ref import PatientId
from core.text.cleaning import name_parts
from storage import meta
from storage.codec import to_millis
from storage.patient_tables import PATIENT
from storage.sqlite.lookup.index import heard_as, key_of, terms_of
from tui.demo.census import Census

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

_IMPORTER: Final = "importer"
_ROWS_AT_ONCE: Final = 10_000
_FEW_PATIENTS: Final = 2000
_FIRST_MRN: Final = 100_001
_AREAS: Final = (201, 212, 347, 415, 510, 617, 646, 718, 781, 917)
_BULK: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA cache_size = -1000000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA threads = 2",
)
_GUARDS: Final = """
SELECT type, name, sql FROM sqlite_master WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL)
ORDER BY type, rowid
"""
_PATIENT: Final = (
    f"INSERT INTO patient ({PATIENT.table.named()}) VALUES ({', '.join(f':{name}' for name in PATIENT.table.names)})"
)


class Size(Struct, frozen=True):
    """How many patients, appointments and providers; forty of these work at a site, each with a room."""

    patients: int
    appointments: int
    providers: int


def fill(path: Path, size: Size, *, now: datetime, zone: ZoneInfo) -> int:
    """Put patients and appointments into the clinic at `path`, which has its set-up and no more; how many of these.

    Most of the days are over at `now`: their patients came and went. On the day of `now` they arrived at the time.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in _BULK:
            db.execute(pragma)
        with _unguarded(db):
            journal = FillingJournal(db, at=to_millis(now - timedelta(days=1)))
            _register(db, journal, size.patients)
            count = book_days(
                db,
                journal,
                patients=size.patients,
                appointments=size.appointments,
                providers=size.providers,
                now=now,
                zone=zone,
            )
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    return count


def fill_with(path: Path, starts: Iterable[tuple[int, datetime]], *, minutes: int, now: datetime) -> None:
    """Put visits of so many minutes, each of a provider by number and a start, into the new clinic at `path`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in _BULK:
            db.execute(pragma)
        with _unguarded(db):
            _register(db, FillingJournal(db, at=to_millis(now - timedelta(days=1))), _FEW_PATIENTS)
            book_at(db, starts, minutes=minutes, patients=_FEW_PATIENTS, now=now)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _unguarded(db: sqlite3.Connection) -> Iterator[None]:
    """Without triggers and indexes for the length of the block, in one transaction."""
    dropped = db.execute(_GUARDS).fetchall()
    db.execute("BEGIN")
    for kind, name, _ in dropped:
        db.execute(f"DROP {kind} {name}")
    yield
    for _, _, made_by in dropped:
        db.execute(made_by)
    db.execute("COMMIT")


def people(count: int) -> Iterator[Patient]:
    """So many, numbered from 1: census names, one double surname in 25, a second phone for one in five."""
    rng = random.Random(1)
    families = Census.read("dist.all.last")
    given = {Sex.FEMALE: Census.read("dist.female.first"), Sex.MALE: Census.read("dist.male.first")}
    first = date(1930, 1, 1).toordinal()
    for number in range(1, count + 1):
        sex = Sex.FEMALE if rng.random() < 0.5 else Sex.MALE
        family = families.draw(rng).title()
        if rng.random() < 0.04:
            family = f"{family}-{families.draw(rng).title()}"
        yield Patient(
            id=PatientId(number),
            mrn=str(_FIRST_MRN + number - 1),
            family=family,
            given=given[sex].draw(rng).title(),
            birth_date=date.fromordinal(first + int(rng.random() ** 0.8 * 35_200)),
            sex=sex,
            phones=tuple(Phone(_phone(rng), "mobile") for _ in range(1 + (rng.random() < 0.2))),
            external_id=f"ext{number}",
        )


def _phone(rng: random.Random) -> str:
    return f"({rng.choice(_AREAS)}) {rng.randint(200, 999)}-{rng.randint(0, 9999):04}"


def _parts_of(one: Patient) -> set[str]:
    return {part for name in (one.family, one.given) for part in name_parts(name)}


def _register(db: sqlite3.Connection, journal: FillingJournal, count: int) -> None:
    """All of them under one entry, as an import leaves it, and as lookups find them."""
    words: set[str] = set()
    journal.begin(_IMPORTER, "import", "patient", 0, "Imported.")
    everybody = people(count)
    while some := list(islice(everybody, _ROWS_AT_ONCE)):
        rows = [PATIENT.table.to_row(one) for one in some]
        db.executemany(_PATIENT, rows)
        journal.write("patient", rows)
        keys = [(one.id, key_of(one)) for one in some]
        db.executemany(
            "INSERT INTO patient_key VALUES (?, ?, ?, ?, ?)",
            [(number, key.family, key.given, key.born, key.born_day) for number, key in keys],
        )
        terms = ((one.id, sorted((term.word, int(term.whole)) for term in terms_of(one))) for one in some)
        db.executemany(
            "INSERT INTO patient_term VALUES (?, ?, ?)", [(number, *term) for number, told in terms for term in told]
        )
        names = ((one.birth_date.year, part, one.id) for one in some for part in _parts_of(one))
        db.executemany("INSERT INTO name_of_year VALUES (?, ?, ?)", list(names))
        words.update(part for one in some for part in _parts_of(one))
    journal.end()
    db.executemany("INSERT INTO name_word VALUES (?, ?)", [(word, heard_as(word)) for word in sorted(words)])
    meta.put(db, meta.NEXT_MRN, str(_FIRST_MRN + count))
