"""Where is the clinic kept, as far as its set-up is concerned: snapshots to read, transactions to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from core.access.log import AccessLog
    from core.clinic.dated import Dated
    from core.clinic.model import Clinic


class Reading(Protocol):
    """One consistent look at the store. Records that do not exist come back as None."""

    def clinic(self) -> Clinic:
        """The whole set-up, cached until it changes."""
        ...

    def is_demo(self) -> bool:
        """Whether the database was made for practice (`demo`, `setup --demo`)."""
        ...

    def template_files(self, folder: str) -> Mapping[str, bytes]:
        """The clinic's own templates by the names of their files; none where '' is the folder. Raises BadInput."""
        ...


class Writing(Reading, Protocol):
    """One write transaction. After StaleRow or GuardRefusal it can only be rolled back: let them leave the block."""

    @property
    def has_had_its_turn(self) -> bool:
        """Whether it has kept others waiting long enough: who writes much commits then, and goes on in another one."""
        ...

    def replace_clinic(self, clinic: Clinic) -> None:
        """Keep `clinic` as the set-up."""
        ...

    def change_dated(self, *, removed: Sequence[Dated], added: Sequence[Dated]) -> Sequence[int]:
        """Take away those exceptions and blocks, by their numbers, and add those, each under a number of its own.

        Returns the numbers of those added. Raises StaleRow where one is not there.
        """
        ...


ReadingT_co = TypeVar("ReadingT_co", bound=Reading, covariant=True)
WritingT_co = TypeVar("WritingT_co", bound=Writing, covariant=True)


class Store(Protocol[ReadingT_co, WritingT_co]):
    """Where the clinic is kept. Each subject names what it needs of a reading and a writing."""

    def read(self) -> AbstractContextManager[ReadingT_co]:
        """A consistent snapshot for the length of the block."""
        ...

    def write(self) -> AbstractContextManager[WritingT_co]:
        """A transaction that commits at the end of the block and rolls back on any exception. Raises Busy."""
        ...

    @property
    def access_log(self) -> AccessLog:
        """Who opened which record."""
        ...

    def batch(self) -> AbstractContextManager[Store[ReadingT_co, WritingT_co]]:
        """A store for one act over many transactions; in the whole clinic there is one at a time.

        Between them the desks get their turn. Entries that a batch left open when it died are closed. Raises Busy.
        """
        ...


class Changes(Protocol):
    """Tells a desk what others (and itself) committed."""

    def poll(self) -> bool:
        """Whether anything was committed since the last poll, by whomever. Costs microseconds when nothing was."""
        ...
