"""Is an estimate due for a visit, until when, and why? A pure function of the visit, its estimates and the holidays.

The days are those of 45 CFR 149.610: booked 3 to 9 business days ahead, within 1 business day after booking; 10 or
more ahead, or asked for, within 3; less than 3 ahead none, unless it is asked for. A changed scope wants another one a
business day before the visit; a provider who steps in later than that keeps to what was told.

What is billed is held against what was told: by 400 dollars or more over it, and the patient may dispute the bill for
120 calendar days after it came (45 CFR 149.620).
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.business_days import business_day_after, business_day_before
from core.calendar.names import format_date
from core.estimates import sentences as say
from core.estimates.model import EstimateStatus
from core.text.money import money

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from core.estimates.billed import Billed
    from core.estimates.model import Estimate, EstimateLine

LONG_AHEAD: Final = 10
AHEAD: Final = 3
LONG_TIME: Final = 3
TIME: Final = 1
"""Business days: booked so many ahead, within so many."""
OVER_BY: Final = 40_000
"""Cents over an estimate from which on a bill may be disputed; it is held against an estimate of one provider's."""
DISPUTE_DAYS: Final = 120
_LASTS_DAYS: Final = 365


class State(Enum):
    """Where the estimate of a visit stands."""

    NOT_NEEDED = "not-needed"
    DUE = "due"
    DRAFTED = "drafted"
    GIVEN = "given"
    DECLINED = "patient-declined"
    EXPIRED = "expired"
    WITHIN = "within"
    OVER = "over-400"
    DISPUTED = "disputed"


class VisitFacts(Struct, frozen=True):
    """What it depends on. Days are those of the site, whose `holidays` count for no business.

    `since` is the day from which the visit was to be on its `day` for somebody who pays themselves: that of the
    booking, of a move, or when that was known. `changed` is when type or provider were last changed, None for never;
    `lines` are today's fees. `billed` is what billing asks for the visit of who pays themselves, None as long as it
    asks nothing.
    """

    visit_type: str
    provider: str
    day: date
    is_over: bool
    is_self_pay: bool
    since: date
    changed: date | None
    lines: tuple[EstimateLine, ...]
    holidays: Collection[date]
    zone: ZoneInfo
    billed: Billed | None = None


