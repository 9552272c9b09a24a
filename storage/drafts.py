"""Where is what somebody typed and did not save kept, so that it outlives a crash and a dropped line?"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec import Struct

from core.calendar.clock import Clock
from core.drafts import Draft, DraftId
from core.errors import DatabaseUnusable
from storage.folders import drafts_folder
from storage.journal_marks import JournalMarks
from storage.locked_file import is_locked
from storage.sentences import DRAFT_NOT_KEPT, DRAFTS_TOO_MANY

_OWNER_ONLY: Final = 0o600
_OWNERS_FOLDER: Final = 0o700
_KEPT: Final = timedelta(days=14)
_WRITTEN: Final = timedelta(minutes=1)
"""A draft is written in a thousandth of that: what is half after it was left by a process that was killed."""
_MOST: Final = 100
"""Drafts of one person: every desk reads all that there are, each minute and when it is opened."""
_DRAFT, _PART, _DESK = ".draft", ".part", ".desk"


class _Kept(Struct, frozen=True):
    """A draft as its file has it: whose it is, which desk uses it, and from which point of the journal it is."""

    draft: Draft
    actor: str
    desk: str
    mark: str


class FileDrafts:
    """One person's drafts at one desk: `core.drafts.Drafts`.

    A file a draft, replaced as a whole with every key: what is on the disk is whole when the program is killed. A desk
    locks a file of its own as long as it lives, and a draft names the desk that uses it: the lock goes with the
    process, however that ended, and two desks of one person never write one draft. It names a point of the journal too:
    where another database has come into the place of that one, its numbers are other people's, and it is not offered.
    """

    __slots__ = ("_actor", "_clock", "_desk", "_folder", "_lock", "_made_at", "_marks")

    def __init__(self, database: Path, actor: str, clock: Clock, marks: JournalMarks) -> None:
        """The drafts of `actor` beside the clinic at `database`. Nothing is touched before one is kept."""
        self._folder = drafts_folder(database)
        self._actor = actor
        self._clock = clock
        self._desk = _new_name()
        self._lock: int | None = None
        self._marks = marks
        self._made_at: dict[DraftId, str] = {}

    def keep(self, kind: str, key: str, fields: Mapping[str, str], *, draft: DraftId | None = None) -> DraftId:
        """Keep the texts, as a new draft or in place of `draft`, which is in use here from now on: 60 us.

        Raises DatabaseUnusable when the disk takes nothing, or the person has too many already; Busy.
        """
        if draft is None and sum(one.actor == self._actor for one in self._all()) >= _MOST:
            raise DatabaseUnusable(DRAFTS_TOO_MANY.format(count=_MOST))
        number = draft or DraftId(_new_name())
        if number not in self._made_at:
            self._made_at[number] = self._marks.newest()
        self._write(Draft(number, kind, key, dict(fields), self._clock.now()), self._made_at[number], desk=self._desk)
        return number

    def waiting(self, kind: str | None = None, key: str | None = None) -> tuple[Draft, ...]:
        """The person's drafts that are in use at no desk, newest first; of that kind, of that record."""
        found = (
            one.draft
            for one in self._all()
            if one.actor == self._actor
            and kind in {None, one.draft.kind}
            and key in {None, one.draft.key}
            and not self._alive(one.desk)
            and self._marks.is_known(one.mark)
        )
        return tuple(sorted(found, key=lambda draft: draft.at, reverse=True))

    def let_go(self, draft: DraftId) -> None:
        """It is no longer in use here, and waits. One that is gone stays gone."""
        found = _read(self._path(draft))
        if found is not None:
            self._write(found.draft, found.mark, desk="")

    def drop(self, draft: DraftId) -> None:
        """It was saved, or given up: nothing is left of it."""
        self._path(draft).unlink(missing_ok=True)
        self._made_at.pop(draft, None)

    def prune(self) -> None:
        """Remove everybody's drafts of more than 14 days, and what desks that are gone have left behind."""
        now = self._clock.now().timestamp()
        oldest = now - _KEPT.total_seconds()
        for path in self._paths():
            with suppress(OSError):
                made = path.stat().st_mtime
                is_half = path.suffix == _PART and made < now - _WRITTEN.total_seconds()
                if is_half or (made < oldest and not (path.suffix == _DESK and is_locked(path))):
                    path.unlink()

    def close(self) -> None:
        """Let go of every draft."""
        if self._lock is not None:
            self._desk_path(self._desk).unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def _all(self) -> Iterator[_Kept]:
        yield from (found for path in self._paths() if path.suffix == _DRAFT and (found := _read(path)))

    def _write(self, draft: Draft, mark: str, *, desk: str) -> None:
        path = self._path(draft.id)
        part = path.with_suffix(_PART)
        kept = {
            "actor": self._actor,
            "desk": desk,
            "mark": mark,
            "kind": draft.kind,
            "key": draft.key,
            "at": draft.at.isoformat(),
            "fields": dict(draft.fields),
        }
        try:
            self._open_desk()
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, _OWNER_ONLY)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
                json.dump(kept, file, ensure_ascii=False)
            part.replace(path)
        except OSError as error:
            raise DatabaseUnusable(DRAFT_NOT_KEPT.format(why=error.strerror or error)) from error

    def _open_desk(self) -> None:
        if self._lock is None:
            self._folder.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
            self._lock = os.open(self._desk_path(self._desk), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
            fcntl.flock(self._lock, fcntl.LOCK_EX)

    def _alive(self, desk: str) -> bool:
        return bool(desk) and is_locked(self._desk_path(desk))

    def _paths(self) -> tuple[Path, ...]:
        try:
            return tuple(self._folder.iterdir())
        except OSError:
            return ()

    def _path(self, draft: DraftId) -> Path:
        return self._folder / f"{draft}{_DRAFT}"

    def _desk_path(self, desk: str) -> Path:
        return self._folder / f"{desk}{_DESK}"


def _new_name() -> str:
    """Random, so that two desks never choose the same. The module `secrets` would load hmac for it: 2 ms."""
    return os.urandom(8).hex()


def _read(path: Path) -> _Kept | None:
    """The draft; None for what is gone or is no draft."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        at = datetime.fromisoformat(kept["at"]).astimezone(UTC)
        fields = {str(name): str(text) for name, text in kept["fields"].items()}
        draft = Draft(DraftId(path.stem), str(kept["kind"]), str(kept["key"]), fields, at)
        return _Kept(draft, str(kept["actor"]), str(kept["desk"]), str(kept["mark"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
