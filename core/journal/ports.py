"""What the journal needs of the store: entries to read, one to write in each transaction, and records under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from core.clinic import ports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.journal.model import Entry, EntryId, Inverted, Obstacle, RecordImage, SetupChange, Version
    from core.record_ref import Record, RecordRef

RecordT = TypeVar("RecordT")
RecordT_co = TypeVar("RecordT_co", covariant=True)


class JournalReader(Protocol):
    """Entries, newest and oldest, of a person or of a record."""

    def entry(self, entry: EntryId) -> Entry | None:
        """One journal entry."""
        ...

    def newest(self) -> Entry | None:
        """The newest entry of all."""
        ...

    def since(self, entry: EntryId, actor: str) -> tuple[Entry, ...]:
        """The actor's entries after that one, oldest first, a hundred at most."""
        ...

    def newest_undoable(self, actor: str) -> Entry | None:
        """The actor's newest act or redo that is not taken back, set-up and migration left out."""
        ...

    def newest_redoable(self, actor: str) -> Entry | None:
        """The actor's newest undo that was not redone, unless the actor has done something else since."""
        ...

    def unfinished(self, actor: str, verb: str) -> Entry | None:
        """The actor's undo or redo (`verb`) in parts that was stopped half-way."""
        ...

    def rows_written(self, entry: EntryId) -> int:
        """How many rows an entry wrote."""
        ...

    def obstacle(self, entry: EntryId) -> Obstacle | None:
        """The first thing that keeps an act on thousands from being taken back whole."""
        ...

    def in_use(self, entry: EntryId) -> Obstacle | None:
        """What others built on a record that undo makes a mistake of, or who has a text it would have again.

        Whoever changed a record itself is not looked for: inverting its row raises StaleRow.
        """
        ...

    def images(self, entry: EntryId) -> Sequence[RecordImage]:
        """The records an entry wrote, in the order it wrote them."""
        ...

    def last_on(self, ref: RecordRef) -> Entry | None:
        """The newest entry that wrote that record."""
        ...

    def entries_on(self, ref: RecordRef) -> tuple[Entry, ...]:
        """Every entry on a record or on what belongs to it, oldest first: a patient's appointments, their visits."""
        ...

    def versions(self, ref: RecordRef) -> Sequence[Version]:
        """What each act made of that record, oldest first."""
        ...

    def setup_changes(self, entry: EntryId) -> Sequence[SetupChange]:
        """What an entry changed of the set-up."""
        ...

    def owner(self, ref: RecordRef) -> RecordRef | None:
        """The record that such a record belongs to, as it now is; None where it belongs to none, or is not there."""
        ...

    def owner_kind(self, kind: str) -> str:
        """Of which kind the record is that such a record belongs to. Raises KeyError where it belongs to none."""
        ...

    def record(self, ref: RecordRef) -> Record | None:
        """The record of that name as it now is, for the answer to an act."""
        ...

    def row(self, ref: RecordRef) -> object | None:
        """The same without what is shown beside it: an appointment without its patient."""
        ...


class JournalWriter(JournalReader, Protocol):
    """The entry of a write transaction. Every row written is imaged under it."""

    def begin(self, *, at: datetime, actor: str, verb: str, reason: str = "", undoes: EntryId | None = None) -> EntryId:
        """Open the entry; call it before the first row is written. Another may be opened once it is ended."""
        ...

    def end(self, subject: RecordRef, sentence: str) -> Entry:
        """Say what the entry came to. Without it the transaction cannot commit."""
        ...

    def leave_open(self, subject: RecordRef, sentence: str) -> Entry:
        """Commit the entry without ending it: later transactions of the same batch take it up. See `Store.batch`."""
        ...

    def take_up(self, entry: EntryId) -> None:
        """Go on with an entry that was left open, in place of `begin`. Raises StaleRow for one that is closed."""
        ...

    def rewrite(self, kind: str, record: object) -> None:
        """Keep a changed record of that kind, with the next rev. Raises StaleRow or GuardRefusal."""
        ...

    def repoint(self, kind: str, old: int, new: int) -> int:
        """Have every record that belongs to the record `old` of that kind, or was merged into it, name `new` instead.

        Which these are is declared with the tables; says how many. Raises GuardRefusal when one cannot be there.
        """
        ...

    def invert(self, undoes: EntryId, *, amended: Mapping[RecordRef, object] | None = None) -> None:
        """Put the rows of that entry back, newest image first, and mark it as undone by the open entry.

        Those of `amended` become the records it has instead of what they were. What becomes of a row that the entry
        inserted is its table's to say. Raises StaleRow when a row's rev moved on, AlteredRow when it says something
        else than its newest image, GuardRefusal when what it took is taken again.
        """
        ...

    def invert_part(self, undoes: EntryId, *, below: int | None, limit: int) -> Inverted:
        """Put back up to `limit` rows of an act on thousands, newest first, going on `below` the part before.

        What others changed since, or have taken, stays and is counted. None goes on where the open entry got to.
        """
        ...


class RecordReader(Protocol[RecordT_co]):
    """The records of one kind, whatever became of them."""

    def by_id(self, number: int, /) -> RecordT_co | None:
        """The record with that row number."""
        ...

    def of_owner(self, owner: int, /) -> tuple[RecordT_co, ...]:
        """The records that belong to the owner, by number."""
        ...

    def naming(self, owner: int, /) -> tuple[RecordT_co, ...]:
        """The records that belong to the owner or name them beside it (`also_of`), each once."""
        ...

    def after(self, number: int, limit: int, /) -> tuple[RecordT_co, ...]:
        """The next records behind that number, at most so many."""
        ...


class RecordWriter(Protocol[RecordT]):
    """The records of one kind, to be written."""

    def add(self, record: RecordT, /) -> RecordT:
        """Insert; `id` and `rev` given are ignored, the record as it is kept comes back. Raises GuardRefusal."""
        ...

    def save(self, record: RecordT, /) -> RecordT:
        """Update where id and rev still match, with rev + 1. Raises StaleRow or GuardRefusal."""
        ...


class Records(RecordReader[RecordT], RecordWriter[RecordT], Protocol[RecordT]):
    """The records of one kind, to be read and written."""


class Reading(ports.Reading, Protocol):
    """A snapshot with the journal."""

    def records(self, kind: type[RecordT], /) -> RecordReader[RecordT]:
        """The records of that class: for the kinds of which no more is asked than any can answer."""
        ...

    @property
    def journal(self) -> JournalReader:
        """The journal."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with its journal entry."""

    def records(self, kind: type[RecordT], /) -> Records[RecordT]:
        """The same, to be written."""
        ...

    @property
    def journal(self) -> JournalWriter:
        """The journal."""
        ...
