"""The verb that writes what left by a release: case documents."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile, ZipInfo

from core.errors import BadInput
from core.text.cleaning import folded_words
from tui.cli import cases_sentences as sentences
from tui.cli.document_sentences import PDF_TO_TERMINAL
from tui.cli.file_out import send_out, write_new
from tui.cli.listing import warned
from tui.cli.readers import read_number
from tui.cli.sentences import STANDARD_OUTPUT
from tui.cli.subcommand import Answer
from tui.settings import STREAM, named_stream_or_file

if TYPE_CHECKING:
    from core.documents.model import Scan
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_BEGINS: Final = (1980, 1, 1, 0, 0, 0)
"""The same documents are the same bytes: a file in an archive has no other time."""
_LONGEST: Final = 40


def declare_documents(parser: Parser) -> None:
    """N NEW."""
    parser.word("number", shown="CASE", summary=sentences.HELP["CASE"])
    parser.word("file", shown="NEW")


def documents(call: Call) -> Answer:
    """Write the documents that a release let go of, those and no others, into one archive."""
    typed, number = call.typed, read_number(call.typed.number, "case's number", least=1)
    target = named_stream_or_file(typed.file, "NEW", call.env)
    if typed.file == STREAM and (typed.json or sys.stdout.isatty()):
        raise BadInput(PDF_TO_TERMINAL, field="file")
    archive, warning, names = BytesIO(), "", list[str]()
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        _, chosen = desk.cases.released(actor, number)
        with ZipFile(archive, "w") as out:
            for document in chosen:
                scan, content, warning = desk.documents.scan_content(
                    actor, document, way="case documents", is_export=True
                )
                names.append(_name(scan))
                out.writestr(ZipInfo(names[-1], _BEGINS), content)
    if target:
        write_new(target, archive.getvalue())
    else:
        send_out(archive.getvalue())
    place = str(target or STANDARD_OUTPUT)
    told = sentences.DOCUMENTS_WRITTEN.format(number=number, count=len(names), place=place)
    result = {"case": number, "documents": list(chosen), "names": names, "place": place}
    return Answer(warned(told, warning), result=result, is_output_taken=target is None)


def _name(scan: Scan) -> str:
    """'7 letter of dr ito.pdf': its number, and its title in plain letters."""
    return f"{' '.join((str(scan.id), *folded_words(scan.title)))[:_LONGEST].rstrip()}.{scan.format}"
