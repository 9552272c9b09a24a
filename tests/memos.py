"""A kind of record that the program does not have: what does one need that asks no more of the store than any?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.record_ref import PatientId, RecordRef
from storage import journal
from storage.all_tables import JOURNALLED
from storage.columns import Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT
from storage.sqlite import guards

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class MemoStatus(Enum):
    """Whether it counts."""

    CURRENT = "current"
    ENTERED_IN_ERROR = "entered-in-error"


class Memo(Struct, frozen=True):
    """A text about a patient."""

    id: int
    patient: PatientId
    text: str
    status: MemoStatus = MemoStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("memo", self.id)


MEMO: Final = JournalledTable(
    Table("memo", Memo, (*plain("id patient text"), Column("status", word_of(MemoStatus)), Column("rev")), key=("id",)),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient", keeps=(MemoStatus.CURRENT.value,)),
    taken={"mistake": "patient"},
)
_TABLE: Final = """
CREATE TABLE memo (
  id INTEGER PRIMARY KEY, patient INTEGER NOT NULL REFERENCES patient (id), text TEXT NOT NULL,
  status TEXT NOT NULL, rev INTEGER NOT NULL
)
"""


def keep_memos(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare the table and make it in the database, as a migration would."""
    assert isinstance(JOURNALLED, dict)
    monkeypatch.setitem(JOURNALLED, MEMO.name, MEMO)
    monkeypatch.setattr(journal, "history", journal.history.__wrapped__)  # what it remembered knows of no memos
    with closing(sqlite3.connect(database)) as db, db:
        db.execute(_TABLE)
        guards.make(db, MEMO)
