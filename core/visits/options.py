"""What is said along with a verb of the visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.record_ref import AppointmentId


class Settled(Struct, frozen=True):
    """What was settled before check-in, by the names of the items: `verified` now, or waived with a reason's code."""

    verified: Collection[str] = ()
    waivers: Mapping[str, str] = field(default_factory=dict)


class VerbOptions(Struct, frozen=True):
    """Each verb reads what concerns it.

    `verified` items are cleared on the record now, `waivers` maps an item to a reason code: of every appointment but
    those that `settled` names, each with its own. `room` is a code (None: the desk chooses), `reason` the code of a
    cancellation, `overrides` maps a rule to the reason for going over it. Words may follow a code: 'other: moved'.
    """

    verified: Collection[str] = ()
    waivers: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[AppointmentId, Settled] = field(default_factory=dict)
    room: str | None = None
    reason: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def settled_of(self, number: AppointmentId) -> Settled:
        """What was settled of that appointment."""
        return self.settled.get(number) or Settled(self.verified, self.waivers)
