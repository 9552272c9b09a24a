"""How is the bill for a visit disputed that is 400 dollars or more over the estimate?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.calendar.names import format_date
from core.calendar.wall import local
from core.errors import BadInput
from core.estimates import sentences as say
from core.estimates.facts import visit_estimate
from core.estimates.standing import State
from core.journal.change import Change
from core.patients.finding import present
from core.text.card_numbers import clean_words
from core.text.money import money
from core.till import questioning
from core.till import sentences as till_say
from core.till.question import BillingQuestion, QuestionKind

if TYPE_CHECKING:
    from core.estimates.ports import EstimateContext
    from core.record_ref import AppointmentId

LONGEST: Final = questioning.LONGEST - 80
"""Characters of what the patient says, beside which it is noted how much over the estimate the bill is."""


def dispute_bill(context: EstimateContext, actor: str, number: AppointmentId, text: str) -> Change:
    """Note that the patient disputes every charge of the visit, as one act: none is asked for until it is settled.

    Raises NotFound, or BadInput where the bill is not that much over, the days are over, or a charge is asked about.
    """
    with context.writing(actor, Privilege.NOTE_BILLING_QUESTIONS) as (tx, clinic):
        now = context.clock.now()
        shown = visit_estimate(tx, clinic, number, now)
        stands, billed, told = shown.standing, shown.facts.billed, shown.standing.estimate
        if stands.state is not State.OVER or billed is None or told is None or told.told_at is None:
            raise BadInput(say.NOT_OVER.format(why=stands.why))
        if stands.disputable_until is None:
            raise BadInput(say.TOO_LATE.format(why=stands.why))
        patient = present(tx, shown.scheduled.patient.id)
        asked = next((one for one in tx.till.questions_of(patient.id) if one.line in billed.charges), None)
        if asked:
            raise BadInput(till_say.QUESTION_OPEN.format(number=asked.id, line=asked.line, text=asked.text))
        words = clean_words(text, "note", limit=LONGEST)
        if not words:
            raise BadInput(till_say.QUESTION_EMPTY, field="note")
        over = money(billed.cents - told.cents, told.currency)
        given = format_date(local(told.told_at, shown.site.tz).date())
        noted = say.DISPUTE.format(over=over, day=given, text=words)
        appointment = shown.scheduled.appointment
        visit = say.VISIT.format(type=appointment.visit_type, when=format_wall(appointment.start, shown.site, now))
        tx.journal.begin(at=now, actor=actor, verb=QuestionKind.DISPUTE.value)
        questions = (BillingQuestion(0, line, QuestionKind.DISPUTE, noted, now, actor) for line in billed.charges)
        kept = [tx.records(BillingQuestion).add(one) for one in questions]
        sentence = say.DISPUTED.format(patient=patient.name, visit=visit, over=over)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (*kept, patient))
