"""The verb that finds when several visits can follow one another, and books them as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.calendar.parse_date import parse_date
from core.calendar.parse_time import parse_time
from core.clinic.codes import pick, today_at
from core.errors import BadInput, NotFound
from core.schedule.model.linked import Scope
from core.schedule.series.chain_requests import USUAL_LIMIT, ChainPart, ChainRequest
from core.text.cleaning import clean_text
from tui.cli import sentences
from tui.cli.bookings import answer
from tui.cli.json_output import iso, proposal_json
from tui.cli.listing import columns, moment_text
from tui.cli.readers import day_site, read_number, read_overrides, read_start
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.schedule.series.chain_requests import Bundle
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_GAP: Final = re.compile(r"(?P<least>[0-9]{1,4})-(?P<most>[0-9]{1,4})(?:min)?")
_USUAL_GAP: Final = "0-60"
_SOME: Final = 50


def declare_chain(parser: Parser) -> None:
    """--patient, --visit for each visit in their order, and when; --accept books the first that is found."""
    parser.option("--patient", "REF", required=True)
    parser.option("--visit", "WORDS", many=True)
    parser.option("--gap", "MIN-MAX")
    for name, metavar in (("--site", "CODE"), ("--from", "DATE"), ("--to", "DATE")):
        parser.option(name, metavar, sentences.HELP_CHAIN[name])
    for name, metavar in (("--after", "TIME"), ("--before", "TIME"), ("--start", "WHEN"), ("--limit", "N")):
        parser.option(name, metavar, sentences.HELP_CHAIN[name])
    parser.option("--override", "RULE=REASON", many=True)
    parser.flag("--accept")


def chain(call: Call) -> Answer:
    """The bundles, the best first; with --accept the best is booked, all of it or nothing."""
    typed = call.typed
    overrides = read_overrides(typed.override)
    with call.workstation() as workstation:
        request, start = _request(workstation, call)
        desk, actor = workstation.desk, workstation.actor
        found = desk.schedule.bundles(actor, request)
        if start:
            found = tuple(one for one in found if _starts(one, start))
        if not typed.accept:
            message = sentences.CHAIN_FOUND.format(count=len(found)) if found else sentences.CHAIN_NONE
            result = [_bundle_json(one) for one in found]
            return Answer(message, result=result, lines=columns([row for one in found for row in _rows(one)]))
        if not found:
            raise NotFound(sentences.CHAIN_NONE)
        return answer(workstation, desk.schedule.book_chain(actor, found[0].bookings, overrides), Scope.ALL)


def _request(workstation: Workstation, call: Call) -> tuple[ChainRequest, datetime | None]:
    """What is looked for, and the start that is asked for."""
    typed, desk = call.typed, workstation.desk
    clinic, now, order = desk.clinic(), desk.now(), workstation.settings.dates.order
    site = day_site(clinic, now, site=typed.site, provider=None)
    today = today_at(site, now)
    start = read_start(typed.start, today=today, order=order, zone=site.tz) if typed.start else None
    day = start.date() if start else None

    def read_day(text: str | None, field: str) -> date | None:
        return parse_date(text, today=today, order=order, field=field) if text else None

    limit = USUAL_LIMIT if typed.limit is None else read_number(typed.limit, "number of bundles", least=1, most=_SOME)
    request = ChainRequest(
        patient=desk.patients.by_ref(workstation.actor, typed.patient).id,
        parts=tuple(_part(workstation, clinic, words, typed.gap or _USUAL_GAP) for words in typed.visit),
        site=pick(clinic.sites, typed.site, "site").code if typed.site else "",
        first=read_day(typed.__dict__["from"], "from") or day,
        last=read_day(typed.to, "to") or day,
        begin=parse_time(typed.after, field="after") if typed.after else start.time() if start else None,
        finish=parse_time(typed.before, field="before") if typed.before else None,
        limit=limit,
    )
    return request, start


def _part(workstation: Workstation, clinic: Clinic, words: str, gap: str) -> ChainPart:
    """'ecg20 ito+kim 0-30 @id:12': type, with whom, minutes after the one before, whose. Raises BadInput."""
    first, *more = clean_text(words).split() or [""]
    providers: list[str] = []
    further: list[str] = []
    patient = None
    for word in more:
        if word.startswith("@"):
            patient = workstation.desk.patients.by_ref(workstation.actor, word[1:]).id
        elif _GAP.fullmatch(word):
            gap = word
        else:
            meant, *others = word.split("+")
            providers += [pick(clinic.providers, code, "provider").code for code in meant.split(",") if code]
            further += [pick(clinic.providers, code, "provider").code for code in others if code]
    read = _GAP.fullmatch(gap)
    if not read:
        raise BadInput(sentences.CHAIN_BAD_GAP.format(typed=clean_text(gap)), field="gap")
    visit_type = pick(clinic.visit_types, first, "visit type").code
    return ChainPart(
        visit_type,
        tuple(providers),
        patient,
        int(read["least"]),
        int(read["most"]),
        further=tuple(further) or None,
    )


def _starts(one: Bundle, start: datetime) -> bool:
    first = one.visits[0]
    local = first.start.astimezone(first.site.tz)
    return local == start if start.tzinfo else local.replace(tzinfo=None) == start


def _bundle_json(one: Bundle) -> dict[str, object]:
    first, last = one.visits[0].site, one.visits[-1].site
    return {
        "start": iso(one.start, first),
        "end": iso(one.end, last),
        "waiting": one.waiting,
        "visits": [proposal_json(visit) for visit in one.visits],
    }


def _rows(one: Bundle) -> Iterator[tuple[str, ...]]:
    """A line a visit, the first with how long one waits in between."""
    for at, visit in enumerate(one.visits):
        waiting = sentences.CHAIN_WAITING.format(minutes=one.waiting) if at == 0 else ""
        when = moment_text(visit.start, visit.site)
        yield when, visit.provider.code, visit.visit_type.code, visit.patient.name, waiting
