"""What time is it: the machine's, or that of a practice clinic, which runs on from a morning of its own?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.errors import BadInput
from core.text.cleaning import clean_text
from tui import sentences

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.calendar.clock import Clock

_WORKING_DAY: Final = timedelta(hours=8)
_YEARS: Final = range(2000, 2200)


class SystemClock(Struct, frozen=True):
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)


class DemoClock(Struct, frozen=True):
    """A clock that showed `demo` when the real one showed `real` and has run on since, or stands at `demo`.

    Desks that share `demo` and `real` agree on the time, whenever each was started.
    """

    demo: datetime
    real: datetime
    frozen: bool = False
    machine: Clock = field(default_factory=SystemClock)

    def now(self) -> datetime:
        """The instant at the practice clinic, UTC."""
        return self.demo if self.frozen else self.demo + (self.machine.now() - self.real)


def is_past_the_day(clock: DemoClock, zone: tzinfo) -> bool:
    """Whether the clock has left the day it was set to, or run for more than a working day (8 hours)."""
    now = clock.now()
    has_left = now.astimezone(zone).date() != clock.demo.astimezone(zone).date()
    return has_left or now - clock.demo > _WORKING_DAY


def read_now(typed: str, zone: tzinfo, option: str = "--now") -> datetime:
    """The instant that the option names, UTC; without an offset it is wall time in `zone`. Raises BadInput."""
    try:
        now = datetime.fromisoformat(typed.strip())
    except ValueError:
        now = None
    if now is None or now.year not in _YEARS:
        raise BadInput(sentences.USAGE_BAD_NOW.format(option=option, typed=clean_text(typed, limit=40)))
    return (now if now.tzinfo else now.replace(tzinfo=zone)).astimezone(UTC)
