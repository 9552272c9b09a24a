"""How does somebody come to be called back, and about each matter once?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.clinic.codes import first_site
from core.contact import call_sentences as say
from core.contact.call_model import CallBack, CallBackStatus, CallOutcome
from core.errors import BadInput, Refused
from core.journal.change import Change
from core.patients.finding import present
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.cleaning import digits_of, fold

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.contact.ports import ContactContext, Reading, Writing
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, PatientId

_LONGEST_NOTE = 200


def raise_call_back(
    context: ContactContext,
    actor: str,
    patient: PatientId,
    why: str,
    *,
    due: datetime | None,
    phone: str,
    appointment: AppointmentId | None,
) -> Change:
    """Have the patient called back, from `due` (UTC) on, or at once.

    The same matter is on the list once: said again it is due then. Raises NotFound, BadInput, and Refused where that
    changes nothing.
    """
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        who = present(tx, patient)
        tx.journal.begin(at=now, actor=actor, verb="call-back")
        refuse_past(due, None, clinic, now)
        before = _the_same(tx, who, why, phone, appointment)
        if before is None:
            kept = add_call_back(tx, who, why, actor=actor, now=now, due=due, phone=phone, appointment=appointment)
        elif due == before.due or (due is None and before.due <= now):
            when = format_wall(before.due, first_site(clinic), now)
            raise Refused(say.CALL_BACK_THERE.format(patient=who.name, when=when, why=before.why.rstrip(".")), ())
        else:
            kept = tx.records(CallBack).save(replace(before, due=due or now))
        when = format_wall(kept.due, first_site(clinic), now)
        told = say.CALL_BACK_NOW if before else say.CALL_BACK_RAISED
        sentence = told.format(patient=who.name, when=when, why=kept.why.rstrip("."))
        done = tx.journal.end(who.ref, sentence)
    return Change(done, sentence, (kept, who))


def _the_same(
    reading: Reading, patient: Patient, why: str, phone: str, appointment: AppointmentId | None
) -> CallBack | None:
    """The call back that is open about the same matter, at the same number or none said now."""
    for one in reading.records(CallBack).of_owner(patient.id):
        is_there = not phone or digits_of(phone) == digits_of(one.phone)
        is_of_it = appointment is None or appointment == one.appointment
        if one.status is CallBackStatus.OPEN and is_there and is_of_it and _matter(why) == _matter(one.why):
            return one
    return None


def _matter(why: str) -> str:
    return " ".join(re.findall(r"\w+", fold(why)))


def add_call_back(
    tx: Writing,
    patient: Patient,
    why: str,
    *,
    actor: str,
    now: datetime,
    due: datetime | None = None,
    phone: str = "",
    appointment: AppointmentId | None = None,
) -> CallBack:
    """A call back, under the entry that is open: for whatever answers a message as well. Raises BadInput."""
    said = clean_words(why, "why", limit=_LONGEST_NOTE)
    if not said:
        raise BadInput(say.WHY_MISSING, field="why")
    number = clean_words(phone, "phone", limit=40)
    record = CallBack(0, patient.id, said, due or now, now, actor, number, appointment=appointment)
    return tx.records(CallBack).add(record)


def refuse_past(again: datetime | None, outcome: CallOutcome | None, clinic: Clinic, now: datetime) -> None:
    """Who wants to be called back says when, and that is to come."""
    if outcome is CallOutcome.CALL_BACK and again is None:
        raise BadInput(say.AGAIN_MISSING, field="at")
    if again is not None and again <= now:
        raise BadInput(say.DUE_PAST.format(when=format_wall(again, first_site(clinic), now)), field="at")
