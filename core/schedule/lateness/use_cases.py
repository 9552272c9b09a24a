"""How is it noted that a provider is late, or on time again, and whom does that concern?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import minute_of
from core.clinic.codes import first_site, pick, today_at
from core.errors import BadInput
from core.journal.change import Change
from core.schedule.lateness.expected import expecting, lags_of_day, visits_of
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.delay import DelayId, ProviderDelay
from core.schedule.opening import sites_of
from core.schedule.sentences import (
    DELAY_OUT_OF_RANGE,
    LATE,
    LATE_CALLS,
    LATE_NOBODY,
    LATE_VISITS,
    NOT_AT_WORK_TODAY,
    NOT_LATE,
    ON_TIME_AGAIN,
)
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from core.clinic.model import Clinic, Provider
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading, ScheduleContext
    from core.settings.model import Policy

LATE_VERB: Final = "late"
"""The journal's verb."""
MOST_MINUTES: Final = 480
"""Who is later than a shift is on leave."""


class Affected(Struct, frozen=True):
    """Somebody who is seen later than planned (`scheduled.expected`), now at the earliest.

    `call`: they have not come, their time is still ahead, and it is later by more than the grace of an arrival.
    `move`: they have not come, so that they can be moved.
    """

    scheduled: ScheduledVisit
    call: bool
    move: bool


def note_late(context: ScheduleContext, actor: str, code: str, minutes: int) -> Change:
    """Note that the provider is so many minutes late from now on, whatever was noted before; 0 takes it back.

    Raises NotFound, and BadInput for who is not at work today, or is not late.
    """
    with context.writing(actor, Privilege.NOTE_LATE) as (tx, clinic):
        now = context.clock.now()
        delay = _delay(tx, clinic, actor, code=code, minutes=minutes, now=now)
        provider = clinic.providers[delay.provider]
        if not minutes and not _is_late(tx, delay):
            raise BadInput(NOT_LATE.format(provider=provider.family), field="minutes")
        found = _affected(tx, clinic, context.policy, delay, now)
        tx.journal.begin(at=now, actor=actor, verb=LATE_VERB)
        kept = tx.records(ProviderDelay).add(delay)
        sentence = _sentence(provider, minutes, found)
        entry = tx.journal.end(kept.ref, sentence)
    return Change(entry, sentence, (kept,))


def suppose_late(context: ScheduleContext, actor: str, code: str, minutes: int) -> tuple[Affected, ...]:
    """Whom it would concern if that were noted now; writes nothing. Raises NotFound or BadInput as noting it does."""
    with context.reading(actor, Privilege.NOTE_LATE) as (reading, clinic):
        now = context.clock.now()
        delay = _delay(reading, clinic, actor, code=code, minutes=minutes, now=now)
        return _affected(reading, clinic, context.policy, delay, now)


def affected(context: ScheduleContext, actor: str) -> tuple[Affected, ...]:
    """Whom the providers who are late today see later than planned, by the time planned."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        return affected_now(reading, clinic, context.policy, context.clock.now())


def affected_now(reading: Reading, clinic: Clinic, policy: Policy, now: datetime) -> tuple[Affected, ...]:
    """The same, within a snapshot."""
    days = {today_at(site, now) for site in clinic.sites.values()}
    late = {(one.provider, one.on): one for on in days for one in reading.delays.of_day(on)}
    found = [one for delay in late.values() if delay.minutes for one in _affected(reading, clinic, policy, delay, now)]
    once = {one.scheduled.appointment.id: one for one in found}.values()
    return tuple(sorted(once, key=lambda one: (one.scheduled.appointment.start, one.scheduled.appointment.id)))


def _delay(reading: Reading, clinic: Clinic, actor: str, *, code: str, minutes: int, now: datetime) -> ProviderDelay:
    """The note as it would be made. Raises NotFound or BadInput."""
    provider = pick(clinic.providers, code, "provider")
    if not 0 <= minutes <= MOST_MINUTES:
        raise BadInput(DELAY_OUT_OF_RANGE.format(minutes=minutes, most=MOST_MINUTES), field="minutes")
    on = _today(clinic, provider, now)
    if not _works(clinic, provider, now) and not visits_of(reading, clinic, provider, on):
        raise BadInput(NOT_AT_WORK_TODAY.format(provider=provider.family, day=f"{on:%a %-d %b}"), field="provider")
    return ProviderDelay(DelayId(0), provider.code, on, minutes, noted_at=now, noted_by=actor)


def _today(clinic: Clinic, provider: Provider, now: datetime) -> date:
    """Today where the provider works today, else at the first site."""
    working = (code for code, site in clinic.sites.items() if code in sites_of(clinic, provider, today_at(site, now)))
    return today_at(clinic.sites[next(working, first_site(clinic).code)], now)


def _works(clinic: Clinic, provider: Provider, now: datetime) -> bool:
    return any(code in sites_of(clinic, provider, today_at(site, now)) for code, site in clinic.sites.items())


def _is_late(reading: Reading, delay: ProviderDelay) -> bool:
    """Whether the provider counts as late on that day."""
    noted = [one for one in reading.delays.of_day(delay.on) if one.provider == delay.provider]
    return bool(noted) and noted[-1].minutes > 0


def _affected(
    reading: Reading, clinic: Clinic, policy: Policy, delay: ProviderDelay, now: datetime
) -> tuple[Affected, ...]:
    behind = lags_of_day(reading, clinic, [delay], now) if delay.minutes else {delay.provider: ()}
    theirs = (one for code in behind for one in visits_of(reading, clinic, clinic.providers[code], delay.on))
    visits = sorted({one.appointment.id: one for one in theirs}.values(), key=lambda one: one.appointment.start)
    told = expecting(reading, clinic, visits, now, supposing=delay)
    return tuple(_concerned(told, policy, now))


def _concerned(visits: Iterable[ScheduledVisit], policy: Policy, now: datetime) -> Iterable[Affected]:
    grace = timedelta(minutes=policy.arrival.grace_minutes)
    for one in visits:
        if one.expected is None:
            continue
        start, is_to_come = one.appointment.start, one.appointment.status is AppointmentStatus.BOOKED
        seen = replace(one, expected=max(one.expected, minute_of(now)))
        yield Affected(seen, call=is_to_come and start > now and one.expected - start > grace, move=is_to_come)


def _sentence(provider: Provider, minutes: int, found: tuple[Affected, ...]) -> str:
    if not minutes:
        return ON_TIME_AGAIN.format(provider=provider.family)
    concerned = LATE_VISITS.format(count=len(found)) if found else LATE_NOBODY
    calls = sum(one.call for one in found)
    return LATE.format(
        provider=provider.family,
        minutes=minutes,
        concerned=concerned,
        calls=LATE_CALLS.format(count=calls) if calls else "",
    )
