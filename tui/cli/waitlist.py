"""The verbs of the waiting list: who waits, whom a time suits, and filling it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.clinic.codes import first_site, today_at
from core.errors import BadInput
from core.schedule.freed_resources import what_of
from core.schedule.model.visit import ScheduledVisit
from core.schedule.model.wait import Outcome, WaitEntry
from core.schedule.waitlist.fields import WAIT_ENTRY
from tui.cli import sentences
from tui.cli.json_output import appointment_json
from tui.cli.listing import columns, moment_text
from tui.cli.readers import day_site, read_number, read_overrides, read_start, read_word
from tui.cli.record_options import declare_changes, declare_new, read_changes, read_options, read_rev, reading_of
from tui.cli.subcommand import Answer
from tui.cli.waitlist_json import freed_json, match_json, wait_json

if TYPE_CHECKING:
    from core.clinic.model import Clinic, Site
    from core.journal.change import Change
    from core.schedule.waitlist.matching import Match
    from core.schedule.waitlist.offer import Offer
    from core.schedule.waitlist.use_cases import FreedTime
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_ENTRY = "waiting list's number"


def declare_wait(parser: Parser) -> None:
    """--patient REF --type CODE, and the other fields of an entry."""
    parser.option("--patient", "REF", required=True)
    declare_new(parser, WAIT_ENTRY, required={"visit_type"})


def wait(call: Call) -> Answer:
    """Put a patient on the waiting list."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        values = read_options(call.typed, WAIT_ENTRY, reading_of(workstation))
        patient = desk.patients.by_ref(actor, call.typed.patient)
        return _entry(workstation, desk.waitlist.put_on(actor, patient.id, values))


def declare_edit(parser: Parser) -> None:
    """N, and what is to be otherwise."""
    parser.word("number", shown="ENTRY")
    declare_changes(parser, WAIT_ENTRY)


def edit(call: Call) -> Answer:
    """Change an entry."""
    typed, number = call.typed, read_number(call.typed.number, _ENTRY, least=1)
    rev = read_rev(typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        changes = read_changes(typed, WAIT_ENTRY, reading_of(workstation), verb="wait edit", example="--window any")
        change = desk.waitlist.change(actor, number, changes, rev=rev)
        if change is None:
            entry, patient = desk.waitlist.entry(actor, number)
            return Answer(sentences.WAIT_UNCHANGED, result=wait_json(entry, patient, _site(workstation)))
        return _entry(workstation, change)


def declare_end(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="ENTRY")


def end(call: Call) -> Answer:
    """The patient waits no longer."""
    number = read_number(call.typed.number, _ENTRY, least=1)
    with call.workstation() as workstation:
        return _entry(workstation, workstation.desk.waitlist.end(workstation.actor, number))


def declare_list(parser: Parser) -> None:
    """[--slot START --provider P --site S --limit N]."""
    for name, metavar in (("--slot", "WHEN"), ("--provider", "CODE"), ("--site", "CODE"), ("--limit", "N")):
        parser.option(name, metavar)


def listing(call: Call) -> Answer:
    """Who waits; with --slot whom that time suits and no rule keeps from it, best first."""
    typed = call.typed
    limit = 20 if typed.limit is None else read_number(typed.limit, "limit", least=1, most=1000)
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor):
        desk, actor, site = workstation.desk, workstation.actor, _site(workstation)
        if typed.slot is None:
            _refuse_without_slot(call)
            found = desk.waitlist.waiting(actor)[:limit] if typed.limit else desk.waitlist.waiting(actor)
        else:
            offer = _offer(workstation, call)
            site = desk.clinic().sites[offer.site]
            found = desk.waitlist.matches(actor, offer, limit=limit)
        result = [match_json(one, site) for one in found]
        lines = columns([_row(one, site) for one in found]) if found else ()
    one = {0: sentences.WAIT_NONE, 1: sentences.WAIT_ONE}.get(len(found), sentences.WAIT_SOME)
    return Answer(one.format(count=len(found)), result=result, lines=lines)


def declare_accept(parser: Parser) -> None:
    """N --slot START [--provider P --site S --override RULE=REASON]."""
    parser.word("number", shown="ENTRY")
    parser.option("--slot", "WHEN", required=True)
    for name, metavar in (("--provider", "CODE"), ("--site", "CODE")):
        parser.option(name, metavar)
    parser.option("--override", "RULE=REASON", many=True)


