"""Which equipment does a visit use, and how much of it does a site have?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.calendar.wall import day_span
from core.schedule.model.appointment import Mode

if TYPE_CHECKING:
    from core.clinic.dated import Outage
    from core.clinic.model import Clinic, Site, VisitType


def equipment_of(visit_type: VisitType, mode: Mode) -> tuple[str, ...]:
    """A piece of each of these, from start to end; none for telehealth, where nobody comes."""
    return visit_type.equipment if mode is Mode.IN_PERSON else ()


def pieces_at(clinic: Clinic, site: str, code: str) -> int:
    """How many pieces the site has in use: 0 too where they are out of service."""
    pool = clinic.equipment.get((site, code))
    return pool.count if pool and not pool.retired else 0


def outage_of(clinic: Clinic, site: Site, code: str, span: Interval) -> Outage | None:
    """The outage on a day that `span` touches which leaves the fewest pieces, if those are fewer than all."""
    here = (one for one in clinic.outages_at.get(site.code, ()) if one.equipment == code)
    out = [one for one in here if days_of(one, site).overlaps(span)]
    fewest = min(out, key=lambda one: one.count, default=None)
    return fewest if fewest and fewest.count < pieces_at(clinic, site.code, code) else None


def days_of(outage: Outage, site: Site) -> Interval:
    """From the midnight that begins its first day to the one that ends its last, at the site."""
    first, last = day_span(outage.on, site.tz), day_span(outage.until or outage.on, site.tz)
    return Interval(first.start, last.end)
