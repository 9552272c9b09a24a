"""How is the nightly backup made, proved, named and kept, and which of those before it go?

A backup is named after the place of its database and its night: `clinic.db.7f3a09c1.2026-11-28.backup`. Beside it are
the log of openings, `….backup.access.db`, the heads of both, `….backup.heads`, for `doctor --anchor`, and the images of
insurance cards, `….backup.cards`, each once for all nights. No other file is ever removed, so that a copy of the
clinic, or a clinic that was restored, leaves alone what was made before.
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
from core.jobs.model import Job, Outcome
from core.jobs.night import NIGHT
from core.new_file import put_in_place, unfinished
from core.settings.model import BackupSettings
from storage import meta
from storage.cards import copy_cards, remove_cards
from storage.folders import cards_folder
from storage.links import sentences
from storage.place import Place
from storage.sqlite.access_log import SqliteAccessLog, access_path
from storage.sqlite.backup import backup
from storage.sqlite.checks.cards import cards
from storage.sqlite.doctor import access_head, examine, journal_head, lost_anchors
from storage.sqlite.file_header import ACCESS_ID
from storage.sqlite.reader import open_reader

_NIGHT: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_ENDING: Final = ".backup"
_HEADS: Final = ".heads"
_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b")
_OWNER_ONLY: Final = 0o600


class BackupFolder:
    """Carries out jobs of the kind "backup" (`core.jobs.ports.Link`)."""

    __slots__ = ("_database", "_folder", "_place", "_settings")

    def __init__(self, database: Path, folder: Path, settings: BackupSettings) -> None:
        """Back up `database` into `folder`, which is looked for when a job is done."""
        self._database = database
        self._folder = folder
        self._settings = settings
        self._place = Place(database)

    def carry_out(self, job: Job) -> Outcome:
        """Make the backup of the job's night, and thin those before it. Raises DatabaseUnusable or BadInput.

        It has its name only once the copy was opened and the doctor found nothing. One that has it was made by this
        job, which then died: what is to lie beside it may be missing. Where the clinic does not continue what was
        written down here before, the backup is made all the same, none of before is removed, and that is refused.
        """
        self._refuse_folder()
        prefix = f"{self._database.name}.{self._settled()}."
        target = self._folder / f"{prefix}{job.details[NIGHT]}{_ENDING}"
        broken = self._not_continued(prefix)
        if not (_is_file(target) and _is_backup(target)):
            before = max((path for _, path in self._made(prefix)), default=None)
            backup(self._database, target, prove=_prove, linked=cards_folder(before) if before else None)
        self._complete(target)
        if broken:
            raise DatabaseUnusable(sentences.HEADS_LOST.format(file=target, heads=broken))
        if lost := self._without_images(target):
            raise DatabaseUnusable(sentences.CARDS_LOST.format(file=target, count=len(lost), first=lost[0]))
        gone = self._thin(prefix, keep=target)
        return Outcome(sentences.BACKED_UP.format(file=target, size=target.stat().st_size, gone=gone))

    def _refuse_folder(self) -> None:
        """A folder that is missing is never made: where a disk is not mounted, the copy would fill the one below."""
        if not self._folder.is_dir():
            raise DatabaseUnusable(sentences.NO_FOLDER.format(folder=self._folder))
        if not os.access(self._folder, os.R_OK | os.W_OK | os.X_OK):
            raise DatabaseUnusable(sentences.FOLDER_CLOSED.format(folder=self._folder))

    def _settled(self) -> str:
        with closing(open_reader(self._database)) as db:
            return self._place.settle(db)

    def _not_continued(self, prefix: str) -> Path | None:
        """The newest file of heads that the clinic's journal, or its log of openings, does not hold any more."""
        nights = sorted(self._made(prefix), reverse=True)
        heads = {_heads_path(path): _read_heads(_heads_path(path)) for _, path in nights}
        lost = set(lost_anchors(self._database, [one for told in heads.values() for one in told]))
        return next((file for file, told in heads.items() if lost & {*told}), None)

    def _complete(self, target: Path) -> None:
        """Lay beside the backup what belongs to it, unless it is there."""
        log, log_copy = access_path(self._database), access_path(target)
        if log.exists() and not log_copy.exists():
            with closing(SqliteAccessLog(self._database)) as written:
                written.sync()  # what its head is written down of outlives a power cut
            backup(log, log_copy, kind=ACCESS_ID)
        if not _heads_path(target).exists():
            _write_heads(target)

    def _without_images(self, target: Path) -> list[str]:
        """What is the matter with the images beside the backup, once they were looked for again."""
        with closing(open_reader(target)) as db:
            if not list(cards(db, target, is_whole=True)):
                return []
            copy_cards(db, self._database, target)
            return list(cards(db, target, is_whole=True))

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
            for file in (path, access_path(path), _heads_path(path)):
                file.unlink(missing_ok=True)
            remove_cards(path)
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
    """Open the copy and have the doctor look at it. Raises DatabaseUnusable with what is found first.

    What is the matter with images of cards is told when there is the copy: no clinic is without one for that.
    """
    findings = examine(part, has_cards=False)
    if findings:
        raise DatabaseUnusable(sentences.UNSOUND.format(count=len(findings), first=findings[0].sentence))


def _heads_path(target: Path) -> Path:
    return target.with_name(target.name + _HEADS)


def _read_heads(file: Path) -> tuple[str, ...]:
    """The hashes that stand there; what is no text has none, and a file that is missing says nothing."""
    try:
        return tuple(_HASH.findall(file.read_text(encoding="ascii", errors="replace")))
    except OSError:
        return ()


def _write_heads(target: Path) -> None:
    """Write down how far the journal and the log of openings of the backup have come, as lines with a hash each."""
    heads = {"journal": journal_head(target), "access": access_head(target)}
    lines = [f"{name} {head.entry} {head.hash}\n" for name, head in heads.items() if head]
    with unfinished(_heads_path(target)) as part:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="utf-8") as file:
            file.writelines(lines)
        put_in_place(part, _heads_path(target))


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_backup(path: Path) -> bool:
    """Whether the file is what its name says: a clinic's database."""
    try:
        with closing(open_reader(path)) as db:
            return meta.number(db, meta.SCHEMA) > 0
    except (DatabaseUnusable, sqlite3.Error):
        return False
