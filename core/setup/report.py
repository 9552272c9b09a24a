"""What did a set-up file come to?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.schedule.to_move import ToBeMoved


class SetupReport(Struct, frozen=True):
    """What a set-up file came to, counted by kind ({"site": 2, ...}).

    `stranded` are the bookings to come that the clinic bore before it, and no longer does; `notes` say what of the file
    may be meant otherwise than it is taken.
    """

    added: Mapping[str, int]
    changed: Mapping[str, int]
    retired: Mapping[str, int]
    unchanged: Mapping[str, int]
    stranded: tuple[ToBeMoved, ...] = ()
    notes: tuple[str, ...] = ()
