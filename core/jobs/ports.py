"""What jobs need of the store, of the machine, and of what leaves the clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.journal import ports

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager
    from datetime import timedelta

    from core.clinic.context import Context
    from core.jobs.model import Job, Outcome, Outlook, PlaceState, WayAway


class JobReader(Protocol):
    """Jobs."""

    def by_name(self, name: str) -> Job | None:
        """The job of that name, unless it was withdrawn."""
        ...

    def open(self, kinds: Collection[str]) -> tuple[Job, ...]:
        """The first of those of these kinds that wait or run, by when they are due."""
        ...

    def in_trouble(self, kind: str | None = None) -> tuple[Job, ...]:
        """Those (of a kind) that failed and were not made good since, newest first; of many the newest."""
        ...

    def newest(self, kind: str) -> Job | None:
        """The newest of a kind, whatever became of it."""
        ...

    def place(self) -> PlaceState:
        """Whether the clinic's file stands where a person armed it."""
        ...

    def keep_up(self) -> None:
        """Note outside the store, now and then, how far the journal has come: it tells an older copy."""
        ...

    def ways_away(self) -> tuple[WayAway, ...]:
        """The ways out of the clinic by which nothing goes, as far as is known, and something waits to."""
        ...

    def outlook(self) -> Outlook:
        """What a desk is told."""
        ...


class JobWriter(JobReader, Protocol):
    """Jobs, to be written. An act that leads to one writes it in its own transaction: `ask`."""

    def ask(self, job: Job) -> Job:
        """Insert, with the next number; where the name is taken, the job that has it is the answer."""
        ...

    def save(self, job: Job) -> Job:
        """Update where id and rev still match, with rev + 1. Raises StaleRow."""
        ...

    def note_way(self, way: str, found: WayAway | None) -> None:
        """Note that nothing goes out by that way, since when the first to find it said; None once something did."""
        ...

    def arm(self) -> None:
        """Let outward work be done where the clinic's file stands, and nowhere else from now on."""
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with jobs."""

    @property
    def jobs(self) -> JobReader:
        """Jobs."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with jobs."""

    @property
    def jobs(self) -> JobWriter:
        """Jobs."""
        ...


class Leases(Protocol):
    """Which workers of this machine live. A job belongs to its worker as long as that one does."""

    @property
    def worker(self) -> str:
        """The name of this worker, new with each process."""
        ...

    def is_live(self, worker: str) -> bool:
        """Whether the worker of that name lives, and is not stuck in a job for longer than it may be."""
        ...

    def beating(self, longest: timedelta) -> AbstractContextManager[None]:
        """A block in which this worker counts as alive, for no longer than that."""
        ...


class Link(Protocol):
    """What carries out the jobs of one kind, and where they leave the clinic: a folder, a mail server."""

    def carry_out(self, job: Job) -> Outcome:
        """Do it, and say what came of it. Raises ClinicdeskError with the sentence of why not.

        It may be asked again for a job that was done and not noted down, or cut off in the middle: the job's name tells
        whether it is the same.
        """
        ...


JobContext: TypeAlias = "Context[Reading, Writing]"
