"""The verb that changes a patient's record: patient edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.birth_date import parse_birth_date
from core.clinic.codes import first_site, today_at
from core.errors import BadInput
from core.patients.model import Patient, PatientStatus, Phone
from core.patients.requests import RecordChanges
from core.visits.clearance.demographics import DEMOGRAPHICS
from core.visits.clearance.identity import IDENTITY
from tui.cli import sentences
from tui.cli.json_output import patient_json
from tui.cli.patients import declare_fields
from tui.cli.readers import read_number, read_sex, read_word
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import date

    from core.calendar.date_order import DateOrder
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_STATUSES: Final = tuple(status for status in PatientStatus if status is not PatientStatus.ENTERED_IN_ERROR)
_VERIFIED: Final = (IDENTITY.name, DEMOGRAPHICS.name)


def declare_edit(parser: Parser) -> None:
    """REF, and the fields of a record: an empty value empties the field, a list that is given replaces the old one."""
    parser.word("ref", shown="REF")
    declare_fields(parser, birth_date_required=False)
    parser.option("--status", "STATUS")
    parser.option("--verified", "ITEM", many=True)
    parser.option("--rev", "N")
    for flag in ("--interpreter", "--no-interpreter", "--anyway"):
        parser.flag(flag)


def edit(call: Call) -> Answer:
    """Change a record, unless it is no longer the one that was seen."""
    typed = call.typed
    rev = None if typed.rev is None else read_number(typed.rev, "rev", least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, typed.ref)
        today = today_at(first_site(desk.clinic()), desk.now())
        changes = _changes(typed, patient, order=workstation.settings.dates.order, today=today)
        if changes == RecordChanges():
            raise BadInput(sentences.NOTHING_TO_EDIT)
        change = desk.patients.edit(actor, patient.id, changes, rev=rev, anyway=typed.anyway)
    if change is None:
        return Answer(sentences.NOTHING_DIFFERENT.format(patient=patient.name), result=patient_json(patient))
    saved = change.only(Patient) or patient
    return Answer(change.sentence, result=patient_json(saved), conflicts=change.warnings)


def _changes(typed: Namespace, patient: Patient, *, order: DateOrder, today: date) -> RecordChanges:
    verified = {read_word(word, "check-in item", _VERIFIED) for word in typed.verified}
    return RecordChanges(
        family=typed.family,
        given=typed.given,
        birth_date=None if typed.birth_date is None else parse_birth_date(typed.birth_date, order=order, today=today),
        sex=None if typed.sex is None else read_sex(typed.sex),
        phones=_phones(typed.phone, patient) if typed.phone else None,
        mrn=typed.mrn,
        preferred=typed.preferred,
        previous=_texts(typed.previous),
        email=typed.email,
        address=typed.address,
        language=typed.language,
        interpreter=True if typed.interpreter else False if typed.no_interpreter else None,
        usual_provider=typed.usual_provider,
        alerts=_texts(typed.alert),
        external_id=typed.external_id,
        status=_status(typed.status),
        identity_verified=True if IDENTITY.name in verified else None,
        demographics_confirmed=True if DEMOGRAPHICS.name in verified else None,
    )


def _status(typed: str | None) -> PatientStatus | None:
    if typed is None:
        return None
    return PatientStatus(read_word(typed, "status", [status.value for status in _STATUSES]))


def _texts(typed: Sequence[str]) -> tuple[str, ...] | None:
    """What was given, without what is empty: one empty value alone empties the list."""
    return tuple(text for text in typed if text.strip()) if typed else None


def _phones(typed: Sequence[str], patient: Patient) -> tuple[Phone, ...]:
    """The numbers; one that the record has already keeps its kind and consent."""
    known = {phone.digits: phone for phone in patient.phones}
    phones = (Phone(number) for number in typed if number.strip())
    return tuple(known.get(phone.digits, phone) if phone.digits else phone for phone in phones)
