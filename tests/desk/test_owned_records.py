"""Does a record that belongs to a patient keep the rules of the desk, with nothing of its own below its use cases?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.access.privileges import Privilege
from core.access.roles import RoleAuthorization
from core.clinic.context import Context
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound, Refused
from core.fields import kinds
from core.fields.model import Column, Field, RecordSpec
from core.importing.act import import_file
from core.importing.columns import FileColumns
from core.importing.request import ImportFile
from core.patients.finding import patient_of
from core.record_ref import PatientId
from core.settings.model import Policy
from tests.desk.importing import Told
from tests.memos import Memo, MemoStatus, keep_memos

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from core.clinic.ports import Store
    from core.desk import Desk
    from core.desk_ports import DeskContext, Reading, Writing
    from core.importing.port import Key
    from core.importing.request import ImportReport
    from core.patients.model import Patient
    from tests.clinics import FakeClock

SPEC: Final = RecordSpec(
    "memo",
    (
        Field("mrn", kinds.text(40), "MRN", "", "", columns=(Column("mrn"),)),
        Field("text", kinds.text(200), "Text", "", "", columns=(Column("text"),)),
    ),
)


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A memo as a line says it: its patient by MRN."""

    id: int
    mrn: str
    text: str
    patient: PatientId | None = None


class MemoImport:
    """Memos, for an import; it counts how often it looked a patient up."""

    columns = FileColumns(SPEC, needed=(("mrn",), ("text",)))
    plural = "memos"
    adds_singly = False

    def __init__(self) -> None:
        self.looked_up = 0

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """A line needs both."""
        return {name: f"No {name}." for name in ("mrn", "text") if name not in told.keys() | wrong.keys()}

    def new(self, values: Mapping[str, Any]) -> MemoLine:
        """What the line says."""
        return MemoLine(0, **values)

    def find(self, store: Reading, said: MemoLine) -> MemoLine:
        """The memo that says the same of the same patient, else a new one of that patient."""
        self.looked_up += 1
        try:
            patient = patient_of(store, said.mrn).id
        except NotFound as refusal:
            raise BadInput(refusal.sentence, field="mrn") from refusal
        there = store.records(Memo).of_owner(patient)
        number = next((one.id for one in there if one.text == said.text and one.status is MemoStatus.CURRENT), 0)
        return MemoLine(number, said.mrn, said.text, patient)

    def key_field(self, said: MemoLine) -> str:
        """The text."""
        return "text"

    def keys_of(self, record: MemoLine) -> tuple[Key, ...]:
        """Whose, and what."""
        return ((record.mrn.casefold(), record.text),)

    def search_keys(self, said: MemoLine) -> tuple[Key, ...]:
        """The same."""
        return self.keys_of(said)

    def add_all(self, tx: Writing, records: Sequence[MemoLine]) -> Sequence[int]:
        """Write them."""
        return [tx.records(Memo).add(Memo(0, one.patient, one.text)).id for one in records if one.patient]

    def save(self, tx: Writing, record: MemoLine) -> None:
        """A line adds a memo or says nothing new."""


@pytest.fixture
def context(
    store: Store[Reading, Writing], clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DeskContext:
    """What a use case of memos would be given, over a store that keeps them."""
    keep_memos(tmp_path / "clinic.db", monkeypatch)
    return Context(store, clock, Policy(), RoleAuthorization())


def write(context: DeskContext, patient: Patient, text: str, *, actor: str = "ana") -> Memo:
    """A memo on the patient, as an act."""
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, _):
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="memo")
        memo = tx.records(Memo).add(Memo(0, patient.id, text))
        tx.journal.end(patient.ref, f"Noted {text}.")
    return memo


def take_in(context: DeskContext, port: MemoImport, *lines: str, told: Told, dry_run: bool = False) -> ImportReport:
    """Import lines about memos."""
    file = ImportFile("memos.csv", [f"{line}\n" for line in ("mrn,text", *lines)])
    return import_file(context, port, "sue", Privilege.IMPORT_PATIENTS, file, sink=told, dry_run=dry_run)


def current(context: DeskContext, patient: Patient) -> list[str]:
    """The texts of the patient's memos that count."""
    with context.snapshot() as reading:
        memos = reading.records(Memo).of_owner(patient.id)
        return [one.text for one in memos if one.status is MemoStatus.CURRENT]


def test_taken_back_and_done_again(context: DeskContext, desk: Desk, smith: Patient) -> None:
    """Undo takes the act back, redo does it again, and all of it stands in the history of the patient whose it is."""
    write(context, smith, "calls")
    desk.journal.undo("ana")
    assert [] == current(context, smith)
    desk.journal.redo("ana")

    assert ["calls"] == current(context, smith)
    assert ["register", "memo", "undo", "redo"] == [one.verb for one in desk.journal.entries_on("ana", smith.ref)]


def test_its_owner_stays(context: DeskContext, desk: Desk, smith: Patient) -> None:
    """Whoever registered the patient does not take that back while somebody's record builds on it."""
    write(context, smith, "calls")
    with pytest.raises(ChangedElsewhere, match="Noted calls"):
        desk.journal.undo("cy")


def test_as_open_as_its_owner(context: DeskContext, desk: Desk, smith: Patient) -> None:
    """Its history is read by who may see whose it is, with nothing said of its kind, and by nobody else."""
    memo = write(context, smith, "calls")

    assert ["memo"] == [one.verb for one in desk.journal.entries_on("vic", memo.ref)]
    assert "ana" == desk.journal.last_word("vic", memo.ref).actor
    with pytest.raises(NotAllowed):
        desk.journal.last_word("nobody", memo.ref)


def test_import_looks_up_whose_it_is_once(context: DeskContext, desk: Desk, smith: Patient, jones: Patient) -> None:
    """What a line names is looked up as it is decided about, and what is written is that; one undo takes all back."""
    port, told = MemoImport(), Told()
    lines = [f"{smith.mrn},calls", f"{jones.mrn},calls", "0,calls", f"{smith.mrn},calls"]
    tried = take_in(context, MemoImport(), *lines, told=Told(), dry_run=True)
    done = take_in(context, port, *lines, told=told)

    assert (2, 0, 1, 1) == (done.added, done.updated, done.unchanged, done.rejected)
    assert tried == done
    assert [4] == [one.line for one in told.rejected]
    assert (["calls"], ["calls"]) == (current(context, smith), current(context, jones))
    assert port.looked_up <= len(lines) + 1, "the line that first writes is decided about once more in its transaction"
    again = take_in(context, MemoImport(), *lines, told=Told())
    assert (0, 3) == (again.added, again.unchanged)
    desk.journal.undo("sue")
    assert ([], []) == (current(context, smith), current(context, jones))


def test_not_done_again_on_a_mistake(context: DeskContext, desk: Desk, smith: Patient) -> None:
    """Redo writes nothing on a record that was taken back meanwhile, and says why."""
    write(context, smith, "calls")
    desk.journal.undo("ana")
    desk.journal.undo("cy")
    with pytest.raises(Refused, match="entered in error and taken back") as refused:
        desk.journal.redo("ana")

    assert refused.value.conflicts
    assert [] == current(context, smith)
