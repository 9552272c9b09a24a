"""What comes of a call?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.contact import call_sentences as say
from core.contact.call_model import CallAttempt, CallBack, CallBackStatus, CallList, CallOutcome
from core.contact.calling_back import refuse_past
from core.errors import BadInput, ChangedElsewhere, NotFound, Refused
from core.journal.change import Change
from core.patients.finding import present
from core.recall.model import Recall, RecallStatus
from core.recall.setting import find, name_of, paused
from core.record_ref import AppointmentId
from core.schedule.confirming import may_be_confirmed, set_confirmation
from core.schedule.model.appointment import Confirmation
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.cleaning import digits_of

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.contact.ports import ContactContext, Reading, Writing
    from core.patients.model import Patient
    from core.record_ref import Record
    from core.schedule.model.visit import ScheduledVisit

_LONGEST_NOTE = 200
_LATER = timedelta(days=30)
"""Who wants to come in another time is asked again a month later."""
_ANSWERS = {
    CallOutcome.YES: Confirmation.CONFIRMED,
    CallOutcome.NO: Confirmation.DECLINED,
    CallOutcome.MOVE: Confirmation.CALLBACK,
}


def log_call(
    context: ContactContext,
    actor: str,
    which: CallList,
    subject: int,
    outcome: CallOutcome,
    *,
    again: datetime | None,
    note: str,
    phone: str | None,
) -> Change:
    """Note what came of a call from that list about its subject; what follows from it is done in the same act.

    Who was reached has answered: a visit to be confirmed is, or was declined. A wrong number is called no more. `again`
    (UTC) is when somebody wants to be called back; `phone` the number that was called, None for the usual one.
    Raises NotFound, BadInput, Refused for a visit that is no longer to be confirmed, ChangedElsewhere.
    """
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        back, scheduled, recall = _subject(tx, which, subject)
        asked = back.list if back and scheduled and back.start == scheduled.appointment.start else which
        about = back or recall or _booked(scheduled, subject).appointment
        patient = present(tx, about.patient)
        number = phone if phone is not None else _number(back, patient)
        if not number:
            raise BadInput(say.NOBODY_TO_CALL.format(patient=patient.name)).naming(patient)
        refuse_past(again, outcome, clinic, now)
        answers = _ANSWERS.get(outcome) if asked is CallList.CONFIRM else None
        if answers and scheduled and not may_be_confirmed(scheduled.appointment, now):
            raise Refused(say.TOO_LATE_TO_ASK.format(patient=patient.name), ()).naming(patient)
        tx.journal.begin(at=now, actor=actor, verb="call")
        attempt = tx.records(CallAttempt).add(
            CallAttempt(
                0,
                patient.id,
                which,
                subject,
                outcome,
                now,
                actor,
                number,
                clean_words(note, "note", limit=_LONGEST_NOTE),
                scheduled.appointment.id if scheduled else None,
                scheduled.appointment.start if scheduled else None,
            )
        )
        records: list[Record] = [attempt]
        if answers and scheduled:
            kept = set_confirmation(tx, scheduled.appointment, answers)
            records.append(replace(scheduled, appointment=kept))
        if outcome is CallOutcome.WRONG_NUMBER:
            patient = _without(tx, patient, number, clinic, now)
        if recall:
            records += _of_recall(tx, recall, outcome, actor=actor, now=now)
        if back:
            _go_on(tx, back, outcome, actor=actor, now=now, again=again)
        elif outcome is CallOutcome.CALL_BACK and again:
            why = _why(clinic, scheduled, recall, now)
            fresh = CallBack(0, patient.id, why, again, now, actor, list=which)
            if scheduled:
                fresh = replace(fresh, appointment=scheduled.appointment.id, start=scheduled.appointment.start)
            tx.records(CallBack).add(fresh)
        sentence = _sentence(
            clinic, patient, outcome, back, scheduled, recall=recall, asked=asked, again=again, now=now
        )
        sentence += _beside(outcome, patient, number)
        done = tx.journal.end(patient.ref, sentence)
    return Change(done, sentence, (*records, patient))


def _subject(
    reading: Reading, which: CallList, subject: int
) -> tuple[CallBack | None, ScheduledVisit | None, Recall | None]:
    """The call back, visit and recall that it is about. Raises NotFound, or ChangedElsewhere for one that was made."""
    if which is CallList.RECALL:
        return None, None, find(reading, subject)
    if which is not CallList.CALL_BACK:
        return None, reading.schedule.by_id(AppointmentId(subject)), None
    back = reading.records(CallBack).by_id(subject)
    if back is None or back.status is CallBackStatus.ENTERED_IN_ERROR:
        raise NotFound(say.NO_SUCH_CALL.format(number=subject))
    if back.status is CallBackStatus.DONE:
        last = reading.journal.last_on(back.ref)
        raise ChangedElsewhere(say.CALL_IS_OVER.format(sentence=last.sentence if last else ""))
    visit = reading.schedule.by_id(back.appointment) if back.appointment else None
    return back, visit, _recall_of(reading, back) if back.list is CallList.RECALL else None


def _recall_of(reading: Reading, back: CallBack) -> Recall | None:
    """About which recall they are called back: the one that is open, where there is one alone."""
    known = reading.records(Recall).of_owner(back.patient)
    found = [one for one in known if one.status in {RecallStatus.ACTIVE, RecallStatus.PAUSED}]
    return found[0] if len(found) == 1 else None


def _booked(scheduled: ScheduledVisit | None, subject: int) -> ScheduledVisit:
    if scheduled is None:
        raise NotFound(say.NO_SUCH_CALL.format(number=subject))
    return scheduled


def _number(back: CallBack | None, patient: Patient) -> str:
    """The number of the call back, or the patient's."""
    if back and back.phone:
        return back.phone
    return patient.best_phone.number if patient.best_phone else ""


