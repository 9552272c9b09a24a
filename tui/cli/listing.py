"""How is an answer laid out for people: aligned columns, plain dates, nothing that steers the terminal?"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock
from core.calendar.names import MONTHS, WEEKDAYS
from core.calendar.wall import local
from core.text.cleaning import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.calendar.interval import Interval
    from core.clinic.model import Site

_GAP = "  "


def columns(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The rows as lines with aligned columns; columns that are empty throughout are left out."""
    safe = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(_cells, column)) for column in zip(*safe, strict=True)]
    return tuple(
        _GAP.join(_padded(cell, width) for cell, width in zip(row, widths, strict=True) if width).rstrip()
        for row in safe
    )


def printable(text: str) -> str:
    """One line of `text` with a space for each character that steers a terminal or cannot be seen."""
    return UNSAFE.sub(" ", text)


def day_text(day: date) -> str:
    """14 Mar 1984."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def weekday_text(day: date) -> str:
    """Mon 23 Nov 2026."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day_text(day)}"


def moment_text(instant: datetime, site: Site) -> str:
    """Tue 24 Nov 2026 9:30, at the site."""
    at = local(instant, site.tz)
    return f"{weekday_text(at.date())} {format_clock(at)}"


def hours_text(span: Interval, site: Site, day: date) -> str:
    """9:00-12:00 at the site; `all day` is for whoever asks: a span that leaves the day ends at 24:00."""
    start, end = local(span.start, site.tz), local(span.end, site.tz)
    first = "0:00" if start.date() < day else format_clock(start)
    last = "24:00" if end.date() > day else format_clock(end)
    return f"{first}-{last}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _cells(text))


def _cells(text: str) -> int:
    """Terminal cells: two for wide East Asian characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
