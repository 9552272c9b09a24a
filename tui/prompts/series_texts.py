"""How is what a visit of a series has instead written down, so that it can be chosen again?"""

from __future__ import annotations

from datetime import date, datetime

from core.schedule.series.requests import Instead

_SKIPPED = "skip"
_NONE = "-"
_ANY = "*"


def instead_text(instead: Instead | None) -> str:
    """'2026-12-08T10:30,0,ito,-': start, fold, provider and room; 'skip' for none."""
    if instead is None:
        return _SKIPPED
    start = instead.start.isoformat() if instead.start else _NONE
    fold = _NONE if instead.fold is None else str(instead.fold)
    room = _NONE if instead.room is None else instead.room or _ANY
    return ",".join((start, fold, instead.provider or _NONE, room))


def read_instead(text: str) -> tuple[date, Instead | None] | None:
    """The day and what it has of 'DAY=...'; None for what nobody wrote."""
    try:
        day, _, said = text.partition("=")
        on = date.fromisoformat(day)
        if said == _SKIPPED:
            return on, None
        start, fold, provider, room = said.split(",")
        return on, Instead(
            None if start == _NONE else datetime.fromisoformat(start),
            None if fold == _NONE else int(fold),
            None if provider == _NONE else provider,
            None if room == _NONE else "" if room == _ANY else room,
        )
    except ValueError:
        return None
