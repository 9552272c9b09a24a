"""Where does a document go that a verb makes: told as text, into a file, to standard output, or to the printer?"""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from core.errors import BadInput
from core.templates.paper.fonts import FontFiles
from tui.cli import document_sentences as say
from tui.cli import sentences
from tui.cli.file_out import send_out, write_new
from tui.cli.listing import warned
from tui.cli.readers import read_word
from tui.cli.subcommand import Answer
from tui.programs import print_pdf
from tui.settings import STREAM, named_stream_or_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.settings.model import DocumentSettings
    from core.templates.document import Document
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


class Format(Enum):
    """How a document is written."""

    TEXT = "text"
    PDF = "pdf"


class Output(Struct, frozen=True):
    """What was asked for: how, and into which file (None: standard output, where `is_stream`), or to the printer."""

    format: Format
    target: Path | None
    is_stream: bool
    is_printed: bool


def declare_output(parser: Parser) -> None:
    """[--format text|pdf] [--out NEW] [--print]."""
    parser.option("--format", "text|pdf", say.HELP_FORMAT)
    parser.option("--out", "NEW", say.HELP_OUT)
    parser.flag("--print", say.HELP_PRINT)


def read_output(call: Call) -> Output:
    """What was asked for, before anything is read or done. Raises BadInput."""
    typed = call.typed
    target = named_stream_or_file(typed.out, "--out", call.env) if typed.out else None
    if typed.format:
        asked = Format(read_word(typed.format, say.A_FORMAT, [one.value for one in Format]))
    else:
        asked = Format.PDF if target and target.suffix.lower() == ".pdf" else Format.TEXT
    is_stream = typed.out == STREAM
    if asked is Format.PDF and not (typed.out or typed.print):
        raise BadInput(say.PDF_NOWHERE, field="out")
    if is_stream and (typed.json or (asked is Format.PDF and sys.stdout.isatty())):
        raise BadInput(say.PDF_TO_TERMINAL, field="out")
    return Output(asked, target, is_stream, typed.print)


def give_out(
    documents: Sequence[Document],
    output: Output,
    settings: DocumentSettings,
    *,
    told: str,
    result: dict[str, Any],
    warning: str = "",
    width: int = 72,
) -> Answer:
    """Write, send or print the documents, each on pages of its own. Raises BadInput, and nothing is given out then."""
    if output.is_printed and not settings.print_command:
        raise BadInput(say.NO_PRINTER, field="print")
    needs_pages = output.format is Format.PDF or output.is_printed
    pages = pdf_of(documents, settings) if needs_pages else b""
    text = "\f".join(document.text(width) for document in documents)
    content = pages if output.format is Format.PDF else text.encode()
    place = str(output.target or (sentences.STANDARD_OUTPUT if output.is_stream else ""))
    if output.is_printed:
        print_pdf(settings.print_command, pages)
        told = say.PRINTED.format(told=told)
    if output.target:
        write_new(output.target, content)
    elif output.is_stream:
        send_out(content)
    if place:
        told = say.WRITTEN.format(told=told, place=place)
    lines = () if place or output.is_printed else tuple(text.splitlines())
    more = {"format": output.format.value, "place": place, "printed": output.is_printed, "text": text}
    return Answer(warned(told, warning), result={**result, **more}, lines=lines, is_output_taken=output.is_stream)


def pdf_of(documents: Sequence[Document], settings: DocumentSettings) -> bytes:
    """The bytes of one PDF. Raises BadInput for letters that no font draws."""
    from core.templates.paper.pages import as_pdf

    return as_pdf(documents, FontFiles(settings.fonts), paper=settings.paper)
