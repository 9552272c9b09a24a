"""The verbs about numbers and the clinic's own words: message number, templates, template, preview."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from core.errors import BadInput
from core.messages.model import Line, Message, MessageTemplate, Reason, Way
from core.messages.numbers import PointChange, point_words
from core.messages.sentences import AN_INFO
from core.messages.service import infos_for
from core.record_ref import AppointmentId
from core.text.wording import not_among
from tui.cli import message_sentences as say
from tui.cli.json_output import Shape, patient_in_short
from tui.cli.listing import columns, warned
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.messages.numbers import KnownPoint
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

E = TypeVar("E", bound=Enum)


def declare_number(parser: Parser) -> None:
    """NUMBER [--stop CHANNEL --open CHANNEL --good --line KIND --how TEXT]."""
    parser.word("number", shown="NUMBER")
    parser.option("--stop", "CHANNEL", many=True)
    parser.option("--open", "CHANNEL", many=True)
    parser.flag("--good")
    parser.option("--line", "KIND")
    parser.option("--how", "TEXT", say.HOW_SAID)


def number(call: Call) -> Answer:
    """What is known of a number or an address; or close it, open it again, for whoever has it."""
    typed = call.typed
    wanted = PointChange(
        tuple(_word(Way, one, "stop") for one in typed.stop or ()),
        tuple(_word(Way, one, "open") for one in typed.open or ()),
        is_good=typed.good,
        line=None if typed.line is None else _word(Line, typed.line, "line"),
        how=typed.how or "",
    )
    with call.workstation() as workstation:
        messages, actor = workstation.desk.messages, workstation.actor
        is_asked = wanted == PointChange(how=wanted.how)
        change = None if is_asked else messages.change_number(actor, typed.number, wanted)
        known = messages.number(actor, typed.number)
    told = point_words(known.point) or say.NUMBER_OPEN
    message = change.sentence if change else say.NUMBER_TOLD.format(number=known.point.key, what=told)
    lines = columns([(one.mrn, one.name) for one in known.patients]) if known.patients else ()
    return Answer(message, result=point_json(known), lines=lines)


def declare_templates(parser: Parser) -> None:
    """Nothing."""


def templates(call: Call) -> Answer:
    """The clinic's own words for messages."""
    with call.workstation() as workstation:
        found = workstation.desk.messages.templates(workstation.actor)
    rows = [(one.reason.value, one.way.value, one.language, one.site, one.title, one.text) for one in found]
    message = say.TEMPLATES_TOLD.format(count=len(found))
    return Answer(message, result=[template_json(one) for one in found], lines=columns(rows) if rows else ())


def declare_template(parser: Parser) -> None:
    """REASON CHANNEL LANGUAGE [--site CODE] (--text TEXT [--title TEXT] | --drop)."""
    parser.word("reason", shown="REASON")
    parser.word("channel", shown="CHANNEL")
    parser.word("language", shown="LANGUAGE")
    parser.option("--site", "CODE")
    parser.option("--text", "TEXT", say.WORDS_OF_MESSAGE)
    parser.option("--title", "TEXT", say.TITLE_OF_MESSAGE)
    parser.flag("--drop")


def template(call: Call) -> Answer:
    """Keep words of the clinic's own for those messages, or drop them."""
    typed = call.typed
    reason, way = _word(Reason, typed.reason, "reason"), _word(Way, typed.channel, "channel")
    if typed.drop is (typed.text is not None):
        raise BadInput(say.TEXT_OR_DROP, field="text")
    with call.workstation() as workstation:
        messages, actor = workstation.desk.messages, workstation.actor
        if typed.drop:
            change = messages.drop_template(actor, (reason, way, typed.language, typed.site or ""))
        else:
            wanted = MessageTemplate(0, reason, way, typed.language, typed.site or "", typed.title or "", typed.text)
            change = messages.keep_template(actor, wanted)
    kept = change.only(MessageTemplate)
    return Answer(change.sentence, result=template_json(kept) if kept else None)


def declare_info(parser: Parser) -> None:
    """N [TOPIC ...] [--send]."""
    parser.word("number", shown="N")
    parser.word("topics", shown="TOPIC", summary=say.TOPICS_SAID, count="*")
    parser.flag("--send", say.SEND_SAID)


def info(call: Call) -> Answer:
    """What is to be known before a visit; with --send it goes out, all of it or those topics."""
    typed = call.typed
    number = AppointmentId(read_number(typed.number, "appointment's number", least=1))
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        topics = tuple(dict.fromkeys(typed.topics or ()))
        scheduled = desk.schedule.appointment(actor, number)
        warning = desk.patients.opened(actor, scheduled.patient.id, "message info")
        known = infos_for(desk.clinic(), scheduled)
        for topic in topics:
            if topic not in {one.topic for one in known}:
                raise BadInput(not_among(topic, [one.topic for one in known], AN_INFO), field="topics")
        change = desk.messages.send_info(actor, number, topics) if typed.send else None
    told = [one for one in known if not topics or one.topic in topics]
    sentence = change.sentence if change else say.INFO_TOLD.format(count=len(told))
    result = {
        "appointment": number,
        "infos": [{"topic": one.topic, "language": one.language, "text": one.text} for one in told],
        "messages": [one.id for one in change.all_of(Message)] if change else [],
    }
    return Answer(
        warned(sentence, warning), result=result, lines=columns([(one.topic, one.text) for one in told]) if told else ()
    )


def declare_preview(parser: Parser) -> None:
    """N REASON CHANNEL [--text TEXT]."""
    parser.word("number", shown="N")
    parser.word("reason", shown="REASON")
    parser.word("channel", shown="CHANNEL")
    parser.option("--text", "TEXT", say.WORDS_OF_MESSAGE)


def preview(call: Call) -> Answer:
    """What a message about a visit would say; nothing is sent."""
    typed = call.typed
    appointment = AppointmentId(read_number(typed.number, "appointment's number", least=1))
    reason, way = _word(Reason, typed.reason, "reason"), _word(Way, typed.channel, "channel")
    with call.workstation() as workstation:
        told = workstation.desk.messages.preview(workstation.actor, appointment, reason, way, text=typed.text or "")
    result = {
        "language": told.language,
        "title": told.title,
        "text": told.text,
        "letters": len(told.text),
        "too_long": told.is_too_long,
        "note": told.note,
    }
    lines = (*([told.title, ""] if told.title else []), *told.text.splitlines())
    return Answer(say.PREVIEWED.format(letters=len(told.text), language=told.language), result=result, lines=lines)


def point_json(known: KnownPoint) -> Shape:
    """A number or an address, what keeps messages from it, and who has it."""
    point = known.point
    return {
        "number": point.key,
        "line": point.line.value,
        "stops": [
            {"channel": one.way.value, "at": one.at.isoformat(), "how": one.how, "by": one.by} for one in point.stops
        ],
        "bad_since": point.bad_since.isoformat() if point.bad_since else None,
        "bad_code": point.bad_code,
        "patients": [patient_in_short(one) for one in known.patients],
    }


def template_json(one: MessageTemplate) -> Shape:
    """Words of the clinic's own."""
    return {
        "id": one.id,
        "reason": one.reason.value,
        "channel": one.way.value,
        "language": one.language,
        "site": one.site,
        "title": one.title,
        "text": one.text,
    }


def _word(kind: type[E], word: str, field: str) -> E:
    for member in kind:
        if member.value == word.strip().lower():
            return member
    raise BadInput(not_among(word, [str(one.value) for one in kind], say.A_WORD.format(field=field)), field=field)
