"""How are exceptions and blocks told to people?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.period import Period
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.clinic.dated import ExceptionKind, SessionException
from core.schedule.availability import sentences
from core.schedule.availability.rows import period_of
from core.schedule.opening import sites_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.dated import Block, Dated
    from core.clinic.model import Clinic, Provider, Site

_EXCEPTIONS: Final = {
    ExceptionKind.LEAVE: sentences.LEAVE,
    ExceptionKind.EXTRA: sentences.EXTRA,
    ExceptionKind.CANCELLED: sentences.CANCELLED,
}


def home_of(clinic: Clinic, provider: Provider, site: str, period: Period) -> Site:
    """The site in whose time a period is meant: the one named, else where the provider is on its first day, or ever."""
    here = sites_of(clinic, provider, period.first)
    ever = [session.site for session in clinic.sessions_of.get(provider.code, ())]
    code = next((code for code in (site, *here, *ever) if code in clinic.sites), None)
    return clinic.sites[code] if code else first_site(clinic)


def dated_on(clinic: Clinic, provider: str, site: str, on: date) -> tuple[Dated, ...]:
    """What is set up for the provider at that site on that day: exceptions, then blocks."""
    exceptions = [one for one in clinic.exceptions_of.get(provider, ()) if one.on <= on <= one.last]
    blocks = [one for one in clinic.blocks_of.get(provider, ()) if _days_of(one).first <= on <= _days_of(one).last]
    there: tuple[Dated, ...] = (*exceptions, *blocks)
    return tuple(one for one in there if one.site in {"", site})


def told_exception(clinic: Clinic, exception: SessionException, period: Period, now: datetime) -> str:
    """The sentence for an exception of that kind over the period, which may take several of them."""
    return _EXCEPTIONS[exception.kind].format(
        provider=clinic.providers[exception.provider].family,
        when=when(clinic, period, now),
        where=where(clinic, exception.site),
        note=told_takes(exception) + (sentences.NOTE.format(note=exception.note) if exception.note else ""),
    )


def told_takes(extra: SessionException) -> str:
    """', 3 at once, at most 1 double booking, only for grp30', or what of that it says."""
    seats = "" if extra.capacity is None else sentences.TAKES_AT_ONCE.format(count=extra.capacity)
    over = "" if extra.overbooks is None else sentences.TAKES_OVER.format(count=extra.overbooks)
    return seats + over + (sentences.BLOCK_TYPES.format(types=", ".join(extra.types)) if extra.types else "")


def told_block(clinic: Clinic, block: Block, now: datetime) -> str:
    """The sentence for a block."""
    release = block.release_hours
    return sentences.BLOCKED.format(
        provider=clinic.providers[block.provider].family,
        when=when(clinic, _days_of(block), now),
        where=where(clinic, block.site),
        kind=block.kind,
        types=sentences.BLOCK_TYPES.format(types=", ".join(block.types)) if block.types else "",
        release="" if release is None else sentences.BLOCK_RELEASE.format(hours=release),
    )


def told(clinic: Clinic, dated: Dated, now: datetime) -> str:
    """The sentence for either."""
    if isinstance(dated, SessionException):
        return told_exception(clinic, dated, period_of(dated), now)
    return told_block(clinic, dated, now)


def when(clinic: Clinic, period: Period, now: datetime) -> str:
    """The period, with the year where that is not this one."""
    return period.written(year=local(now, first_site(clinic).tz).year)


def where(clinic: Clinic, site: str) -> str:
    """' at Main Street', or nothing where no site is named or there is only one."""
    return sentences.AT_SITE.format(site=clinic.sites[site].name) if site and len(clinic.sites_in_use) > 1 else ""


def _days_of(block: Block) -> Period:
    return Period(block.start, block.end)
