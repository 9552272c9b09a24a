"""What is to be done about a line, given those before it in the file?"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Generic

from core.errors import BadInput
from core.importing import sentences
from core.importing.merging import merged
from core.importing.port import ReadingT, RecordT

if TYPE_CHECKING:
    from core.importing.incoming import Incoming
    from core.importing.port import ImportPort

_AHEAD = 1024


class Met(Generic[RecordT, ReadingT]):
    """At which line of a file each record was met first: four bytes for each record there is."""

    __slots__ = ("_lines", "_port")

    def __init__(self, port: ImportPort[RecordT, ReadingT, Any]) -> None:
        self._port = port
        self._lines = array("I")

    def line_of(self, record: int) -> int:
        """The line, or 0."""
        return self._lines[record] if record < len(self._lines) else 0

    def meet(self, record: int, line: int) -> None:
        """Note the line, unless the record was met before."""
        if record >= len(self._lines):
            self._lines.frombytes(bytes(self._lines.itemsize * (record + _AHEAD - len(self._lines))))
        self._lines[record] = self._lines[record] or line

    def decide(self, store: ReadingT, incoming: Incoming[RecordT]) -> RecordT | None:
        """The record as the line makes it, without a row number if it is a new one; None when nothing changes.

        Raises BadInput for a line that contradicts an earlier one, or leaves unclear whom it means.
        """
        record = self._port.find(store, incoming.record)
        if not record.id:
            return record
        changed = merged(self._port.columns.spec, record, incoming)
        earlier = self.line_of(record.id)
        if changed is not record and earlier not in {0, incoming.line}:
            raise contradicts(self._port, earlier, incoming.record)
        self.meet(record.id, incoming.line)
        return None if changed is record else changed


def contradicts(port: ImportPort[RecordT, Any, Any], line: int, said: RecordT) -> BadInput:
    """The refusal of what differs from an earlier line about the same record."""
    return BadInput(
        sentences.IMPORT_CONTRADICTS.format(line=line, record=port.columns.spec.word), field=port.key_field(said)
    )
