"""How is a link for a visit by telehealth made, moved or withdrawn by a program of the clinic's?

The program is given one JSON object on its standard input: `action` (make, move or withdraw), `appointment`, `token`
(the same for all that is asked of one appointment, so that a service can know it again), `start` (ISO, the site's time
with its offset), `minutes`, `provider`, `site` (codes) and, once there is one, `link`. Nothing tells of the patient. It
answers with the link in its first line and, if it likes, what to call instead in the second; with nothing when it
withdrew. Another exit code than 0 means that it could not, and its last line of standard error why.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from tempfile import TemporaryFile
from typing import IO, Final

from core.errors import BadInput
from core.jobs.model import Job, Outcome
from core.telehealth.joining import ACTION, DIAL_IN, LINK, WITHDRAW
from core.text.cleaning import clean_text
from core.text.links import LONGEST_LINK, link_fault
from storage.codec import to_json
from storage.links import sentences

_PATIENCE: Final = timedelta(minutes=1)
_TOLD: Final = ("appointment", "token", "start", "minutes", "provider", "site", LINK, ACTION)
_NUMBERS: Final = frozenset({"appointment", "minutes"})
_MOST_BYTES: Final = 4 * LONGEST_LINK
_LONGEST_WHY: Final = 200
_LONGEST_DIAL_IN: Final = 120


class JoinLinkProgram:
    """Carries out jobs of the kind "join-link" (`core.jobs.ports.Link`)."""

    __slots__ = ("_command", "_patience")

    def __init__(self, command: Sequence[str], patience: timedelta = _PATIENCE) -> None:
        """`command` is the program's whole path and its arguments; after `patience` it is ended."""
        self._command = tuple(command)
        self._patience = patience

    def carry_out(self, job: Job) -> Outcome:
        """Let the program do it. Raises BadInput with why it did not, or did not answer with a link."""
        lines = self._answer(to_json(_told(job))).splitlines()
        if job.details[ACTION] == WITHDRAW:
            return Outcome(sentences.LINK_WITHDRAWN, {LINK: "", DIAL_IN: ""})
        link = lines[0].strip() if lines else ""
        fault = link_fault(link)
        if fault:
            raise BadInput(sentences.NO_LINK_MADE.format(program=self._command[0], why=fault))
        dial_in = clean_text(lines[1], limit=_LONGEST_DIAL_IN) if len(lines) > 1 else ""
        return Outcome(sentences.LINK_MADE, {LINK: link, DIAL_IN: dial_in})

    def _answer(self, told: str) -> str:
        """What the program says. It may say no more than a file on the disk holds, and its children end with it."""
        with TemporaryFile() as said, TemporaryFile() as why:
            try:
                process = subprocess.Popen(  # noqa: S603 - the account's own settings name it
                    self._command, stdin=subprocess.PIPE, stdout=said, stderr=why, cwd="/", start_new_session=True
                )
            except OSError as error:
                reason = error.strerror or str(error)
                raise BadInput(sentences.PROGRAM_NOT_RUN.format(program=self._command[0], why=reason)) from error
            try:
                with suppress(BrokenPipeError):  # one that asks nothing
                    process.communicate(told.encode(), timeout=self._patience.total_seconds())
            except subprocess.TimeoutExpired as error:
                seconds = int(self._patience.total_seconds())
                raise BadInput(sentences.PROGRAM_TOO_SLOW.format(program=self._command[0], seconds=seconds)) from error
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            if process.returncode:
                lines = _start_of(why).splitlines()
                reason = clean_text(lines[-1], limit=_LONGEST_WHY) if lines else ""
                raise BadInput(
                    sentences.PROGRAM_FAILED.format(
                        program=self._command[0], code=process.returncode, why=f": {reason}" if reason else ""
                    )
                )
            return _start_of(said)


def _told(job: Job) -> dict[str, object]:
    return {
        name: int(job.details[name]) if name in _NUMBERS else job.details[name]
        for name in _TOLD
        if job.details.get(name)
    }


def _start_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(_MOST_BYTES).decode("utf-8", errors="replace")
