"""What is a journalled table: what does it keep, whose are its records, and what does undo make of them?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Generic

from msgspec import Struct, field

from storage.codec import to_millis
from storage.columns import RecordT, Row, Table

ENTERED_IN_ERROR: Final = "entered-in-error"


class Voided(Struct, frozen=True):
    """An undone insert leaves the row, as a mistake: its `status` says so and, in these columns, when and by whom."""

    at: str = ""
    by: str = ""
    status: str = ENTERED_IN_ERROR

    def changes(self, at: datetime, by: str) -> Row:
        """The columns of a row that is a mistake from now on."""
        stamps = {self.at: to_millis(at), self.by: by}
        return {"status": self.status, **{column: value for column, value in stamps.items() if column}}


class Deleted(Struct, frozen=True):
    """An undone insert takes the row away. `act` is what is then undone, in words: its arrival.

    Such a table is numbered by its owner: what belongs to whom is still known when the row is gone.
    """

    act: str


class Countered(Struct, frozen=True):
    """An undone insert leaves the row as it is, and another row joins it that takes back what it says.

    That one is the row once more, with the other sign in `negated`; it names the row in `names`, says in these columns
    when, by whom and by which verb, and of what is `emptied` nothing. An undo of the undo counters it in its turn.
    """

    names: str
    negated: str
    at: str
    by: str
    why: str
    emptied: Mapping[str, Any]

    def row(self, row: Row, key: str, *, at: datetime, by: str, verb: str) -> Row:
        """The row that takes that one back; its number and rev are to be given yet."""
        said = {self.names: row[key], self.negated: -row[self.negated], self.at: to_millis(at), self.by: by}
        return {**row, **self.emptied, **said, self.why: verb}


class Owner(Struct, frozen=True):
    """Whose record it is: the number in `column` is a row of `table`.

    Where the record's status is one of `keeps`, an undo does not make a mistake of its owner, and the record does not
    come to have such a status where its owner is one: the guard "mistake".
    """

    table: JournalledTable[Any]
    column: str
    keeps: tuple[str, ...] = ()


class JournalledTable(Struct, Generic[RecordT], frozen=True, eq=False):
    """A table no row of which changes without its image in the journal: `table` has `rev` and a number for a key.

    `undone_insert` says what undo makes of a row that the act inserted; `unique` names the texts that, whatever their
    case, no two rows have that are no mistake. `taken` names the guards of the database that refuse what somebody else
    has or nobody may have, each with the column that asked for it: their refusals are `Occupied`. A table that `yields`
    stands in the way of no undo: a row that has gone on since, or whose place another has taken, stays as it is.
    The columns of `also_of` name further rows of the owner's table. A row whose `replaced_by` is not NULL was merged
    into the one of that number; nothing belongs to it.
    """

    table: Table[RecordT]
    undone_insert: Voided | Deleted | Countered
    owner: Owner | None = None
    unique: tuple[str, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    yields: bool = False
    replaced_by: str = ""
    also_of: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The table's name, which is the kind of its records."""
        return self.table.name

    @property
    def key(self) -> str:
        """The column that numbers the rows."""
        return self.table.key[0]

    def columns_naming(self, other: JournalledTable[Any]) -> tuple[str, ...]:
        """Its columns that hold the number of a row of `other`, to whom it belongs or into whom it was merged."""
        of_owner = (self.owner.column, *self.also_of) if self.owner and self.owner.table is other else ()
        return (*of_owner, self.replaced_by) if self is other and self.replaced_by else of_owner

    @property
    def is_numbered_by_owner(self) -> bool:
        """Whether a row has the number of its owner, which then has one such row at most."""
        return self.owner is not None and self.owner.column == self.key
