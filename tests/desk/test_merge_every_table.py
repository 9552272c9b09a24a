"""Whatever table names a patient: is a merge with its taking apart nothing, and does no row name who is gone?

The rows are written past the use cases, one of each kind a person, so that a kind that is added is missed here at once.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pytest

from core.cases.model import Case, CaseStatus, Urgency
from core.contact.call_model import CallAttempt, CallBack, CallList, CallOutcome
from core.contact.model import Communication
from core.coverage.model import CardImage, Coverage
from core.documents.model import Scan, ScanKind
from core.errors import Refused
from core.estimates.model import Estimate
from core.family.model import FamilyLink, Kinship
from core.forms.model import FormNote, FormState
from core.mailroom.outgoing import FaxStatus, OutgoingFax
from core.messages.model import Answer, InboxItem, Meaning, Message, MessageState, Reason, Way
from core.patients.model import Alert, Apart, Patient
from core.recall.model import Recall
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.imported_visit import ImportedVisit
from core.schedule.model.linked import Linked, LinkedId, LinkKind
from core.schedule.model.wait import WaitEntry
from core.till.model import LedgerLine, LineKind
from core.till.plan import PaymentPlan
from core.verification.inquiry import Direction, ExchangeFile, FileStatus, Inquiry
from storage.all_tables import JOURNALLED
from storage.store import SqliteStore
from tests.clinics import NOW, book, make_desk, register
from tests.depth import depth
from tests.everything import everything
from tests.insured import PAYERS, insure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from msgspec import Struct

    from core.desk import Desk

PEOPLE: Final = depth(6, whole=18)
MERGES: Final = depth(12, whole=1_000)
DECLARED: Final = {
    (one.name, column) for one in JOURNALLED.values() for column in one.columns_naming(JOURNALLED["patient"])
}
DERIVED: Final = {"patient_key", "patient_term", "name_of_year"}
"""What is made anew of the records."""
_ANYWAY: Final = {"MERGE": "other"}
_DAY: Final = date(2026, 11, 24)
_BYTES: Final = b"an image"
_IMAGE: Final = CardImage(sha256(_BYTES).hexdigest(), "png", len(_BYTES))


def _rows_of(
    patient: PatientId, other: PatientId, appointment: AppointmentId, coverage: int, file: int
) -> Iterator[Struct]:
    """One of each kind, but for those that the desk has made."""
    key = f"{patient}"
    yield FamilyLink(0, patient, other, Kinship.SIBLING, household=True)
    yield Apart(0, min(patient, other), max(patient, other))
    yield ImportedVisit(0, patient, NOW - timedelta(days=400), 20, f"old{key}")
    yield Linked(LinkedId(0), patient, LinkKind.SERIES)
    yield WaitEntry(0, patient, "fu20", since=NOW, status_at=NOW)
    yield Inquiry(0, patient, coverage, appointment, f"t{key}", _DAY, "{}", ("30",), file, NOW, "ana")
    yield Scan(0, patient, ScanKind.OTHER, "letter", _DAY, _IMAGE.hash, "png", 10, NOW, "ana")
    yield FormNote(0, patient, "hipaa", FormState.SIGNED, _DAY, NOW, "ana")
    yield LedgerLine(0, patient, LineKind.CHARGE, 100, "USD", "main", _DAY, NOW, "ana")
    yield PaymentPlan(0, patient, f"P{key}", 3, 1000)
    yield Estimate(0, patient, appointment, "fu20", "lee", "main", _DAY, (), "USD", NOW, "ana")
    yield Case(
        *(0, patient, "referral", "referral", Urgency.ROUTINE, "main", "open", NOW, "ana", CaseStatus.OPEN, "", "", ""),
        *(NOW, NOW, NOW, None, {}, NOW, "ana"),
    )
    yield Communication(0, patient, NOW, "ana", "called")
    yield CallAttempt(0, patient, CallList.CALL_BACK, 1, CallOutcome.NO_ANSWER, NOW, "ana")
    yield CallBack(0, patient, "asked", NOW, NOW, "ana")
    yield Recall(0, patient, "annual", _DAY, NOW, "ana")
    yield Message(0, patient, Reason.REMINDER, "appointment", key, NOW, NOW, NOW, MessageState.PLANNED, NOW)
    yield Answer(0, f"s{key}", Way.TEXT, "617 555 0100", NOW, "yes", Meaning.OTHER, "", patient)
    yield InboxItem(0, patient, appointment, "617 555 0100", "asks", "hello", NOW)
    yield OutgoingFax(
        0, patient, None, "Lab", "617 555 0101", "letter", _IMAGE, _IMAGE, 1, NOW, "ana", FaxStatus.QUEUED, NOW
    )


@pytest.fixture
def crowd(tmp_path: Path) -> tuple[Desk, Path, list[Patient]]:
    """People with a row of each kind."""
    desk, path = make_desk(tmp_path), tmp_path / "clinic.db"
    desk.set_up("sue", PAYERS, place="payers.toml")
    people = []
    for at in range(PEOPLE):
        born = date(1950, 1, 1) + timedelta(days=500 * at)
        patient = register(desk, f"Person{at:02}", "Ann", born, phone=f"617 555 01{at:02}")
        desk.patients.edit("ana", patient.id, {"alerts": (Alert(f"alert {at}"),)})
        people.append(patient)
    for at, patient in enumerate(people):
        booked = book(desk, patient, f"2026-11-{24 + at // 9:02}T{9 + at % 9 // 3:02}:{20 * (at % 3):02}")
        coverage: Coverage = insure(desk, patient, "cigna", f"C{at}")
        with SqliteStore(path) as store, store.write() as tx:
            tx.journal.begin(at=NOW, actor="ana", verb="test")
            tx.cards.keep(_IMAGE, _BYTES)
            asked = ExchangeFile(0, f"q{at}.270", "c" * 64, 1, Direction.OUT, NOW, FileStatus.SENT)
            file = tx.records(ExchangeFile).add(asked).id
            for row in _rows_of(patient.id, people[at - 1].id, booked.appointment.id, coverage.id, file):
                if isinstance(row, WaitEntry):
                    tx.waitlist.entries.add(row)
                else:
                    tx.records(type(row)).add(row)
            tx.journal.end(RecordRef("patient", patient.id), "Written.")
    return desk, path, people


def _naming(path: Path) -> dict[tuple[str, str], list[int]]:
    """By each column that the database itself holds to be a patient's number, or a declaration, whom it names."""
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            (table, column)
            for table in tables
            for _, _, target, column, *_ in db.execute(f"PRAGMA foreign_key_list({table})")
            if target == "patient"
        }
        return {
            (table, column): [number for (number,) in db.execute(f"SELECT {column} FROM {table}") if number is not None]
            for table, column in columns | DECLARED
        }


