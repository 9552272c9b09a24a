"""How does a verb write a file of all records of a kind? `export coverage` is one."""

from __future__ import annotations

import csv
import os
import sys
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput
from core.new_file import put_in_place, unfinished
from tui.cli import sentences
from tui.cli.subcommand import Answer
from tui.sending import spooled
from tui.settings import named_stream_or_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_OWNER_ONLY: Final = 0o600


def declare_file(parser: Parser) -> None:
    """NEW."""
    parser.word("file", shown="NEW")


def coverage(call: Call) -> Answer:
    """Write all coverages."""
    from core.coverage.exporting import HEADINGS

    typed = call.typed
    target = named_stream_or_file(typed.file, "FILE", call.env)
    if target is None and typed.json:
        raise BadInput(sentences.USAGE_OUTPUT_TAKEN.format(option="FILE"))
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.patients.all_opened(actor, Privilege.EXPORT, "export")
        folder = workstation.db_path.parent
        with _refusals(target), _file(target) if target else _stream(folder) as text:
            count = _write(text, HEADINGS, desk.coverage.lines(actor))
    shown = str(target or sentences.STANDARD_OUTPUT)
    message = sentences.EXPORTED_COVERAGE.format(count=count, file=shown)
    return Answer(message, result={"file": shown, "count": count}, is_output_taken=target is None)


def _write(text: TextIO, headings: Sequence[str], lines: Iterable[Sequence[str]]) -> int:
    """Write them, and count."""
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    count = 0
    for line in lines:
        writer.writerow(line)
        count += 1
    return count


@contextmanager
def _file(path: Path) -> Iterator[TextIO]:
    """A new file for its owner alone, which gets its name once it is whole, and that of no other. Raises OSError."""
    with ExitStack() as stack:
        part = stack.enter_context(unfinished(path))
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as text:
            yield text
        put_in_place(part, path)


@contextmanager
def _stream(folder: Path) -> Iterator[TextIO]:
    """Standard output, which is sent what lies nameless in `folder` once it is whole. Raises OSError."""
    with spooled(folder, sys.stdout.buffer) as spool:
        text = TextIOWrapper(spool, encoding="utf-8", newline="")
        try:
            yield text
        finally:
            text.detach()


@contextmanager
def _refusals(target: Path | None) -> Iterator[None]:
    """Raises BadInput for a file that cannot be written, or whose name something has."""
    try:
        yield
    except FileExistsError as error:
        raise BadInput(sentences.EXPORT_IN_THE_WAY.format(file=target), field="file") from error
    except OSError as error:
        shown, why = target or sentences.STANDARD_OUTPUT, error.strerror or str(error)
        raise BadInput(sentences.EXPORT_UNWRITABLE.format(file=shown, why=why), field="file") from error
