"""How likely is it that a patient does not come: who is worth a call, by what the clinic knows of its own visits?

Points of lead time, of visits missed before, of who is new and of who has not confirmed two days ahead. They order the
list of calls and refuse nothing; language, payer, origin and sex count for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.contact.call_sentences import RISK_LEAD, RISK_MISSED, RISK_MISSED_ONE, RISK_NEW, RISK_UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Sequence

WORTH_A_CALL: Final = 4
LOOKED_AT: Final = 10
"""Visits of before that count, the last ones."""
UNCONFIRMED_HOURS: Final = 48
_LEADS: Final = ((2, 0), (8, 1), (29, 2))
"""Booked fewer than so many days ahead, so many points; 3 for more."""
_MISSED: Final = ((0.1, 0), (0.2, 1), (0.35, 2))
"""The share of missed visits, drawn to one in ten where there were few, below which there are so many points."""
_MOST: Final = 3


class Risk(Struct, frozen=True):
    """The points, and why, in words."""

    points: int
    why: tuple[str, ...] = ()

    @property
    def is_high(self) -> bool:
        """Whether it is worth a call of its own."""
        return self.points >= WORTH_A_CALL


def risk_of(*, lead_days: int, came: Sequence[bool], is_new: bool, hours_to_go: float, is_confirmed: bool) -> Risk:
    """The risk of a visit booked `lead_days` ahead; `came` says of each visit of before, oldest first, who came.

    `hours_to_go` are those until it begins.
    """
    last = came[-LOOKED_AT:]
    missed = sum(not one for one in last)
    lead = _points(lead_days, _LEADS)
    history = _points((missed + 1) / (len(last) + 10), _MISSED)
    unconfirmed = not is_confirmed and hours_to_go <= UNCONFIRMED_HOURS
    template = RISK_MISSED_ONE if missed == 1 else RISK_MISSED
    why = (
        RISK_LEAD.format(days=lead_days) if lead else "",
        template.format(missed=missed, count=len(last)) if missed else "",
        RISK_NEW if is_new else "",
        RISK_UNCONFIRMED if unconfirmed else "",
    )
    return Risk(lead + history + is_new + unconfirmed, tuple(filter(None, why)))


def _points(value: float, bands: Sequence[tuple[float, int]]) -> int:
    return next((points for below, points in bands if value < below), _MOST)
