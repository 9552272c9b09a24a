"""How does a program of the clinic's settings show an image?"""

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
    from collections.abc import Sequence

_PATIENCE: Final = 3.0
"""Seconds after which a program that is still at work is left at it: it shows the image."""
_KIND: Final = "CLINICDESK_IMAGE"
_MOST_BYTES: Final = 4_096
_LONGEST_WHY: Final = 200


def show_image(command: Sequence[str], kind: str, content: bytes, *, patience: float = _PATIENCE) -> None:
    """Give the image to the program on its standard input, and its kind as CLINICDESK_IMAGE.

    Raises BadInput where it cannot be run, or ends with another exit code than 0.
    """
    with TemporaryFile() as image, TemporaryFile() as why:
        image.write(content)
        image.seek(0)
        env = {**os.environ, _KIND: kind}
        try:
            process = subprocess.Popen(  # noqa: S603 - the account's own settings name it
                tuple(command),
                stdin=image,
                stdout=subprocess.DEVNULL,
                stderr=why,
                cwd="/",
                env=env,
                start_new_session=True,
            )
        except OSError as error:
            reason = error.strerror or str(error)
            raise BadInput(sentences.PROGRAM_NOT_RUN.format(program=command[0], why=reason)) from error
        try:
            code = process.wait(patience)
        except subprocess.TimeoutExpired:
            Thread(target=process.wait, daemon=True).start()  # who starts a program is who notes that it ended
            return
        if code:
            why.seek(0)
            lines = why.read(_MOST_BYTES).decode("utf-8", errors="replace").splitlines()
            reason = clean_text(lines[-1], limit=_LONGEST_WHY) if lines else ""
            told = f": {reason}" if reason else ""
            raise BadInput(sentences.PROGRAM_FAILED.format(program=command[0], code=code, why=told))
