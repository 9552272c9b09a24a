"""The verbs of work that must not be forgotten: case list, new, step, show, edit, note, link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.cases.beginning import CaseRequest
from core.cases.changing import CaseChanges
from core.cases.due import due_words
from core.cases.kinds.book import KINDS
from core.cases.linking import LinkRequest
from core.cases.listing import CaseFilter
from core.cases.model import LinkKind, Urgency
from core.cases.stepping import StepRequest
from core.clinic.codes import first_site, today_at
from tui.cli import cases_sentences as sentences
from tui.cli.cases_json import case_json, whole_json
from tui.cli.cases_sentences import HELP
from tui.cli.listing import columns, moment_text, warned
from tui.cli.readers import read_number, read_pairs, read_word
from tui.cli.record_options import read_rev
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.cases.listing import CaseSeen, WholeCase
    from core.cases.model import CaseEvent
    from core.clinic.model import Site
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_NUMBER = "case's number"
_NOBODY = "nobody"


def declare_listing(parser: Parser) -> None:
    """[--kind K --state S --owner USER --patient REF --words TEXT --closed --limit N]."""
    for name, metavar in (("--kind", "KIND"), ("--state", "STATE"), ("--owner", "USER"), ("--words", "TEXT")):
        parser.option(name, metavar, HELP.get(name, ""))
    parser.option("--patient", "REF", HELP["--patient"])
    parser.flag("--closed", HELP["--closed"])
    parser.option("--limit", "N", HELP["--limit"])


def listing(call: Call) -> Answer:
    """Open cases, the most urgent of each kind first; with --words by their newest note."""
    typed = call.typed
    limit = 1000 if typed.limit is None else read_number(typed.limit, "limit", least=1, most=1000)
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor) as view:
        desk, actor = workstation.desk, workstation.actor
        patient, warning = None, ""
        if typed.patient is not None:
            found = desk.patients.by_ref(actor, typed.patient)
            warning = desk.patients.opened(actor, found.id, "case list")
            patient = found.id
        owner = None if typed.owner is None else "" if typed.owner == _NOBODY else typed.owner
        wanted = CaseFilter(typed.kind, typed.state, owner, patient, typed.words or "", typed.closed, limit)
        cases = desk.cases.listed(actor, wanted)
        is_whole = patient is not None
        lines = columns([_row(one, view.now, is_whole=is_whole) for one in cases]) if cases else ()
        result = [case_json(one, view.now, is_whole=is_whole) for one in cases]
    message = {0: sentences.CASES_NONE, 1: sentences.CASES_ONE}.get(len(cases), sentences.CASES_SOME)
    return Answer(warned(message.format(count=len(cases)), warning), result=result, lines=lines)


def declare_new(parser: Parser) -> None:
    """KIND --subject TEXT [--patient REF --urgent --owner USER --due DATE --site S --note T --fact F=V --link K=T]."""
    parser.word("kind", shown="KIND", summary=HELP["KIND"])
    parser.option("--patient", "REF", HELP["--patient"])
    parser.option("--subject", "TEXT", HELP["--subject"], required=True)
    parser.flag("--urgent", HELP["--urgent"])
    for name, metavar in (("--owner", "USER"), ("--due", "DATE"), ("--site", "CODE"), ("--note", "TEXT")):
        parser.option(name, metavar, HELP.get(name, ""))
    parser.option("--state", "STATE", HELP["--begins"])
    parser.option("--fact", "NAME=VALUE", HELP["--fact"], many=True)
    parser.option("--link", "KIND=TARGET", HELP["--link"], many=True)


def new(call: Call) -> Answer:
    """Begin a case."""
    typed = call.typed
    facts, links = _facts(typed.fact), _links(typed.link)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.WORK_CASES)
        patient = desk.patients.by_ref(actor, typed.patient) if typed.patient else None
        warning = desk.patients.opened(actor, patient.id, "case new") if patient else ""
        request = CaseRequest(
            typed.kind,
            typed.subject,
            patient.id if patient else None,
            Urgency.URGENT if typed.urgent else Urgency.ROUTINE,
            state=typed.state or "",
            owner="" if typed.owner in {None, _NOBODY} else typed.owner,
            due=_day(workstation, typed.due, "due"),
            site=typed.site,
            note=typed.note or "",
            facts=facts,
            links=links,
        )
        change = desk.cases.begin(actor, request)
        return _answer(workstation, change.records[0].ref.id, warned(change.sentence, warning))


def declare_step(parser: Parser) -> None:
    """N STEP [--fact NAME=VALUE --outcome WORD --note TEXT --rev N]."""
    parser.word("number", shown="CASE", summary=HELP["CASE"])
    parser.word("step", shown="STEP", summary=HELP["STEP"])
    parser.option("--fact", "NAME=VALUE", HELP["--fact"], many=True)
    parser.option("--outcome", "WORD", HELP["--outcome"])
    parser.option("--note", "TEXT")
    parser.option("--rev", "N")


def step(call: Call) -> Answer:
    """Take a case to its next state."""
    typed, number = call.typed, read_number(call.typed.number, _NUMBER, least=1)
    request = StepRequest(typed.step, _facts(typed.fact), typed.outcome or "", typed.note or "", read_rev(typed))
    with call.workstation() as workstation:
        warning = _opened(workstation, number, "case step", Privilege.ACKNOWLEDGE)
        change = workstation.desk.cases.step(workstation.actor, number, request)
        return _answer(workstation, number, warned(change.sentence, warning))


def declare_show(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="CASE", summary=HELP["CASE"])


def show(call: Call) -> Answer:
    """A case, with everything that was done with it."""
    number = read_number(call.typed.number, _NUMBER, least=1)
    with call.workstation() as workstation:
        whole = workstation.desk.cases.whole(workstation.actor, number)
        patient = whole.seen.patient
        warning = workstation.desk.patients.opened(workstation.actor, patient.id, "case show") if patient else ""
        now = workstation.desk.now()
    message = sentences.CASE_SHOWN.format(
        number=number, kind=KINDS[whole.seen.case.kind].label, subject=whole.seen.case.subject
    )
    return Answer(warned(message, warning), result=whole_json(whole, now), lines=_lines(whole, now))


def declare_edit(parser: Parser) -> None:
    """N [--owner USER --due DATE --urgent --routine --subject T --snooze DATE --fact F=V --note TEXT --rev N]."""
    parser.word("number", shown="CASE", summary=HELP["CASE"])
    for name, metavar in (("--owner", "USER"), ("--due", "DATE"), ("--subject", "TEXT"), ("--snooze", "DATE")):
        parser.option(name, metavar, HELP.get(name, ""))
    parser.flag("--urgent", HELP["--urgent"])
    parser.flag("--routine", HELP["--routine"])
    parser.option("--fact", "NAME=VALUE", HELP["--fact"], many=True)
    parser.option("--note", "TEXT")
    parser.option("--rev", "N")


def edit(call: Call) -> Answer:
    """Give a case to somebody, put it off, set it right."""
    typed, number = call.typed, read_number(call.typed.number, _NUMBER, least=1)
    with call.workstation() as workstation:
        warning = _opened(workstation, number, "case edit")
        changes = CaseChanges(
            owner="" if typed.owner == _NOBODY else typed.owner,
            due=_day(workstation, typed.due, "due"),
            urgency=Urgency.URGENT if typed.urgent else Urgency.ROUTINE if typed.routine else None,
            subject=typed.subject,
            back=_day(workstation, typed.snooze, "snooze"),
            facts=_facts(typed.fact),
            note=typed.note or "",
        )
        change = workstation.desk.cases.change(workstation.actor, number, changes, rev=read_rev(typed))
        return _answer(workstation, number, warned(change.sentence if change else sentences.CASE_UNCHANGED, warning))


def declare_note(parser: Parser) -> None:
    """N TEXT."""
    parser.word("number", shown="CASE", summary=HELP["CASE"])
    parser.word("text", shown="TEXT", summary=HELP["TEXT"], count="+")


def note(call: Call) -> Answer:
    """Note something on a case."""
    number = read_number(call.typed.number, _NUMBER, least=1)
    with call.workstation() as workstation:
        warning = _opened(workstation, number, "case note")
        change = workstation.desk.cases.note(workstation.actor, number, " ".join(call.typed.text))
        return _answer(workstation, number, warned(change.sentence, warning))


def declare_link(parser: Parser) -> None:
    """N KIND=TARGET [--not]."""
    parser.word("number", shown="CASE", summary=HELP["CASE"])
    parser.word("target", shown="KIND=TARGET", summary=HELP["KIND=TARGET"])
    parser.flag("--not", HELP["--not"])


def link(call: Call) -> Answer:
    """Link a case to an appointment, a provider, an outside party or another case; or end that."""
    number = read_number(call.typed.number, _NUMBER, least=1)
    (wanted,) = _links([call.typed.target])
    with call.workstation() as workstation:
        warning = _opened(workstation, number, "case link")
        cases, actor = workstation.desk.cases, workstation.actor
        act = cases.unlink if getattr(call.typed, "not") else cases.link
        return _answer(workstation, number, warned(act(actor, number, wanted).sentence, warning))


def _opened(workstation: Workstation, number: int, way: str, privilege: Privilege = Privilege.WORK_CASES) -> str:
    """Note that its patient's record is opened, as the answer tells all of the case; a warning."""
    desk, actor = workstation.desk, workstation.actor
    desk.require(actor, privilege)
    patient = desk.cases.whole(actor, number).seen.patient
    return desk.patients.opened(actor, patient.id, way) if patient else ""


