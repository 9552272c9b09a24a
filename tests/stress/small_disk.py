"""What happens at a desk whose disk is full? Run with a folder on a very small disk; answers in JSON, line by line."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import ClinicdeskError
from storage.sqlite.doctor import examine
from storage.sqlite.sentences import DATABASE_FULL
from tests.stress.crowd import STARTS_A_DAY, WideClinic, booking, contents, desk_at, start_of, wide_clinic
from tui.__main__ import main

ROOMS: Final = (*range(16), None)
"""How many pages are left free, one try after the other; None for all. A booking takes about 11, opening 8."""

_PAGE: Final = 4096


@dataclass(frozen=True, slots=True)
class Tried:
    """What a booking came to with so many pages free: "booked" or "full", else what was said instead.

    `whole`: what is kept has the booking if it was acknowledged, else it is as it was.
    """

    pages: int | None
    where: str
    came_to: str
    whole: bool


def try_all(folder: Path) -> list[Tried]:
    """Book at a desk that was open before the disk was full, and on the command line, which opens it then."""
    clinic = wide_clinic(folder, patients=2, demo=True)
    tried = [
        attempt(clinic, pages, STARTS_A_DAY + number)
        for number, pages in enumerate(ROOMS)
        for attempt in (_at_a_desk, _on_the_command_line)
    ]
    return [*tried, Tried(None, "doctor", str(examine(clinic.path)), whole=True)]


def _at_a_desk(clinic: WideClinic, pages: int | None, number: int) -> Tried:
    _leave(clinic, None)
    with desk_at(clinic.path) as desk:
        before = _leave(clinic, pages)
        try:
            desk.schedule.book("ana", booking(clinic.patients[0], 0, start_of(number)))
            said = ""
        except ClinicdeskError as refusal:
            said = refusal.sentence
        return _tried(clinic, pages, "desk", said, before)


def _on_the_command_line(clinic: WideClinic, pages: int | None, number: int) -> Tried:
    before = _leave(clinic, pages)
    when = start_of(number).isoformat()
    with redirect_stdout(io.StringIO()) as out:
        code = main(
            [
                *("--db", str(clinic.path), "--json", "--now", "2026-11-23T10:20", "--as", "ana"),
                *("book", "--patient", f"id:{clinic.patients[1]}", "--type", "fu20"),
                *("--provider", "p1", "--start", when),
            ]
        )
    said = json.loads(out.getvalue())["message"] if code == 7 else f"exit {code}" if code else ""
    return _tried(clinic, pages, "command line", said, before)


def _tried(clinic: WideClinic, pages: int | None, where: str, said: str, before: list[str]) -> Tried:
    names = {"": "booked", DATABASE_FULL.format(path=clinic.path): "full"}
    new = [line for line in _kept(clinic.path) if line not in before]
    is_booked = any(line.startswith('INSERT INTO "appointment"') for line in new)
    return Tried(pages, where, names.get(said, said), whole=is_booked if said == "" else not new)


def _leave(clinic: WideClinic, pages: int | None) -> list[str]:
    """Fill the disk but for so many pages, and return what the database holds."""
    ballast = clinic.path.with_name("ballast")
    ballast.unlink(missing_ok=True)
    if pages is not None:
        free = os.statvfs(ballast.parent)
        ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - pages * _PAGE)))
    return _kept(clinic.path)


def _kept(path: Path) -> list[str]:
    """What the database holds, seen in a copy on another disk: to look at it here takes room too."""
    with tempfile.TemporaryDirectory() as elsewhere:
        for file in (path, path.with_name(f"{path.name}-wal")):
            if file.exists():
                shutil.copy(file, elsewhere)
        return contents(Path(elsewhere) / path.name)


def read(lines: str) -> list[Tried]:
    """What a run of this program printed."""
    answers: list[dict[str, Any]] = [json.loads(line) for line in lines.splitlines()]
    return [Tried(**answer) for answer in answers]


if __name__ == "__main__":
    for one in try_all(Path(sys.argv[1])):
        print(json.dumps(asdict(one)))  # noqa: T201
