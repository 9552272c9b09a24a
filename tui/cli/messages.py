"""The verbs about messages to patients: message list, send, cancel, answers, inbox, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.codes import first_site
from core.errors import BadInput
from core.messages.model import Message, MessageState
from core.messages.sentences import REASONS
from core.messages.telling import state_words
from core.text.wording import not_among
from tui.cli import message_sentences as say
from tui.cli.json_output import Shape, iso, patient_in_short
from tui.cli.listing import columns, moment_text, warned
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer
from tui.crash import note_crash
from tui.settings import named_file
from tui.working import answer_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.model import Site
    from core.journal.change import Change
    from core.messages.inbox import ToSee
    from core.messages.listing import Listed
    from core.messages.model import Answer as PatientAnswer
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MESSAGE = "message's number"
_ITEM = "number of the inbox"


def declare_list(parser: Parser) -> None:
    """[--patient REF] [--state WORD ...]."""
    parser.option("--patient", "REF")
    parser.option("--state", "WORD", many=True)


def list_all(call: Call) -> Answer:
    """What is on its way and what failed; with --state what is in those states, with --patient all that is theirs."""
    typed, warning = call.typed, ""
    states = [_state(word) for word in typed.state or ()]
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = None
        if typed.patient is not None:
            found = desk.patients.by_ref(actor, typed.patient)
            warning, patient = desk.patients.opened(actor, found.id, "message list"), found.id
        listed = desk.messages.list_all(actor, states=states, patient=patient)
    counted = say.MESSAGES_ONE if len(listed) == 1 else say.MESSAGES_LISTED.format(count=len(listed))
    message = counted if listed else say.MESSAGES_NONE
    return Answer(
        warned(message, warning),
        result=[message_json(one, is_whole=patient is not None) for one in listed],
        lines=columns([_row(one) for one in listed]),
    )


def declare_one(parser: Parser) -> None:
    """ID."""
    parser.word("number", shown="MESSAGE")


def send(call: Call) -> Answer:
    """Have a message go out now that waits, failed or was left out."""
    return _changed(call, lambda desk_messages, actor, number: desk_messages.send(actor, number))


def cancel(call: Call) -> Answer:
    """Take a message back that has not gone out."""
    return _changed(call, lambda desk_messages, actor, number: desk_messages.cancel(actor, number))


def declare_answers(parser: Parser) -> None:
    """DIR."""
    parser.word("place", shown="DIR")


def answers(call: Call) -> Answer:
    """Take what patients answered from a folder, or one file; what was taken before is passed over."""
    place = named_file(call.typed.place, "DIR", call.env)
    taken: list[PatientAnswer] = []
    errors: list[Shape] = []
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        try:
            for name, content in answer_files(place):
                if isinstance(content, str):
                    errors.append({"file": name, "reason": content})
                    continue
                found, why = desk.messages.take_file(actor, name, content, note_error=note_crash)
                taken += found
                errors += [{"file": name, "reason": why}] if why else []
        except OSError as error:
            sentence = say.ANSWERS_UNREADABLE.format(place=place, why=error.strerror or error)
            raise BadInput(sentence, field="place") from error
    result = {"taken": [answer_json(one) for one in taken], "errors": errors}
    message = say.ANSWERS_TAKEN.format(count=len(taken), errors=len(errors))
    return Answer(message, result=result, lines=tuple(f"{one.sender} {one.text}: {one.came_to}" for one in taken))


def declare_inbox(parser: Parser) -> None:
    """Nothing."""


def inbox(call: Call) -> Answer:
    """What came in and a person must see to, the one that waits longest first."""
    with call.workstation() as workstation:
        found = workstation.desk.messages.inbox(workstation.actor)
        site = first_site(workstation.desk.clinic())
    lines = columns([_inbox_row(one, site) for one in found]) if found else ()
    message = say.INBOX_LISTED.format(count=len(found)) if found else say.INBOX_NONE
    return Answer(message, result=[inbox_json(one, site) for one in found], lines=lines)


def declare_done(parser: Parser) -> None:
    """ITEM [--note TEXT]."""
    parser.word("number", shown="ITEM")
    parser.option("--note", "TEXT")


def done(call: Call) -> Answer:
    """Note that an item of the inbox was seen to."""
    number = read_number(call.typed.number, _ITEM, least=1)
    with call.workstation() as workstation:
        change = workstation.desk.messages.see_to(workstation.actor, number, call.typed.note or "")
    return Answer(change.sentence, result={"id": number, "state": "done"})


def answer_json(one: PatientAnswer) -> Shape:
    """What came in, and what it came to."""
    return {
        "id": one.id,
        "channel": one.way.value,
        "from": one.sender,
        "at": one.at.isoformat(),
        "text": one.text,
        "meaning": one.meaning.value,
        "came_to": one.came_to,
        "patient": one.patient,
        "message": one.message,
    }


def inbox_json(one: ToSee, site: Site) -> Shape:
    """An item of the inbox."""
    item = one.item
    return {
        "id": item.id,
        "patient": patient_in_short(one.patient) if one.patient else None,
        "appointment": item.appointment,
        "number": item.number,
        "why": item.why,
        "said": item.said,
        "since": iso(item.since, site),
    }


def _inbox_row(one: ToSee, site: Site) -> tuple[str, ...]:
    item = one.item
    name = one.patient.name if one.patient else ""
    return (str(item.id), moment_text(item.since, site), name, item.number, item.why, item.said)


def message_json(listed: Listed, *, is_whole: bool = False) -> Shape:
    """A message; times are those of the site. Where it went and what it says is told with its patient's alone."""
    message, site = listed.message, listed.site
    told: Shape = {"to": message.address, "title": message.title, "text": message.text} if is_whole else {}
    return {
        "id": message.id,
        "patient": patient_in_short(listed.patient),
        "reason": message.reason.value,
        "subject": message.subject,
        "occurrence": message.occurrence,
        "start": iso(message.start, site),
        "channel": message.way.value if message.way else None,
        "language": message.language,
        "state": message.status.value,
        "why": message.why.value,
        "detail": message.detail,
        "due": iso(message.due, site),
        "until": iso(message.until, site),
        "since": iso(message.status_at, site),
        "tries": message.tries,
        "with": message.carried_by,
        **told,
        "rev": message.rev,
    }


def _changed(call: Call, act: Callable[..., Change]) -> Answer:
    number = read_number(call.typed.number, _MESSAGE, least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        change = act(desk.messages, actor, number)
        kept = change.only(Message)
        listed = desk.messages.one(actor, kept.id if kept else number)
    return Answer(change.sentence, result=message_json(listed))


def _state(word: str) -> MessageState:
    for state in MessageState:
        if state.value == word.strip().lower():
            return state
    raise BadInput(not_among(word, [state.value for state in MessageState], say.A_MESSAGE_STATE), field="state")


def _row(listed: Listed) -> tuple[str, ...]:
    message = listed.message
    return (
        str(message.id),
        moment_text(message.due, listed.site),
        message.way.value if message.way else "",
        listed.patient.name,
        REASONS[message.reason.value],
        moment_text(message.start, listed.site),
        state_words(message),
    )
