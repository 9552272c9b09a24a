"""Which days does a field hold that say from when or until when something holds, also as far as they are known?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.birth_date import partial_birth_date
from core.calendar.date_order import DateOrder
from core.calendar.date_parts import describe_parts
from core.calendar.file_date import read_file_date
from core.calendar.parse_date import parse_date
from core.errors import BadInput, ClinicdeskError
from core.fields.model import Kind
from core.fields.sentences import PARTIAL_DAY_UNREADABLE
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.fields.model import ReadContext

_OPEN: Final = re.compile(r"9999\D?12\D?31.*|12\D?31\D?9999|31\D?12\D?9999")
"""What other programs write for a day that is not known yet."""
_INSTANT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*")
_YEAR_OR_MONTH: Final = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_LONGEST: Final = 40
_DAY, _YEAR, _HALF_A_YEAR = timedelta(days=1), timedelta(days=365), timedelta(days=183)
_EXAMPLE: Final = date(2015, 6, 30)


def day_or_open(*, is_first: bool = False) -> Kind[date | None]:
    """A day, also one to come, or None where nothing is typed. Of an instant in a file its day counts, as it stands.

    A day typed without its year is the next such one; of a first day (`is_first`) it is the one before where that is
    nearer: what began is noted behind it.
    """

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> date | None:
        text = typed[0].strip()
        if not text or _OPEN.fullmatch(text):
            return None
        if not reading.in_file:
            return _typed(text, name, reading, is_first=is_first)
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


def partial_day() -> Kind[str]:
    """A day that is past, or its month or year where no more is known: 2015-06-30, 2015-06, 2015, as FHIR has it."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        text = clean_text(typed[0])
        if not text:
            return ""
        if reading.in_file and not _YEAR_OR_MONTH.fullmatch(text):
            return read_file_date(text, field=name, order=reading.order, today=reading.today).isoformat()
        order = reading.order or DateOrder.YMD
        found = partial_birth_date(text, order=order, today=reading.today)
        if found is None or not found.year or (found.day and not found.month):
            sentence = PARTIAL_DAY_UNREADABLE.format(typed=text, date=order.write(_EXAMPLE))
            raise BadInput(sentence, field=name)
        parts = (f"{found.year:04}", *(f"{part:02}" for part in (found.month, found.day) if part))
        return "-".join(parts)

    def told(typed: str, reading: ReadContext) -> str:
        return partial_day_words(read([typed], "", reading))

    return Kind(read, told=told, longest=_LONGEST)


def partial_day_words(kept: str) -> str:
    """30 June 2015, June 2015, 2015."""
    numbers = [int(part) for part in kept.split("-") if part]
    year, month, day = (*numbers, None, None, None)[:3]
    return describe_parts(year, month, day) if year else ""


def _typed(text: str, name: str, reading: ReadContext, *, is_first: bool) -> date:
    """The day that is typed; what counts from today, and what names its year, is as it stands."""
    today, order = reading.today, reading.order or DateOrder.MDY
    found = parse_date(text, today=today, order=order, field=name)
    if not is_first or found - today <= _HALF_A_YEAR:
        return found
    if parse_date(text, today=today - _DAY, order=order, field=name) != found:
        return found
    return parse_date(text, today=today - _YEAR, order=order, field=name)
