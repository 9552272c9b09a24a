"""What verification needs of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.jobs import ports as jobs
from core.schedule import ports as schedule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from core.clinic.context import Context
    from core.verification.inquiry import ExchangeFile, Inquiry


class ExchangeReader(Protocol):
    """Questions to payers, and the files in which they and the answers pass."""

    def secret(self) -> bytes:
        """From which traces are made."""
        ...

    def by_trace(self, trace: str) -> Inquiry | None:
        """The question of that trace, whatever its case."""
        ...

    def newest_of(self, wanted: Collection[tuple[int, date]]) -> Mapping[tuple[int, date], Inquiry]:
        """By coverage and day, the question asked last and not taken back about a day of that month, else about any."""
        ...

    def in_file(self, file: int) -> Sequence[Inquiry]:
        """The questions that went out in that file, by number."""
        ...

    def with_hash(self, digest: str) -> ExchangeFile | None:
        """The file that came in with these bytes."""
        ...

    def refused(self) -> Sequence[ExchangeFile]:
        """Those that somebody is to look at, newest first."""
        ...

    def content(self, digest: str) -> bytes | None:
        """The bytes of that hash."""
        ...

    def next_file(self) -> int:
        """Which number the next file gets, if nobody else makes one before."""
        ...

    def next_inquiry(self) -> int:
        """The same of the next question."""
        ...


class ExchangeWriter(ExchangeReader, Protocol):
    """The same, to be written: questions and files are records of their kinds."""

    def keep(self, digest: str, content: bytes) -> None:
        """Keep the bytes, unless they are kept already."""
        ...


class Reading(schedule.Reading, jobs.Reading, Protocol):
    """A snapshot with what passes between the clinic and payers."""

    @property
    def exchange(self) -> ExchangeReader:
        """It."""
        ...


class Writing(Reading, schedule.Writing, jobs.Writing, Protocol):
    """A transaction with it."""

    @property
    def exchange(self) -> ExchangeWriter:
        """It."""
        ...


VerificationContext: TypeAlias = "Context[Reading, Writing]"
