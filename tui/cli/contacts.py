"""The verbs about contacts with patients: log, list follow-ups, follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.clinic.codes import first_site, today_at
from core.contact.fields import COMMUNICATION
from core.contact.model import Communication
from core.errors import BadInput
from core.record_ref import AppointmentId
from tui.cli import contact_sentences as say
from tui.cli.json_output import Shape, iso, patient_in_short
from tui.cli.listing import columns, day_text, moment_text, warned
from tui.cli.readers import read_number
from tui.cli.record_options import declare_new, read_options, reading_of
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_log(parser: Parser) -> None:
    """REF, and what a contact to be noted was about."""
    parser.word("ref", shown="REF", summary=say.HELP_LOG_REF)
    declare_new(parser, COMMUNICATION, required=())


def log(call: Call) -> Answer:
    """Note a contact, or tell those there were, newest first."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor, site = workstation.desk, workstation.actor, _site(workstation)
        patient, appointment = _meant(workstation, typed.ref)
        values = read_options(typed, COMMUNICATION, reading_of(workstation))
        if values and "summary" not in values:
            raise BadInput(say.LOG_NEEDS_ADD, field="add")
        warning = desk.patients.opened(actor, patient.id, "log")
        if values:
            change = desk.contact.note(actor, patient.id, values, appointment=appointment)
            (noted,) = change.all_of(Communication)
            return Answer(warned(change.sentence, warning), result=contact_json(noted, patient, site))
        found = desk.contact.of_patient(actor, patient.id)
    template = {0: say.LOG_NONE, 1: say.LOG_ONE}.get(len(found), say.LOG_SOME)
    message = template.format(patient=patient.name, mrn=patient.mrn, count=len(found))
    lines = columns([_row(one, site) for one in found]) if found else ()
    return Answer(warned(message, warning), result=[contact_json(one, patient, site) for one in found], lines=lines)


def follow_ups(call: Call) -> Answer:
    """What is to be followed up by today, the oldest first."""
    with call.workstation() as workstation:
        site = _site(workstation)
        found = workstation.desk.contact.due(workstation.actor)
    rows = [
        (
            str(one.contact.id),
            day_text(one.contact.follow_up) if one.contact.follow_up else "",
            one.patient.mrn,
            one.patient.name,
            one.contact.channel.value,
            one.told,
        )
        for one in found
    ]
    template = {0: say.FOLLOW_UPS_NONE, 1: say.FOLLOW_UPS_ONE}.get(len(found), say.FOLLOW_UPS_SOME)
    result = [{**contact_json(one.contact, one.patient, site), "summary": one.told} for one in found]
    return Answer(template.format(count=len(found)), result=result, lines=columns(rows) if rows else ())


def declare_follow_up(parser: Parser) -> None:
    """N [--to DATE]."""
    parser.word("number", shown="N", summary=say.HELP_CONTACT)
    parser.option("--to", "DATE", say.HELP_PUT_OFF)


def follow_up(call: Call) -> Answer:
    """What was to follow from a contact was done; with --to it is put off."""
    typed, number = call.typed, read_number(call.typed.number, "contact's number", least=1)
    with call.workstation() as workstation:
        desk, actor, site = workstation.desk, workstation.actor, _site(workstation)
        desk.require(actor, Privilege.LOG_CONTACTS)  # who may not is told so before it is looked up
        patient = desk.patients.by_id(actor, desk.contact.by_id(actor, number).patient)
        warning = desk.patients.opened(actor, patient.id, "follow-up")
        if typed.to is None:
            change = desk.contact.tick_off(actor, number)
        else:
            today, order = today_at(site, desk.now()), workstation.settings.dates.order
            moved = desk.contact.put_off(actor, number, parse_date(typed.to, today=today, order=order, field="to"))
            if moved is None:
                return Answer(say.FOLLOW_UP_SAYS_SO)
            change = moved
        (kept,) = change.all_of(Communication)
    return Answer(warned(change.sentence, warning), result=contact_json(kept, patient, site))


def contact_json(contact: Communication, patient: Patient, site: Site) -> Shape:
    """A contact; instants are told in the site's time."""
    return {
        "id": contact.id,
        "patient": patient_in_short(patient),
        "at": iso(contact.at, site),
        "by": contact.by,
        "channel": contact.channel.value,
        "direction": contact.direction.value,
        "who": contact.who,
        "summary": contact.summary,
        "appointment": contact.appointment,
        "follow_up": contact.follow_up.isoformat() if contact.follow_up else None,
        "done_at": iso(contact.done_at, site) if contact.done_at else None,
        "done_by": contact.done_by or None,
        "rev": contact.rev,
    }


def _meant(workstation: Workstation, ref: str) -> tuple[Patient, AppointmentId | None]:
    """The patient, or whose appointment it is and its number: `appointment:12`."""
    desk, actor = workstation.desk, workstation.actor
    if not ref.lower().startswith("appointment:"):
        return desk.patients.by_ref(actor, ref), None
    number = AppointmentId(desk.read_ref(actor, ref).id)
    return desk.schedule.appointment(actor, number).patient, number


def _row(contact: Communication, site: Site) -> tuple[str, ...]:
    follow_up = ""
    if contact.follow_up:
        template = say.LOG_FOLLOWED if contact.done_at else say.LOG_FOLLOW
        follow_up = template.format(day=day_text(contact.follow_up), who=contact.done_by)
    return (
        str(contact.id),
        moment_text(contact.at, site),
        contact.by,
        contact.channel.value,
        contact.direction.value,
        contact.who,
        contact.summary,
        follow_up,
    )


def _site(workstation: Workstation) -> Site:
    return first_site(workstation.desk.clinic())
