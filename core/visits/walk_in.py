"""How is somebody who came without an appointment booked for now, and noted as here, in one act?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.calendar.format_when import format_clock
from core.calendar.interval import Interval
from core.calendar.wall import local, minute_of
from core.clinic.codes import pick, today_at
from core.errors import BadInput, NotFound, Refused
from core.patients.sentences import NO_SUCH_PATIENT
from core.schedule import booking
from core.schedule.booking import FurtherStep
from core.schedule.decision import open_conflicts, overridable
from core.schedule.model.appointment import AppointmentStatus, Mode
from core.schedule.opening import sites_of
from core.schedule.requests import BookingRequest
from core.settings.model import LONGEST_MINUTES
from core.visits.arriving import begun
from core.visits.candidates import Staff, candidates
from core.visits.sentences import WALKED_IN, WHICH_SITE_WALK_IN
from core.visits.state import WALK_IN, Verb, illegal, move_guard
from core.visits.write_context import WriteContext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, Site, VisitType
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.requests import Assessment
    from core.visits.candidates import Candidate
    from core.visits.ports import Reading, VisitContext, Writing

_MOST_TRIED: Final = 8
"""With how many providers it is tried at most: each costs the reads of a booking."""


class WalkInRequest(Struct, frozen=True):
    """Book `patient` for now, with whoever of `providers` can take them soonest; () is everybody at the site.

    Codes, as in a BookingRequest.
    """

    patient: PatientId
    visit_type: str
    providers: tuple[str, ...] = ()
    site: str | None = None
    minutes: int | None = None
    room: str | None = None
    note: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)


class WalkIn(Struct, frozen=True):
    """The booking that would be made now, what it meets, and who else could take them, the best first."""

    request: BookingRequest
    assessment: Assessment
    candidates: tuple[Candidate, ...]


def span_now(site: Site, now: datetime, minutes: int) -> Interval:
    """So many minutes from the time on the site's grid at or before `now` (UTC).

    Where that would be over by now, as a visit shorter than the grid may be, they begin at the next one.
    """
    minute, length = minute_of(now), timedelta(minutes=minutes)
    start = minute - timedelta(minutes=local(minute, site.tz).minute % site.grid)
    if start + length <= now:
        start += timedelta(minutes=site.grid)
    return Interval(start, start + length)


def propose(context: VisitContext, actor: str, request: WalkInRequest) -> WalkIn:
    """What a walk-in would come to now; writes nothing. Raises NotFound or BadInput.

    Of those who can take the patient equally soon the usual provider comes first, then who has the fewest waiting.
    Taken is the first of a few with whom no rule stands in the way; where there is none, the first with whom a reason
    leads over all that does.
    """
    with context.reading(actor, Privilege.BOOK) as (reading, clinic):
        now = context.clock.now()
        patient = _patient(reading, request.patient)
        staff = Staff(reading, clinic, _site(clinic, request, now), request.providers, now)
        return _proposed(context, actor, request, patient=patient, staff=staff, most=_MOST_TRIED)


def _proposed(
    context: VisitContext, actor: str, request: WalkInRequest, *, patient: Patient, staff: Staff, most: int
) -> WalkIn:
    site, now = staff.site, staff.now
    visit_type = pick(staff.clinic.visit_types, request.visit_type, "visit type")
    minutes = visit_type.minutes if request.minutes is None else request.minutes
    span = span_now(site, now, min(max(minutes, 1), LONGEST_MINUTES))
    found = candidates(staff, visit_type, usual=patient.usual_provider, span=span)
    rights = context.rights(staff.clinic, actor)
    tried: list[tuple[int, BookingRequest, Assessment]] = []
    for one in found[:most]:
        booked = _booking(request, one.provider, site, span.start, visit_type)
        assessment = booking.assess(context, move_guard, actor, booked)
        in_the_way = open_conflicts(rights, assessment.conflicts, {})
        grave = not all(overridable(rights, conflict) for conflict in in_the_way)
        tried.append((2 if grave else bool(in_the_way), booked, assessment))
        if not in_the_way:
            break
    _, booked, assessment = min(tried, key=lambda one: one[0])
    return WalkIn(booked, assessment, found)


def types_for(context: VisitContext, actor: str, patient: PatientId, site: str) -> tuple[str, ...]:
    """The visit types in use, those first that are for a patient like this one. Raises NotFound."""
    with context.reading(actor, Privilege.BOOK) as (reading, clinic):
        who = _patient(reading, patient)
        staff = Staff(reading, clinic, pick(clinic.sites, site, "site"), (), context.clock.now())
        codes = [one.code for one in clinic.visit_types.values() if not one.retired]

        def is_for_others(code: str) -> bool:
            try:
                request = WalkInRequest(patient, code, site=site)
                found = _proposed(context, actor, request, patient=who, staff=staff, most=1)
            except BadInput:
                return True
            return any(conflict.rule == "C11" for conflict in found.assessment.conflicts)

        return tuple(sorted(codes, key=is_for_others))


def walk_in(context: VisitContext, actor: str, request: WalkInRequest) -> Change:
    """Book for now and note the arrival: one act, by the rules of a booking. Raises as booking and arriving do."""
    proposed = propose(context, actor, request)

    def arrive(tx: Writing, clinic: Clinic, scheduled: ScheduledVisit, now: datetime) -> tuple[ScheduledVisit, str]:
        writing = WriteContext(context, tx, clinic, actor, now, at=now)
        site = writing.site_of(scheduled)
        conflict = illegal(Verb.ARRIVE, scheduled, site, now, context.policy)
        if conflict:
            raise Refused(conflict.message, (conflict,))
        here = writing.status(begun(writing, scheduled, may_be_late=False), AppointmentStatus.ARRIVED)
        appointment = here.appointment
        return here, writing.sentence(
            WALKED_IN,
            here,
            type=appointment.visit_type,
            provider=clinic.providers[appointment.provider].family,
            start=format_clock(local(appointment.start, site.tz)),
            room=f", room {appointment.room}" if appointment.room else "",
        )

    return booking.book(context, actor, proposed.request, then=FurtherStep(WALK_IN, Privilege.ARRIVE, arrive))


def _patient(reading: Reading, number: PatientId) -> Patient:
    patient = reading.patients.by_id(number)
    if patient is None:
        raise NotFound(NO_SUCH_PATIENT.format(ref=f"id:{number}"))
    return patient


def _site(clinic: Clinic, request: WalkInRequest, now: datetime) -> Site:
    """The site named, else the room's, else the only one where those named, or anybody, work today."""
    room = pick(clinic.rooms, request.room, "room") if request.room else None
    named = request.site or (room.site if room else None)
    if named:
        return pick(clinic.sites, named, "site")
    sites = [site.code for site in clinic.sites_in_use]
    if len(sites) > 1:
        asked = [pick(clinic.providers, code, "provider") for code in request.providers]
        staff = asked or [one for one in clinic.providers.values() if not one.retired]
        sites = [code for code in sites if _works_today(clinic, staff, clinic.sites[code], now)]
    if len(sites) != 1:
        codes = [site.code for site in clinic.sites_in_use]
        raise BadInput(WHICH_SITE_WALK_IN.format(sites=", ".join(codes)), field="site")
    return clinic.sites[sites[0]]


def _works_today(clinic: Clinic, staff: Iterable[Provider], site: Site, now: datetime) -> bool:
    return any(site.code in sites_of(clinic, one, today_at(site, now)) for one in staff)


def _booking(
    request: WalkInRequest, provider: Provider, site: Site, start: datetime, visit_type: VisitType
) -> BookingRequest:
    """The patient stands at the desk: in person, unless the type knows nothing of that."""
    return BookingRequest(
        patient=request.patient,
        visit_type=visit_type.code,
        provider=provider.code,
        start=start,
        site=site.code,
        minutes=request.minutes,
        room=request.room,
        mode=Mode.IN_PERSON if Mode.IN_PERSON.value in visit_type.modes else None,
        note=request.note,
        overrides=request.overrides,
        is_here=True,
    )
