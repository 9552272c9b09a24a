"""Which act of somebody is the newest, what is behind it, and which records did it write?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ChangedElsewhere
from core.journal.model import UNDO
from core.journal.sentences import REDOES_ANOTHER, UNDOES_ANOTHER

if TYPE_CHECKING:
    from core.journal.model import Entry, EntryId
    from core.journal.ports import Reading
    from core.record_ref import Record


def act_behind(reading: Reading, entry: Entry) -> Entry:
    """The act that was undone, redone, undone again..."""
    while entry.undoes is not None:
        behind = reading.journal.entry(entry.undoes)
        if behind is None:
            break
        entry = behind
    return entry


def written(reading: Reading, entry: EntryId) -> tuple[Record, ...]:
    """The records that an entry wrote, each once, as they are now."""
    refs = dict.fromkeys(image.ref for image in reading.journal.images(entry))
    return tuple(record for ref in refs if (record := reading.journal.record(ref)))


def newest(reading: Reading, actor: str, verb: str) -> Entry | None:
    """What undo or redo (`verb`) would invert, if it is not done in parts."""
    journal = reading.journal
    return journal.newest_undoable(actor) if verb == UNDO else journal.newest_redoable(actor)


def require_only(entry: Entry | None, only: EntryId | None, verb: str) -> None:
    """Raise ChangedElsewhere where another act is the newest than the one that is meant."""
    if only is not None and (entry is None or entry.id != only):
        raise ChangedElsewhere(UNDOES_ANOTHER if verb == UNDO else REDOES_ANOTHER)
