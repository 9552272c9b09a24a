"""How many visits of an authorization are used up? It follows from the appointments, so that no path can forget it.

A visit that is booked reserves one, one that took place uses it, one that is cancelled gives it back. Whether a no-show
and a cancellation too late cost one is the payer's to say.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.wall import local
from core.clinic.payer import LATE_CANCEL, NO_SHOW, payer_called
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.paper import AUTHORIZATION, Papers, UnitVisit
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from core.clinic.model import Clinic
    from core.schedule.model.paper import Paper
    from core.schedule.model.visit import ScheduledVisit

_UNLIMITED: Final = 10**9


class Share(Struct, frozen=True):
    """Which authorization a visit takes one of, and whether that had any for it."""

    visit: UnitVisit
    paper: Paper
    is_within: bool


def shares(papers: Papers, clinic: Clinic, *, without: int | None = None) -> Iterator[Share]:
    """What each appointment takes, the first visit first; the appointment `without` takes nothing.

    A visit takes one of the authorization that covers it and ends first, as long as that has any.
    """
    taken = {one.case: 0 for one in papers.papers if one.kind == AUTHORIZATION}
    for visit in sorted(papers.visits, key=lambda one: (one.start, one.id)):
        covering = [one for one in papers_for(papers, clinic, visit) if _uses(visit, one, clinic)]
        if visit.id == without or not covering:
            continue
        free = [one for one in covering if taken[one.case] < (one.units or _UNLIMITED)]
        paper = (free or covering)[0]
        taken[paper.case] += 1
        yield Share(visit, paper, bool(free))


def used(papers: Papers, clinic: Clinic, *, without: int | None = None) -> Mapping[int, int]:
    """How many visits each authorization has given, by its case; the appointment `without` is not counted."""
    given = Counter(one.paper.case for one in shares(papers, clinic, without=without))
    return {one.case: given[one.case] for one in papers.papers if one.kind == AUTHORIZATION}


def beyond(scheduled: ScheduledVisit, clinic: Clinic) -> Paper | None:
    """The authorization that covers the visit and has none left for it."""
    papers, number = Papers(scheduled.papers, scheduled.unit_visits), scheduled.appointment.id
    return next((one.paper for one in shares(papers, clinic) if one.visit.id == number and not one.is_within), None)


def with_visits(papers: Papers, others: Sequence[ScheduledVisit]) -> Papers:
    """The patient's papers, used up by these visits too: what is moved in the same act counts where it comes to be."""
    if not papers.papers:
        return papers
    moved = {one.appointment.id for one in others}
    stay = (one for one in papers.visits if one.id not in moved)
    return replace(papers, visits=(*stay, *map(_unit_visit, others)))


def _unit_visit(one: ScheduledVisit) -> UnitVisit:
    booked = one.appointment
    return UnitVisit(booked.id, booked.visit_type, booked.site, booked.start, booked.status)


def left(papers: Papers, paper: Paper, clinic: Clinic, *, without: int | None = None) -> int | None:
    """How many visits it has left, 0 at least; None where nobody counts them."""
    return max(paper.units - used(papers, clinic, without=without)[paper.case], 0) if paper.units else None


def papers_for(papers: Papers, clinic: Clinic, visit: UnitVisit) -> Iterator[Paper]:
    """The authorizations that cover an appointment of which one is required, the one that ends first in front."""
    site, of_type = clinic.sites[visit.site], clinic.visit_types[visit.visit_type]
    on = local(visit.start, site.tz).date()
    for paper in in_order(papers, AUTHORIZATION, visit.visit_type, on):
        if paper.types or AUTHORIZATION in of_type.requires:
            yield paper


def in_order(papers: Papers, kind: str, visit_type: str, on: date) -> list[Paper]:
    """The papers of the kind that cover a visit of that type on the day, the one that ends first in front."""
    found = [one for one in papers.papers if one.covers(kind, visit_type, on)]
    return sorted(found, key=lambda one: (one.last is None, one.last, one.case))


def _uses(visit: UnitVisit, paper: Paper, clinic: Clinic) -> bool:
    """Whether the visit costs one of that paper."""
    payer = payer_called(clinic.payers, paper.payer)
    costs = payer.units_lost if payer else ()
    if visit.status is AppointmentStatus.NOSHOW:
        return NO_SHOW in costs
    if visit.status is AppointmentStatus.CANCELLED:
        return visit.is_late_cancel and LATE_CANCEL in costs
    return visit.status.takes_time
