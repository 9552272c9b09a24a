"""The verbs about forms: form list, form sign, form give, form decline, form print, and list forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.calendar.parse_date import parse_date
from core.clinic.codes import first_site, today_at
from core.documents.forms import FormSaid
from core.forms.model import FormState
from core.forms.sentences import STATES
from tui.cli import document_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.json_output import appointment_json
from tui.cli.letters import patient_of
from tui.cli.listing import columns, warned
from tui.cli.subcommand import Answer
from tui.text.words import when_of

if TYPE_CHECKING:
    from datetime import date

    from core.documents.forms import FormsOf
    from core.forms.model import FormNote
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_list(parser: Parser) -> None:
    """REF."""
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)


def list_forms(call: Call) -> Answer:
    """Tell which forms are asked for at a visit, or of a patient, and what became of them."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        whose = desk.read_ref(actor, call.typed.whose)
        warning = desk.patients.opened(actor, patient_of(workstation, whose), "form list")
        found = desk.documents.forms(actor, whose)
    rows = [
        *((one.form.code, one.form.name, say.FORM_DUE if one.is_due else say.FORM_OK, one.why) for one in found.found),
        *((one.form, "", "", _noted(one)) for one in found.others),
    ]
    due = sum(one.is_due for one in found.found)
    told = say.FORMS_TOLD.format(patient=found.patient.name, mrn=found.patient.mrn, due=due, count=len(found.found))
    return Answer(warned(told, warning), result=_forms_json(found), lines=columns(rows))


def declare_note(parser: Parser) -> None:
    """REF FORM... [--signer NAME] [--on DATE] [--note TEXT]."""
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)
    parser.word("form", shown="FORM", summary=say.HELP_FORM, count="+")
    parser.option("--signer", "NAME", say.HELP_SIGNER)
    parser.option("--on", "DATE", say.HELP_SIGNED_ON)
    parser.option("--note", "TEXT", say.HELP_FORM_NOTE)


def sign(call: Call) -> Answer:
    """Note that a patient signed forms."""
    return _note(call, FormState.SIGNED)


def give(call: Call) -> Answer:
    """Note that a patient was given forms."""
    return _note(call, FormState.GIVEN)


def decline(call: Call) -> Answer:
    """Note that a patient would not sign forms."""
    return _note(call, FormState.DECLINED)


def declare_print(parser: Parser) -> None:
    """REF [FORM...] [--format text|pdf] [--out NEW] [--print]."""
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)
    parser.word("form", shown="FORM", summary=say.HELP_FORM_PRINTED, count="*")
    declare_output(parser)


def print_forms(call: Call) -> Answer:
    """Make forms to be signed: those named, else all that are due."""
    output = read_output(call)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        whose = desk.read_ref(actor, call.typed.whose)
        warning = desk.patients.opened(actor, patient_of(workstation, whose), "form print")
        codes = call.typed.form or [one.form.code for one in desk.documents.forms(actor, whose).found if one.is_due]
        made = [desk.documents.form(actor, whose, code) for code in codes]
        if not made:
            return Answer(warned(say.NO_FORM_DUE, warning), result={"forms": []})
        documents, told = [one.document for one in made], " ".join(one.told for one in made)
        result = {
            "forms": [{"form": code, "language": one.document.language} for code, one in zip(codes, made, strict=True)]
        }
        return give_out(documents, output, workstation.settings.documents, told=told, result=result, warning=warning)


def declare_nothing(parser: Parser) -> None:
    """No arguments."""


def due(call: Call) -> Answer:
    """The visits of the next days whose forms are due, by start."""
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor) as view:
        found = workstation.desk.documents.forms_due(workstation.actor)
        rows, result = [], []
        for one in found:
            booked, site = one.scheduled.appointment, view.site_of(one.scheduled)
            when = when_of(one.scheduled, site, view.now)
            rows.append((when, booked.provider, one.scheduled.patient.name, one.why, str(booked.id)))
            result.append({**appointment_json(one.scheduled, site), "forms_due": one.why})
    return Answer(say.FORMS_DUE_TOLD.format(count=len(found)), result=result, lines=columns(rows))


def _note(call: Call, state: FormState) -> Answer:
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        whose = desk.read_ref(actor, typed.whose)
        patient = patient_of(workstation, whose)
        warning = desk.patients.opened(actor, patient, "form")
        day = _day(workstation, typed.on) if typed.on else None
        said = [FormSaid(code, state, typed.signer or "", day, typed.note or "") for code in typed.form]
        change = desk.documents.note_forms(actor, whose, said)
        result = _forms_json(desk.documents.forms(actor, whose))
    return Answer(warned(change.sentence, warning), result=result)


def _day(workstation: Workstation, typed: str) -> date:
    site = first_site(workstation.desk.clinic())
    today = today_at(site, workstation.desk.now())
    return parse_date(typed, today=today, order=workstation.settings.dates.order, field="on")


def _forms_json(found: FormsOf) -> dict[str, Any]:
    return {
        "patient": {"id": found.patient.id, "mrn": found.patient.mrn, "name": found.patient.name},
        "on": found.on.isoformat(),
        "forms": [
            {
                "form": one.form.code,
                "name": one.form.name,
                "needs": one.form.needs,
                "state": "due" if one.is_due else "ok",
                "why": one.why,
                "noted": _note_json(one.note) if one.note else None,
            }
            for one in found.found
        ],
        "others": [{"form": one.form, "noted": _note_json(one)} for one in found.others],
    }


def _note_json(note: FormNote) -> dict[str, Any]:
    return {
        "id": note.id,
        "state": note.state.value,
        "day": note.day.isoformat(),
        "at": note.at.isoformat(),
        "by": note.by,
        "signer": note.signer or None,
        "appointment": note.appointment,
        "note": note.note,
    }


def _noted(note: FormNote) -> str:
    return f"{STATES[note.state.value]} {note.day:%-d %b %Y}"
