"""What is asked for when somebody changes at the desk when a provider works?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from core.calendar.period import Period


class LeaveRequest(Struct, frozen=True):
    """The provider is away: at `site` alone, or everywhere; `note` says why."""

    provider: str
    period: Period
    site: str = ""
    note: str = ""


class BlockRequest(Struct, frozen=True):
    """Time of the provider is set aside for `kind`: for visits of those types alone, for none where none is named.

    So many hours before it begins it opens to all.
    """

    provider: str
    period: Period
    kind: str = ""
    site: str = ""
    types: tuple[str, ...] = ()
    release_hours: int | None = None


class ExtraRequest(Struct, frozen=True):
    """The provider works at other hours of a day: beside its sessions, or in their place.

    `site` may be left out where there is one that can be meant. `capacity` are seen at once and `overbooks` double
    bookings taken, by visits of these `types` alone; None and none say nothing of that.
    """

    provider: str
    period: Period
    site: str = ""
    note: str = ""
    is_instead: bool = False
    capacity: int | None = None
    overbooks: int | None = None
    types: tuple[str, ...] = ()


class CancelRequest(Struct, frozen=True):
    """The sessions of the provider in that time do not take place: at `site` alone, or everywhere."""

    provider: str
    period: Period
    site: str = ""
    note: str = ""


class RemovalRequest(Struct, frozen=True):
    """The block or exception of that number is taken away."""

    number: int


AvailabilityRequest: TypeAlias = LeaveRequest | BlockRequest | ExtraRequest | CancelRequest | RemovalRequest
