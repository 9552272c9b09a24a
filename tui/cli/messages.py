"""The verbs about messages to patients: message list, message send, message cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.messages.model import Message, MessageState
from core.messages.sentences import REASONS
from core.messages.telling import state_words
from core.text.wording import not_among
from tui.cli import sentences
from tui.cli.json_output import Shape, iso, patient_in_short
from tui.cli.listing import columns, moment_text, warned
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.change import Change
    from core.messages.listing import Listed
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MESSAGE = "message's number"


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
    message = sentences.MESSAGES_LISTED.format(count=len(listed)) if listed else sentences.MESSAGES_NONE
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
    raise BadInput(not_among(word, [state.value for state in MessageState], sentences.A_MESSAGE_STATE), field="state")


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
