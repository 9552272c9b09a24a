"""What upsets the demo's plan: who was moved, who cancelled and was replaced, who was squeezed in?"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.calendar.wall import local
from tui.demo.clinic import PRACTICES
from tui.demo.desk_hours import DeskHours
from tui.demo.weeks import Planned, Weeks

if TYPE_CHECKING:
    from core.clinic.model import Clinic

_MOVED: Final = 0.06
_CANCELLED: Final = 0.07
_REFILLED: Final = 0.5
_SQUEEZED_IN: Final = 0.04
_FARTHEST_MOVE: Final = timedelta(days=12)
_SQUEEZED_TYPE: Final = "urg15"
_REASONS: Final = ("urgent", "provider-asked", "double-ok")


def upset(rng: random.Random, weeks: Weeks, clinic: Clinic, hours: DeskHours) -> None:
    """Move, cancel and overbook some of the planned appointments."""
    upsets = _Upsets(rng, weeks, clinic, hours)
    for planned in tuple(weeks.visits):
        if rng.random() < _MOVED:
            upsets.move(planned)
        if planned.is_firm and rng.random() < _CANCELLED:
            upsets.cancel(planned)
        if planned.is_firm and rng.random() < _SQUEEZED_IN:
            upsets.squeeze_in(planned)


class _Upsets:
    """Each kind of upset, for one appointment."""

    __slots__ = ("_clinic", "_hours", "_practices", "_rng", "_weeks")

    def __init__(self, rng: random.Random, weeks: Weeks, clinic: Clinic, hours: DeskHours) -> None:
        self._rng = rng
        self._weeks = weeks
        self._clinic = clinic
        self._hours = hours
        self._practices = {one.code: one for one in PRACTICES}

    def move(self, planned: Planned) -> None:
        """It was booked into what is now a gap, and moved from there to where it stands."""
        if planned.visit_type.provider_from:
            return
        gaps = self._weeks.gaps[planned.provider, planned.site.code]
        fitting = [gap for gap in gaps if self._could_have_been(planned, gap)]
        gap = self._rng.choice(fitting) if fitting else None
        moved_at = gap and self._hours.between(planned.booked_at, min(gap.start, planned.start))
        if not gap or not moved_at:
            return
        span = Interval(gap.start, gap.start + timedelta(minutes=planned.minutes))
        room = planned.room and self._weeks.rooms.take(
            planned.site.code, planned.visit_type.room_kind, planned.provider, span
        )
        if planned.room and not room:
            return
        gaps.remove(gap)
        self._weeks.crowd.keep(planned.person, local(span.start, planned.site.tz).date())
        planned.first, planned.moved_at = (span.start, room), moved_at

    def cancel(self, planned: Planned) -> None:
        """It was cancelled, often late, and its time often given to somebody else."""
        earliest = planned.booked_at
        if self._rng.random() < 0.4:
            earliest = max(earliest, planned.start - timedelta(hours=26))
        planned.cancelled_at = self._hours.between(earliest, planned.start)
        if planned.cancelled_at is None or self._rng.random() > _REFILLED:
            return
        booked_at = self._hours.between(planned.cancelled_at, planned.start)
        if booked_at is None:
            return
        is_new = planned.visit_type.patients == "new"
        visit_type = self._clinic.visit_types["fu20"] if is_new else planned.visit_type
        self._weeks.place(
            self._practices[planned.provider],
            planned.site,
            visit_type,
            planned.start,
            booked_at=booked_at,
            room=planned.room,
        )

    def squeeze_in(self, planned: Planned) -> None:
        """Somebody else was booked at the same time, with a reason, after it."""
        visit_type = self._clinic.visit_types[_SQUEEZED_TYPE]
        is_open = visit_type.minutes <= planned.minutes and not planned.visit_type.provider_from
        booked_at = self._hours.between(max(planned.booked_at, planned.start - timedelta(days=2)), planned.start)
        if not is_open or booked_at is None:
            return
        squeezed = self._weeks.place(
            self._practices[planned.provider], planned.site, visit_type, planned.start, booked_at=booked_at
        )
        if squeezed:
            squeezed.overrides["C3"] = self._rng.choice(_REASONS)

    def _could_have_been(self, planned: Planned, gap: Interval) -> bool:
        if gap.end - gap.start < timedelta(minutes=planned.minutes) or gap.start <= planned.booked_at:
            return False
        is_near = abs(gap.start - planned.start) <= _FARTHEST_MOVE
        return is_near and self._weeks.crowd.is_free(planned.person, local(gap.start, planned.site.tz).date())
