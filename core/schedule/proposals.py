"""How a request becomes a proposal: codes looked up, the site and room chosen, the facts gathered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.calendar.sentences import MINUTES_OUT_OF_RANGE, TIME_WITH_SECONDS
from core.calendar.wall import day_span, local, resolve
from core.clinic.codes import pick
from core.coverage.model import Coverage
from core.errors import BadInput, NotFound
from core.patients.sentences import NO_SUCH_PATIENT
from core.schedule.beside import taking, with_others
from core.schedule.choosing_further import FurtherChoice
from core.schedule.model.appointment import Mode
from core.schedule.model.hold import of_others, on, things_held
from core.schedule.model.paper import Papers
from core.schedule.opening import provider_day
from core.schedule.rooms import fitting_rooms, free_room, rooms_at
from core.schedule.rules.book import RULES, check_rules
from core.schedule.rules.c09_buffers import reach
from core.schedule.rules.crowding import capacity_of
from core.schedule.rules.interpreting import chosen_interpreter, interpreters_for, is_needed
from core.schedule.rules.proposal import Facts, Proposal, ProviderFacts, provider_span
from core.schedule.sentences import ROOM_AT_OTHER_SITE, TELEHEALTH_TAKES_NO_ROOM
from core.schedule.wanted import NOBODY, wanted_booking, wanted_move
from core.schedule.which_site import chosen_site, wall_at
from core.settings.model import LONGEST_MINUTES
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, Room, Site
    from core.conflict import Conflict
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.schedule.model.hold import Hold
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading
    from core.schedule.requests import BookingRequest, MoveRequest
    from core.schedule.rules.book import Rule
    from core.schedule.wanted import WantedBooking
    from core.settings.model import Policy


_DAY: Final = 24 * 60


def booking_proposal(
    reading: Reading,
    clinic: Clinic,
    request: BookingRequest,
    policy: Policy,
    now: datetime,
    *,
    actor: str = "",
    beside: Sequence[ScheduledVisit] = (),
    fallback_site: str | None = None,
) -> tuple[Proposal, tuple[Conflict, ...]]:
    """The proposal of a new booking and every conflict it meets, with those `beside` it in the same act.

    What `actor` holds is none. Where no site is named and the provider works nowhere that day, it is at
    `fallback_site`. Raises NotFound, BadInput.
    """
    patient = reading.patients.by_id(request.patient)
    if patient is None:
        raise NotFound(NO_SUCH_PATIENT.format(ref=f"id:{request.patient}"))
    wanted = replace(wanted_booking(clinic, request, patient), fallback_site=fallback_site, actor=actor)
    return check_wanted(reading, clinic, wanted, policy, now, beside=beside)


def move_proposal(
    reading: Reading,
    clinic: Clinic,
    request: MoveRequest,
    scheduled: ScheduledVisit,
    *,
    policy: Policy,
    now: datetime,
    actor: str = "",
    beside: Sequence[ScheduledVisit] = (),
    together: Collection[AppointmentId] = (),
) -> tuple[Proposal, tuple[Conflict, ...]]:
    """The proposal of a move and every conflict it meets, the appointment itself and what `actor` holds left out.

    So are all that are moved `together` with it; `beside` are those of them that have their new place already.
    """
    wanted = replace(wanted_move(clinic, request, scheduled), actor=actor)
    return check_wanted(reading, clinic, wanted, policy, now, beside=beside, together=together)


def check_wanted(
    reading: Reading,
    clinic: Clinic,
    wanted: WantedBooking,
    policy: Policy,
    now: datetime,
    *,
    rules: Sequence[Rule] = RULES,
    beside: Sequence[ScheduledVisit] = (),
    together: Collection[AppointmentId] = (),
) -> tuple[Proposal, tuple[Conflict, ...]]:
    """The proposal that answers what is still to be chosen, and every conflict of these rules. Raises BadInput."""
    _check_typed(wanted)
    if wanted.room and wanted.mode is Mode.TELEHEALTH:
        raise BadInput(TELEHEALTH_TAKES_NO_ROOM, field="room")
    room = pick(clinic.rooms, wanted.room, "room") if wanted.room else None
    site = chosen_site(
        clinic,
        wanted.provider,
        wanted.start,
        fold=wanted.fold,
        named=wanted.site or (room.site if room else None),
        fallback=wanted.fallback_site,
        now=now,
    )
    if room and room.site != site.code:
        raise BadInput(ROOM_AT_OTHER_SITE.format(room=room.code, there=room.site, here=site.code), field="room")
    proposal = proposal_at(clinic, wanted, site, now, room=room)
    ignoring = {*together, *(number for number in (wanted.moving, wanted.without) if number is not None)}
    facts = gather_facts(
        reading,
        clinic,
        patient=wanted.patient,
        provider=wanted.provider,
        site=site,
        span=proposal.span,
        policy=policy,
        now=now,
        ignoring=ignoring,
        actor=wanted.actor,
    )
    facts = with_others(facts, beside, patient=wanted.patient, provider=wanted.provider, span=proposal.span)
    proposal = replace(
        proposal,
        interpreter=chosen_interpreter(proposal, facts, had=wanted.keep_interpreter),
        seats=capacity_of(proposal.visit_type, facts.opening, proposal.provider_span),
    )
    proposal = replace(proposal, room=room or _free_room(wanted, proposal, facts))

    def read(provider: Provider) -> ProviderFacts:
        return provider_facts(
            reading, clinic, provider, site, proposal.span, now=now, ignoring=ignoring, actor=wanted.actor
        )

    proposal, facts = FurtherChoice(proposal, facts, policy, read, beside).made(wanted.further, wanted.keep_further)
    return proposal, check_rules(proposal, facts, policy, rules=rules)


def proposal_at(
    clinic: Clinic, wanted: WantedBooking, site: Site, now: datetime, *, room: Room | None = None
) -> Proposal:
    """What is wanted, at that site; what depends on others, such as the room that is free, is still to be chosen."""
    wall = wall_at(wanted.start, site)
    fold = wanted.start.astimezone(site.tz).fold if wanted.start.tzinfo else wanted.fold
    resolved = resolve(wall, site.tz, fold=fold)
    span = Interval(resolved.at, resolved.at + timedelta(minutes=wanted.minutes))
    return Proposal(
        patient=wanted.patient,
        provider=wanted.provider,
        site=site,
        visit_type=wanted.visit_type,
        mode=wanted.mode,
        room=room,
        room_needed=wanted.mode is Mode.IN_PERSON and bool(rooms_at(clinic, site.code)),
        wall=wall,
        resolved=resolved,
        span=span,
        provider_span=provider_span(wanted.visit_type, span),
        now=now,
        moving=wanted.moving,
        is_here=wanted.is_here,
    )


def require_keepable(proposal: Proposal) -> None:
    """Raises BadInput for a length that no privilege over C10 can make the store keep."""
    minutes = (proposal.span.end - proposal.span.start) // timedelta(minutes=1)
    if minutes > LONGEST_MINUTES:
        raise BadInput(MINUTES_OUT_OF_RANGE.format(minutes=minutes, most=LONGEST_MINUTES), field="minutes")


def _check_typed(wanted: WantedBooking) -> None:
    """What is no appointment at all, whoever wants it: limits of the settings are checked by C10."""
    if not 1 <= wanted.minutes <= _DAY:
        raise BadInput(MINUTES_OUT_OF_RANGE.format(minutes=wanted.minutes, most=LONGEST_MINUTES), field="minutes")
    if wanted.start.second or wanted.start.microsecond:
        sentence = TIME_WITH_SECONDS.format(typed=f"{wanted.start:%H:%M:%S}")
        raise BadInput(sentence, field="start")


def gather_facts(
    reading: Reading,
    clinic: Clinic,
    *,
    patient: Patient,
    provider: Provider,
    site: Site,
    span: Interval,
    policy: Policy,
    now: datetime,
    ignoring: Collection[AppointmentId],
    actor: str = "",
) -> Facts:
    """What bears on a visit of that patient with that provider in `span`.

    Appointments `ignoring` are left out, and what `actor` holds.
    """
    day = day_span(local(span.start, site.tz).date(), site.tz)
    cleaned = _cleanup(clinic, site)
    start, end = min(day.start, span.start), max(day.end, span.end)
    theirs = provider_facts(reading, clinic, provider, site, span, now=now, ignoring=ignoring, actor=actor)

    def others(found: tuple[ScheduledVisit, ...]) -> tuple[ScheduledVisit, ...]:
        return _without(found, ignoring)

    speakers = interpreters_for(clinic, patient, site) if is_needed(patient, provider) else ()
    codes, is_known = [one.code for one in speakers], patient.id != NOBODY
    return Facts(
        opening=theirs.opening,
        provider_day=theirs.provider_day,
        patient_day=others(reading.schedule.between(start, end, patient=patient.id, live_only=True))
        if is_known
        else (),
        at_site=others(
            reading.schedule.between(span.start - cleaned, span.end + cleaned, site=site.code, live_only=True)
        ),
        clinic=clinic,
        past=reading.schedule.history(patient.id, looked_back(now, span, policy), end) if is_known else (),
        interpreted=others(reading.schedule.interpreted(codes, span.start, span.end)) if codes else (),
        coverages=reading.records(Coverage).of_owner(patient.id) if is_known else (),
        papers=reading.papers.of(patient.id) if is_known and clinic.asks_for_papers else Papers(),
        holds=theirs.holds,
        held=things_held(reading.holds.live(now), span, actor),
    )


def provider_facts(
    reading: Reading,
    clinic: Clinic,
    provider: Provider,
    site: Site,
    span: Interval,
    *,
    now: datetime,
    ignoring: Collection[AppointmentId],
    actor: str = "",
) -> ProviderFacts:
    """What of `gather_facts` is of a provider: of the one of the visit, or of a further one."""
    read = time_read(clinic, provider, site, span)
    found = reading.schedule.between(read.start, read.end, provider=provider.code, live_only=True)
    return ProviderFacts(
        opening=provider_day(clinic, provider, site, local(span.start, site.tz).date(), now=now),
        provider_day=taking(_without(found, ignoring), provider.code),
        holds=held_by_others(reading, provider, span, now=now, actor=actor),
    )


def _without(found: tuple[ScheduledVisit, ...], ignoring: Collection[AppointmentId]) -> tuple[ScheduledVisit, ...]:
    return tuple(one for one in found if one.appointment.id not in ignoring) if ignoring else found


def held_by_others(
    reading: Reading, provider: Provider, span: Interval, *, now: datetime, actor: str
) -> tuple[Hold, ...]:
    """What of the provider's time in `span` anybody but `actor` holds now."""
    return on(of_others(reading.holds.live(now), actor), provider.code, span)


