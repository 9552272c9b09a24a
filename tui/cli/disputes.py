"""The verbs about questions and disputes of lines of ledgers: dispute, dispute settle, dispute list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.text.card_numbers import refuse_card_number
from core.till.question import BillingQuestion, QuestionKind
from core.till.telling import line_told
from tui.cli import till_sentences as say
from tui.cli.json_output import patient_in_short
from tui.cli.listing import columns, warned
from tui.cli.paying import read_line
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer
from tui.cli.till_json import question_json

if TYPE_CHECKING:
    from core.journal.change import Change
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_dispute(parser: Parser) -> None:
    """ENTRY --note TEXT [--kind question]."""
    parser.word("entry", shown="ENTRY", summary=say.HELP_ENTRY)
    parser.option("--note", "TEXT", say.HELP_DISPUTE, required=True)
    parser.option("--kind", "KIND", say.HELP_QUESTION_KIND)


def dispute(call: Call) -> Answer:
    """Note it about the line."""
    typed = call.typed
    refuse_card_number(typed.entry, "entry")
    kinds = [kind.value for kind in QuestionKind]
    kind = QuestionKind(read_word(typed.kind or QuestionKind.DISPUTE.value, say.A_QUESTION_KIND, kinds))
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        number = read_line(workstation, typed.entry)
        warning = desk.patients.opened(actor, desk.till.line(actor, number).patient, "dispute")
        return _answer(workstation, desk.till.note_question(actor, number, kind, typed.note), warning)


def declare_settle(parser: Parser) -> None:
    """N --outcome TEXT."""
    parser.word("number", shown="N", summary=say.HELP_QUESTION)
    parser.option("--outcome", "TEXT", say.HELP_OUTCOME, required=True)


def settle(call: Call) -> Answer:
    """Note what came of it."""
    number = read_number(call.typed.number, say.A_QUESTION, least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.NOTE_BILLING_QUESTIONS)  # who may not is told so before it is looked up
        asked = next((one for one in desk.till.open_questions(actor) if one.question.id == number), None)
        warning = desk.patients.opened(actor, asked.patient.id, "dispute") if asked else ""
        return _answer(workstation, desk.till.settle(actor, number, call.typed.outcome), warning)


def declare_list(parser: Parser) -> None:
    """Nothing."""


def listing(call: Call) -> Answer:
    """Which are open, the oldest first."""
    with call.workstation() as workstation:
        found = workstation.desk.till.open_questions(workstation.actor)
        clinic = workstation.view.clinic
        result = [
            {**question_json(one.question, clinic), "text": one.told, "patient": patient_in_short(one.patient)}
            for one in found
        ]
    rows = [
        (str(one.question.id), one.question.kind.value, one.patient.name, line_told(one.line), one.told)
        for one in found
    ]
    return Answer(say.QUESTIONS_COUNT.format(count=len(found)), result=result, lines=columns(rows))


def _answer(workstation: Workstation, change: Change, warning: str) -> Answer:
    (question,) = change.all_of(BillingQuestion)
    return Answer(warned(change.sentence, warning), result=question_json(question, workstation.view.clinic))
