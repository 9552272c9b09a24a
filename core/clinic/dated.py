"""What is set up for days by their dates: holidays, outages and, also changed at the desk, exceptions and blocks?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import astuple

if TYPE_CHECKING:
    from datetime import date, datetime, time


class Holiday(Struct, frozen=True):
    """A day a site is closed."""

    site: str
    on: date
    name: str


class Outage(Struct, frozen=True):
    """Days, from `on` to `until` (both included), on which a site has no more than `count` pieces of an equipment."""

    equipment: str
    site: str
    on: date
    until: date | None = None
    count: int = 0
    note: str = ""


class ExceptionKind(Enum):
    """What a dated exception does to a provider's sessions."""

    CANCELLED = "cancelled"
    EXTRA = "extra"
    LEAVE = "leave"


class SessionException(Struct, frozen=True):
    """A day (to `until`, inclusive, if given) on which a provider's sessions are cancelled, added to, or on leave.

    `begin`/`finish` narrow a cancellation or leave to part of the day, and are the hours of an extra session, which
    also names its `site`; such a session has `capacity`, `overbooks` and `types` as a weekly one, None where it says
    nothing of them. A cancellation without hours cancels every session of the day (at `site`, if given).

    `number` names it as long as it says the same, and never another one or a block; 0 before it is kept. It is no part
    of what it says.
    """

    provider: str
    on: date
    kind: ExceptionKind
    until: date | None = None
    begin: time | None = None
    finish: time | None = None
    site: str = ""
    note: str = ""
    capacity: int | None = None
    overbooks: int | None = None
    types: tuple[str, ...] = ()
    number: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SessionException) and _said(self) == _said(other)

    def __hash__(self) -> int:
        return hash(_said(self))

    @property
    def says(self) -> tuple[object, ...]:
        """What an extra session says of whom it takes."""
        return self.capacity, self.overbooks, self.types

    @property
    def last(self) -> date:
        """The last of its days."""
        return self.until or self.on


class Block(Struct, frozen=True):
    """Time of a provider set aside, from `start` to `end` on the same or a later day, without a break.

    In wall time at `site` (empty = wherever the provider's session is).

    Only visit types in `types` fit; with none, nothing fits. `release_hours` before the start the block opens to all.
    `number` is as an exception has it.
    """

    provider: str
    start: datetime
    end: datetime
    kind: str
    site: str = ""
    types: tuple[str, ...] = ()
    release_hours: int | None = None
    number: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and _said(self) == _said(other)

    def __hash__(self) -> int:
        return hash(_said(self))


Dated: TypeAlias = SessionException | Block
"""Either of them."""


def _said(dated: Dated) -> tuple[object, ...]:
    """All that it says: what stands before its number."""
    return astuple(dated)[:-1]
