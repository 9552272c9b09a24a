"""Which days are public holidays of a region, and how does a set-up file say so of a site?

The calendars are those of the `holidays` package, which is loaded here and nowhere else, when they are asked for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.setup import sentences
from core.text.wording import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from core.clinic.dated import Holiday
    from core.clinic.model import Clinic, Site

MOST_YEARS: Final = 10
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


class RegionHoliday(Struct, frozen=True):
    """A public holiday, and what the site has set up on that day already."""

    on: date
    name: str
    kept: Holiday | None = None


def region_holidays(region: str, years: range) -> Mapping[date, str]:
    """The public holidays of "US", "US-MA", "DE-BY" in these years, by day, with the day on which each is observed.

    Raises BadInput for a region that has no calendar, and for years that are too far or too many.
    """
    import holidays

    if not years or not (years[0] >= FIRST_YEAR and years[-1] <= LAST_YEAR):
        raise BadInput(sentences.YEARS_WANTED.format(first=FIRST_YEAR, last=LAST_YEAR), field="years")
    if len(years) > MOST_YEARS:
        raise BadInput(sentences.TOO_MANY_YEARS.format(most=MOST_YEARS), field="years")
    country, _, part = region.upper().partition("-")
    parts = holidays.list_supported_countries(include_aliases=False)
    if country not in parts:
        raise BadInput(_no_region(country, sorted(parts)), field="region")
    by_letters = {code.upper(): code for code in parts[country]}
    if part and part not in by_letters:
        known = [f"{country}-{code}" for code in parts[country]]
        raise BadInput(_no_region(f"{country}-{part}", known or [country]), field="region")
    found = holidays.country_holidays(country, subdiv=by_letters.get(part) if part else None, years=years)
    return {day: name for day, name in sorted(found.items()) if day.year in years}


def at_site(clinic: Clinic, site: Site, found: Mapping[date, str]) -> tuple[RegionHoliday, ...]:
    """Those days, each with what the site has there: a name that the clinic gave stays."""
    kept = {one.on: one for one in clinic.holidays_at.get(site.code, ())}
    return tuple(RegionHoliday(day, name, kept.get(day)) for day, name in found.items())


def as_setup(site: Site, wanted: Iterable[RegionHoliday]) -> str:
    """The text of a set-up file that adds those that the site does not have."""
    return "\n".join(
        f"[[holiday]]\nsite = {_quoted(site.code)}\ndate = {one.on}\nname = {_quoted(one.name)}\n"
        for one in wanted
        if one.kept is None
    )


def _quoted(text: str) -> str:
    """As a string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _no_region(typed: str, known: list[str]) -> str:
    near = nearest(typed, known)
    if near:
        return sentences.NO_REGION_NEAR.format(region=typed, near=near)
    return sentences.NO_REGION.format(region=typed, examples=", ".join(known[:8]))
