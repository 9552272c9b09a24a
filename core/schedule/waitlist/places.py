"""Where could a provider's time be used for what somebody waits for: as theirs, or by being there besides another?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.interval import Interval
from core.calendar.wall import local
from core.conflict import blocking
from core.schedule.freeing import next_start
from core.schedule.opening import sites_of
from core.schedule.rules.further import placed
from core.schedule.rules.proposal import further_span
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, VisitType
    from core.conflict import Conflict
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.model.wait import WaitEntry
    from core.schedule.ports import Reading
    from core.schedule.rules.proposal import Proposal
    from core.schedule.waitlist.offer import Offer

_MINUTE = timedelta(minutes=1)


class Placed(Struct, frozen=True):
    """The visit that the time would be used for, every conflict, the `later` one moved, and whose time is `offered`."""

    proposal: Proposal
    conflicts: tuple[Conflict, ...]
    later: ScheduledVisit | None
    offered: str

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in its way, and it uses the time that is offered."""
        return not blocking(self.conflicts) and self.of_offered.start < self.of_offered.end

    @property
    def of_offered(self) -> Interval:
        """From when to when it takes the time of whom it is offered; of none where they are not there."""
        proposal = self.proposal
        spans = {one.provider.code: one.span for one in proposal.further}
        spans[proposal.provider.code] = proposal.span
        return spans.get(self.offered, Interval(proposal.span.start, proposal.span.start))


def places(reading: Reading, clinic: Clinic, entry: WaitEntry, offer: Offer, now: datetime) -> Iterator[Offer]:
    """The offer itself, where the entry takes its provider; then the visits beside which they would be there.

    Those of a provider whose own freed time it would be are offered there, and not here too.
    """
    if not entry.providers or offer.provider in entry.providers:
        yield offer
    kind = clinic.visit_types.get(entry.visit_type)
    if kind is None or not _may_be_besides(kind, clinic.providers[offer.provider]):
        return
    start = _start(clinic, kind, offer, now)
    on = local(start, clinic.sites[offer.site].tz).date()
    for one in clinic.providers.values():
        is_meant = not entry.providers or one.code in entry.providers
        if one.retired or one.code == offer.provider or not is_meant or offer.site not in sites_of(clinic, one, on):
            continue
        if not reading.waitlist.open_within(one.code, start, start + _MINUTE):
            yield replace(offer, provider=one.code, start=start)


def _may_be_besides(kind: VisitType, provider: Provider) -> bool:
    return provider.code in kind.further or bool(placed(kind.further_skills, [provider]))


def _start(clinic: Clinic, kind: VisitType, offer: Offer, now: datetime) -> datetime:
    """When the visit begins that needs them from the offer on, or soon after: on the grid, and not before now."""
    site = clinic.sites[offer.site]
    before = further_span(kind, Interval(offer.start, offer.start + kind.minutes * _MINUTE)).start - offer.start
    return next_start(site, max(offer.start - before, now))
