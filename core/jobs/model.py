"""What is to be done beside the keystroke: a job, its kind, and where the clinic's file stands."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NewType

from msgspec import Struct, field

from core.record_ref import RecordRef

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from core.clinic.model import Site
    from core.settings.model import Policy

JobId = NewType("JobId", int)

WORKER: Final = "the worker"
"""Whose acts those on jobs are. No login has a space: nobody's undo or redo is about them."""


class JobStatus(Enum):
    """How far a job has got."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """Given up: its deadline passed."""
    MENDED = "mended"
    """It failed, and a later one of its kind was done."""
    WITHDRAWN = "withdrawn"
    """Nobody wants it any more: what asked for it was undone, or its kind was switched off."""


class Job(Struct, frozen=True):
    """One thing to be done: `name` says which ("backup 2026-11-28"), and no two jobs that count have one name.

    It is tried from `due` on until `deadline`, both UTC. `details` are for whoever carries it out. `tries` were begun,
    the last at `tried_at`, by `worker` while it runs. `problem` is the sentence of the last try that failed.
    `subject` names the record that it is about, if there is one.
    """

    id: JobId
    name: str
    kind: str
    due: datetime
    deadline: datetime | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    status: JobStatus = JobStatus.WAITING
    tries: int = 0
    tried_at: datetime | None = None
    worker: str = ""
    problem: str = ""
    finished_at: datetime | None = None
    subject: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name in the journal."""
        return RecordRef("job", self.id)


class Outcome(Struct, frozen=True):
    """What came of a job that was carried out: a sentence, and the details that the job is to keep of it."""

    said: str
    details: Mapping[str, str] = field(default_factory=dict)


class Occasion(Struct, frozen=True):
    """When a recurring job is next to be done: its name, details, and the instants between which it is tried (UTC)."""

    name: str
    due: datetime
    deadline: datetime
    details: Mapping[str, str]


class Recurrence(Struct, frozen=True):
    """Jobs that nobody asks for: `occasion` is the newest one that has come, None while the settings switch it off.

    One that was done makes good for those before it.
    """

    occasion: Callable[[Policy, Site, datetime], Occasion | None]


class JobKind(Struct, frozen=True):
    """What all jobs of a kind have in common.

    `is_outward`: it reaches somebody outside the clinic, which is done only where a person armed the worker. `delays`
    come after failed tries, the last one again and again. A try that takes `longest` is taken for dead.
    """

    name: str
    is_outward: bool
    delays: tuple[timedelta, ...]
    longest: timedelta
    recurrence: Recurrence | None = None

    def delay(self, tries: int) -> timedelta:
        """How long to wait after so many tries."""
        return self.delays[min(max(tries, 1), len(self.delays)) - 1]


class PlaceState(Enum):
    """Whether a person let work go out from where the clinic's file stands."""

    NEVER_ARMED = "never armed"
    ARMED = "armed"
    ELSEWHERE = "elsewhere"
    """It was armed in another place: the file was copied, moved or restored."""


class WayAway(Struct, frozen=True):
    """By that way (text, email, voice, letter) nothing goes out since that instant (UTC): what workers found there."""

    way: str
    since: datetime
    said: str


class Outlook(Struct, frozen=True):
    """What a desk is told of the jobs: those in trouble, newest first, the newest backup, the place, and ways out that
    are away.
    """

    troubles: tuple[Job, ...] = ()
    newest_backup: Job | None = None
    place: PlaceState = PlaceState.NEVER_ARMED
    away: tuple[WayAway, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing of it is to be told."""
        return not self.troubles and not self.away and self.place is not PlaceState.ELSEWHERE