def accept(call: Call) -> Answer:
    """Fill a time with who waits; what that frees is told, with whom it suits."""
    number, overrides = read_number(call.typed.number, _ENTRY, least=1), read_overrides(call.typed.override)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        change = desk.waitlist.accept(actor, number, _offer_to(workstation, call, number), overrides=overrides)
        with desk.snapshot(actor):
            entry, patient = desk.waitlist.entry(actor, number)
            freed = desk.waitlist.freed_by(actor, change.entry.id)
        clinic, scheduled = desk.clinic(), change.only(ScheduledVisit)
        assert scheduled is not None  # noqa: S101 - one appointment is what it is about
        sites, site = clinic.sites, clinic.sites[scheduled.appointment.site]
        result = {
            **wait_json(entry, patient, site),
            "booked": appointment_json(scheduled, site),
            "freed": [freed_json(one, sites[one.offer.site]) for one in freed],
        }
    lines = [
        sentences.WAIT_FREED.format(
            when=moment_text(one.offer.start, sites[one.offer.site]),
            what=_what(clinic, one) if one.offer.besides else f"with {one.offer.provider}",
            count=len(one.matches),
        )
        for one in freed
        if one.matches
    ]
    return Answer(change.sentence, result=result, lines=tuple(lines), conflicts=change.warnings)


def declare_contact(parser: Parser) -> None:
    """N OUTCOME --slot START [--provider P --site S --note TEXT]."""
    parser.word("number", shown="ENTRY")
    parser.word("outcome", shown="OUTCOME")
    parser.option("--slot", "WHEN", required=True)
    for name, metavar in (("--provider", "CODE"), ("--site", "CODE"), ("--note", "TEXT")):
        parser.option(name, metavar)


def contact(call: Call) -> Answer:
    """Note what came of trying to reach somebody about a time."""
    typed, number = call.typed, read_number(call.typed.number, _ENTRY, least=1)
    outcome = Outcome(read_word(typed.outcome, "outcome", [one.value for one in Outcome]))
    with call.workstation() as workstation:
        offer = _offer_to(workstation, call, number)
        change = workstation.desk.waitlist.contact(workstation.actor, number, offer, outcome, note=typed.note or "")
        return _entry(workstation, change)


def freed(call: Call) -> Answer:
    """Freed time that somebody who waits could have, the next one first."""
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor):
        clinic = workstation.desk.clinic()
        sites = clinic.sites
        found = workstation.desk.waitlist.freed(workstation.actor)
        result = [freed_json(one, sites[one.offer.site]) for one in found]
    rows = [
        (
            moment_text(one.offer.start, sites[one.offer.site]),
            one.offer.site,
            _what(clinic, one),
            f"{one.offer.gap} min",
            one.slot.why,
            one.matches[0].patient.name if one.matches else "",
            str(len(one.matches)) if one.matches else "",
            sentences.FREED_LACKING.format(numbers=", ".join(str(each.appointment.id) for each in one.lacking))
            if one.lacking
            else "",
        )
        for one in found
    ]
    message = {0: sentences.FREED_NONE, 1: sentences.FREED_ONE}.get(len(found), sentences.FREED_SOME)
    return Answer(message.format(count=len(found)), result=result, lines=columns(rows) if rows else ())


def _what(clinic: Clinic, one: FreedTime) -> str:
    """Whose time it is, by the code, or what else."""
    return what_of(clinic, one.slot) if one.offer.besides else one.offer.provider


def _refuse_without_slot(call: Call) -> None:
    for option in ("provider", "site"):
        if getattr(call.typed, option):
            raise BadInput(sentences.WAIT_NEEDS_SLOT.format(option=f"--{option}"), field=option)


def _offer_to(workstation: Workstation, call: Call, number: int) -> Offer:
    """The same for an entry: who waits for one provider alone is offered that one's time, where no other is named."""
    wanted = () if call.typed.provider else workstation.desk.waitlist.entry(workstation.actor, number)[0].providers
    return _offer(workstation, call, provider=wanted[0] if len(wanted) == 1 else None)


def _offer(workstation: Workstation, call: Call, *, provider: str | None = None) -> Offer:
    """The time that --slot, --provider and --site mean; `provider` where none is named."""
    typed, desk = call.typed, workstation.desk
    clinic, now, provider = desk.clinic(), desk.now(), typed.provider or provider
    site = day_site(clinic, now, site=typed.site, provider=provider)
    start = read_start(typed.slot, today=today_at(site, now), order=workstation.settings.dates.order, zone=site.tz)
    return desk.waitlist.offer_at(workstation.actor, start, provider=provider, site=typed.site)


def _entry(workstation: Workstation, change: Change) -> Answer:
    (entry,) = change.all_of(WaitEntry)
    found, patient = workstation.desk.waitlist.entry(workstation.actor, entry.id)
    return Answer(change.sentence, result=wait_json(found, patient, _site(workstation)))


def _site(workstation: Workstation) -> Site:
    return first_site(workstation.desk.clinic())


def _row(match: Match, site: Site) -> tuple[str, ...]:
    entry = match.entry
    return (
        str(entry.id),
        match.patient.mrn,
        match.patient.name,
        entry.visit_type,
        " ".join(entry.providers),
        entry.window,
        "; ".join(match.why),
        "; ".join(f"{local(one.at, site.tz):%-d %b} {one.outcome.value}" for one in match.contacts[-2:]),
    )
