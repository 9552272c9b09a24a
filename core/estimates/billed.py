"""What has billing asked for a visit, since when does the patient know, and do they dispute it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.wall import day_span, local
from core.till.ledger import stands, taken_back
from core.till.model import LedgerLine, LineKind

if TYPE_CHECKING:
    from datetime import date

    from core.clinic.model import Site
    from core.estimates.ports import Reading
    from core.schedule.model.visit import ScheduledVisit

_ASKED_FOR: Final = frozenset({LineKind.CHARGE, LineKind.ADJUSTMENT})


class Billed(Struct, frozen=True):
    """Charges and adjustments of a visit, in cents; `charges` are the lines of the first, by number.

    `since` is the day of the first statement after the visit, or else that on which the first charge came in.
    `today` is the day of the question.
    """

    cents: int
    since: date
    charges: tuple[int, ...]
    is_disputed: bool
    today: date


def billed_of(reading: Reading, scheduled: ScheduledVisit, on: date, today: date, site: Site) -> Billed | None:
    """What counts of the lines of that visit; None where there is no charge.

    A line that names no visit is one of the patient's only visit of that day, and of none where there were several.
    """
    lines = reading.records(LedgerLine).of_owner(scheduled.patient.id)
    ours = [line for line in lines if line.voids is None and line.kind in _ASKED_FOR]
    if not ours:
        return None
    is_only = _is_only_visit(reading, scheduled, on, site)
    number = scheduled.appointment.id
    ours = [line for line in ours if (line.appointment == number if line.appointment else is_only and line.day == on)]
    voids = taken_back(lines)
    standing = [line for line in ours if stands(line, voids)]
    charges = [line for line in standing if line.kind is LineKind.CHARGE]
    if not charges:
        return None
    stated = (line.day for line in lines if line.kind is LineKind.STATEMENT and line.voids is None and line.day >= on)
    came = local(min(charges, key=lambda line: line.id).at, site.tz).date()
    disputed = {one.line for one in reading.till.questions_of(scheduled.patient.id) if one.disputes}
    return Billed(
        sum(line.cents for line in standing),
        min(stated, default=came),
        tuple(line.id for line in charges),
        any(line.id in disputed for line in ours),
        today,
    )


def _is_only_visit(reading: Reading, scheduled: ScheduledVisit, on: date, site: Site) -> bool:
    day = day_span(on, site.tz)
    visits = reading.schedule.between(day.start, day.end, patient=scheduled.patient.id, live_only=True)
    return all(one.appointment.id == scheduled.appointment.id for one in visits)
