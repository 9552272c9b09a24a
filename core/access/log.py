"""Who opened whose record, when, and by which way: what is kept of it, and what is asked of whoever keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

from core.access.acting import person_of, rights_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from core.record_ref import PatientId

EVERYBODY: Final = 0
"""Stands for a patient where all of them are meant, as in a copy of the whole clinic."""


class Opening(Struct, frozen=True):
    """A record that was opened: when (UTC), by whom ('ana for mei' too), by which verb or screen, and whose it is."""

    at: datetime
    actor: str
    way: str
    patient: PatientId

    @property
    def person(self) -> str:
        """Who really looked."""
        return person_of(self.actor)

    @property
    def acts_for(self) -> str:
        """With whose rights, '' for their own."""
        rights = rights_of(self.actor)
        return "" if rights == self.person else rights


class AccessLog(Protocol):
    """The log of openings, apart from the clinic's own file: it wakes no desk and waits for no commit."""

    def note(self, opening: Opening) -> None:
        """Keep it. Raises DatabaseUnusable or Busy where it cannot be kept."""
        ...

    def of_records(self, records: Collection[PatientId], *, since: datetime | None) -> Iterator[Opening]:
        """Who opened any of the records, or everybody's, newest first."""
        ...

    def by_person(self, name: str, *, since: datetime | None) -> Iterator[Opening]:
        """What somebody opened, as themselves, for somebody, or through somebody else, newest first."""
        ...
