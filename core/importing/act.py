"""How are the records of a file taken in, so that all of it is one act and no desk has to wait for it?"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, cast

from core.clinic.codes import first_site, today_at
from core.errors import BadInput, ClinicdeskError
from core.fields.model import ReadContext
from core.importing import sentences
from core.importing.columns import are_headings, find_columns
from core.importing.deciding import Met
from core.importing.incoming import Incoming, LineReader
from core.importing.port import ReadingT, RecordT, WritingT
from core.importing.rehearsal import Rehearsal
from core.importing.request import ImportChunk, ImportReport
from core.importing.table import open_table
from core.importing.widths import widths_of
from core.record_ref import RecordRef
from core.text.card_numbers import masked_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.access.privileges import Privilege
    from core.clinic.context import Context
    from core.clinic.ports import Store
    from core.importing.csv_lines import CsvLine
    from core.importing.incoming import Rejection
    from core.importing.port import ImportPort, Key
    from core.importing.request import ImportFile, ImportSink
    from core.journal.model import EntryId

VERB: Final = "import"
LINES_A_CHUNK: Final = 100
"""Lines that are read together, and taken in one turn to write unless that lasts too long."""
LINES_TOGETHER: Final = 8
"""Lines between two looks at how long the turn has lasted: some 5 ms at a million patients."""


def import_file(
    context: Context[ReadingT, WritingT],
    port: ImportPort[RecordT, ReadingT, WritingT],
    actor: str,
    privilege: Privilege,
    file: ImportFile,
    *,
    sink: ImportSink,
    dry_run: bool,
) -> ImportReport:
    """Take in the records of `file`; with `dry_run` only say what would come of it.

    A line adds the record it means, or changes it where it says something else. The same file once more writes
    nothing. What cannot be taken goes to `sink`, every line with all that is wrong with it, and the others are taken.

    Commits whenever its turn to write has lasted long enough, all of it one act to undo. Whatever ends it early: what
    is in stays in, and the same file goes on from there. Raises BadInput or BadSettings before anything is taken, Busy
    (also when another import runs) and DatabaseUnusable at any time.
    """
    with context.reading(actor, privilege) as (_, clinic):
        today = today_at(first_site(clinic), context.clock.now())
    find = partial(are_headings, column_map=file.column_map, known=port.columns)
    delimiter, records = open_table(file.lines, file.column_map.delimiter, find)
    headings = next(records, None)
    if headings is None or headings.problem:
        needed = {name for either in port.columns.needed for name in either}
        names = ", ".join(name for name in port.columns.names if name in needed)
        raise BadInput(sentences.IMPORT_NO_HEADINGS.format(place=file.place, names=names), field="file")
    columns = find_columns(headings.cells, file.column_map, port.columns, place=file.place)
    reading = ReadContext(clinic, today, file.column_map.dates, in_file=True, currency=context.policy.till.currency)
    sink.begin(headings.cells, delimiter)
    widths = widths_of(records, columns.numbers(port.columns))
    _, records = open_table(file.lines, delimiter, find)
    next(records)
    chunks = _chunks(records, LineReader(columns, file.column_map, port, reading, widths))
    if dry_run:
        report = Rehearsal(context.store, port, sink).take_all(chunks)
    else:
        with context.store.batch() as store:
            report = _Import(context, store, port, actor=actor, place=file.place, sink=sink).take_all(chunks)
    report.unused = columns.unused
    return report


def _chunks(records: Iterator[CsvLine], reader: LineReader[RecordT]) -> Iterator[ImportChunk[RecordT]]:
    lines = list(islice(records, LINES_A_CHUNK))
    while lines:
        yield ImportChunk([reader.read(line) for line in lines], lines[-1].number)
        lines = list(islice(records, LINES_A_CHUNK))


class _Import(Generic[RecordT, ReadingT, WritingT]):
    """An import under way: its journal entry, once anything was written, and what came of the lines so far."""

    __slots__ = ("_actor", "_context", "_entry", "_many", "_met", "_place", "_port", "_report", "_sink", "_store")

    def __init__(
        self,
        context: Context[ReadingT, WritingT],
        store: Store[ReadingT, WritingT],
        port: ImportPort[RecordT, ReadingT, WritingT],
        *,
        actor: str,
        place: str,
        sink: ImportSink,
    ) -> None:
        self._port = port
        self._many = RecordRef(port.columns.spec.kind, 0)
        self._context = context
        self._store = store
        self._actor = actor
        self._place = place
        self._sink = sink
        self._met = Met(port)
        self._report = ImportReport()
        self._entry: EntryId | None = None

    def take_all(self, chunks: Iterator[ImportChunk[RecordT]]) -> ImportReport:
        """Take every chunk, and end the journal entry whatever happens."""
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

    def _take(self, chunk: ImportChunk[RecordT]) -> None:
        """Take the lines of the chunk, in as many turns as they need."""
        waiting = deque(chunk.lines)
        self._pass_over(waiting)
        while waiting:
            self._take_turn(waiting)
            self._pass_over(waiting)

    def _pass_over(self, waiting: deque[Incoming[RecordT] | Rejection]) -> None:
        """What changes nothing needs no place in the queue of the writers."""
        counts = ImportReport()
        with self._store.read() as reading:
            while waiting and self._to_write(reading, waiting[0], counts) is None:
                waiting.popleft()
        self._report = self._report.plus(counts)

    def _take_turn(self, waiting: deque[Incoming[RecordT] | Rejection]) -> None:
        """Write as many of the lines as there is time for."""
        counts = ImportReport()
        with self._store.write() as tx:
            entry = self._begin(tx)
            while waiting:
                self._write(tx, [waiting.popleft() for _ in range(min(LINES_TOGETHER, len(waiting)))], counts)
                if tx.has_had_its_turn:
                    break
            so_far = self._said(sentences.IMPORTED_IN_PART, self._report.plus(counts))
            tx.journal.leave_open(self._many, so_far)
        self._entry = entry
        self._report = self._report.plus(counts)

    def _to_write(self, store: ReadingT, line: Incoming[RecordT] | Rejection, counts: ImportReport) -> RecordT | None:
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

    def _write(self, tx: WritingT, waiting: Iterable[Incoming[RecordT] | Rejection], counts: ImportReport) -> None:
        """Take the lines. New records are written together, as soon as a line may mean one of them."""
        reading = cast("ReadingT", tx)  # a transaction reads as a snapshot does
        new: list[tuple[int, RecordT]] = []
        keys: set[Key] = set()
        for line in waiting:
            if isinstance(line, Incoming) and not keys.isdisjoint(self._port.search_keys(line.record)):
                self._add(tx, new)
                keys.clear()
            record = self._to_write(reading, line, counts)
            if record is None:
                continue
            if record.id:
                self._port.save(tx, record)
                counts.updated += 1
            elif isinstance(line, Incoming):
                new.append((line.line, record))
                keys.update(self._port.keys_of(record))
                counts.added += 1
                if self._port.adds_singly:
                    self._add(tx, new)
        self._add(tx, new)

    def _add(self, tx: WritingT, new: list[tuple[int, RecordT]]) -> None:
        """Keep those that wait, each with its line, and wait for others."""
        for number, (line, _) in zip(self._port.add_all(tx, [record for _, record in new]), new, strict=True):
            self._met.meet(number, line)
        new.clear()

    def _begin(self, tx: WritingT) -> EntryId:
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
                tx.journal.end(self._many, self._said(sentence, self._report))

    def _said(self, sentence: str, report: ImportReport) -> str:
        return sentence.format(
            records=self._port.plural, place=masked_words(self._place), added=report.added, updated=report.updated
        )
