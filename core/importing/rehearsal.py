"""What would come of an import, with nothing written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from core.errors import BadInput
from core.importing.deciding import Met, contradicts
from core.importing.incoming import Incoming
from core.importing.port import ReadingT, RecordT
from core.importing.request import ImportReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.clinic.ports import Store
    from core.importing.incoming import Rejection
    from core.importing.port import ImportPort, Key
    from core.importing.request import ImportChunk, ImportSink


class Rehearsal(Generic[RecordT, ReadingT]):
    """Decides as an import does. What it would have written it knows again by its keys, some 300 bytes a record.

    It cannot see whether a second line about a record says less than the first, and takes that for a contradiction.
    """

    __slots__ = ("_met", "_port", "_report", "_sink", "_store", "_written")

    def __init__(self, store: Store[ReadingT, Any], port: ImportPort[RecordT, ReadingT, Any], sink: ImportSink) -> None:
        self._port = port
        self._store = store
        self._sink = sink
        self._met = Met(port)
        self._report = ImportReport()
        self._written: dict[int, tuple[int, int]] = {}

    def take_all(self, chunks: Iterable[ImportChunk[RecordT]]) -> ImportReport:
        """Take every chunk."""
        for chunk in chunks:
            with self._store.read() as store:
                for line in chunk.lines:
                    self._take(store, line)
            self._sink.advance(chunk.last_line)
        return self._report

    def _take(self, store: ReadingT, line: Incoming[RecordT] | Rejection) -> None:
        if isinstance(line, Incoming):
            try:
                self._decide(store, line)
            except BadInput as refusal:
                line = line.rejected(refusal)
            else:
                return
        self._report.rejected += 1
        self._sink.reject(line)

    def _decide(self, store: ReadingT, line: Incoming[RecordT]) -> None:
        earlier = self._earlier(line.record)
        if earlier and earlier[1] != hash(line.record):
            raise contradicts(self._port, earlier[0], line.record)
        record = None if earlier else self._met.decide(store, line)
        if record is None:
            self._report.unchanged += 1
            return
        self._report.updated += bool(record.id)
        self._report.added += not record.id
        self._remember({*self._port.keys_of(record), *self._port.search_keys(line.record)}, line)

    def _earlier(self, said: RecordT) -> tuple[int, int] | None:
        """The line that would have written the record, and what it said."""
        found = (self._written.get(hash(key)) for key in self._port.search_keys(said))
        return next((one for one in found if one), None)

    def _remember(self, keys: Iterable[Key], line: Incoming[RecordT]) -> None:
        """Hashes of eight bytes: of a million records no two have the same."""
        wrote = (line.line, hash(line.record))
        for key in keys:
            self._written.setdefault(hash(key), wrote)
