"""The verbs that look for free time: free, and why a start cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.parse_time import parse_minutes
from core.clinic.codes import today_at
from core.errors import BadInput
from core.schedule.model.appointment import Mode
from core.schedule.requests import BookingRequest
from core.schedule.series.chain_words import names_several
from core.schedule.slots.model import USUAL_LIMIT
from core.schedule.wanted import NOBODY
from core.structs import replace
from tui.cli import sentences
from tui.cli.json_output import conflict_json, free_json
from tui.cli.listing import columns, moment_text
from tui.cli.readers import day_site, read_further, read_mode, read_number, read_start
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.schedule.slots.model import Opening
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MOST: Final = 1000


def declare_free(parser: Parser) -> None:
    """WORDS... [--patient REF] [--limit N]."""
    parser.word("words", shown="WORDS", count="*", summary=sentences.HELP_FREE["WORDS"])
    parser.option("--patient", "REF", sentences.HELP_FREE["--patient"])
    parser.option("--limit", "N", sentences.HELP_FREE["--limit"])


def free(call: Call) -> Answer:
    """The openings that the words ask for, soonest first: with whom and where is left open unless it is said."""
    typed = call.typed
    limit = USUAL_LIMIT if typed.limit is None else read_number(typed.limit, "limit", least=1, most=_MOST)
    if names_several(" ".join(typed.words)):
        raise BadInput(sentences.FREE_ONE_VISIT, field="words")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, typed.patient) if typed.patient else None
        usual = replace(desk.schedule.usual(actor, patient), provider="", site="") if patient else None
        understood = desk.schedule.read_search(actor, " ".join(typed.words), patient=patient, usual=usual, limit=limit)
        if understood.unread:
            raise BadInput(" ".join(one.sentence for one in understood.unread), field="words")
        found = desk.schedule.openings(actor, understood.search)
        clinic = desk.clinic()
    template = {0: sentences.FREE_NONE, 1: sentences.FREE_ONE}.get(len(found), sentences.FREE_SOME)
    return Answer(
        template.format(count=len(found), echo=understood.echo),
        result=[free_json(one, clinic.sites[one.site]) for one in found],
        lines=(*understood.notes, *(columns([_row(one, clinic) for one in found]) if found else ())),
    )


def declare_why(parser: Parser) -> None:
    """As book, and nothing is booked; the patient may be left out."""
    for name, metavar in (("--type", "CODE"), ("--provider", "CODE"), ("--start", "WHEN")):
        parser.option(name, metavar, required=True)
    parser.option("--patient", "REF", sentences.HELP_FREE["--patient"])
    for name, metavar in (("--site", "CODE"), ("--minutes", "N"), ("--room", "CODE"), ("--mode", "MODE")):
        parser.option(name, metavar)
    parser.option("--with", "CODE", many=True)


def why(call: Call) -> Answer:
    """What a booking would meet, and the single changes that would free its start."""
    typed = call.typed
    mode = read_mode(typed.mode)
    minutes = None if typed.minutes is None else parse_minutes(typed.minutes)
    with call.workstation() as workstation:
        desk, clinic, now = workstation.desk, workstation.desk.clinic(), workstation.desk.now()
        room = clinic.rooms.get(typed.room or "")
        site = day_site(clinic, now, site=typed.site or (room.site if room else None), provider=typed.provider)
        today, order = today_at(site, now), workstation.settings.dates.order
        request = BookingRequest(
            patient=desk.patients.by_ref(workstation.actor, typed.patient).id if typed.patient else NOBODY,
            visit_type=typed.type,
            provider=typed.provider,
            start=read_start(typed.start, today=today, order=order, zone=site.tz),
            site=typed.site,
            minutes=minutes,
            room=typed.room,
            mode=mode,
            further=read_further(vars(typed)["with"]),
        )
        found = desk.schedule.why(workstation.actor, request)
    relaxations = [{"rule": one.rule, "change": one.change} for one in found.relaxations]
    if not found.is_closed:
        message = sentences.WHY_FREE
    elif relaxations:
        message = sentences.WHY_FREED
    else:
        message = sentences.WHY_NOT
    return Answer(
        message,
        result={"conflicts": [conflict_json(one) for one in found.conflicts], "relaxations": relaxations},
        lines=columns([(one.rule, one.change) for one in found.relaxations]) if relaxations else (),
        conflicts=found.conflicts,
    )


def _row(opening: Opening, clinic: Clinic) -> tuple[str, ...]:
    return (
        moment_text(opening.start, clinic.sites[opening.site]),
        "+".join((opening.provider, *opening.further)),
        opening.site,
        opening.room or "",
        opening.visit_type,
        "" if opening.mode is Mode.IN_PERSON else opening.mode.value,
        ", ".join(opening.why),
    )
