"""How is a letter printed? By a program that is given it on its standard input, as a PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Final

from core.errors import BadInput
from core.messages.letter_page import letter_page
from core.messages.outward import NotSent, Outward, Sent
from core.text.cleaning import clean_text
from storage.links import sentences

_SECONDS: Final = 60
_LONGEST: Final = 200


class LetterProgram:
    """`core.messages.ports.Gateway` of a print command. Who is handed a letter twice prints two."""

    is_idempotent = False

    def __init__(self, command: Sequence[str], fonts: str = "", paper: str = "letter") -> None:
        """`fonts` is the folder of those that are tried first, `paper` the size of a page."""
        self._command = tuple(command)
        self._fonts, self._paper = fonts, paper

    def send(self, outward: Outward) -> Sent:
        """Print it. Raises NotSent."""
        pages = self._pages(outward)
        try:
            done = subprocess.run(  # noqa: S603 - the account's own settings name it
                self._command, input=pages, capture_output=True, timeout=_SECONDS, check=False, cwd="/"
            )
        except subprocess.TimeoutExpired as error:
            said = sentences.LETTER_SLOW.format(program=self._command[0], seconds=_SECONDS)
            raise NotSent(said, is_unsure=True) from error
        except OSError as error:
            said = sentences.LETTER_NOT_RUN.format(program=self._command[0], why=error.strerror or error)
            raise NotSent(said) from error
        if done.returncode:
            lines = done.stderr.decode(errors="replace").splitlines()
            why = clean_text(lines[-1], limit=_LONGEST) if lines else ""
            said = sentences.LETTER_NOT_PRINTED
            raise NotSent(said.format(program=self._command[0], code=done.returncode, why=f": {why}" if why else ""))
        return Sent()

    def _pages(self, outward: Outward) -> bytes:
        """The PDF. Raises NotSent where no font here has one of its letters: a font that is put there mends it."""
        from core.templates.paper.fonts import FontFiles

        try:
            return letter_page(outward).pdf(FontFiles(self._fonts), paper=self._paper)
        except BadInput as refusal:
            raise NotSent(refusal.sentence, is_of_one=True) from refusal
