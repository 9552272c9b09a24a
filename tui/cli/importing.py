"""How does a verb take in another system's file, whatever its records are? `import patients` is one."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput
from core.importing.encodings import UTF_8
from core.structs import replace
from core.text.wording import shown
from tui.cli import import_file_sentences, sentences
from tui.cli.exits import INTERRUPTED
from tui.cli.listing import columns
from tui.cli.progress import Progress
from tui.cli.subcommand import Answer
from tui.settings import STREAM, named_file, named_stream_or_file, read_text_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from core.desk import Desk
    from core.importing.columns import ColumnMap, FileColumns, UnusedColumn
    from core.importing.encodings import Encoding
    from core.importing.incoming import Rejection
    from core.importing.request import ImportReport, ImportUseCase
    from tui.cli.csv_files import CsvFile
    from tui.cli.parser import Parser
    from tui.cli.rejects import RejectsWriter
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

MOST_LISTED: Final = 10_000
"""Rejected lines that the answer lists, some 3 MB; `--rejects` has all of them."""
_MOST_SHOWN: Final = 20
"""Of these a person sees so many: whoever has more of them opens the file."""


def declare_file(parser: Parser) -> None:
    """FILE.csv [--map FILE] [--encoding NAME] [--dry-run] [--rejects FILE]."""
    parser.word("file", shown="FILE.csv")
    parser.option("--map", "FILE.toml")
    parser.option("--encoding", "NAME")
    parser.flag("--dry-run")
    parser.option("--rejects", "FILE")


def patients(call: Call) -> Answer:
    """Take in patients."""
    from core.patients.importing import COLUMNS

    return take_in(call, COLUMNS, Privilege.IMPORT_PATIENTS, lambda desk: desk.patients.import_file)


def appointments(call: Call) -> Answer:
    """Take in visits: those that took place as history, those to come as bookings."""
    from core.schedule.imported.fields import COLUMNS

    return take_in(call, COLUMNS, Privilege.IMPORT_PATIENTS, lambda desk: desk.visit_files.import_file)


def coverage(call: Call) -> Answer:
    """Take in coverages."""
    from core.coverage.importing import COLUMNS

    return take_in(call, COLUMNS, Privilege.IMPORT_PATIENTS, lambda desk: desk.coverage.import_file)


def directory(call: Call) -> Answer:
    """Take in entries of the directory."""
    from core.directory.importing import COLUMNS

    use_case = lambda desk: desk.directory.import_file  # noqa: E731
    return take_in(call, COLUMNS, Privilege.KEEP_DIRECTORY, use_case, of_patients=False)


def forms(call: Call) -> Answer:
    """Take in what became of forms that patients signed."""
    from core.documents.form_fields import COLUMNS

    return take_in(call, COLUMNS, Privilege.IMPORT_PATIENTS, lambda desk: desk.documents.import_forms)


def plans(call: Call) -> Answer:
    """Take in payment plans."""
    from core.till.plan_fields import COLUMNS

    return take_in(call, COLUMNS, Privilege.IMPORT_LEDGER, lambda desk: desk.till.import_plans)


def ledger(call: Call) -> Answer:
    """Take in what billing charged, adjusted and was paid."""
    from core.till.billing_fields import COLUMNS

    return take_in(call, COLUMNS, Privilege.IMPORT_LEDGER, lambda desk: desk.till.import_file)


def take_in(
    call: Call,
    known: FileColumns,
    privilege: Privilege,
    use_case: Callable[[Desk], ImportUseCase],
    *,
    of_patients: bool = True,
) -> Answer:
    """Take in the lines that are right, and say of every other what is wrong with it.

    `known` is what the fields are called in files; nothing is read from standard input for who lacks the privilege.
    """
    from core.importing.request import ImportFile
    from tui.cli.csv_files import opened_csv

    typed = call.typed
    source = named_stream_or_file(typed.file, "FILE.csv", call.env)
    rejects_to = _rejects_context(call)
    column_map = _column_map(call, known)
    with ExitStack() as stack:
        opened = stack.enter_context(opened_csv(source, column_map.encoding)) if source else None
        workstation = stack.enter_context(call.workstation())
        file = opened or stack.enter_context(_sent(workstation, privilege, column_map.encoding))
        if of_patients:  # whose number or names a rejected line has is told with its reason, of anybody's record
            workstation.desk.patients.all_opened(workstation.actor, privilege, "import")
        rejects = stack.enter_context(rejects_to(file.encoding, workstation.db_path.parent)) if rejects_to else None
        progress = stack.enter_context(Progress(file.place, is_wanted=not typed.json))
        sink = _Sink(file, rejects, progress)
        try:
            report = use_case(workstation.desk)(
                workstation.actor,
                ImportFile(file.place, file, column_map),
                sink=sink,
                dry_run=typed.dry_run,
            )
        except KeyboardInterrupt:
            return Answer(import_file_sentences.IMPORT_INTERRUPTED.format(line=sink.line), code=INTERRUPTED)
    return _answer(call, file, report, sink, rejects)


class _Sink:
    """Keeps what an import tells: how far it has got, the first of the rejected lines, all of them in a file."""

    __slots__ = ("_file", "_progress", "_rejects", "line", "rejected")

    def __init__(self, file: CsvFile, rejects: RejectsWriter | None, progress: Progress) -> None:
        self._file = file
        self._rejects = rejects
        self._progress = progress
        self.line = 0
        self.rejected: list[Rejection] = []

    def begin(self, headings: Sequence[str], delimiter: str) -> None:
        if self._rejects:
            self._rejects.begin(headings, delimiter)

    def reject(self, rejection: Rejection) -> None:
        if len(self.rejected) < MOST_LISTED:
            self.rejected.append(rejection)
        if self._rejects:
            self._rejects.write(rejection)

    def advance(self, line: int) -> None:
        self.line = line
        self._progress.show(self._file.read_share, import_file_sentences.IMPORT_LINE.format(line=f"{line:,}"))


@contextmanager
def _sent(workstation: Workstation, privilege: Privilege, encoding: str) -> Iterator[CsvFile]:
    """What comes on standard input, of somebody who may import: for nobody else it is kept."""
    from tui.cli.csv_files import opened_input

    workstation.desk.require(workstation.actor, privilege)
    with opened_input(encoding, folder=workstation.db_path.parent) as file:
        yield file


def _rejects_context(call: Call) -> Callable[[Encoding, Path], AbstractContextManager[RejectsWriter]] | None:
    """What writes the rejected lines in an encoding, with a folder to keep them in; None where none are asked for."""
    from tui.cli.rejects import refuse_other_file, rejects_file, rejects_stream

    typed = call.typed
    if typed.rejects is None:
        return None
    path = named_stream_or_file(typed.rejects, "--rejects", call.env)
    if path:
        refuse_other_file(path)
        return lambda encoding, _: rejects_file(path, encoding)
    if typed.json:
        raise BadInput(sentences.USAGE_OUTPUT_TAKEN.format(option="--rejects"))
    return rejects_stream


def _column_map(call: Call, known: FileColumns) -> ColumnMap:
    """What the map says of the file, and the encoding that is said beside it. Raises BadInput, BadSettings."""
    from core.importing.columns import ColumnMap
    from core.importing.map_file import read_map
    from tui.cli.csv_files import stated_encoding

    column_map = ColumnMap()
    if call.typed.map is not None:
        place = named_file(call.typed.map, "--map", call.env)
        column_map = read_map(read_text_file(place), known, place=place.name)
    if call.typed.encoding is None:
        return column_map
    return replace(column_map, encoding=stated_encoding(call.typed.encoding))


def _answer(call: Call, file: CsvFile, report: ImportReport, sink: _Sink, rejects: RejectsWriter | None) -> Answer:
    said = [
        (import_file_sentences.IMPORT_TRIED if call.typed.dry_run else import_file_sentences.IMPORT_DONE).format(
            place=file.place,
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=report.rejected,
        )
    ]
    if file.encoding.name != UTF_8:
        said.append(import_file_sentences.IMPORT_READ_AS.format(encoding=file.encoding.name))
    if report.unused:
        said.append(import_file_sentences.IMPORT_UNUSED.format(columns=", ".join(map(_unused, report.unused))))
    if report.rejected > len(sink.rejected):
        said.append(import_file_sentences.IMPORT_MORE_REJECTED.format(shown=len(sink.rejected)))
    if rejects and report.rejected:
        template = (
            import_file_sentences.IMPORT_REJECTS_SENT
            if call.typed.rejects == STREAM
            else import_file_sentences.IMPORT_REJECTS_IN
        )
        said.append(template.format(file=rejects.shown))
        if rejects.older:
            said.append(import_file_sentences.IMPORT_REJECTS_OLDER.format(file=rejects.shown, older=rejects.older))
    elif report.rejected:
        said.append(import_file_sentences.IMPORT_REJECTS_WANTED)
    return Answer(
        " ".join(said),
        result={
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "rejected": [{"line": one.line, "field": one.field, "reason": one.reason} for one in sink.rejected],
            "encoding": file.encoding.name,
            "unused": [{"column": one.heading, "did_you_mean": one.near} for one in report.unused],
        },
        lines=_listed(sink.rejected[:_MOST_SHOWN], report.rejected),
        is_output_taken=call.typed.rejects == STREAM,
    )


def _unused(column: UnusedColumn) -> str:
    if not column.near:
        return shown(column.heading)
    return import_file_sentences.IMPORT_UNUSED_NEAR.format(heading=shown(column.heading), near=column.near)


def _listed(rejected: Sequence[Rejection], count: int) -> tuple[str, ...]:
    rows = [(import_file_sentences.IMPORT_LINE.format(line=one.line), one.field, one.reason) for one in rejected]
    more = (import_file_sentences.IMPORT_AND_MORE.format(count=count - len(rows)),) if count > len(rows) else ()
    return (*columns(rows), *more)
