"""What stands on the sheet of a day?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.closing import sentences as say
from core.closing.checklist import name_told
from core.schedule.model.appointment import AppointmentStatus
from core.templates.languages import short_day, written_day
from core.text.money import money
from core.till.ledger import by_method
from core.till.sentences import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.closing.checklist import DayAtSite, OpenItem
    from core.closing.model import DayClose
    from core.schedule.model.visit import ScheduledVisit
    from core.templates.model import Rows

_SEAL_SHOWN: Final = 16
_MOST_TOLD: Final = 20
_ATTENDED: Final = frozenset({AppointmentStatus.ARRIVED, AppointmentStatus.CHECKED_IN, AppointmentStatus.FULFILLED})


def facts_of(
    at: DayAtSite, items: Sequence[OpenItem], head: tuple[int, str], *, language: str, hides_money: bool
) -> dict[str, str | Rows]:
    """With what the sheet is filled, but for who signed it."""
    by_status = [one.appointment.status for one in at.visits]
    return {
        "site": at.site.name,
        "day": written_day(at.day, language),
        "booked": str(len(by_status)),
        "attended": str(sum(status in _ATTENDED for status in by_status)),
        "items": [(f"{item.label} ({len(item.told)})", _told(item)) for item in items],
        "overrides": [row for one in at.visits for row in _overrides(at, one)],
        "no_shows": [_visit(at, one) for one in at.visits if one.appointment.status is AppointmentStatus.NOSHOW],
        "late_cancels": [_visit(at, one) for one in at.visits if _is_late(one)],
        "money": [] if hides_money else list(_money(at)),
        "withheld": say.CASH_AFTER_COUNT if hides_money else "",
        "drawers": list(_drawers(at)),
        "receipts": _receipts(at),
        "journal": f"{head[0]} {head[1][:_SEAL_SHOWN]}" if head[0] else "",
    }


def signed(close: DayClose, at: DayAtSite, *, language: str) -> dict[str, object]:
    """The facts of a sheet as it was signed."""
    then = local(close.at, at.site.tz)
    when = f"{short_day(then.date(), language)} {format_clock(then)}"
    return {**close.facts, "by": close.by, "signed": when, "note": close.note}


def _told(item: OpenItem) -> str:
    """Each of it, or the first of many."""
    more = len(item.told) - _MOST_TOLD
    told = "; ".join(item.told[:_MOST_TOLD])
    return say.AND_MORE.format(told=told, count=more) if more > 0 else told


def _visit(at: DayAtSite, one: ScheduledVisit) -> tuple[str, ...]:
    booked = one.appointment
    reason = booked.cancellation.reason if booked.cancellation else ""
    return format_clock(local(booked.start, at.site.tz)), name_told(one.patient), booked.provider, reason


def _is_late(one: ScheduledVisit) -> bool:
    cancellation = one.appointment.cancellation
    return one.appointment.status is AppointmentStatus.CANCELLED and bool(cancellation and cancellation.late)


def _overrides(at: DayAtSite, one: ScheduledVisit) -> Iterator[tuple[str, ...]]:
    if one.appointment.status is AppointmentStatus.CANCELLED:
        return
    when = format_clock(local(one.appointment.start, at.site.tz))
    for override in one.appointment.overrides:
        yield when, name_told(one.patient), override.rule, str(override.given), override.user


def _money(at: DayAtSite) -> Iterator[tuple[str, ...]]:
    """By who took it and how, and in all."""
    currency = at.policy.till.currency
    for user in sorted({line.by for line in at.lines}):
        for method, cents in by_method(line for line in at.lines if line.by == user).items():
            if cents:
                yield user, METHODS[method.value], money(cents, currency)
    if at.lines:
        for method, cents in by_method(at.lines).items():
            if cents:
                yield say.TOTAL, METHODS[method.value], money(cents, currency)
        yield say.TOTAL, "", money(sum(line.passed for line in at.lines), currency)


def _drawers(at: DayAtSite) -> Iterator[tuple[str, ...]]:
    currency = at.policy.till.currency
    for one in at.drawers:
        if one.is_open or one.counted is None or one.variance is None:
            continue
        yield one.drawer, one.closed_by, money(one.counted, currency), money(one.variance, currency)


def _receipts(at: DayAtSite) -> str:
    """'12-40', the first and the last of the day."""
    numbers = sorted(line.receipt for line in at.lines if line.receipt is not None)
    return f"{numbers[0]}-{numbers[-1]}" if numbers else ""
