"""What was done: an entry of the journal, and the records it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NewType

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.record_ref import RecordRef

EntryId = NewType("EntryId", int)

UNDO: Final = "undo"
REDO: Final = "redo"
"""The verbs of entries that take back an act, and that take back an undo."""


SET_UP: Final = "set-up"
"""The verb of entries by which a set-up file was applied."""


class Entry(Struct, frozen=True):
    """One act: who, when (UTC), what, on which record, why. `sentence` says it in words.

    `undoes` names the entry this one took back; `undone_by` the entry that took this one back.
    `subject` is the record chiefly meant; an act on thousands names their kind alone.
    """

    id: EntryId
    at: datetime
    actor: str
    verb: str
    subject: RecordRef
    sentence: str
    reason: str = ""
    undoes: EntryId | None = None
    undone_by: EntryId | None = None


class NextAct(Struct, frozen=True):
    """What undo or redo would invert next: that entry, the act behind it in words, and when, at its site."""

    entry: EntryId
    sentence: str
    when: str


class RecordImage(Struct, frozen=True):
    """A record before and after an act, as its subject reads it; None where it did not exist."""

    ref: RecordRef
    before: object | None
    after: object | None


class Version(Struct, frozen=True):
    """A record before and after one of the acts that wrote it, as its subject reads it."""

    entry: Entry
    before: object | None
    after: object | None


class SetupChange(Struct, frozen=True):
    """A row of the set-up's table `kind` before and after an act, by column; None where it was not there."""

    kind: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


class Obstacle(Struct, frozen=True):
    """What keeps an act from being taken back: the record that was changed since or, as `taken`, has what it had.

    `taken` is empty, or what another record has by now: "mrn".
    """

    ref: RecordRef
    taken: str = ""


class Inverted(Struct, frozen=True):
    """What came of a part of an act that is taken back: where the next part begins, None after the last one.

    `back` rows were put back, `kept` ones stay as others have left them since.
    """

    below: int | None
    back: int
    kept: int
