"""Since when has a visit been what it is, by the journal? What was taken back counts for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.coverage.model import Coverage
from core.coverage.standing import paying
from core.schedule.model.appointment import Appointment

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from core.journal.model import EntryId, Version


def on_day_since(versions: Sequence[Version], zone: ZoneInfo) -> datetime | None:
    """When the appointment came to be on the day on which it is; None where the journal does not know."""
    return _since(versions, lambda one: (local(one.start, zone).date(), one.status.takes_time, one.site))


def scope_since(versions: Sequence[Version]) -> datetime | None:
    """When its type or provider were last changed; None where they are as they were booked."""
    return _since(versions, lambda one: (one.visit_type, one.provider), first_too=False)


def self_pay_since(versions: Sequence[Version], on: date) -> datetime | None:
    """When the patient, of whose coverages all these are, came to be one who pays themselves on that day."""
    known: dict[int, Coverage] = {}
    found: datetime | None = None
    for one in sorted(_standing(versions), key=lambda one: one.entry.id):
        if isinstance(one.after, Coverage):
            known[one.after.id] = one.after
        first = paying(tuple(known.values()), on)
        is_self_pay = first is not None and first.is_self_pay
        found = (found or one.entry.at) if is_self_pay else None
    return found


def _since(
    versions: Sequence[Version], of: Callable[[Appointment], Hashable], *, first_too: bool = True
) -> datetime | None:
    """When what is asked of the appointment came to be what it is now."""
    found: datetime | None = None
    now: Hashable = None
    for at, one in enumerate(_standing(versions)):
        if isinstance(one.after, Appointment) and of(one.after) != now:
            now, found = of(one.after), one.entry.at if at or first_too else None
    return found


def _standing(versions: Sequence[Version]) -> Iterator[Version]:
    """Those that no undo took back for good, without what undo and redo wrote."""
    undone_by = {one.entry.id: one.entry.undone_by for one in versions}

    def stands(entry: EntryId) -> bool:
        by = undone_by.get(entry)
        return by is None or not stands(by)

    return (one for one in versions if one.entry.undoes is None and stands(one.entry.id))
