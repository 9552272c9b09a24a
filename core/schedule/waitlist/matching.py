"""Who is offered a time, and in which order?"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.format_when import format_wall
from core.calendar.interval import Interval
from core.calendar.wall import local
from core.conflict import blocking
from core.errors import ClinicdeskError, Refused
from core.schedule.freed_resources import as_before
from core.schedule.freeing import minutes_of
from core.schedule.proposals import booking_proposal, check_wanted, move_proposal, time_read
from core.schedule.requests import BookingRequest, MoveRequest
from core.schedule.rules.book import OF_WHOEVER
from core.schedule.rules.proposal import meets
from core.schedule.waitlist import sentences
from core.schedule.waitlist.places import Placed, places
from core.schedule.waitlist.wishes import declined, is_to_move_up, is_wished
from core.schedule.wanted import WHOEVER, wanted_booking, wanted_move
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.model.wait import FreedSlot, WaitContact, WaitEntry
    from core.schedule.ports import Reading
    from core.schedule.rules.proposal import Proposal
    from core.schedule.waitlist.offer import Offer
    from core.schedule.wanted import WantedBooking
    from core.settings.model import Policy


class Match(Struct, frozen=True):
    """Somebody who waits and whom the time would suit: `used` minutes of it.

    `later` is the appointment that would be moved to it; `contacts` are the attempts to reach them, `why` says in short
    phrases how they come by their rank. `proposal` is the visit that they would have.
    """

    entry: WaitEntry
    patient: Patient
    used: int
    later: ScheduledVisit | None
    contacts: tuple[WaitContact, ...]
    why: tuple[str, ...]
    proposal: Proposal | None = None


class Waiting(Struct, frozen=True, dict=True):
    """The waiting list in one transaction at `now` (UTC), for somebody who acts; it is read once, for all offers."""

    reading: Reading
    clinic: Clinic
    policy: Policy
    now: datetime
    actor: str

    @cached_property
    def _entries(self) -> Sequence[WaitEntry]:
        return self.reading.waitlist.waiting()

    @cached_property
    def _following(self) -> dict[int, ScheduledVisit | None]:
        """The next appointment of who wants to come earlier, by the number of the entry."""
        return {}

    @cached_property
    def _open(self) -> dict[WantedBooking, bool]:
        """Of each visit, whether it stands open to a patient of whom nothing is known."""
        return {}

    def matches(self, offer: Offer, *, limit: int) -> tuple[Match, ...]:
        """Whom the time suits and no rule keeps from it, best first: by priority, then longest wait, then minutes used.

        Waits are compared by days: of those who wait since one day, who uses more of the gap comes first. Who declined
        this time, or gave it back, is not offered it.
        """
        site = self.clinic.sites[offer.site]
        fitting = [entry for entry in self._entries if self._places(entry, offer)]
        contacts = self._contacts(fitting)
        slots = self._freed_at(offer)
        gave_back = self._gave_back(slots)
        said = Interval(min((offer.start, *(slot.start for slot in slots))), _end(offer))
        ranked = sorted(fitting, key=lambda entry: self._rank(entry, offer, site))
        found: list[Match] = []
        for entry in ranked:
            if len(found) == limit:
                break
            made = contacts.get(entry.id, ())
            if entry.patient in gave_back or any(declined(one, offer.provider, said) for one in made):
                continue
            match = self._match(entry, offer, made)
            if match:
                found.append(match)
        return tuple(found)

    def proposed(self, entry: WaitEntry, offer: Offer) -> Placed:
        """The first visit that nothing stands in the way of, else as it is offered.

        Raises NotFound, BadInput, or Refused as `later_of`.
        """
        tried = (self._placed(entry, offer, place) for place in self._places(entry, offer))
        return next((one for one in tried if one.is_open), None) or self._placed(entry, offer, offer)

    def _placed(
        self, entry: WaitEntry, offer: Offer, place: Offer, *, beside: tuple[ScheduledVisit, ...] = ()
    ) -> Placed:
        reading, clinic, policy, now = self.reading, self.clinic, self.policy, self.now
        later = self.later_of(entry, place)
        if later:
            move = _move(later, place)
            proposal, conflicts = move_proposal(
                reading, clinic, move, later, policy=policy, now=now, actor=self.actor, beside=beside
            )
        else:
            booking = _booking(entry, place)
            proposal, conflicts = booking_proposal(
                reading, clinic, booking, policy, now, actor=self.actor, beside=beside
            )
        return Placed(proposal, conflicts, later, offer)

    def later_of(self, entry: WaitEntry, offer: Offer) -> ScheduledVisit | None:
        """The next appointment of that type that whoever wants to come earlier has: it is moved up to the offer.

        Raises Refused where the offer is no earlier: it would be a second appointment.
        """
        if not entry.earlier:
            return None
        if entry.id not in self._following:
            self._following[entry.id] = self._next_of(entry)
        following = self._following[entry.id]
        if following and following.appointment.start <= offer.start:
            raise Refused(self._no_earlier(following), ()).naming(following.patient)
        return following

    def _next_of(self, entry: WaitEntry) -> ScheduledVisit | None:
        booked = self.reading.patients.booked(entry.patient, since=self.now)
        found = (self.reading.schedule.by_id(one.id) for one in booked if one.start > self.now)
        return next((one for one in found if one and is_to_move_up(one.appointment, entry)), None)

    def of_entry(self, entry: WaitEntry, patient: Patient, contacts: tuple[WaitContact, ...] = ()) -> Match:
        """Somebody who waits, with no time in sight."""
        site = next(iter(self.clinic.sites.values()))
        return Match(entry, patient, self._minutes(entry), None, contacts, tuple(self._why(entry, site)))

    def _match(self, entry: WaitEntry, offer: Offer, contacts: tuple[WaitContact, ...]) -> Match | None:
        placed = next(
            (one for place in self._places(entry, offer) if (one := self._open_at(entry, offer, place))), None
        )
        if placed is None:
            return None
        used = self._used(minutes_of(placed.of_offered), offer)
        site = self.clinic.sites[offer.site]
        why = (
            *self._why(entry, site),
            self._uses(used, offer),
            *self._besides(placed, offer),
            *self._moves(placed.later),
        )
        return Match(entry, placed.proposal.patient, used, placed.later, contacts, why, placed.proposal)

    def _open_at(self, entry: WaitEntry, offer: Offer, place: Offer) -> Placed | None:
        """The visit at that place, if nothing stands in its way."""
        try:
            if not self._is_open(entry, place, self.later_of(entry, place)):
                return None
            placed = self._placed(entry, offer, place)
            is_new = placed.is_open and not self._was_open(entry, offer, place)
        except ClinicdeskError:  # they come before that anyway, or what they wait for is no longer booked
            return None
        return placed if is_new else None

    def _was_open(self, entry: WaitEntry, offer: Offer, place: Offer) -> bool:
        """Whether it stood open while the visit had what is offered, so that it is not what they lacked."""
        freed = offer.besides
        left = self.reading.schedule.by_id(freed.appointment) if freed else None
        if freed is None or left is None:
            return False
        return not blocking(self._placed(entry, offer, place, beside=(as_before(left, freed),)).conflicts)

    def _is_open(self, entry: WaitEntry, offer: Offer, later: ScheduledVisit | None) -> bool:
        """Whether any patient could have it, by the rules that ask about none: looked at once for all who want alike.

        Only an appointment that is near enough to bear on the offer is looked at for itself. Raises as `proposed` does.
        """
        wanted = self._wanted_by_whoever(entry, offer, later)
        if wanted not in self._open:
            _, conflicts = check_wanted(self.reading, self.clinic, wanted, self.policy, self.now, rules=OF_WHOEVER)
            self._open[wanted] = not blocking(conflicts)
        return self._open[wanted]

    def _wanted_by_whoever(self, entry: WaitEntry, offer: Offer, later: ScheduledVisit | None) -> WantedBooking:
        if later is None:
            return replace(wanted_booking(self.clinic, _booking(entry, offer), WHOEVER), actor=self.actor)
        move = wanted_move(self.clinic, _move(later, offer), later)
        span = Interval(offer.start, offer.start + timedelta(minutes=move.minutes))
        bears = time_read(self.clinic, move.provider, self.clinic.sites[offer.site], span)
        moving = move.moving if meets(later, bears) else None
        return replace(move, patient=WHOEVER, moving=moving, keep_interpreter=None, actor=self.actor)

    def _places(self, entry: WaitEntry, offer: Offer) -> tuple[Offer, ...]:
        """Where the offered time could be used for it, as the entry wishes."""
        site = self.clinic.sites[offer.site]
        found = places(self.reading, self.clinic, entry, offer, self.now)
        return tuple(one for one in found if is_wished(entry, local(one.start, site.tz)))

    def _rank(self, entry: WaitEntry, offer: Offer, site: Site) -> tuple[object, ...]:
        used = self._used(self._minutes(entry), offer)
        return entry.band, -self._days(entry, site), -used, entry.since, entry.id

    def _minutes(self, entry: WaitEntry) -> int:
        kind = self.clinic.visit_types.get(entry.visit_type)
        return kind.minutes if kind else 0

    def _used(self, minutes: int, offer: Offer) -> int:
        return minutes if offer.gap is None else min(minutes, offer.gap)

    def _days(self, entry: WaitEntry, site: Site) -> int:
        """Days waited, by the calendar of the site."""
        assert entry.since is not None  # noqa: S101 - every entry that is kept has one
        return max((local(self.now, site.tz).date() - local(entry.since, site.tz).date()).days, 0)

    def _contacts(self, entries: Sequence[WaitEntry]) -> dict[int, tuple[WaitContact, ...]]:
        made: dict[int, tuple[WaitContact, ...]] = {}
        for contact in self.reading.waitlist.contacts_of([entry.id for entry in entries]):
            made[contact.entry] = (*made.get(contact.entry, ()), contact)
        return made

    def _freed_at(self, offer: Offer) -> Sequence[FreedSlot]:
        """The freed time that is offered, from where it began."""
        if offer.besides:
            return (offer.besides,)
        return self.reading.waitlist.open_within(offer.provider, offer.start, _end(offer))

    def _gave_back(self, slots: Sequence[FreedSlot]) -> set[int]:
        """The patients whose visits left that time."""
        found = (self.reading.schedule.by_id(slot.appointment) for slot in slots)
        return {one.patient.id for one in found if one}

    def _why(self, entry: WaitEntry, site: Site) -> Iterator[str]:
        yield sentences.WHY_BAND.format(band=entry.band)
        days = self._days(entry, site)
        template = {0: sentences.WHY_NEW, 1: sentences.WHY_WAITED_ONE}.get(days, sentences.WHY_WAITED)
        yield template.format(days=days)

    def _uses(self, used: int, offer: Offer) -> str:
        return (sentences.WHY_TAKES if offer.gap is None else sentences.WHY_USES).format(used=used, gap=offer.gap)

    def _besides(self, placed: Placed, offer: Offer) -> Iterator[str]:
        """With whom it is, where that is not whose time is offered."""
        if offer.besides or placed.proposal.provider.code != offer.provider:
            yield sentences.WHY_WITH.format(provider=placed.proposal.provider.family)

    def _moves(self, later: ScheduledVisit | None) -> Iterator[str]:
        if later:
            yield sentences.WHY_MOVES.format(**self._words(later.appointment))

    def _no_earlier(self, booked: ScheduledVisit) -> str:
        words = self._words(booked.appointment)
        why = sentences.NO_EARLIER.format(patient=booked.patient.name, type=booked.appointment.visit_type, **words)
        return sentences.NOT_ACCEPTED.format(why=why)

    def _words(self, appointment: Appointment) -> dict[str, str]:
        """When and with whom."""
        when = format_wall(appointment.start, self.clinic.sites[appointment.site], self.now)
        return {"when": when, "provider": self.clinic.providers[appointment.provider].family}


def _booking(entry: WaitEntry, offer: Offer) -> BookingRequest:
    return BookingRequest(entry.patient, entry.visit_type, offer.provider, offer.start, site=offer.site)


def _move(later: ScheduledVisit, offer: Offer) -> MoveRequest:
    return MoveRequest(later.appointment.id, offer.start, provider=offer.provider, site=offer.site)


def _end(offer: Offer) -> datetime:
    """Its end; of one that is no gap, that of its first minute."""
    return offer.end or offer.start + timedelta(minutes=1)
