"""How does what follows from an act, or may refuse it, get into the act's own transaction, whichever act it is?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from core.access.log import AccessLog
    from core.clinic.ports import Reading, Store, Writing

ReadingT_co = TypeVar("ReadingT_co", bound="Reading", covariant=True)
WritingT_co = TypeVar("WritingT_co", bound="Writing", covariant=True)


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
