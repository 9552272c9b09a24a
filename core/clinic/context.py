"""What is every use case given, who is let in, and what follows whichever act it was?"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct, field

from core.access.rights import Rights
from core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from core.access.log import AccessLog
    from core.access.ports import Authorization
    from core.access.privileges import Privilege
    from core.calendar.clock import Clock
    from core.clinic.model import Clinic
    from core.clinic.ports import Reading, Store, Writing
    from core.settings.model import Policy

ReadingT_co = TypeVar("ReadingT_co", bound="Reading", covariant=True)
WritingT_co = TypeVar("WritingT_co", bound="Writing", covariant=True)


class Context(Struct, Generic[ReadingT_co, WritingT_co], frozen=True, eq=False):
    """The store, the clock, the settings and the authorization of one desk."""

    store: Store[ReadingT_co, WritingT_co]
    clock: Clock
    policy: Policy
    authorization: Authorization
    _open: threading.local = field(default_factory=threading.local)
    """The snapshot that is open in each thread."""

    def permit(self, reading: Reading, actor: str, privilege: Privilege) -> Clinic:
        """The clinic, if `actor` has the privilege. Raises NotAllowed."""
        clinic = reading.clinic()
        sentence = self.rights(clinic, actor).refusal(privilege)
        if sentence:
            raise NotAllowed(sentence)
        return clinic

    def rights(self, clinic: Clinic, actor: str) -> Rights:
        """What `actor` may do there."""
        return Rights(actor, clinic.users, self.authorization)

    @contextmanager
    def snapshot(self) -> Iterator[ReadingT_co]:
        """A snapshot; within the block of another it is the same one, so that several reads are of one moment."""
        outer: ReadingT_co | None = getattr(self._open, "reading", None)
        if outer is not None:
            yield outer
            return
        with self.store.read() as reading:
            self._open.reading = reading
            try:
                yield reading
            finally:
                self._open.reading = None

    @contextmanager
    def reading(self, actor: str, privilege: Privilege) -> Iterator[tuple[ReadingT_co, Clinic]]:
        """A snapshot for somebody who may look at it."""
        with self.snapshot() as reading:
            yield reading, self.permit(reading, actor, privilege)

    @contextmanager
    def writing(self, actor: str, privilege: Privilege) -> Iterator[tuple[WritingT_co, Clinic]]:
        """A transaction for somebody who may change things."""
        with self.store.write() as writing:
            yield writing, self.permit(writing, actor, privilege)


class FollowedStore(Struct, Generic[ReadingT_co, WritingT_co], frozen=True):
    """The clinic's store; `follow` is given each transaction at its end, before its commit: it may still refuse.

    So no act needs to know what follows from it: a booking, a move, an undo, a redo, an import, a verb for many.
    """

    store: Store[ReadingT_co, WritingT_co]
    follow: Callable[[WritingT_co], None]

    def read(self) -> AbstractContextManager[ReadingT_co]:
        """A snapshot."""
        return self.store.read()

    @contextmanager
    def write(self) -> Iterator[WritingT_co]:
        """A transaction, and what follows from it."""
        with self.store.write() as tx:
            yield tx
            self.follow(tx)

    @contextmanager
    def batch(self) -> Iterator[FollowedStore[ReadingT_co, WritingT_co]]:
        """A store for one act over many transactions, each followed."""
        with self.store.batch() as store:
            yield FollowedStore(store, self.follow)

    @property
    def access_log(self) -> AccessLog:
        """Who opened which record."""
        return self.store.access_log
