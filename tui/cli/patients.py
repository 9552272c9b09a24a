"""The verbs about patients: find, patient add, patient show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.clinic.codes import first_site, today_at
from core.errors import NeedsReason
from core.patients.fields import PATIENT, new_patient
from core.patients.model import Patient
from core.structs import replace
from tui.cli import sentences
from tui.cli.json_output import hit_json, patient_json
from tui.cli.listing import columns, day_text, warned
from tui.cli.readers import read_number
from tui.cli.record_options import declare_new, read_options, reading_of
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from zoneinfo import ZoneInfo

    from core.fields.model import ReadContext
    from core.patients.model import PatientHit
    from core.record_ref import PatientId
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_MOST_FOUND = 1000
_NAMED = ("family", "given")
"""What the patient's name tells."""


def declare_find(parser: Parser) -> None:
    """WORDS... [--limit N]."""
    parser.word("words", shown="WORDS", count="+")
    parser.option("--limit", "N")


def find(call: Call) -> Answer:
    """Patients the words fit, best first. A script is told how to reach them, which no list on a screen tells."""
    typed = call.typed
    limit = 20 if typed.limit is None else read_number(typed.limit, "limit", least=1, most=_MOST_FOUND)
    with call.workstation() as workstation:
        found = workstation.desk.patients.find(workstation.actor, " ".join(typed.words), limit=limit)
        told = [hit.patient for hit in found.hits if typed.json and (hit.patient.phones or hit.patient.email)]
        opened = dict.fromkeys(one.id for one in (found.identified, *told) if one)
        warnings, withheld = _opened(workstation, opened)
        site = first_site(workstation.desk.clinic())
        today = today_at(site, workstation.desk.now())
    template = sentences.FOUND_SOME if found.hits else sentences.FOUND_NOBODY
    return Answer(
        warned(template.format(reading=found.reading, count=len(found.hits)), next(iter(warnings), "")),
        result=[hit_json(_untold(hit) if hit.patient.id in withheld else hit) for hit in found.hits],
        lines=columns([_hit_row(hit, today, site.tz) for hit in found.hits]),
    )


def _opened(workstation: Workstation, found: Iterable[PatientId]) -> tuple[list[str], set[PatientId]]:
    """What is to be told with records that are opened by a list, and whose reach is withheld, as they want a reason."""
    warnings: list[str] = []
    withheld: set[PatientId] = set()
    for one in found:
        try:
            warnings.append(workstation.desk.patients.opened(workstation.actor, one, "find"))
        except NeedsReason as needed:
            warnings.append(needed.sentence)
            withheld.add(one)
    return [one for one in warnings if one], withheld


def _untold(hit: PatientHit) -> PatientHit:
    return replace(hit, patient=replace(hit.patient, phones=(), email=""))


def declare_add(parser: Parser) -> None:
    """The fields of a record; either name may be left out."""
    declare_new(parser, PATIENT, required={"birth_date"})
    parser.flag("--anyway")


def add(call: Call) -> Answer:
    """Register a patient, unless somebody looks alike."""
    with call.workstation() as workstation:
        typed = read_options(call.typed, PATIENT, reading_of(workstation))
        draft = new_patient(typed)
        change = workstation.desk.patients.register(workstation.actor, draft, anyway=call.typed.anyway)
    patient = change.only(Patient)
    return Answer(change.sentence, result=patient_json(patient) if patient else None, conflicts=change.warnings)


def declare_show(parser: Parser) -> None:
    """REF."""
    parser.word("ref", shown="REF")


def show(call: Call) -> Answer:
    """One patient's record."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, call.typed.ref)
        warning = desk.patients.opened(actor, patient.id, "patient show")
        reading = reading_of(workstation)
    message = sentences.SHOWN_PATIENT.format(patient=patient.name, born=day_text(patient.birth_date), mrn=patient.mrn)
    return Answer(warned(message, warning), result=patient_json(patient), lines=columns(_record(patient, reading)))


def _hit_row(hit: PatientHit, today: date, zone: ZoneInfo) -> tuple[str, ...]:
    patient = hit.patient
    visits = ((sentences.LISTED_LAST, hit.last_visit), (sentences.LISTED_NEXT, hit.next_visit))
    return (
        patient.mrn,
        patient.name,
        f"{day_text(patient.birth_date)} ({patient.age_on(today)})",
        patient.sex.letter,
        patient.phone_tail,
        *(f"{word} {day_text(local(at, zone).date())}" if at else "" for word, at in visits),
        hit.match,
    )


def _record(patient: Patient, reading: ReadContext) -> list[tuple[str, ...]]:
    """What there is of the record, a line each."""
    facts = {field.label.strip(): fact for field, fact in PATIENT.facts(patient, reading) if field.name not in _NAMED}
    facts[PATIENT["birth_date"].label] = f"{day_text(patient.birth_date)} ({patient.age_on(reading.today)})"
    former = [(sentences.LISTED_FORMER, ", ".join(patient.former_mrns))] if patient.former_mrns else []
    return [(sentences.LISTED_NAME, patient.name), *facts.items(), *former, (sentences.LISTED_ID, f"id:{patient.id}")]
