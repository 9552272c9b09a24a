"""Is what lies in the folders beside the database the account's alone, and a worker's or a draft's and nothing else?"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from storage.folders import cards_folder, drafts_folder, holds_folder, leases_folder
from storage.sqlite import sentences

_WORKER: Final = re.compile(r"[0-9a-f]{16}")
_BEAT: Final = re.compile(rb"[0-9]{16}\.[0-9]{3}")
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def folders(path: Path) -> Iterator[str]:
    """What is foreign, unreadable, half made, or open to others in the folders beside the database at `path`."""
    keeper = path.stat().st_uid
    for folder in (leases_folder(path), drafts_folder(path), holds_folder(path), cards_folder(path)):
        if not os.path.lexists(folder):
            continue
        if folder.is_symlink() or not folder.is_dir():
            yield sentences.DOCTOR_NO_FOLDER.format(file=folder)
            continue
        yield from _kept_close(folder, keeper, path)
        try:
            files = sorted(folder.iterdir())
        except OSError as error:
            yield sentences.DOCTOR_FOLDER_UNREADABLE.format(file=folder, why=error.strerror)
            continue
        for file in files:
            yield from _kept_close(file, keeper, path)
    yield from _leases(leases_folder(path))


def _kept_close(file: Path, keeper: int, path: Path) -> Iterator[str]:
    """Whether others get at it, or have it. Workers and desks come and go meanwhile."""
    try:
        found = file.lstat()
    except FileNotFoundError:
        return
    if found.st_mode & _OTHERS and not stat.S_ISLNK(found.st_mode):
        mode = "700" if stat.S_ISDIR(found.st_mode) else "600"
        yield sentences.DOCTOR_OPEN_BESIDE.format(file=file, mode=mode)
    if found.st_uid != keeper:
        yield sentences.DOCTOR_FILE_OWNER.format(file=file, path=path)


def _leases(folder: Path) -> Iterator[str]:
    """What is no worker's file, or says nothing of when its worker lived last; one left by a killed worker is sound."""
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
    except OSError:
        return
    for file in files:
        try:
            descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        except OSError:  # a link, a socket, or a file that its owner may not read
            yield sentences.DOCTOR_FOREIGN_LEASE.format(file=file)
            continue
        try:
            is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
            if not (is_file and _WORKER.fullmatch(file.name) and _BEAT.fullmatch(os.read(descriptor, 64))):
                yield sentences.DOCTOR_FOREIGN_LEASE.format(file=file)
        finally:
            os.close(descriptor)