class Standing(Struct, frozen=True):
    """Where it stands, until when somebody has to do something (None where nobody has), and why in a sentence."""

    state: State
    by: date | None
    why: str
    estimate: Estimate | None = None
    disputable_until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something."""
        return self.by is not None


def due_by(since: date, day: date, holidays: Collection[date]) -> date | None:
    """Until when it is due for who pays themselves; None where the visit is too near."""
    if business_day_before(day, LONG_AHEAD, holidays) >= since:
        return business_day_after(since, LONG_TIME, holidays)
    if business_day_before(day, AHEAD, holidays) >= since:
        return business_day_after(since, TIME, holidays)
    return None


def standing(visit: VisitFacts, estimates: Sequence[Estimate]) -> Standing:
    """Where it stands, of the newest estimate that counts."""
    newest = max((one for one in estimates if one.status.counts), key=lambda one: one.id, default=None)
    told = told_last(estimates)
    if visit.billed and told:
        return _billed(visit.billed, told)
    if visit.is_over:
        return _over(newest)
    if newest is None or newest.status is EstimateStatus.ASKED:
        return _not_made(visit, newest)
    if not is_of_scope(visit, newest):
        return _other_scope(visit, newest)
    booked = due_by(visit.since, visit.day, visit.holidays) if visit.is_self_pay else None
    if newest.day != visit.day and booked:
        return Standing(State.DUE, booked, say.DUE_MOVED.format(day=format_date(newest.day)), newest)
    if newest.status is EstimateStatus.DRAFTED:
        by = _sooner(booked, _asked_by(visit, newest)) or visit.day
        return Standing(State.DRAFTED, by, say.DRAFTED_NOT_GIVEN, newest)
    return _settled(visit, newest)


def told_last(estimates: Sequence[Estimate]) -> Estimate | None:
    """What the patient was told last, also where another one was begun since; None where they wanted none after it."""
    settled = (one for one in estimates if one.told_at and one.status is not EstimateStatus.ENTERED_IN_ERROR)
    newest = max(settled, key=lambda one: one.id, default=None)
    return newest if newest and newest.how else None


def is_of_scope(visit: VisitFacts, estimate: Estimate) -> bool:
    """Whether it tells what the visit would cost now, with whom it is."""
    told = (estimate.visit_type, estimate.provider, estimate.lines)
    return told == (visit.visit_type, visit.provider, visit.lines)


def _billed(billed: Billed, told: Estimate) -> Standing:
    """What was billed, held against what was told."""
    over, until = billed.cents - told.cents, billed.since + timedelta(days=DISPUTE_DAYS)
    amounts = {"billed": money(billed.cents, told.currency), "told": money(told.cents, told.currency)}
    if billed.is_disputed:
        return Standing(State.DISPUTED, None, say.BILL_DISPUTED.format(**amounts), told)
    if over < OVER_BY:
        return Standing(State.WITHIN, None, say.BILLED_WITHIN.format(**amounts), told)
    more = money(over, told.currency)
    if billed.today > until:
        late = say.BILLED_OVER_LATE.format(over=more, until=format_date(until), **amounts)
        return Standing(State.OVER, None, late, told)
    why = say.BILLED_OVER.format(over=more, until=format_date(until), **amounts)
    return Standing(State.OVER, None, why, told, until)


def _over(newest: Estimate | None) -> Standing:
    """The visit has been: what was told was told."""
    if newest and newest.status.is_settled:
        state = State.GIVEN if newest.status is EstimateStatus.GIVEN else State.DECLINED
        return Standing(state, None, _told(newest), newest)
    return Standing(State.EXPIRED if newest else State.NOT_NEEDED, None, say.VISIT_OVER, newest)


def _not_made(visit: VisitFacts, asked: Estimate | None) -> Standing:
    booked = due_by(visit.since, visit.day, visit.holidays) if visit.is_self_pay else None
    if asked:
        by = _sooner(booked, _asked_by(visit, asked))
        return Standing(State.DUE, by, say.DUE_ASKED, asked)
    if booked:
        return Standing(State.DUE, booked, say.DUE_SELF_PAY.format(since=format_date(visit.since)))
    return Standing(State.NOT_NEEDED, None, say.TOO_NEAR if visit.is_self_pay else say.NOT_SELF_PAY)


def _other_scope(visit: VisitFacts, newest: Estimate) -> Standing:
    """Type, provider or fees are not those that were told."""
    if not visit.is_self_pay and newest.asked_at is None:
        return Standing(State.NOT_NEEDED, None, say.NOT_SELF_PAY, newest)
    last = business_day_before(visit.day, 1, visit.holidays)
    is_swap = (newest.visit_type, newest.lines) == (visit.visit_type, visit.lines)
    if is_swap and newest.status.is_settled and visit.changed and visit.changed > last:
        return _settled(visit, newest)
    booked = None if newest.status.is_settled else due_by(visit.since, visit.day, visit.holidays)
    return Standing(State.DUE, _sooner(last, booked), say.DUE_OTHER_SCOPE, newest)


def _settled(visit: VisitFacts, newest: Estimate) -> Standing:
    told = newest.told_at.astimezone(visit.zone).date() if newest.told_at else newest.day
    if newest.status is EstimateStatus.DECLINED:
        return Standing(State.DECLINED, None, _told(newest), newest)
    if (visit.day - told).days > _LASTS_DAYS:
        last = business_day_before(visit.day, 1, visit.holidays)
        return Standing(State.EXPIRED, last, say.TOO_OLD.format(day=format_date(told)), newest)
    return Standing(State.GIVEN, None, _told(newest), newest)


def _asked_by(visit: VisitFacts, newest: Estimate) -> date | None:
    if newest.asked_at is None:
        return None
    return business_day_after(newest.asked_at.astimezone(visit.zone).date(), LONG_TIME, visit.holidays)


def _sooner(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _told(newest: Estimate) -> str:
    if newest.how is None:
        return say.WAS_DECLINED.format(who=newest.told_by)
    return say.WAS_GIVEN.format(how=say.HOW[newest.how.value], who=newest.told_by)
