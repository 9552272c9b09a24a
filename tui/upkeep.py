"""How is a clinic's file kept sound: brought to this version, copied and examined, by whoever may do that?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput, ClinicdeskError, DatabaseUnusable
from core.new_file import unfinished
from storage.sqlite.access_log import access_path
from tui import sentences
from tui.bootstrap import opened
from tui.identity import keeping_account
from tui.sending import send
from tui.settings import FoundSettings, find_database, find_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import BinaryIO

    from storage.chain import Head
    from storage.sqlite.doctor import Finding
    from tui.workstation import LaunchOptions

_SENDING: Final = ".sending"
"""Ends the name of the file beside the database that whoever sends a copy of it locks."""


def migrate(launch: LaunchOptions, env: Mapping[str, str]) -> tuple[Path, int, int]:
    """Bring the database to this version, with a backup first: where it is, its version before and after."""
    from storage.sqlite.migrate import migrate as migrate_database

    found, path = _kept(launch, env, Privilege.MIGRATE)
    return (path, *migrate_database(path, busy_seconds=found.settings.database.busy_seconds))


def back_up(launch: LaunchOptions, env: Mapping[str, str], target: Path) -> tuple[Path, int]:
    """Copy the database to the new file `target`, and its log of openings beside: where it is, bytes of the copy."""
    from storage.sqlite.backup import backup
    from storage.sqlite.file_header import ACCESS_ID

    _, path = _kept(launch, env, Privilege.BACK_UP)
    log, log_copy = access_path(path), target.parent / access_path(Path(target.name)).name if target.name else target
    if log.exists() and os.path.lexists(log_copy):
        raise BadInput(sentences.BACKUP_LOG_EXISTS.format(target=log_copy), field="file")
    size = backup(path, target)
    if log.exists():
        backup(log, log_copy, kind=ACCESS_ID)
    return path, size


def log_of(path: Path, copy: Path | None) -> Path | None:
    """Where the log of openings of the clinic at `path` is, or that of its copy; None where there is none."""
    log = access_path(path)
    return (access_path(copy) if copy else log) if log.exists() else None


def send_backup(launch: LaunchOptions, env: Mapping[str, str], out: BinaryIO) -> tuple[Path, int]:
    """The same to an open file. The copy is made and checked beside the database first: half of one helps nobody.

    There is one at a time, it has no name while it is sent, and it goes with whoever does not read it. Raises Busy.
    """
    from storage.sqlite.backup import backup
    from storage.sqlite.batch import alone

    _, path = _kept(launch, env, Privilege.BACK_UP, opens="backup")
    if not path.is_file():  # before a folder is made beside it
        raise DatabaseUnusable(sentences.NO_DATABASE.format(path=path))
    try:
        with alone(path, ending=_SENDING, told=sentences.BACKUP_BEING_SENT):
            with unfinished(path) as copy:
                size = backup(path, copy)
                file = copy.open("rb")
            with file:
                send(file, out)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(sentences.BACKUP_NOT_SENT.format(why=why)) from error
    return path, size


def examine(
    launch: LaunchOptions, env: Mapping[str, str], *, anchors: Sequence[str] = ()
) -> tuple[Path, tuple[Finding, ...], dict[str, Head | None]]:
    """Where the database is, everything wrong with it, and the heads of journal and log of openings, for elsewhere.

    `anchors` are such heads of before.
    """
    from storage.sqlite.doctor import access_head, journal_head
    from storage.sqlite.doctor import examine as examine_database

    _, path = _kept(launch, env, Privilege.EXAMINE)
    heads = {"head": journal_head(path), "access_head": access_head(path)}
    return path, examine_database(path, anchors=anchors), heads


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
