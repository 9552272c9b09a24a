"""The verbs of visits that belong together: who is seen at once, which visits are of one series, joining a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.recurrence import Recurrence, in_words
from core.errors import NotFound
from tui.cli import sentences
from tui.cli.bookings import answer
from tui.cli.json_output import appointment_json
from tui.cli.listing import columns, moment_text
from tui.cli.readers import read_appointment, read_overrides
from tui.cli.subcommand import Answer
from tui.text.words import whereabouts

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.schedule.model.visit import ScheduledVisit
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_one(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="N")


def list_series(call: Call) -> Answer:
    """The visits of the series or chain that an appointment is of, by start, whatever became of them."""
    number = read_appointment(call.typed.number)
    with call.workstation() as workstation:
        linked = workstation.desk.schedule.linked(workstation.actor, number)
        if linked is None:
            raise NotFound(sentences.SERIES_NONE.format(number=number))
        clinic = workstation.desk.clinic()
        lines = columns([_row(workstation, one) for one in linked.visits])
    record = linked.record
    rule = f", {in_words(Recurrence(record.rule))}" if record.rule else ""
    result = {
        "id": record.id,
        "kind": record.kind.value,
        "rule": record.rule or None,
        "appointments": _shapes(clinic, linked.visits),
    }
    return Answer(sentences.SERIES_LISTED.format(count=len(linked.visits), rule=rule), result=result, lines=lines)


def list_group(call: Call) -> Answer:
    """Whom the provider sees at once with an appointment, and for how many there is room."""
    number = read_appointment(call.typed.number)
    with call.workstation() as workstation:
        group = workstation.desk.schedule.group(workstation.actor, number)
        clinic = workstation.desk.clinic()
        lines = columns([_row(workstation, one) for one in group.members])
    first = group.members[0].appointment
    message = sentences.GROUP_LISTED.format(
        count=len(group.members),
        seats=group.seats,
        type=first.visit_type,
        provider=clinic.providers[first.provider].family,
        when=moment_text(first.start, clinic.sites[first.site]),
    )
    return Answer(message, result={"seats": group.seats, "members": _shapes(clinic, group.members)}, lines=lines)


def declare_join(parser: Parser) -> None:
    """N --patient REF."""
    parser.word("number", shown="N")
    parser.option("--patient", "REF", required=True)
    parser.option("--override", "RULE=REASON", many=True)


def join(call: Call) -> Answer:
    """Book the patient as those of the group are booked; cancelling that appointment leaves it again."""
    number, overrides = read_appointment(call.typed.number), read_overrides(call.typed.override)
    with call.workstation() as workstation:
        patient = workstation.desk.patients.by_ref(workstation.actor, call.typed.patient).id
        return answer(workstation, workstation.desk.schedule.join(workstation.actor, number, patient, overrides))


def _shapes(clinic: Clinic, visits: tuple[ScheduledVisit, ...]) -> list[dict[str, object]]:
    return [appointment_json(one, clinic.sites[one.appointment.site]) for one in visits]


def _row(workstation: Workstation, one: ScheduledVisit) -> tuple[str, ...]:
    appointment, now = one.appointment, workstation.desk.now()
    site = workstation.desk.clinic().sites[appointment.site]
    return (
        moment_text(appointment.start, site),
        appointment.provider,
        one.patient.name,
        appointment.visit_type,
        appointment.room or "",
        whereabouts(one, site, now),
        str(appointment.id),
    )