def test_every_table_takes_part(crowd: tuple[Desk, Path, list[Patient]]) -> None:
    """Each column that refers to a patient is declared, and a row of it stands here for everybody."""
    naming = _naming(crowd[1])
    assert {at for at in naming if at[0] not in DERIVED} == DECLARED
    assert [("patient", "merged_into")] == [at for at, numbers in naming.items() if not numbers]


def test_merged_and_taken_apart_is_nothing(crowd: tuple[Desk, Path, list[Patient]]) -> None:
    """Whoever is merged into whomever, and taken apart or undone."""
    desk, path, people = crowd
    chance, before, merged = random.Random(3), everything(path), 0
    for _ in range(MERGES):
        loser, survivor = chance.sample(people, 2)
        try:
            desk.merging.merge("sue", loser.id, survivor.id, take=("family", "phones"), overrides=_ANYWAY)
        except Refused:
            assert before == everything(path)
            continue
        merged += 1
        assert loser.id not in _named(path)
        if chance.random() < 0.5:
            desk.merging.unmerge("sue", loser.id)
        else:
            desk.journal.undo("sue")
        assert before == everything(path)
    assert merged > MERGES // 3


def test_no_row_of_any_table_names_who_is_gone(crowd: tuple[Desk, Path, list[Patient]]) -> None:
    """However many are merged one into another, and taken apart again in between."""
    desk, path, people = crowd
    chance, gone = random.Random(5), list[Patient]()
    for _ in range(MERGES):
        there = [one for one in people if one not in gone]
        if len(there) < 3 or (gone and chance.random() < 0.3):
            desk.merging.unmerge("sue", gone.pop().id)
        else:
            loser, survivor = chance.sample(there, 2)
            try:
                desk.merging.merge("sue", loser.id, survivor.id, overrides=_ANYWAY)
            except Refused:
                continue
            gone.append(loser)
        assert {lost.id for lost in gone}.isdisjoint(_named(path))


def _named(path: Path) -> set[int]:
    return {number for numbers in _naming(path).values() for number in numbers}
