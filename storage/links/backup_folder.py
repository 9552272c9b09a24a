"""How is the nightly backup made, proved, named and kept, and which of those before it go?

A backup is named after the place of its database and its night: `clinic.db.7f3a09c1.2026-11-28.backup`. No other file
is ever removed, so that a copy of the clinic, or a clinic that was restored, leaves alone what was made before.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from core.errors import DatabaseUnusable
from core.jobs.model import Job
from core.jobs.night import NIGHT
from core.settings.model import BackupSettings
from storage import meta
from storage.links import sentences
from storage.place import Place
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from storage.sqlite.reader import open_reader

_NIGHT: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_ENDING: Final = ".backup"


class BackupFolder:
    """Carries out jobs of the kind "backup" (`core.jobs.ports.Link`)."""

    __slots__ = ("_database", "_folder", "_place", "_settings")

    def __init__(self, database: Path, folder: Path, settings: BackupSettings) -> None:
        """Back up `database` into `folder`, which is looked for when a job is done."""
        self._database = database
        self._folder = folder
        self._settings = settings
        self._place = Place(database)

    def carry_out(self, job: Job) -> str:
        """Make the backup of the job's night, and thin those before it. Raises DatabaseUnusable or BadInput.

        It has its name only once the copy was opened and the doctor found nothing. One that has it was made by this
        job, which then died.
        """
        self._refuse_folder()
        prefix = f"{self._database.name}.{self._settled()}."
        target = self._folder / f"{prefix}{job.details[NIGHT]}{_ENDING}"
        self._sweep(prefix)
        if not (_is_file(target) and _is_backup(target)):
            backup(self._database, target, prove=_prove)
        gone = self._thin(prefix, keep=target)
        return sentences.BACKED_UP.format(file=target, size=target.stat().st_size, gone=gone)

    def _refuse_folder(self) -> None:
        """A folder that is missing is never made: where a disk is not mounted, the copy would fill the one below."""
        if not self._folder.is_dir():
            raise DatabaseUnusable(sentences.NO_FOLDER.format(folder=self._folder))
        if not os.access(self._folder, os.R_OK | os.W_OK | os.X_OK):
            raise DatabaseUnusable(sentences.FOLDER_CLOSED.format(folder=self._folder))

    def _settled(self) -> str:
        with closing(open_reader(self._database)) as db:
            return self._place.settle(db)

    def _sweep(self, prefix: str) -> None:
        """Remove the parts that tries before have left behind."""
        part = re.compile(rf"\.{re.escape(prefix)}{_NIGHT}{re.escape(_ENDING)}\.[a-z0-9_]{{8}}\.part(-journal)?")
        for path in list(self._folder.iterdir()):
            if part.fullmatch(path.name) and _is_file(path):
                path.unlink(missing_ok=True)

    def _thin(self, prefix: str, *, keep: Path) -> int:
        """Remove all but the newest, and the newest of each week; how many went. Only the names' dates count."""
        nights = dict(sorted(self._made(prefix), reverse=True))
        kept = {*list(nights)[: self._settings.daily]}
        weeks: dict[tuple[int, int], date] = {}
        for night in nights:
            weeks.setdefault(night.isocalendar()[:2], night)
        kept.update(list(weeks.values())[: self._settings.weekly])
        gone = [path for night, path in nights.items() if night not in kept and path != keep and _is_backup(path)]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def _made(self, prefix: str) -> Iterator[tuple[date, Path]]:
        name = re.compile(rf"{re.escape(prefix)}{_NIGHT}{re.escape(_ENDING)}")
        for path in self._folder.iterdir():
            found = name.fullmatch(path.name)
            if found and _is_file(path):
                try:
                    yield date.fromisoformat(found[1]), path
                except ValueError:  # no night has that date, so that it is none of ours
                    continue


def _prove(part: Path) -> None:
    """Open the copy and have the doctor look at it. Raises DatabaseUnusable with what is found first."""
    findings = examine(part)
    if findings:
        raise DatabaseUnusable(sentences.UNSOUND.format(count=len(findings), first=findings[0].sentence))


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_backup(path: Path) -> bool:
    """Whether the file is what its name says: a clinic's database."""
    try:
        with closing(open_reader(path)) as db:
            return meta.number(db, meta.SCHEMA) > 0
    except (DatabaseUnusable, sqlite3.Error):
        return False
