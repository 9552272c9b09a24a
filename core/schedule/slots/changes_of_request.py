"""Which single change of what was asked for frees a start: another time, room, provider, length, mode or type?"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock, format_wall
from core.calendar.wall import local, reached
from core.errors import BadInput, NotFound
from core.schedule.model.appointment import Mode
from core.schedule.requests import BookingRequest
from core.schedule.rules.c11_acquaintance import same_specialty
from core.schedule.sentences import RELAXED
from core.schedule.slots.model import SlotSearch
from core.schedule.slots.question import Relaxation
from core.schedule.wanted import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.clinic.model import Provider
    from core.schedule.slots.model import Opening
    from core.schedule.slots.question import Question

_PROVIDERS: Final = 3
_TYPES: Final = 2
_A_DAY: Final = 24 * 60
_STEP: Final = 5
"""Minutes by which another length is tried."""
_OF_TYPES: Final = frozenset({"C8", "C11"})
"""What another type of visit gets by."""


def changes_of_request(question: Question) -> Iterator[Relaxation]:
    """Each that leaves nothing in the way."""
    yield from _which_of_two(question)
    yield from _starts(question)
    yield from _room(question)
    yield from _providers(question)
    yield from _besides(question)
    yield from _length(question)
    yield from _modes(question)
    yield from _types(question)


def _which_of_two(question: Question) -> Iterator[Relaxation]:
    """Where the clocks go back the same time comes twice."""
    for fold, at in enumerate(question.proposal.resolved.repeated or ()):
        if question.tried(fold=fold):
            said = RELAXED["fold"].format(time=format_clock(local(at, question.proposal.site.tz)))
            yield Relaxation("C15", said, question.asked(fold=fold))


def _starts(question: Question) -> Iterator[Relaxation]:
    """The nearest before and after on that day, else the next one of all."""
    proposal = question.proposal
    at, on = reached(proposal.wall, proposal.site.tz), proposal.wall.date()
    day = [one for one in _openings(question, on, on, _A_DAY) if one.start != proposal.span.start]
    before = (one for one in reversed(day) if one.start < at)
    after = (one for one in day if one.start >= at)
    later = (one for one in _openings(question, on + timedelta(days=1), None, 1))
    found = [one for one in (_first(question, before), _first(question, after)) if one]
    for one in found or [one for one in (_first(question, later),) if one]:
        when = format_wall(one.start, proposal.site, question.now)
        yield Relaxation(question.rule, RELAXED["start"].format(when=when), question.asked(start=one.start, fold=None))


def _first(question: Question, openings: Iterator[Opening]) -> Opening | None:
    """The first that has the room that was named, if one was."""
    room = question.wanted.room
    return next((one for one in openings if not room or question.tried(start=one.start, fold=None)), None)


def _openings(question: Question, first: date, last: date | None, limit: int) -> tuple[Opening, ...]:
    """Those of the same visit with the same provider."""
    wanted = question.wanted
    search = SlotSearch(
        wanted.visit_type.code,
        None if wanted.patient.id == NOBODY else wanted.patient.id,
        (wanted.provider.code,),
        site=question.proposal.site.code,
        first=first,
        last=last,
        minutes=wanted.minutes,
        mode=wanted.mode,
        moving=wanted.moving,
        further=tuple(one.code for one in wanted.further) if question.request.further is not None else None,
    )
    try:
        return tuple(islice(question.openings(search), limit))
    except (BadInput, NotFound):  # of somebody who works here no more
        return ()


def _room(question: Question) -> Iterator[Relaxation]:
    if question.wanted.room:
        freed = question.tried(room=None, keep_room=None)
        if freed and freed.room:
            said = RELAXED["room"].format(room=freed.room.code)
            yield Relaxation(question.rule, said, question.asked(room=freed.room.code))


def _providers(question: Question) -> Iterator[Relaxation]:
    """Others at the same time and site, the patient's usual one first."""
    usual = question.wanted.patient.usual_provider
    others = sorted(_others(question), key=lambda one: one.code != usual)
    free = (one for one in others if question.tried(provider=one))
    for one in islice(free, _PROVIDERS):
        said = RELAXED["provider"].format(provider=one.family)
        request = question.asked(provider=one.code, site=question.proposal.site.code)
        yield Relaxation(question.rule, said, request)


def _others(question: Question) -> Iterator[Provider]:
    clinic, site = question.clinic, question.proposal.site.code
    for one in clinic.providers.values():
        works_at = {session.site for session in clinic.sessions_of.get(one.code, ())}
        works_at |= {extra.site for extra in clinic.exceptions_of.get(one.code, ())}
        if not one.retired and one.code != question.wanted.provider.code and site in works_at:
            yield one


def _besides(question: Question) -> Iterator[Relaxation]:
    """Somebody else in the place of one who was named, whom they share a skill with, or nobody there."""
    named = question.wanted.further
    for one in named:
        left = tuple(each for each in named if each != one)
        if question.tried(further=left):
            said = RELAXED["without"].format(provider=one.family)
            yield Relaxation(question.rule, said, question.asked(further=tuple(each.code for each in left)))
        able = (each for each in question.clinic.providers.values() if not each.retired and same_specialty(one, each))
        others = (each for each in able if each not in {*named, question.wanted.provider})
        free = (each for each in others if question.tried(further=(*left, each)))
        for other in islice(free, _PROVIDERS):
            said = RELAXED["instead"].format(provider=one.family, other=other.family)
            codes = tuple(each.code for each in (*left, other))
            yield Relaxation(question.rule, said, question.asked(further=codes))


def _length(question: Question) -> Iterator[Relaxation]:
    """The longest that fits and is not less than half of what was asked for, or the nearest that may be booked."""
    minutes, booking = question.wanted.minutes, question.policy.booking
    tried = [booking.min_minutes] if minutes < booking.min_minutes else []
    tried += [booking.max_minutes] if minutes > booking.max_minutes else []
    tried += range((minutes - 1) // _STEP * _STEP, max(-(-minutes // 2), booking.min_minutes) - 1, -_STEP)
    for length in tried:
        if question.tried(minutes=length):
            said = RELAXED["length"].format(minutes=length, wanted=minutes)
            yield Relaxation(question.rule, said, question.asked(minutes=length))
            return


def _modes(question: Question) -> Iterator[Relaxation]:
    if not isinstance(question.request, BookingRequest):
        return
    for mode in map(Mode, question.wanted.visit_type.modes):
        if mode is not question.wanted.mode and question.tried(mode=mode, room=None):
            request = question.asked(mode=mode, room=None)
            yield Relaxation(question.rule, RELAXED["mode"].format(mode=mode.value), request)


def _types(question: Question) -> Iterator[Relaxation]:
    """Other types of visit, where it is the type that does not fit."""
    is_type = {conflict.rule for conflict in question.blockers} <= _OF_TYPES
    if not (is_type and isinstance(question.request, BookingRequest)):
        return
    kinds = (
        one for one in question.clinic.visit_types.values() if not one.retired and one != question.wanted.visit_type
    )
    free = (one for one in kinds if question.tried(visit_type=one, minutes=one.minutes, mode=Mode(one.modes[0])))
    for one in islice(free, _TYPES):
        said = RELAXED["type"].format(type=one.code, name=one.name, minutes=one.minutes)
        yield Relaxation(question.rule, said, question.asked(visit_type=one.code, minutes=None, mode=None))
