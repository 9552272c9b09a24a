"""The verb that tells who opened which record."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from core.access.log import EVERYBODY
from core.calendar.parse_date import parse_date
from core.calendar.wall import resolve
from core.clinic.codes import first_site, today_at
from core.errors import BadInput
from core.text.cleaning import clean_text
from tui.cli import sentences
from tui.cli.json_output import opening_json
from tui.cli.listing import columns, moment_text
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.access.log import Opening
    from core.clinic.model import Site
    from core.patients.model import Patient
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_open(parser: Parser) -> None:
    """REF --reason TEXT."""
    parser.word("ref", shown="REF")
    parser.option("--reason", "TEXT", sentences.HELP_OPEN_REASON, required=True)


def open_record(call: Call) -> Answer:
    """Note why a restricted record is opened, which lets the person open it for some hours."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, call.typed.ref)
        message = desk.patients.give_reason(actor, patient.id, call.typed.reason)
    return Answer(message, result={"id": patient.id, "mrn": patient.mrn})


def declare_access(parser: Parser) -> None:
    """REF | --user NAME [--since DATE]."""
    parser.word("ref", shown="REF", count="?")
    parser.option("--user", "NAME")
    parser.option("--since", "DATE")


def access(call: Call) -> Answer:
    """Who opened a patient's record, or which records somebody opened, newest first, in the first site's time."""
    typed = call.typed
    if (typed.ref is None) == (typed.user is None):
        raise BadInput(sentences.ACCESS_OF_WHAT)
    with call.workstation() as workstation:
        patients, actor = workstation.desk.patients, workstation.actor
        site = first_site(workstation.desk.clinic())
        since = None if typed.since is None else _since(workstation, site, typed.since)
        if typed.ref is None:
            found = patients.openings_by(actor, clean_text(typed.user), since=since)
        else:
            patient, openings = patients.openings_of(actor, typed.ref, since=since)
            found = tuple((opening, None if opening.patient == EVERYBODY else patient) for opening in openings)
    message = sentences.ACCESS_ONE if len(found) == 1 else sentences.ACCESS_SOME.format(count=len(found))
    result = [opening_json(opening, patient, site) for opening, patient in found]
    return Answer(message, result=result, lines=columns([_row(opening, patient, site) for opening, patient in found]))


def _since(workstation: Workstation, site: Site, typed: str) -> datetime:
    """The first moment of that day at the site. Raises BadInput."""
    today = today_at(site, workstation.desk.now())
    day = parse_date(typed, today=today, order=workstation.settings.dates.order)
    return resolve(datetime.combine(day, time()), site.tz).at.astimezone(UTC)


def _row(opening: Opening, patient: Patient | None, site: Site) -> tuple[str, ...]:
    whose = sentences.ACCESS_EVERYBODY if opening.patient == EVERYBODY else f"id:{opening.patient}"
    named = (patient.mrn, patient.name) if patient else ("", whose)
    return moment_text(opening.at, site), opening.actor, opening.way, *named
