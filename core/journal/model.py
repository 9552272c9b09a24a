"""What was done: an entry of the journal and the row images it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

EntryId = NewType("EntryId", int)

UNDO: Final = "undo"
REDO: Final = "redo"
"""The verbs of entries that take back an act, and that take back an undo."""

MANY_PATIENTS: Final = "patients"
"""The kind of the subject of acts on so many patients that they are taken back in turns; the number is 0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: who, when (UTC), what, on which record, why. `sentence` says it in words.

    `undoes` names the entry this one took back; `undone_by` the entry that took this one back.
    `subject` is the kind and number of the record chiefly meant: ('appointment', 812).
    """

    id: EntryId
    at: datetime
    actor: str
    verb: str
    subject: tuple[str, int]
    sentence: str
    reason: str = ""
    undoes: EntryId | None = None
    undone_by: EntryId | None = None


@dataclass(frozen=True, slots=True)
class RowImage:
    """A row before and after an act; None where it did not exist. `table` and columns are storage's own names."""

    table: str
    row: int
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What keeps an act from being taken back: what was changed since, or who has the MRN by now.

    `kind` is changed or mrn; `table` and `row` are storage's own names.
    """

    kind: str
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Inverted:
    """What came of a part of an act that is taken back: where the next part begins, None after the last one.

    `back` rows were put back, `kept` ones stay as others have left them since.
    """

    below: int | None
    back: int
    kept: int
