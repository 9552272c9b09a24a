"""How does a file of questions to payers come into the folder from which a clearing house takes it?"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from core.errors import BadInput
from core.jobs.model import Job, Outcome
from core.new_file import put_in_place, sweep, unfinished
from core.verification.asking import FILE, FOLDER
from core.verification.inquiry import ExchangeFile
from storage.links import sentences
from storage.links.found_files import read_file

_OWNER_ONLY: Final = 0o600


class QuestionFile:
    """Carries out jobs that write a file of questions (`core.jobs.ports.Link`)."""

    __slots__ = ("_outgoing", "_place")

    def __init__(self, outgoing: Callable[[int], tuple[ExchangeFile, bytes]], place: Callable[[str], Path]) -> None:
        """`outgoing` has the record and the bytes of a file by its number, `place` the folder that a setting names."""
        self._outgoing = outgoing
        self._place = place

    def carry_out(self, job: Job) -> Outcome:
        """Lay the file into its folder, whole or not at all. Raises BadInput.

        One that is there already is that one, or another's, which is left alone.
        """
        file, content = self._outgoing(int(job.details[FILE]))
        folder = self._place(job.details[FOLDER])
        path = folder / file.name
        try:
            if _has(path, content):
                sweep(folder)
                return Outcome(sentences.FILE_THERE.format(file=path))
            with unfinished(path) as part:
                descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
                with os.fdopen(descriptor, "wb") as out:
                    out.write(content)
                put_in_place(part, path)
        except FileExistsError as error:
            if not _has(path, content):
                raise BadInput(sentences.FILE_IN_THE_WAY.format(file=path)) from error
        except OSError as error:
            raise BadInput(sentences.FILE_NOT_WRITTEN.format(file=path, why=error.strerror or error)) from error
        return Outcome(sentences.FILE_WRITTEN.format(file=path))


def _has(path: Path, content: bytes) -> bool:
    """Whether the file is there, with those bytes."""
    try:
        return read_file(path) == content
    except OSError:
        return False
