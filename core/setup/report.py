"""What did a set-up file come to?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.schedule.to_move import ToBeMoved


@dataclass(frozen=True, slots=True)
class SetupReport:
    """What a set-up file came to, counted by kind ({"site": 2, ...}), and the keys in it that no rule asks for.

    `stranded` are the bookings to come that the clinic bore before it, and no longer does.
    """

    added: Mapping[str, int]
    changed: Mapping[str, int]
    retired: Mapping[str, int]
    unchanged: Mapping[str, int]
    unused: tuple[str, ...] = ()
    stranded: tuple[ToBeMoved, ...] = ()
