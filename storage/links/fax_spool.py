"""How does a fax come into the folder out of which a fax server takes it, and what does that say of it?

A try is called fax-7-1: the first of fax 7. Its files are laid there first, and fax-7-1.job last: JSON with the `id`,
the `number`, the `recipient` and the names of the `files` in their order. The server answers with fax-7-1.status: JSON
with the `state` (sent, confirmed or failed), and if it likes the `code` of a failure and how many `pages` went. It
writes that before it takes the job away, so that a worker who was killed in between does not lay the same once more.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from core.errors import BadInput
from core.jobs.model import Job, Outcome
from core.mailroom.faxing import FAX, TRY, job_name
from core.mailroom.outgoing import FaxStatus, OutgoingFax
from core.new_file import put_in_place, sweep, unfinished
from storage.links import sentences
from storage.links.found_files import FoundFile, files_in, read_file

_OWNER_ONLY: Final = 0o600
_MOST_STATUS: Final = 4096
_STATUS: Final = re.compile(r"fax-([0-9]{1,15})-([1-9])\.status")
_STATES: Final = {one.value: one for one in (FaxStatus.SENT, FaxStatus.CONFIRMED, FaxStatus.FAILED)}


class FaxSpool:
    """Carries out jobs that send a fax (`core.jobs.ports.Link`), and looks what became of them."""

    __slots__ = ("_files", "_folder", "_known", "_note", "_note_trouble")

    def __init__(
        self,
        folder: Path,
        *,
        files: Callable[[int], tuple[OutgoingFax, bytes, bytes]],
        note: Callable[[int, int, FaxStatus, str, int], object],
        note_trouble: Callable[[str], None],
    ) -> None:
        """`files` has a fax, its cover and its document, `note` keeps what became of a try."""
        self._folder = folder
        self._files = files
        self._note = note
        self._note_trouble = note_trouble
        self._known: set[FoundFile] = set()

    def carry_out(self, job: Job) -> Outcome:
        """Lay the files, and last the job. One that is there, or was answered, is there already. Raises BadInput."""
        number, attempt = int(job.details[FAX]), int(job.details[TRY])
        fax, cover, document = self._files(number)
        name = job_name(number, attempt)
        if fax.status is FaxStatus.WITHDRAWN:
            return Outcome(sentences.FAX_WITHDRAWN.format(number=number))
        is_there = any((self._folder / f"{name}{end}").exists() for end in (".job", ".status"))
        names = [f"{name}-cover.{fax.cover.kind}", f"{name}.{fax.document.kind}"]
        told = {"id": name, "number": fax.number, "recipient": fax.recipient, "files": names}
        try:
            for file, content in () if is_there else zip(names, (cover, document), strict=True):
                _lay(self._folder / file, content)
            if not is_there:
                _lay(self._folder / f"{name}.job", json.dumps(told, ensure_ascii=False).encode())
        except OSError as error:
            raise BadInput(
                sentences.FILE_NOT_WRITTEN.format(file=self._folder / name, why=error.strerror or error)
            ) from error
        self._note(number, attempt, FaxStatus.SENT, "", 0)
        return Outcome(sentences.FAX_LAID.format(name=name))

    def look(self) -> None:
        """Note what the server says."""
        try:
            found = [file for file in files_in(self._folder) if _STATUS.fullmatch(file.path.name)]
        except OSError:
            self._note_trouble(os.fsencode(self._folder).decode(errors="backslashreplace"))
            return
        for file in found:
            named = _STATUS.fullmatch(file.path.name)
            if named and file not in self._known and self._take(file.path, int(named[1]), int(named[2])):
                self._known.add(file)

    def _take(self, path: Path, number: int, attempt: int) -> bool:
        """Whether the answer could be read; one that is still written is read later."""
        try:
            said: Any = json.loads(read_file(path, most=_MOST_STATUS))
        except (OSError, ValueError):
            return False
        if not isinstance(said, dict):
            return False
        word, code, pages = str(said.get("state", "")), str(said.get("code", "")), said.get("pages", 0)
        state = _STATES.get(word, FaxStatus.SENT)
        told = code if word in _STATES else sentences.FAX_ODD_STATE.format(state=word)
        self._note(number, attempt, state, told, pages if isinstance(pages, int) and 0 <= pages < 10_000 else 0)
        return True


def _lay(path: Path, content: bytes) -> None:
    """The file, whole or not at all; what an earlier try left under its name is that. Raises OSError."""
    if path.exists():
        sweep(path.parent)
        return
    with unfinished(path) as part:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        put_in_place(part, path)
