"""What would come of an import, with nothing written?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.patients.importing.deciding import Met, contradicts
from core.patients.importing.incoming import Incoming
from core.patients.importing.records import keys_of, search_keys
from core.patients.importing.request import ImportReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.clinic.ports import Store
    from core.patients.importing.incoming import Rejection
    from core.patients.importing.records import Key
    from core.patients.importing.request import ImportChunk, ImportSink
    from core.patients.model import Patient
    from core.patients.ports import Reading, Writing


class Rehearsal:
    """Decides as an import does. What it would have written it knows again by its keys, some 300 bytes a patient.

    It cannot see whether a second line about a patient says less than the first, and takes that for a contradiction.
    """

    __slots__ = ("_met", "_report", "_sink", "_store", "_written")

    def __init__(self, store: Store[Reading, Writing], sink: ImportSink) -> None:
        self._store = store
        self._sink = sink
        self._met = Met()
        self._report = ImportReport()
        self._written: dict[int, tuple[int, int]] = {}

    def take_all(self, chunks: Iterable[ImportChunk]) -> ImportReport:
        """Take every turn."""
        for chunk in chunks:
            with self._store.read() as store:
                for line in chunk.lines:
                    self._take(store, line)
            self._sink.advance(chunk.last_line)
        return self._report

    def _take(self, store: Reading, line: Incoming | Rejection) -> None:
        if isinstance(line, Incoming):
            try:
                self._decide(store, line)
            except BadInput as refusal:
                line = line.rejected(refusal)
            else:
                return
        self._report.rejected += 1
        self._sink.reject(line)

    def _decide(self, store: Reading, line: Incoming) -> None:
        earlier = self._earlier(line.patient)
        if earlier and earlier[1] != hash(line.patient):
            raise contradicts(earlier[0], line.patient)
        record = None if earlier else self._met.decide(store, line)
        if record is None:
            self._report.unchanged += 1
            return
        self._report.updated += bool(record.id)
        self._report.added += not record.id
        self._remember({*keys_of(record), *search_keys(line.patient)}, line)

    def _earlier(self, said: Patient) -> tuple[int, int] | None:
        """The line that would have written the patient, and what it said."""
        found = (self._written.get(hash(key)) for key in search_keys(said))
        return next((one for one in found if one), None)

    def _remember(self, keys: Iterable[Key], line: Incoming) -> None:
        """Hashes of eight bytes: of a million patients no two have the same."""
        wrote = (line.line, hash(line.patient))
        for key in keys:
            self._written.setdefault(hash(key), wrote)
