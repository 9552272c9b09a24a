"""How are the patients of a file taken in, so that all of it is one act and no desk has to wait for it?"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.clinic.codes import first_site, pick, today_at
from core.errors import BadInput, ClinicdeskError
from core.patients.importing import sentences
from core.patients.importing.columns import find_columns
from core.patients.importing.csv_lines import delimiter_of, read_csv
from core.patients.importing.deciding import Met
from core.patients.importing.incoming import Incoming, LineReader
from core.patients.importing.records import keys_of, search_keys
from core.patients.importing.rehearsal import Rehearsal
from core.patients.importing.request import ImportChunk, ImportReport
from core.record_ref import RecordRef
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.clinic.ports import Store
    from core.journal.model import EntryId
    from core.patients.importing.csv_lines import CsvLine
    from core.patients.importing.incoming import Rejection
    from core.patients.importing.records import Key
    from core.patients.importing.request import ImportSink, PatientFile
    from core.patients.model import Patient
    from core.patients.ports import PatientContext, Reading, Writing

VERB: Final = "import"
_MANY_PATIENTS: Final = RecordRef("patient", 0)
LINES_A_CHUNK: Final = 100
"""Lines between two commits: some 30 ms at a million patients, and that long may a desk have to wait.

With 250 it is 80 ms, and the import a quarter quicker: each turn writes many of the same pages.
"""


def import_patients(
    context: PatientContext, actor: str, file: PatientFile, *, sink: ImportSink, dry_run: bool
) -> ImportReport:
    """Take in the patients of `file`; with `dry_run` only say what would come of it.

    A line means the patient with its external id, else its MRN, else its names and birth date. It adds the patient,
    or changes the record where it says something else. The same file once more writes nothing. What cannot be taken
    goes to `sink`, every line with all that is wrong with it, and the others are taken.

    Commits every `LINES_A_CHUNK` lines, all of it one act to undo. Whatever ends it early: what is in stays in, and
    the same file goes on from there. Raises BadInput or BadSettings before anything is taken, Busy (also when
    another import runs) and DatabaseUnusable at any time.
    """
    with context.reading(actor, Privilege.IMPORT_PATIENTS) as (_, clinic):
        today = today_at(first_site(clinic), context.clock.now())
    lines = iter(file.lines)
    first = next(lines, "").removeprefix("\ufeff")
    delimiter = file.column_map.delimiter or delimiter_of(first)
    records = (line for line in read_csv(chain((first,), lines), delimiter=delimiter) if not line.is_blank)
    headings = next(records, None)
    if headings is None or headings.problem:
        raise BadInput(sentences.IMPORT_NO_HEADINGS.format(place=file.place), field="file")
    columns = find_columns(headings.cells, file.column_map, place=file.place)
    reader = LineReader(
        columns, file.column_map, today=today, provider=lambda code: pick(clinic.providers, code, "provider").code
    )
    sink.begin(headings.cells, delimiter)
    chunks = _chunks(records, reader)
    if dry_run:
        return Rehearsal(context.store, sink).take_all(chunks)
    with context.store.batch() as store:
        return _Import(context, store, actor, file.place, sink).take_all(chunks)


def _chunks(records: Iterator[CsvLine], reader: LineReader) -> Iterator[ImportChunk]:
    lines = list(islice(records, LINES_A_CHUNK))
    while lines:
        yield ImportChunk([reader.read(line) for line in lines], lines[-1].number)
        lines = list(islice(records, LINES_A_CHUNK))


class _Import:
    """An import under way: its journal entry, once anything was written, and what came of the lines so far."""

    __slots__ = ("_actor", "_context", "_entry", "_met", "_place", "_report", "_sink", "_store")

    def __init__(
        self, context: PatientContext, store: Store[Reading, Writing], actor: str, place: str, sink: ImportSink
    ) -> None:
        self._context = context
        self._store = store
        self._actor = actor
        self._place = place
        self._sink = sink
        self._met = Met()
        self._report = ImportReport()
        self._entry: EntryId | None = None

    def take_all(self, chunks: Iterator[ImportChunk]) -> ImportReport:
        """Take every turn, and end the journal entry whatever happens."""
        line = 0
        try:
            for chunk in chunks:
                self._take(chunk)
                line = chunk.last_line
                self._sink.advance(line)
            self._end(sentences.IMPORTED)
        except BaseException as error:
            if self._entry is not None:
                with suppress(ClinicdeskError):  # then the next batch closes it
                    self._end(sentences.IMPORTED_IN_PART)
                if isinstance(error, ClinicdeskError):
                    error.amend(sentences.IMPORT_STOPPED.format(line=line, why=error.sentence))
            raise
        return self._report

    def _take(self, chunk: ImportChunk) -> None:
        waiting = deque(chunk.lines)
        counts = ImportReport()
        with self._store.read() as reading:  # what changes nothing needs no place in the queue of the writers
            while waiting and self._to_write(reading, waiting[0], counts) is None:
                waiting.popleft()
        if waiting:
            with self._store.write() as tx:
                entry = self._begin(tx)
                self._write(tx, waiting, counts)
                so_far = self._said(sentences.IMPORTED_IN_PART, self._report.plus(counts))
                tx.journal.leave_open(_MANY_PATIENTS, so_far)
            self._entry = entry
        self._report = self._report.plus(counts)

    def _to_write(self, store: Reading, line: Incoming | Rejection, counts: ImportReport) -> Patient | None:
        """The record that is to be written; None for a line that is done with."""
        if isinstance(line, Incoming):
            try:
                record = self._met.decide(store, line)
            except BadInput as refusal:
                line = line.rejected(refusal)
            else:
                counts.unchanged += record is None
                return record
        counts.rejected += 1
        self._sink.reject(line)
        return None

    def _write(self, tx: Writing, waiting: Iterable[Incoming | Rejection], counts: ImportReport) -> None:
        """Take the lines. New patients are written together, as soon as a line may mean one of them."""
        new: list[Incoming] = []
        keys: set[Key] = set()
        for line in waiting:
            if isinstance(line, Incoming) and not keys.isdisjoint(search_keys(line.patient)):
                self._add(tx, new)
                keys.clear()
            record = self._to_write(tx, line, counts)
            if record is None:
                continue
            if record.id:
                tx.patients.save(record)
                counts.updated += 1
            elif isinstance(line, Incoming):
                new.append(line)
                keys.update(keys_of(record))
                counts.added += 1
        self._add(tx, new)

    def _add(self, tx: Writing, new: list[Incoming]) -> None:
        """Register those that wait, and wait for others."""
        for patient, line in zip(tx.patients.add_all([line.patient for line in new]), new, strict=True):
            self._met.meet(patient, line.line)
        new.clear()

    def _begin(self, tx: Writing) -> EntryId:
        if self._entry is not None:
            tx.journal.take_up(self._entry)
            return self._entry
        now = self._context.clock.now()
        return tx.journal.begin(at=now, actor=self._actor, verb=VERB)

    def _end(self, sentence: str) -> None:
        """Close the entry, if anything was written."""
        if self._entry is not None:
            with self._store.write() as tx:
                tx.journal.take_up(self._entry)
                tx.journal.end(_MANY_PATIENTS, self._said(sentence, self._report))

    def _said(self, sentence: str, report: ImportReport) -> str:
        return sentence.format(place=clean_text(self._place), added=report.added, updated=report.updated)
