"""The verb that sets up a region's public holidays at a site: setup holidays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.names import format_date
from core.clinic.codes import pick
from core.errors import BadInput
from core.setup.region_holidays import FIRST_YEAR, LAST_YEAR, as_setup, at_site, region_holidays
from core.setup.sentences import YEARS_WANTED
from core.text.cleaning import clean_text, fold
from tui.cli import upkeep_sentences as sentences
from tui.cli.json_output import appointment_json
from tui.cli.listing import columns
from tui.cli.lists import conflicts_of, to_move_lines
from tui.cli.sentences import HELP_HOURS
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.clinic.model import Clinic, Site
    from core.setup.region_holidays import RegionHoliday
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_YEARS: Final = re.compile(r"(?P<first>[0-9]{4})(?: ?(?:-|\u2013|\.\.) ?(?P<last>[0-9]{4}))?")
_MOST_NAMED: Final = 50


def declare(parser: Parser) -> None:
    """--region --years [--site] [--skip ...] [--dry-run]."""
    parser.option("--region", "REGION", required=True)
    parser.option("--years", "YEARS", required=True)
    parser.option("--site", "CODE")
    parser.option("--skip", "WORDS", HELP_HOURS["skip"], many=True)
    parser.flag("--dry-run")


def holidays(call: Call) -> Answer:
    """Write the region's holidays of these years into the set-up, as ordinary ones: each day that is none yet."""
    typed = call.typed
    years = _years(typed.years)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.SET_UP)
        clinic = desk.clinic()
        site = _site(clinic, typed.site)
        listed = at_site(clinic, site, region_holidays(typed.region, years))
        wanted = [one for one in listed if not _is_skipped(one, typed.skip)]
        new = [one for one in wanted if one.kept is None]
        place = f"{typed.region.upper()} {typed.years}"
        report = desk.set_up(actor, as_setup(site, new), place=place, dry_run=typed.dry_run)
    template = sentences.HOLIDAYS_TRIED if typed.dry_run else sentences.HOLIDAYS_DONE
    result = {
        "site": site.code,
        "added": [{"date": one.on.isoformat(), "name": one.name} for one in new],
        "already": [{"date": one.on.isoformat(), "name": one.kept.name} for one in wanted if one.kept],
        "stranded": [appointment_json(one.scheduled, one.site) for one in report.stranded],
    }
    return Answer(
        template.format(site=site.name, count=len(new), already=len(wanted) - len(new)),
        result=result,
        lines=(*columns(list(map(_row, wanted))), *to_move_lines(report.stranded, most=_MOST_NAMED)),
        conflicts=conflicts_of(report.stranded),
    )


def _row(one: RegionHoliday) -> tuple[str, ...]:
    return f"  {format_date(one.on)}", one.name, sentences.HOLIDAY_KEPT.format(name=one.kept.name) if one.kept else ""


def _years(typed: str) -> range:
    """2026, or 2026-2028 with both of them. Raises BadInput."""
    found = _YEARS.fullmatch(clean_text(typed))
    if found is None:
        raise BadInput(YEARS_WANTED.format(first=FIRST_YEAR, last=LAST_YEAR), field="years")
    first = int(found["first"])
    return range(first, int(found["last"] or first) + 1)


def _site(clinic: Clinic, code: str | None) -> Site:
    """The one named, or the only one in use. Raises BadInput, NotFound."""
    if code:
        return pick(clinic.sites, code, "site")
    if len(clinic.sites_in_use) != 1:
        codes = ", ".join(site.code for site in clinic.sites_in_use)
        raise BadInput(sentences.HOLIDAYS_WHICH_SITE.format(sites=codes), field="site")
    return clinic.sites_in_use[0]


def _is_skipped(one: RegionHoliday, skipped: Sequence[str]) -> bool:
    """Whether its date or a part of its name is among what is to be left out."""
    return any(
        words == one.on.isoformat() or fold(words) in fold(one.name) for words in map(clean_text, skipped) if words
    )