def _go_on(
    tx: Writing, back: CallBack, outcome: CallOutcome, *, actor: str, now: datetime, again: datetime | None
) -> None:
    """The call back was made, or is to be made at another time."""
    if outcome.ends_it:
        tx.records(CallBack).save(replace(back, status=CallBackStatus.DONE, done_at=now, done_by=actor))
    elif again:
        tx.records(CallBack).save(replace(back, due=again))
    elif outcome is CallOutcome.WRONG_NUMBER and back.phone:
        tx.records(CallBack).save(replace(back, phone=""))


def _why(clinic: Clinic, scheduled: ScheduledVisit | None, recall: Recall | None, now: datetime) -> str:
    """About what they are called back: what was asked now."""
    if recall or scheduled is None:
        return say.CALL_BACK_RECALL.format(name=name_of(clinic, recall) if recall else "")
    booked = scheduled.appointment
    when = format_wall(booked.start, clinic.sites[booked.site], now)
    return say.CALL_BACK_WHY.format(type=booked.visit_type, when=when)


def _of_recall(tx: Writing, recall: Recall, outcome: CallOutcome, *, actor: str, now: datetime) -> tuple[Record, ...]:
    """What an answer makes of a recall: who wants to come is booked, which takes it off the list by itself."""
    if outcome in {CallOutcome.NO, CallOutcome.REFUSED}:
        said = replace(recall, status=RecallStatus.DECLINED, status_at=now, status_by=actor, until=None)
    elif outcome is CallOutcome.MOVE:
        said = paused(recall, (now + _LATER).date(), actor=actor, now=now)
    else:
        return ()
    return (tx.records(Recall).save(said),)


def _without(tx: Writing, patient: Patient, number: str, clinic: Clinic, now: datetime) -> Patient:
    """The record, on which that number is a wrong one from now on."""
    today = local(now, first_site(clinic).tz).date()
    digits = digits_of(number)
    phones = tuple(
        replace(one, bad=say.WRONG, bad_since=today) if one.digits == digits and not one.bad else one
        for one in patient.phones
    )
    return tx.patients.save(replace(patient, phones=phones)) if phones != patient.phones else patient


def _beside(outcome: CallOutcome, patient: Patient, number: str) -> str:
    """What is to be known beside the outcome."""
    if outcome is CallOutcome.WRONG_NUMBER:
        return say.NUMBER_IS_BAD.format(phone=number)
    return say.WORD_UNWANTED if outcome is CallOutcome.LEFT_WORD and patient.no_message else ""


def _sentence(
    clinic: Clinic,
    patient: Patient,
    outcome: CallOutcome,
    back: CallBack | None,
    scheduled: ScheduledVisit | None,
    *,
    recall: Recall | None,
    asked: CallList,
    again: datetime | None,
    now: datetime,
) -> str:
    about = say.CALLED_WHY.format(why=back.why.rstrip(".")) if back else ""
    if recall:
        about = say.CALLED_WHY.format(why=name_of(clinic, recall))
    if scheduled and not about:
        booked = scheduled.appointment
        about = say.CALLED_ABOUT.format(
            type=booked.visit_type, when=format_wall(booked.start, clinic.sites[booked.site], now)
        )
    said = say.OUTCOMES[outcome.value]
    if asked is CallList.CONFIRM and outcome.reached:
        said = say.CONFIRMED_BY_CALL[outcome.value]
    when = say.CALLED_AGAIN.format(when=format_wall(again, first_site(clinic), now)) if again else ""
    return say.CALLED.format(outcome=said, patient=patient.name, about=about, again=when)
