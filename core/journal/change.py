"""What did an act come to?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from core.conflict import Conflict
    from core.journal.model import Entry
    from core.record_ref import Record

RecordT = TypeVar("RecordT")


class Change(Struct, frozen=True):
    """The journal entry, one sentence, the records as they now are, and the warnings on the way.

    An act on thousands has no records to show.
    """

    entry: Entry
    sentence: str
    records: tuple[Record, ...] = ()
    warnings: tuple[Conflict, ...] = ()

    def only(self, kind: type[RecordT]) -> RecordT | None:
        """The one record that was changed, if it was one and of that kind."""
        first = self.records[0] if len(self.records) == 1 else None
        return first if isinstance(first, kind) else None

    def all_of(self, kind: type[RecordT]) -> tuple[RecordT, ...]:
        """The records of that kind among those changed."""
        return tuple(one for one in self.records if isinstance(one, kind))
