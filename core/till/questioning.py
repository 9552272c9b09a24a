"""How is a question about a line of a ledger noted, or a dispute, and how is it settled?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.patients.finding import present
from core.patients.listed import told_in_list
from core.structs import replace
from core.text.card_numbers import clean_words
from core.till import sentences as say
from core.till.question import BillingQuestion, QuestionKind, QuestionStatus
from core.till.telling import line_told
from core.till.voiding import find_line

if TYPE_CHECKING:
    from core.patients.model import Patient
    from core.till.model import LedgerLine
    from core.till.ports import TillContext, Writing

LONGEST: Final = 300


class AskedLine(Struct, frozen=True):
    """A question that is open, the line that it is about, and whose that is."""

    question: BillingQuestion
    line: LedgerLine
    patient: Patient

    @property
    def told(self) -> str:
        """What a list says is asked: of a restricted record only that something is."""
        return told_in_list(self.patient, self.question.text)


def note_question(context: TillContext, actor: str, number: int, kind: QuestionKind, text: str) -> Change:
    """Note it about the line of that number. Raises NotFound, or BadInput for no words, or where one is open."""
    with context.writing(actor, Privilege.NOTE_BILLING_QUESTIONS) as (tx, _):
        words = clean_words(text, "note", limit=LONGEST)
        if not words:
            raise BadInput(say.QUESTION_EMPTY, field="note")
        line = find_line(tx, number)
        patient = present(tx, line.patient)
        there = next((one for one in tx.records(BillingQuestion).of_owner(line.id) if one.is_open), None)
        if there:
            raise BadInput(say.QUESTION_OPEN.format(number=there.id, line=line.id, text=there.text))
        now = context.clock.now()
        tx.journal.begin(at=now, actor=actor, verb=kind.value)
        kept = tx.records(BillingQuestion).add(BillingQuestion(0, line.id, kind, words, now, actor))
        template = say.DISPUTE_NOTED if kind is QuestionKind.DISPUTE else say.QUESTION_NOTED
        sentence = template.format(what=line_told(line), patient=patient.name, mrn=patient.mrn, text=words)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (kept, patient))


def settle(context: TillContext, actor: str, number: int, outcome: str) -> Change:
    """Note what came of it. Raises NotFound, or BadInput where it is settled or nothing is said."""
    with context.writing(actor, Privilege.NOTE_BILLING_QUESTIONS) as (tx, _):
        words = clean_words(outcome, "outcome", limit=LONGEST)
        if not words:
            raise BadInput(say.OUTCOME_EMPTY, field="outcome")
        question = _find(tx, number)
        line = find_line(tx, question.line)
        patient, now = present(tx, line.patient), context.clock.now()
        tx.journal.begin(at=now, actor=actor, verb="settle")
        settled = replace(question, status=QuestionStatus.SETTLED, settled_at=now, settled_by=actor, outcome=words)
        kept = tx.records(BillingQuestion).save(settled)
        sentence = say.QUESTION_SETTLED.format(
            what=line_told(line), patient=patient.name, mrn=patient.mrn, outcome=words
        )
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (kept, patient))


def open_questions(context: TillContext, actor: str) -> tuple[AskedLine, ...]:
    """Every question and dispute that is open, the oldest first."""
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, _):
        found = []
        for question in reading.till.open_questions():
            line = find_line(reading, question.line)
            patient = reading.patients.by_id(line.patient)
            assert patient is not None  # noqa: S101 - no record is ever deleted
            found.append(AskedLine(question, line, patient))
        return tuple(found)


def _find(tx: Writing, number: int) -> BillingQuestion:
    found = tx.records(BillingQuestion).by_id(number)
    if found is None or found.status is QuestionStatus.ENTERED_IN_ERROR:
        raise NotFound(say.NO_SUCH_QUESTION.format(number=number))
    if not found.is_open:
        raise BadInput(say.SETTLED_ALREADY.format(who=found.settled_by, outcome=found.outcome))
    return found
