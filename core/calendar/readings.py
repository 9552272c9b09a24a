"""How is a text refused that is as likely to mean one day or time as another?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from core.calendar import sentences
from core.calendar.names import MONTHS, format_date
from core.errors import BadInput


class Reading(Struct, frozen=True):
    """A day, and a time where one was said."""

    date: dt.date
    time: dt.time | None = None

    def describe(self) -> str:
        """Fri 27 Nov 2026 16:00."""
        return " ".join((format_date(self.date), *self._clock()))

    def shortest(self, today: dt.date) -> str:
        """What can be typed for it and for nothing else: 27nov, 27nov 16:00, 27nov2025."""
        is_over = (self.date.month, self.date.day) < (today.month, today.day)
        year = today.year + is_over
        day = f"{self.date.day}{MONTHS[self.date.month - 1][:3].lower()}"
        return " ".join((day if year == self.date.year else f"{day}{self.date.year}", *self._clock()))

    def _clock(self) -> tuple[str, ...]:
        return () if self.time is None else (f"{self.time:%H:%M}",)


def the_only(readings: Iterable[Reading], *, typed: str, today: dt.date, field: str) -> Reading:
    """The one that all `readings` of `typed` agree on. Raises BadInput for `field`, offering the first two."""
    one, *others = dict.fromkeys(readings)
    if not others:
        return one
    other = others[0]
    instead = one.shortest(today), other.shortest(today)
    sentence = sentences.TWO_READINGS.format(
        typed=typed,
        one=one.describe(),
        other=other.describe(),
        type_one=instead[0],
        type_other=instead[1],
    )
    raise BadInput(sentence, field=field, instead=instead)
