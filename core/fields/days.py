"""Which days does a field hold that say from when or until when something holds?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.calendar.date_order import DateOrder
from core.calendar.file_date import read_file_date
from core.calendar.parse_date import parse_date
from core.errors import ClinicdeskError
from core.fields.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.fields.model import ReadContext

_OPEN: Final = re.compile(r"9999\D?12\D?31.*|12\D?31\D?9999|31\D?12\D?9999")
"""What other programs write for a day that is not known yet."""
_INSTANT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*")
_LONGEST: Final = 40


def day_or_open() -> Kind[date | None]:
    """A day, also one to come, or None where nothing is typed. Of an instant in a file its day counts, as it stands."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> date | None:
        text = typed[0].strip()
        if not text or _OPEN.fullmatch(text):
            return None
        if not reading.in_file:
            return parse_date(text, today=reading.today, order=reading.order or DateOrder.MDY, field=name)
        instant = _INSTANT.fullmatch(text)
        return read_file_date(instant[1] if instant else text, field=name, order=reading.order)

    def told(typed: str, reading: ReadContext) -> str:
        found = read([typed], "", reading)
        return f"{found:%A, %-d %B %Y}" if found else ""

    def in_words(typed: str, reading: ReadContext) -> str:
        try:
            return told(typed, reading)
        except ClinicdeskError:
            return typed

    return Kind(
        read,
        write=lambda value, reading: (reading.order or DateOrder.YMD).write(value) if value else "",
        items=lambda value: (f"{value:%-d %b %Y}",) if value else (),
        in_full=lambda value, reading: f"{value:%-d %b %Y}" if value else "",
        json=lambda value: value.isoformat() if value else None,
        told=told,
        shown=in_words,
        longest=_LONGEST,
    )
