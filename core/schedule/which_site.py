"""At which site is a visit, and what do its clocks show, where only provider and start are said?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import resolve
from core.clinic.codes import pick
from core.errors import BadInput
from core.schedule.opening import provider_day, sites_of
from core.schedule.sentences import WHICH_SITE, WHICH_SITE_OF_ALL

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, Site


def chosen_site(
    clinic: Clinic,
    provider: Provider,
    start: datetime,
    *,
    fold: int | None,
    named: str | None,
    fallback: str | None,
    now: datetime,
) -> Site:
    """The site named, else the session's that day, else the fallback, such as where it was before, else the only one.

    Of sessions at several sites that day, the one at that time. Raises NotFound, or BadInput where it must be said.
    """
    if named:
        return pick(clinic.sites, named, "site")
    in_use = {code: site for code, site in clinic.sites.items() if not site.retired}
    days = {code: wall_at(start, site).date() for code, site in in_use.items()}
    at_work_on = {on: sites_of(clinic, provider, on) for on in set(days.values())}
    working = [code for code, on in days.items() if code in at_work_on[on]]
    if fallback in in_use and (not working or fallback in working):
        return in_use[fallback]
    at_work = [code for code in working if _is_at_work(clinic, provider, in_use[code], start, fold=fold, now=now)]
    for codes in (at_work, working, list(in_use)):
        if len(codes) == 1:
            return in_use[codes[0]]
    if working:
        raise BadInput(WHICH_SITE.format(provider=provider.family, sites=" and ".join(working)), field="site")
    raise BadInput(WHICH_SITE_OF_ALL.format(provider=provider.family, sites=", ".join(in_use)), field="site")


def wall_at(start: datetime, site: Site) -> datetime:
    """The start on the site's clocks, naive; an instant near midnight is another day elsewhere."""
    wall = start.astimezone(site.tz) if start.tzinfo else start
    return wall.replace(tzinfo=None, fold=0)


def fold_at(start: datetime, site: Site, fold: int | None) -> int | None:
    """Which of two instants is meant that the site's clocks show alike: an aware start says it, else `fold` does."""
    return start.astimezone(site.tz).fold if start.tzinfo else fold


def _is_at_work(
    clinic: Clinic, provider: Provider, site: Site, start: datetime, *, fold: int | None, now: datetime
) -> bool:
    wall = wall_at(start, site)
    at = resolve(wall, site.tz, fold=fold or 0).at
    day = provider_day(clinic, provider, site, wall.date(), now=now)
    return any(session.span.start <= at < session.span.end for session in day.sessions)
