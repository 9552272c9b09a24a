"""The verbs about who is due again: recall list, recall set, recall pause, recall end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.clinic.codes import first_site, today_at
from core.contact.call_model import CallList
from core.errors import BadInput
from core.recall.model import Recall, RecallStatus
from core.recall.use_cases import KnownRecall
from tui.cli import contact_sentences as say
from tui.cli.json_output import Shape, patient_in_short
from tui.cli.listing import columns, day_text, warned
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from datetime import date

    from core.contact.to_call import ToCall
    from core.journal.change import Change
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_ENDS = (RecallStatus.DECLINED, RecallStatus.UNREACHABLE, RecallStatus.CLOSED)


def declare_list(parser: Parser) -> None:
    """[REF]."""
    parser.word("ref", shown="REF", summary=say.HELP_RECALL_REF, count="?")


def listing(call: Call) -> Answer:
    """Who is due again and not booked; of a patient all there are, and where each stands."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        rows: list[tuple[str, ...]]
        if call.typed.ref:
            patient = desk.patients.by_ref(actor, call.typed.ref)
            warning = desk.patients.opened(actor, patient.id, "recall list")
            known = desk.recall.of_patient(actor, patient.id)
            result = [_known_json(one) for one in known]
            rows = [(str(one.recall.id), one.name, day_text(one.recall.due), one.standing.value) for one in known]
        else:
            warning = ""
            listed = desk.calls.listed(actor, CallList.RECALL)
            result = [_listed_json(one) for one in listed if one.recall]
            rows = [_row(one, one.recall) for one in listed if one.recall]
    template = {0: say.RECALLS_NONE, 1: say.RECALLS_ONE}.get(len(rows), say.RECALLS_SOME)
    return Answer(warned(template.format(count=len(rows)), warning), result=result, lines=columns(rows) if rows else ())


def declare_set(parser: Parser) -> None:
    """REF KIND [--due DATE --note TEXT]."""
    parser.word("ref", shown="REF")
    parser.word("kind", shown="KIND", summary=say.HELP_RECALL_KIND)
    parser.option("--due", "DATE", say.HELP_RECALL_DUE)
    parser.option("--note", "TEXT")


def set_due(call: Call) -> Answer:
    """The patient is due for that kind of visit."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, typed.ref)
        desk.require(actor, Privilege.LOG_CONTACTS)  # who may not is told so before the record is opened
        warning = desk.patients.opened(actor, patient.id, "recall")
        due = _day(workstation, typed.due, "due") if typed.due else None
        return _answer(workstation, desk.recall.set(actor, patient.id, typed.kind, due, note=typed.note or ""), warning)


def declare_pause(parser: Parser) -> None:
    """N --until DATE."""
    parser.word("number", shown="N", summary=say.HELP_RECALL_NUMBER)
    parser.option("--until", "DATE", say.HELP_RECALL_UNTIL, required=True)


def pause(call: Call) -> Answer:
    """Nobody is called in about it before that day."""
    number = read_number(call.typed.number, "recall's number", least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.LOG_CONTACTS)  # who may not is told so before the day is read
        warning = _opened(workstation, number)
        paused = desk.recall.pause(actor, number, _day(workstation, call.typed.until, "until"))
        return _answer(workstation, paused, warning)


def declare_end(parser: Parser) -> None:
    """N [--how HOW]."""
    parser.word("number", shown="N", summary=say.HELP_RECALL_NUMBER)
    parser.option("--how", "HOW", say.HELP_RECALL_HOW)


def end(call: Call) -> Answer:
    """Nobody is called in about it any more."""
    typed, number = call.typed, read_number(call.typed.number, "recall's number", least=1)
    how = RecallStatus(read_word(typed.how or "closed", "way a recall ends", [one.value for one in _ENDS]))
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.LOG_CONTACTS)
        warning = _opened(workstation, number)
        return _answer(workstation, desk.recall.end(actor, number, how), warning)


def _opened(workstation: Workstation, number: int) -> str:
    """Note that the record is opened of which the answer tells; a warning."""
    desk, actor = workstation.desk, workstation.actor
    return desk.patients.opened(actor, desk.recall.by_id(actor, number).patient, "recall")


def _answer(workstation: Workstation, change: Change, warning: str) -> Answer:
    (kept,) = change.all_of(Recall)
    known = workstation.desk.recall.of_patient(workstation.actor, kept.patient)
    found = next(one for one in known if one.recall.id == kept.id)
    return Answer(warned(change.sentence, warning), result=_known_json(found))


def _known_json(one: KnownRecall) -> Shape:
    recall = one.recall
    return {
        "id": recall.id,
        "patient": patient_in_short(one.patient),
        "kind": recall.kind,
        "due": recall.due.isoformat(),
        "computed": recall.computed.isoformat() if recall.computed else None,
        "after": recall.after,
        "state": one.standing.value,
        "until": recall.until.isoformat() if recall.until else None,
        "note": recall.note,
        "rev": recall.rev,
    }


def _listed_json(one: ToCall) -> Shape:
    recall = one.recall
    if recall is None:
        raise BadInput(say.RECALLS_NONE)
    return {
        "id": recall.id,
        "patient": patient_in_short(one.patient),
        "kind": recall.kind,
        "due": recall.due.isoformat(),
        "state": "contacted" if one.attempts else "due",
        "tries": one.tries,
        "matter": one.matter,
    }


def _row(one: ToCall, recall: Recall) -> tuple[str, ...]:
    return (
        str(recall.id),
        recall.kind,
        day_text(recall.due),
        one.patient.mrn,
        one.patient.name,
        "" if one.patient.restricted else one.phone,
        one.matter,
    )


def _day(workstation: Workstation, typed: str, field: str) -> date:
    today = today_at(first_site(workstation.desk.clinic()), workstation.desk.now())
    return parse_date(typed, today=today, order=workstation.settings.dates.order, field=field)