def time_read(clinic: Clinic, provider: Provider, site: Site, span: Interval) -> Interval:
    """When whatever bears on a visit in `span` of the provider, or at the site, takes place; of the patient all may."""
    day = day_span(local(span.start, site.tz).date(), site.tz)
    near = max(reach(clinic, provider), _cleanup(clinic, site))
    return Interval(min(day.start, span.start - near), max(day.end, span.end + near))


def _cleanup(clinic: Clinic, site: Site) -> timedelta:
    """The longest that a room there is cleaned."""
    return timedelta(minutes=clinic.longest_cleanup_at.get(site.code, 0))


def looked_back(now: datetime, span: Interval, policy: Policy) -> datetime:
    """From when on the patient's past matters to a rule."""
    seen = span.start - timedelta(days=366 * policy.booking.established_years)
    return min(seen, now - timedelta(days=policy.booking.no_show_days))


def _free_room(wanted: WantedBooking, proposal: Proposal, facts: Facts) -> Room | None:
    """The room kept, if it is free; else the first free one that fits, and for telehealth none."""
    if wanted.mode is Mode.TELEHEALTH:
        return None
    site = proposal.site.code
    here = rooms_at(facts.clinic, site) if wanted.keep_room else ()
    kept = [room for room in here if room.code == wanted.keep_room]
    return free_room((*kept, *fitting_rooms(facts.clinic, site, wanted.visit_type, wanted.mode)), facts, proposal)