def _answer(workstation: Workstation, number: int, message: str) -> Answer:
    whole = workstation.desk.cases.whole(workstation.actor, number)
    return Answer(message, result=whole_json(whole, workstation.desk.now()))


def _facts(typed: list[str]) -> dict[str, str]:
    pairs = (pair if pair.partition("=")[2] else f"{pair} " for pair in typed)
    return {
        name.strip().replace("-", "_"): value.strip()
        for name, value in read_pairs(list(pairs), "--fact", form="NAME=VALUE", example="how=fax").items()
    }


def _links(typed: list[str]) -> tuple[LinkRequest, ...]:
    pairs = (read_pairs([one], "--link", form="KIND=TARGET", example="appointment=12").items() for one in typed)
    words = [kind.value for kind in LinkKind]
    return tuple(
        LinkRequest(LinkKind(read_word(kind, "kind of link", words)), target) for each in pairs for kind, target in each
    )


def _day(workstation: Workstation, typed: str | None, field: str) -> date | None:
    """The day that is typed, at the first site. Raises BadInput."""
    if typed is None:
        return None
    site = first_site(workstation.desk.clinic())
    today = today_at(site, workstation.desk.now())
    return parse_date(typed, today=today, order=workstation.settings.dates.order, field=field)


def _row(seen: CaseSeen, now: datetime, *, is_whole: bool = True) -> tuple[str, ...]:
    case, site = seen.case, seen.site
    late = sentences.CASE_LATE if case.is_late(now) else ""
    return (
        str(case.id),
        KINDS[case.kind].label,
        case.urgency.value if case.urgency is Urgency.URGENT else "",
        seen.patient.mrn if seen.patient else "",
        seen.patient.name if seen.patient else "",
        case.subject if is_whole else seen.told,
        case.outcome or case.state.replace("-", " "),
        f"{due_words(case.due, site, now)}{late}" if case.is_open else "",
        case.owner or case.pool,
    )


def _lines(whole: WholeCase, now: datetime) -> tuple[str, ...]:
    """The case in a row, its facts, and what was done with it."""
    case, site = whole.seen.case, whole.seen.site
    facts = [(one.label, case.facts[one.name]) for one in KINDS[case.kind].facts if case.facts.get(one.name)]
    links = [(one.kind.value, str(one.number or one.code)) for one in whole.links]
    return (
        *columns([_row(whole.seen, now)]),
        *(columns([*facts, *links]) if facts or links else ()),
        *columns([_event_row(one, site) for one in whole.events]),
    )


def _event_row(event: CaseEvent, site: Site) -> tuple[str, ...]:
    what = event.step or event.act.value
    said = ", ".join(f"{name} {value}" for name, value in event.facts.items() if value)
    return moment_text(event.at, site), event.by, what, said, event.note
