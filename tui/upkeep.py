"""How is a clinic's file kept sound: brought to this version, copied and examined, by whoever may do that?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.errors import BadInput, ClinicdeskError, DatabaseUnusable
from core.new_file import unfinished
from storage.folders import cards_folder
from storage.sqlite.access_log import access_path
from tui import sentences
from tui.bootstrap import opened
from tui.identity import keeping_account
from tui.sending import send
from tui.settings import FoundSettings, find_database, find_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import BinaryIO

    from storage.chain import Head
    from storage.sqlite.doctor import Finding
    from tui.workstation import LaunchOptions

_SENDING: Final = ".sending"
"""Ends the name of the file beside the database that whoever sends a copy of it locks."""


class Copied(Struct, frozen=True):
    """A copy that was made: of which database, its bytes, and whether it was checked now, is later, or not ("no")."""

    path: Path
    size: int
    checked: str


class Examination(Struct, frozen=True):
    """What the doctor found: where the database is, everything wrong with it, and whether all of it was looked at.

    `heads` are those of journal and log of openings, for elsewhere.
    """

    path: Path
    findings: tuple[Finding, ...]
    heads: Mapping[str, Head | None]
    is_whole: bool


def migrate(launch: LaunchOptions, env: Mapping[str, str]) -> tuple[Path, int, int]:
    """Bring the database to this version, with a backup first: where it is, its version before and after."""
    from storage.sqlite.migrate import migrate as migrate_database

    found, path = _kept(launch, env, Privilege.MIGRATE)
    return (path, *migrate_database(path, busy_seconds=found.settings.database.busy_seconds))


def back_up(launch: LaunchOptions, env: Mapping[str, str], target: Path) -> Copied:
    """Copy the database to the new file `target`, and its log of openings beside."""
    from storage.sqlite.backup import backup, is_checked
    from storage.sqlite.file_header import ACCESS_ID

    found, path = _kept(launch, env, Privilege.BACK_UP)
    log, log_copy = access_path(path), target.parent / access_path(Path(target.name)).name if target.name else target
    if log.exists() and os.path.lexists(log_copy):
        raise BadInput(sentences.BACKUP_LOG_EXISTS.format(target=log_copy), field="file")
    size = backup(path, target)
    if log.exists():
        backup(log, log_copy, kind=ACCESS_ID)
    checked = "now" if is_checked(size) else "no"
    if checked == "no" and found.settings.backup.folder and _proved_later(launch, env, target):
        checked = "later"
    return Copied(path, size, checked)


def _proved_later(launch: LaunchOptions, env: Mapping[str, str], copy: Path) -> bool:
    """Whether a worker was asked to examine the copy: where backups have a folder, one is at work."""
    try:
        with opened(launch, env) as workstation:
            workstation.desk.jobs.prove_later(workstation.actor, str(copy.absolute()))
    except ClinicdeskError:  # the copy is there all the same
        return False
    return True


def log_of(path: Path, copy: Path | None) -> Path | None:
    """Where the log of openings of the clinic at `path` is, or that of its copy; None where there is none."""
    log = access_path(path)
    return (access_path(copy) if copy else log) if log.exists() else None


def cards_of(path: Path, copy: Path | None) -> Path | None:
    """Where the images of insurance cards of the copy are, or of the clinic at `path`; None where there are none."""
    folder = cards_folder(copy or path)
    return folder if folder.exists() else None


def send_backup(launch: LaunchOptions, env: Mapping[str, str], out: BinaryIO) -> Copied:
    """The same to an open file. The copy is made beside the database first: half of one helps nobody.

    There is one at a time, it has no name while it is sent, and it goes with whoever does not read it. Raises Busy.
    """
    from storage.sqlite.backup import backup, is_checked
    from storage.sqlite.batch import alone

    _, path = _kept(launch, env, Privilege.BACK_UP, opens="backup")
    if not path.is_file():  # before a folder is made beside it
        raise DatabaseUnusable(sentences.NO_DATABASE.format(path=path))
    try:
        with alone(path, ending=_SENDING, told=sentences.BACKUP_BEING_SENT):
            with unfinished(path) as copy:
                size = backup(path, copy, has_cards=False)
                file = copy.open("rb")
            with file:
                send(file, out)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(sentences.BACKUP_NOT_SENT.format(why=why)) from error
    return Copied(path, size, "now" if is_checked(size) else "no")


def examine(
    launch: LaunchOptions,
    env: Mapping[str, str],
    *,
    anchors: Sequence[str] = (),
    is_whole: bool = True,
    progress: Callable[[str, int, int], None] | None = None,
) -> Examination:
    """What is wrong with the database. A small one is examined whole in any case.

    `anchors` are heads of before; `progress` is told of each check, and how many of how many are done.
    """
    from storage.sqlite.doctor import access_head, is_small, journal_head
    from storage.sqlite.doctor import examine as examine_database

    _, path = _kept(launch, env, Privilege.EXAMINE)
    heads = {"head": journal_head(path), "access_head": access_head(path)}
    is_whole = is_whole or is_small(path)
    findings = examine_database(path, anchors=anchors, is_whole=is_whole, progress=progress)
    return Examination(path, findings, heads, is_whole)


def is_damaged(launch: LaunchOptions, env: Mapping[str, str]) -> bool:
    """Whether something in the database is not as it was written, so that a verb could stumble over it."""
    from storage.sqlite.doctor import is_damaged as is_database_damaged

    try:
        return is_database_damaged(find_database(launch.db, find_settings(launch.config, env), env))
    except (ClinicdeskError, OSError):
        return False


def _kept(
    launch: LaunchOptions, env: Mapping[str, str], privilege: Privilege, *, opens: str = ""
) -> tuple[FoundSettings, Path]:
    """The settings and the database, for whoever may do that to its file. Raises NotAllowed.

    The account that keeps it may, also where it cannot be read whom the set-up names. Of anybody else it is written
    down where they are shown everybody's records, by which verb it `opens` them.
    """
    found = find_settings(launch.config, env)
    path = find_database(launch.db, found, env)
    if keeping_account(path, env):
        return found, path
    try:
        with opened(launch, env) as workstation:
            workstation.desk.require(workstation.actor, privilege)
            if opens:
                workstation.desk.patients.all_opened(workstation.actor, privilege, opens)
    except DatabaseUnusable as refusal:
        refusal.amend(sentences.ROLES_UNREADABLE.format(why=refusal.sentence))
        raise
    return found, path
