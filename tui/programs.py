"""How does a program of the clinic's settings show an image, or print a text or pages?"""

from __future__ import annotations

import os
import subprocess
from tempfile import TemporaryFile
from threading import Thread
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.text.cleaning import clean_text
from tui import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.settings.model import DocumentSettings, TillSettings
    from core.templates.document import Document

_PATIENCE: Final = 1.0
"""Seconds after which a program that is still at work is left at it: it shows the image, or prints."""
_KIND: Final = "CLINICDESK_IMAGE"
_MOST_BYTES: Final = 4_096
_LONGEST_WHY: Final = 200


def show_image(command: Sequence[str], kind: str, content: bytes, *, patience: float = _PATIENCE) -> None:
    """Give the image to the program on its standard input, and its kind as CLINICDESK_IMAGE.

    Raises BadInput where it cannot be run, or ends with another exit code than 0.
    """
    _run(command, content, {_KIND: kind}, patience, sentences.SHOWING_CARDS)


def show_document(command: Sequence[str], kind: str, content: bytes, *, patience: float = _PATIENCE) -> None:
    """The same of a scanned document."""
    _run(command, content, {_KIND: kind}, patience, sentences.SHOWING_SCANS)


def print_at_till(till: TillSettings, pages: DocumentSettings, document: Document, width: int = 72) -> None:
    """Give what is handed over at the till to its program: as text of `width` cells, or as pages.

    Raises BadInput as `show_image` does, and for letters that no font draws.
    """
    if till.print_as == "text":
        _run(till.print_command, document.text(width).encode(), {}, _PATIENCE, sentences.PRINTING)
        return
    from core.templates.paper.fonts import FontFiles

    content = document.pdf(FontFiles(pages.fonts), paper=pages.paper)
    _run(till.print_command, content, {}, _PATIENCE, sentences.PRINTING)


def print_pdf(command: Sequence[str], content: bytes, *, patience: float = _PATIENCE) -> None:
    """Give the PDF to the program on its standard input. Raises BadInput as `show_image` does."""
    _run(command, content, {}, patience, sentences.PRINTING_PAGES)


def dial(command: Sequence[str], number: str, *, patience: float = _PATIENCE) -> None:
    """Give the number, such as tel:+16175550123, to the program on its standard input. Raises BadInput likewise."""
    _run(command, f"{number}\n".encode(), {}, patience, sentences.DIALLING)


def _run(
    command: Sequence[str], content: bytes, more: Mapping[str, str], patience: float, told: Mapping[str, str]
) -> None:
    with TemporaryFile() as given, TemporaryFile() as why:
        given.write(content)
        given.seek(0)
        env = {**os.environ, **more}
        try:
            process = subprocess.Popen(  # noqa: S603 - the account's own settings name it
                tuple(command),
                stdin=given,
                stdout=subprocess.DEVNULL,
                stderr=why,
                cwd="/",
                env=env,
                start_new_session=True,
            )
        except OSError as error:
            reason = error.strerror or str(error)
            raise BadInput(sentences.PROGRAM_NOT_RUN.format(program=command[0], why=reason, **told)) from error
        try:
            code = process.wait(patience)
        except subprocess.TimeoutExpired:
            Thread(target=process.wait, daemon=True).start()  # who starts a program is who notes that it ended
            return
        if code:
            why.seek(0)
            lines = why.read(_MOST_BYTES).decode("utf-8", errors="replace").splitlines()
            reason = clean_text(lines[-1], limit=_LONGEST_WHY).rstrip(".") if lines else ""
            said = f": {reason}" if reason else ""
            raise BadInput(sentences.PROGRAM_FAILED.format(program=command[0], code=code, why=said, **told))
