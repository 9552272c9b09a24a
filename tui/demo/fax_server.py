"""What does the fax server of the practice clinic say of a fax? Nothing leaves the folder in which it lies."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Final

from core.new_file import make_folders, put_in_place, unfinished

if TYPE_CHECKING:
    from pathlib import Path

NOBODY_THERE: Final = "617 555 0199"
NEVER_SAID: Final = "617 555 0198"
_OWNER_ONLY: Final = 0o600


class FaxServer:
    """Takes each job out of the folder and lays down what became of it, once.

    Every number takes what is sent but for two: at one nobody is there, of the other it is never said.
    """

    __slots__ = ("_folder",)

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self) -> None:
        """Answer each job, and take it away behind its answer."""
        make_folders(self._folder)
        for job in sorted(self._folder.glob("fax-*.job")):
            number = str(json.loads(job.read_bytes()).get("number", ""))
            if number == NEVER_SAID:
                continue
            state = {"state": "failed", "code": "no answer"} if number == NOBODY_THERE else {"state": "confirmed"}
            self._say(job.with_suffix(".status"), state)
            job.unlink(missing_ok=True)

    @staticmethod
    def _say(path: Path, state: dict[str, str]) -> None:
        if path.exists():
            return
        with unfinished(path) as part:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
            with os.fdopen(descriptor, "w", encoding="ascii") as out:
                json.dump(state, out)
            put_in_place(part, path)
