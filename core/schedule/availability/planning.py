"""Which plan does a request come to?

It is made from the set-up alone, and again in the turn to write. It says nothing twice: what is closed already is not
closed again, and no two rows come to have the name by which a set-up file would mean either.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import reached
from core.clinic.codes import pick
from core.clinic.dated import Block, ExceptionKind, SessionException
from core.errors import BadInput, NotFound
from core.schedule.availability import sentences
from core.schedule.availability.cancelling import cancelled_sessions
from core.schedule.availability.extra_session import extra_session
from core.schedule.availability.plan import Plan, refusal
from core.schedule.availability.requests import BlockRequest, CancelRequest, LeaveRequest, RemovalRequest
from core.schedule.availability.rows import covers, exceptions_for
from core.schedule.availability.telling import home_of, told, told_block, told_exception, when
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.dated import Dated
    from core.clinic.model import Clinic, Provider
    from core.schedule.availability.requests import AvailabilityRequest, ExtraRequest

MOST_RELEASE_HOURS: Final = 8_760
"""A year."""
_LONGEST_NOTE: Final = 120


def planned(clinic: Clinic, request: AvailabilityRequest, now: datetime) -> Plan:
    """What goes and what comes. Raises NotFound, BadInput, and Refused where the hours as they are forbid it."""
    if isinstance(request, RemovalRequest):
        gone = find_dated(clinic, request.number)
        return Plan(sentences.REMOVED.format(what=told(clinic, gone, now)), (gone,))
    provider = pick(clinic.providers, request.provider, "provider")
    site = pick(clinic.sites, request.site, "site").code if request.site else ""
    if reached(request.period.end, home_of(clinic, provider, site, request.period).tz) <= now:
        raise BadInput(sentences.IS_OVER.format(when=when(clinic, request.period, now)), field="from")
    if isinstance(request, BlockRequest):
        plan = _block(clinic, provider, replace(request, site=site), now)
    else:
        note = clean_words(request.note, "note", limit=_LONGEST_NOTE)
        plan = _by_kind(clinic, provider, replace(request, site=site, note=note), now)
    return _without_namesakes(clinic, plan, now)


def find_dated(clinic: Clinic, number: int) -> Dated:
    """The exception or block of that number. Raises NotFound."""
    found = next((one for one in clinic.dated if one.number == number), None)
    if found is None or number == 0:
        raise NotFound(sentences.NO_SUCH_NUMBER.format(number=number))
    return found


def _by_kind(
    clinic: Clinic, provider: Provider, request: LeaveRequest | ExtraRequest | CancelRequest, now: datetime
) -> Plan:
    if isinstance(request, LeaveRequest):
        return _leave(clinic, provider, request, now)
    if isinstance(request, CancelRequest):
        return cancelled_sessions(clinic, provider, request, now)
    return extra_session(clinic, provider, request, now)


def _leave(clinic: Clinic, provider: Provider, request: LeaveRequest, now: datetime) -> Plan:
    kind, period = ExceptionKind.LEAVE, request.period
    rows = exceptions_for(period, provider.code, kind, site=request.site, note=request.note)
    kept = [one for one in clinic.exceptions_of.get(provider.code, ()) if one.kind is kind]
    known = {one.number for one in kept for row in rows if covers(one, row)}
    new = tuple(row for row in rows if not any(covers(one, row) for one in kept))
    if not new:
        numbers = ", ".join(map(str, sorted(known)))
        raise refusal(sentences.ALREADY.format(provider=provider.family, numbers=numbers))
    return Plan(told_exception(clinic, rows[0], period, now), added=new)


def _block(clinic: Clinic, provider: Provider, request: BlockRequest, now: datetime) -> Plan:
    hours, period = request.release_hours, request.period
    types = tuple(dict.fromkeys(pick(clinic.visit_types, code, "visit type").code for code in request.types))
    kind = clean_words(request.kind, "kind", limit=_LONGEST_NOTE) or sentences.BLOCKED_FOR
    if hours is not None and not 0 <= hours <= MOST_RELEASE_HOURS:
        raise BadInput(sentences.BAD_RELEASE.format(hours=hours, most=MOST_RELEASE_HOURS), field="release-hours")
    begins = reached(period.start, home_of(clinic, provider, request.site, period).tz)
    if hours is not None and begins - timedelta(hours=hours) <= now:
        raise BadInput(sentences.NO_RELEASE_LEFT.format(hours=hours), field="release-hours")
    block = Block(provider.code, period.start, period.end, kind, request.site, types, hours)
    return Plan(told_block(clinic, block, now), added=(block,))


def _without_namesakes(clinic: Clinic, plan: Plan, now: datetime) -> Plan:
    """The plan in which a row that says more takes the place of the one of its name. Raises Refused for one that
    does not.
    """
    gone = {one.number for one in plan.removed}
    kept = [one for one in clinic.dated if one.number not in gone]
    replaced: list[Dated] = []
    for added in plan.added:
        for one in kept:
            if _name(one) != _name(added):
                continue
            if isinstance(one, SessionException) and isinstance(added, SessionException) and _replaces(added, one):
                replaced.append(one)
            else:
                what = told(clinic, one, now)
                raise refusal(sentences.NAME_TAKEN.format(number=one.number, what=what))
    return replace(plan, removed=(*plan.removed, *replaced))


def _replaces(added: SessionException, kept: SessionException) -> bool:
    """Whether it says all that the other does: hours, and whom such a session takes."""
    return covers(added, kept) and kept.says in {(None, None, ()), added.says}


def _name(dated: Dated) -> tuple[object, ...]:
    """By which values a set-up file knows it."""
    if isinstance(dated, SessionException):
        return dated.provider, dated.on, dated.kind, dated.begin
    return dated.provider, dated.start
