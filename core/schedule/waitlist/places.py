"""Where could a provider's time be used for what somebody waits for: as theirs, or by being there besides another?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.interval import Interval
from core.calendar.wall import local
from core.conflict import blocking
from core.schedule.freed_resources import takes
from core.schedule.freeing import next_start
from core.schedule.model.appointment import Mode
from core.schedule.model.wait import FreedKind
from core.schedule.opening import sites_of
from core.schedule.rooms import fitting_rooms
from core.schedule.rules.further import placed
from core.schedule.rules.interpreting import interpreters_for
from core.schedule.rules.proposal import further_span
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, VisitType
    from core.conflict import Conflict
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.model.wait import FreedSlot, WaitEntry
    from core.schedule.ports import Reading
    from core.schedule.rules.proposal import Proposal
    from core.schedule.waitlist.offer import Offer

_MINUTE = timedelta(minutes=1)


class Placed(Struct, frozen=True):
    """The visit that what is `offered` would be used for, every conflict, and the `later` one that is moved."""

    proposal: Proposal
    conflicts: tuple[Conflict, ...]
    later: ScheduledVisit | None
    offered: Offer

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in its way, and it uses the time that is offered."""
        return not blocking(self.conflicts) and self.of_offered.start < self.of_offered.end

    @property
    def of_offered(self) -> Interval:
        """From when to when it takes what is offered; of none where it does not."""
        proposal, besides = self.proposal, self.offered.besides
        if besides:
            is_had = takes(proposal, besides.kind, besides.codes)
            return proposal.span if is_had else Interval(proposal.span.start, proposal.span.start)
        spans = {one.provider.code: one.span for one in proposal.further}
        spans[proposal.provider.code] = proposal.span
        return spans.get(self.offered.provider, Interval(proposal.span.start, proposal.span.start))


def places(reading: Reading, clinic: Clinic, entry: WaitEntry, offer: Offer, now: datetime) -> Iterator[Offer]:
    """The offer itself, where the entry takes its provider; then the visits beside which they would be there.

    What else was freed is offered for whoever may need it. What would be the freed time of another provider is offered
    as that, and not here too.
    """
    if offer.besides:
        if _may_need(reading, clinic, entry, offer.besides):
            yield from _with_others(reading, clinic, entry, offer)
        return
    if not entry.providers or offer.provider in entry.providers:
        yield offer
    kind = clinic.visit_types.get(entry.visit_type)
    if kind is None or not _may_be_besides(kind, clinic.providers[offer.provider]):
        return
    start = _start(clinic, kind, offer, now)
    yield from _with_others(reading, clinic, entry, replace(offer, start=start))


def _with_others(reading: Reading, clinic: Clinic, entry: WaitEntry, offer: Offer) -> Iterator[Offer]:
    """A visit that begins then with each other provider who works there that day and whom the entry takes."""
    on = local(offer.start, clinic.sites[offer.site].tz).date()
    for one in clinic.providers.values():
        is_meant = not entry.providers or one.code in entry.providers
        if one.retired or one.code == offer.provider or not is_meant or offer.site not in sites_of(clinic, one, on):
            continue
        if not reading.waitlist.open_within(one.code, offer.start, offer.start + _MINUTE):
            yield replace(offer, provider=one.code)


def _may_need(reading: Reading, clinic: Clinic, entry: WaitEntry, freed: FreedSlot) -> bool:
    """Whether what the entry waits for could need that: it costs less to ask than to try it with every provider.

    Where it needs the provider besides another, it is offered their freed time.
    """
    kind = clinic.visit_types.get(entry.visit_type)
    if kind is None:
        return False
    is_besides = _may_be_besides(kind, clinic.providers[freed.provider])
    if is_besides and reading.waitlist.open_within(freed.provider, freed.start, freed.end):
        return False
    if freed.kind is FreedKind.ROOM:
        return any(room.code in freed.codes for room in fitting_rooms(clinic, freed.site, kind, Mode.IN_PERSON))
    if freed.kind is FreedKind.EQUIPMENT:
        return not set(freed.codes).isdisjoint(kind.equipment)
    who = reading.patients.by_id(entry.patient)
    speakers = interpreters_for(clinic, who, clinic.sites[freed.site]) if who and who.interpreter else ()
    return any(one.code in freed.codes for one in speakers)


def _may_be_besides(kind: VisitType, provider: Provider) -> bool:
    return provider.code in kind.further or bool(placed(kind.further_skills, [provider]))


def _start(clinic: Clinic, kind: VisitType, offer: Offer, now: datetime) -> datetime:
    """When the visit begins that needs them from the offer on, or soon after: on the grid, and not before now."""
    site = clinic.sites[offer.site]
    before = further_span(kind, Interval(offer.start, offer.start + kind.minutes * _MINUTE)).start - offer.start
    return next_start(site, max(offer.start - before, now))
