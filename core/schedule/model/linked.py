"""Which appointments belong together: a series that comes again, or several visits of one day booked as one."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NewType

from msgspec import Struct

from core.record_ref import RecordRef

if TYPE_CHECKING:
    from core.record_ref import PatientId

LinkedId = NewType("LinkedId", int)
"""The number of a record of visits that belong together."""


class LinkKind(Enum):
    """Why they belong together."""

    SERIES = "series"
    """One visit that comes again by a rule."""
    CHAIN = "chain"
    """Several visits one after the other, of one patient or a family."""


class LinkStatus(Enum):
    """Whether the record counts."""

    ACTIVE = "active"
    ENTERED_IN_ERROR = "entered-in-error"


class Linked(Struct, frozen=True):
    """Visits that were booked as one act; each appointment names it. `rule` is that of a series (RFC 5545).

    Of a family it is kept with the first of them.
    """

    id: LinkedId
    patient: PatientId
    kind: LinkKind
    rule: str = ""
    status: LinkStatus = LinkStatus.ACTIVE
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("linked", self.id)


class Link(Struct, frozen=True):
    """What an appointment is of them: the `part`-th of so many. Moved or cancelled it stays that."""

    visits: LinkedId
    part: int
    of: int


class Scope(Enum):
    """How many of visits that belong together an act is meant for."""

    ONE = "one"
    LATER = "later"
    """This one and those that start after it."""
    ALL = "all"
    GROUP = "group"
    """All whom the provider sees at once."""
