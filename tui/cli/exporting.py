"""How does a verb write a file of all records of a kind? `export patients` is one."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.errors import BadInput
from core.new_file import put_in_place, unfinished
from core.text.card_numbers import refuse_network_number
from tui.cli import exporting_sentences as say
from tui.cli import sentences
from tui.cli.readers import read_number, read_word, refuse_backwards
from tui.cli.subcommand import Answer
from tui.cli.tables_out import WRITERS, TableFormat
from tui.sending import spooled
from tui.settings import named_stream_or_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_OWNER_ONLY: Final = 0o600


def declare_file(parser: Parser) -> None:
    """NEW [--format csv|xlsx]."""
    parser.word("file", shown="NEW")
    parser.option("--format", "csv|xlsx", say.HELP_FORMAT)


def declare_days(parser: Parser) -> None:
    """The same, and which days: [--from DATE] [--to DATE]."""
    declare_file(parser)
    parser.option("--from", "DATE", say.HELP_FIRST)
    parser.option("--to", "DATE", say.HELP_LAST)


def coverage(call: Call) -> Answer:
    """Write all coverages."""
    from core.coverage.exporting import HEADINGS

    lines = lambda workstation: workstation.desk.coverage.lines(workstation.actor)  # noqa: E731
    return write_out(call, HEADINGS, lines, say.EXPORTED_COVERAGE)


def patients(call: Call) -> Answer:
    """Write all patients."""
    from core.patients.exporting import HEADINGS

    lines = lambda workstation: workstation.desk.patients.lines(workstation.actor)  # noqa: E731
    return write_out(call, HEADINGS, lines, say.EXPORTED_PATIENTS)


def directory(call: Call) -> Answer:
    """Write the whole directory."""
    from core.directory.importing import HEADINGS

    lines = lambda workstation: workstation.desk.directory.lines(workstation.actor)  # noqa: E731
    return write_out(call, HEADINGS, lines, say.EXPORTED_DIRECTORY, of_patients=False)


def appointments(call: Call) -> Answer:
    """Write all appointments, or those of some days."""
    from core.schedule.exporting import HEADINGS

    def lines(workstation: Workstation) -> Iterator[tuple[str, ...]]:
        first = _day(workstation, getattr(call.typed, "from"), "from")
        last = _day(workstation, call.typed.to, "to")
        if first and last:
            refuse_backwards(first, last)
        return workstation.desk.visit_files.lines(workstation.actor, first=first, last=last)

    return write_out(call, HEADINGS, lines, say.EXPORTED_APPOINTMENTS)


def declare_ledger(parser: Parser) -> None:
    """The same, and behind which line: [--after LINE]."""
    declare_file(parser)
    parser.option("--after", "LINE", say.HELP_AFTER)


def ledger(call: Call) -> Answer:
    """Write the lines of all ledgers, or those since a line."""
    from core.till.exporting import HEADINGS

    after = read_number(call.typed.after, say.A_LINE, least=0) if call.typed.after else 0
    lines = lambda workstation: workstation.desk.till.lines(workstation.actor, after=after)  # noqa: E731
    return write_out(call, HEADINGS, lines, say.EXPORTED_LEDGER)


def write_out(
    call: Call,
    headings: Sequence[str],
    lines: Callable[[Workstation], Iterable[Sequence[str]]],
    sentence: str,
    *,
    of_patients: bool = True,
) -> Answer:
    """Write the lines to the file that is named, or send them; that everybody's record was opened is noted."""
    typed = call.typed
    target = named_stream_or_file(typed.file, "FILE", call.env)
    if target is None and typed.json:
        raise BadInput(sentences.USAGE_OUTPUT_TAKEN.format(option="FILE"))
    writes = WRITERS[_format(typed.format, target)]
    with call.workstation() as workstation:
        if of_patients:
            workstation.desk.patients.all_opened(workstation.actor, Privilege.EXPORT, "export")
        workstation.desk.require(workstation.actor, Privilege.EXPORT)
        folder = workstation.db_path.parent
        told = lines(workstation)
        with _refusals(target), _file(target) if target else _stream(folder) as out:
            count = writes(out, headings, told, target.parent if target else folder)
    shown = str(target or sentences.STANDARD_OUTPUT)
    message = sentence.format(count=count, file=shown)
    return Answer(message, result={"file": shown, "count": count}, is_output_taken=target is None)


def _format(typed: str | None, target: Path | None) -> TableFormat:
    """The one that is said, else that of the file's name. Raises BadInput."""
    if typed is None:
        return TableFormat.XLSX if target and target.suffix.lower() == ".xlsx" else TableFormat.CSV
    return TableFormat(read_word(typed, "format", [one.value for one in TableFormat]))


def _day(workstation: Workstation, typed: str | None, name: str) -> date | None:
    if typed is None:
        return None
    view = workstation.view
    today = view.today
    return parse_date(typed, today=today, order=workstation.settings.dates.order, field=name)


@contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    """A new file for its owner alone, which gets its name once it is whole, and that of no other. Raises OSError,
    or BadInput for a name that has a card's number.
    """
    refuse_network_number(path.name, "file")
    with ExitStack() as stack:
        part = stack.enter_context(unfinished(path))
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY)
        with os.fdopen(handle, "wb") as out:
            yield out
        put_in_place(part, path)


@contextmanager
def _stream(folder: Path) -> Iterator[BinaryIO]:
    """Standard output, which is sent what lies nameless in `folder` once it is whole. Raises OSError."""
    with spooled(folder, sys.stdout.buffer) as spool:
        yield spool


@contextmanager
def _refusals(target: Path | None) -> Iterator[None]:
    """Raises BadInput for a file that cannot be written, or whose name something has."""
    try:
        yield
    except FileExistsError as error:
        raise BadInput(say.EXPORT_IN_THE_WAY.format(file=target), field="file") from error
    except OSError as error:
        shown, why = target or sentences.STANDARD_OUTPUT, error.strerror or str(error)
        raise BadInput(say.EXPORT_UNWRITABLE.format(file=shown, why=why), field="file") from error
