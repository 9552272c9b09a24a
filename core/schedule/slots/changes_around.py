"""What else would free a start: one booking moved, a block or session changed, or a reason given?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.calendar.wall import local
from core.clinic.dated import ExceptionKind, SessionException
from core.conflict import Severity
from core.schedule.decision import PRIVILEGED
from core.schedule.opening import block_on, is_released
from core.schedule.requests import MoveRequest
from core.schedule.sentences import RELAXED
from core.schedule.slots.model import SlotSearch
from core.schedule.slots.question import Relaxation
from core.structs import replace
from core.text.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.calendar.interval import Interval
    from core.clinic.model import Provider
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.slots.model import Opening
    from core.schedule.slots.question import Question

_LOOKED_AT: Final = 200
"""Openings of the booking in the way, of which the nearest is told."""


def changes_around(question: Question) -> Iterator[Relaxation]:
    """Each by itself leaves nothing in the way."""
    yield from _one_in_the_way(question)
    yield from _blocks(question)
    yield from _session(question)
    yield from _reason(question)


def _one_in_the_way(question: Question) -> Iterator[Relaxation]:
    """Where all that is in the way is one booking, and that one could be somewhere else."""
    met = {number for conflict in question.blockers for number in conflict.appointments}
    if len(met) != 1:
        return
    (number,) = met
    other = question.reading.schedule.by_id(number)
    if other is None or not question.tried(without=number):
        return
    site = question.clinic.sites[other.appointment.site]
    if question.move_guard(other, site, question.now, question.policy):
        return
    place = _place_for(question, other)
    if place:
        said = RELAXED["move"].format(
            patient=other.patient.name,
            before=format_wall(other.appointment.start, site, question.now),
            when=format_wall(place.start, site, question.now),
        )
        yield Relaxation(question.rule, said, MoveRequest(number, place.start, site=place.site))


def _place_for(question: Question, other: ScheduledVisit) -> Opening | None:
    """The opening nearest to where that booking is, with its own provider, beside what is asked for."""
    appointment = other.appointment
    site = question.clinic.sites[appointment.site]
    on = local(appointment.start, site.tz).date()
    search = SlotSearch("", providers=(appointment.provider,), site=site.code, first=on, moving=appointment.id)
    span = question.proposal.span
    beside = (
        one for one in islice(question.openings(search), _LOOKED_AT) if one.end <= span.start or span.end <= one.start
    )
    return min(beside, key=lambda one: abs(one.start - appointment.start), default=None)


def _blocks(question: Question) -> Iterator[Relaxation]:
    """A block that is taken away, of whoever is to be there."""
    proposal, clinic = question.proposal, question.clinic
    for provider, _, needed in _everybody(question):
        for block in clinic.blocks_of.get(provider.code, ()):
            span = block_on(block, proposal.site, proposal.wall.date())
            if not span or not span.overlaps(needed) or is_released(block, proposal.site, question.now):
                continue
            left = replace(clinic, blocks=tuple(one for one in clinic.blocks if one is not block))
            if question.tried(clinic=left):
                whose = "" if provider == proposal.provider else f"{provider.family} "
                said = RELAXED["block"].format(hours=f"{whose}{proposal.hours(span)}", kind=block.kind)
                yield Relaxation(question.rule, said)


def _session(question: Question) -> Iterator[Relaxation]:
    """An extra session, where one of those who are to be there just does not work then."""
    proposal, clinic = question.proposal, question.clinic
    if any(conflict.rule != "C6" for conflict in question.blockers):
        return
    for provider, span, _ in _everybody(question):
        start, end = (local(at, proposal.site.tz) for at in (span.start, span.end))
        extra = SessionException(
            provider.code,
            start.date(),
            ExceptionKind.EXTRA,
            begin=start.time().replace(second=0),
            finish=end.time().replace(second=0),
            site=proposal.site.code,
        )
        if question.tried(clinic=replace(clinic, exceptions=(*clinic.exceptions, extra))):
            hours = proposal.hours(span)
            said = RELAXED["session"].format(provider=provider.family, hours=hours, day=f"{start:%a %-d %b}")
            yield Relaxation(question.rule, said)


def _everybody(question: Question) -> Iterator[tuple[Provider, Interval, Interval]]:
    """Whoever is to be there: from when to when, and the part in which they are needed."""
    proposal = question.proposal
    yield proposal.provider, proposal.span, proposal.provider_span
    yield from ((one.provider, one.span, one.span) for one in proposal.further)


def _reason(question: Question) -> Iterator[Relaxation]:
    """A reason for all of it, given by whoever may."""
    blockers = question.blockers
    asked = {PRIVILEGED.get(one.rule) for one in blockers if one.severity is Severity.HARD}
    if None in asked:
        return
    privileges = {privilege for privilege in asked if privilege}
    who = _who_may(question, privileges)
    only = {one.reason for one in blockers if one.reason}
    reasons = sorted(only) or [one.code for one in question.clinic.reasons_for("override")]
    if who and reasons and len(only) <= 1:
        rules = listed(list(dict.fromkeys(one.rule for one in blockers)))
        said = RELAXED["reason"].format(who=who, rules=rules, reasons=", ".join(reasons))
        yield Relaxation(question.rule, said)


def _who_may(question: Question, privileges: set[Privilege]) -> str:
    """'You' where the one who asks may, else those who may; '' where nobody is set up to."""
    rights = question.rights
    if all(map(rights.may, {Privilege.BOOK, *privileges})):
        return RELAXED["you"]
    others = [
        name
        for name, user in rights.users.items()
        if not user.retired
        and all(rights.authorization.allows(name, each, rights.users) for each in privileges)
        and rights.authorization.allows(name, Privilege.BOOK, rights.users)
    ]
    return listed(others) if others else ""
