"""What is said where the clock has gone back since the act before?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_when
from core.journal.sentences import CLOCK_WENT_BACK

if TYPE_CHECKING:
    from datetime import datetime

    from core.calendar.wall import Zoned

_TOLD_FROM: Final = timedelta(minutes=1)
"""What is less cannot be seen in a time of day."""


def clock_went_back(kept: datetime, now: datetime, site: Zoned) -> str:
    """The sentence, after another one, that says which time was kept; '' where the clock is right."""
    if kept - now < _TOLD_FROM:
        return ""
    return CLOCK_WENT_BACK.format(now=format_when(now, site, kept), kept=format_when(kept, site, kept))
