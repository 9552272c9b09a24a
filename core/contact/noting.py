"""How is a contact noted, and what becomes of what was to follow from it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.access.privileges import Privilege
from core.calendar.format_when import format_day, format_when
from core.clinic.codes import first_site, today_at
from core.contact import sentences as say
from core.contact.fields import COMMUNICATION, LONGEST_SUMMARY
from core.contact.model import Communication
from core.errors import BadInput, ChangedElsewhere, NotFound
from core.fields.editing import reading_at
from core.fields.kinds import read_whole
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.patients.finding import present
from core.structs import replace
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.contact.ports import ContactContext, Reading, Writing
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, PatientId


def note(
    context: ContactContext,
    actor: str,
    patient: PatientId,
    values: Mapping[str, Any],
    *,
    appointment: AppointmentId | None,
) -> Change:
    """Note a contact that says what the values of `COMMUNICATION` say. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        who = present(tx, patient)
        kept = add(tx, clinic, who, values, actor=actor, now=now, appointment=appointment)
        sentence = contact_sentence(kept, who, today_at(first_site(clinic), now))
        done = tx.journal.end(who.ref, sentence)
    return Change(done, sentence, (kept, who))


def add(
    tx: Writing,
    clinic: Clinic,
    patient: Patient,
    values: Mapping[str, Any],
    *,
    actor: str,
    now: datetime,
    appointment: AppointmentId | None = None,
) -> Communication:
    """The contact, under an entry that is begun with it. Raises BadInput."""
    reading = reading_at(clinic, now)
    summary = str(values.get("summary", ""))
    if not clean_text(summary):
        raise BadInput(say.SUMMARY_MISSING, field="summary")
    whole = read_whole(summary, "summary", LONGEST_SUMMARY)
    cleaned = COMMUNICATION.clean({**values, "summary": whole}, reading)
    record = Communication(id=0, patient=patient.id, at=now, by=actor, appointment=appointment, **cleaned)
    _refuse_past(record.follow_up, reading.today)
    tx.journal.begin(at=now, actor=actor, verb="log")
    return tx.records(Communication).add(record)


def tick_off(context: ContactContext, actor: str, number: int, *, rev: int | None) -> Change:
    """What was to follow from a contact was done. Raises NotFound, BadInput or ChangedElsewhere."""
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        before = _to_follow(tx, clinic, number, rev=rev, now=now)
        who = present(tx, before.patient)
        tx.journal.begin(at=now, actor=actor, verb="follow-up")
        kept = tx.records(Communication).save(replace(before, done_at=now, done_by=actor))
        sentence = say.TICKED_OFF.format(patient=who.name, summary=_short(kept.summary))
        done = tx.journal.end(who.ref, sentence)
    return Change(done, sentence, (kept, who))


def put_off(context: ContactContext, actor: str, number: int, day: date, *, rev: int | None) -> Change | None:
    """It is followed up on another day; None where that is the day. Raises NotFound, BadInput or ChangedElsewhere."""
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        before = _to_follow(tx, clinic, number, rev=rev, now=now)
        if before.follow_up == day:
            return None
        today = today_at(first_site(clinic), now)
        _refuse_past(day, today)
        who = present(tx, before.patient)
        tx.journal.begin(at=now, actor=actor, verb="follow-up")
        kept = tx.records(Communication).save(replace(before, follow_up=day))
        said = format_day(day, today)
        sentence = say.PUT_OFF.format(day=said, patient=who.name, summary=_short(kept.summary))
        done = tx.journal.end(who.ref, sentence)
    return Change(done, sentence, (kept, who))


def contact_sentence(contact: Communication, patient: Patient, today: date) -> str:
    """'Call from Smith, John (mother): asks for the forms; to be followed up Fri 27 Nov.'"""
    return say.NOTED.format(
        how=say.NOTED_HOW[contact.channel.value, contact.direction.value],
        patient=patient.name,
        who=say.NOTED_WHO.format(who=contact.who) if contact.who else "",
        summary=_short(contact.summary),
        follow_up=say.NOTED_FOLLOW_UP.format(day=format_day(contact.follow_up, today)) if contact.follow_up else "",
    )


def find(reading: Reading, number: int) -> Communication:
    """The contact of that number, whatever became of it. Raises NotFound."""
    found = reading.records(Communication).by_id(number)
    if found is None:
        raise NotFound(say.NO_SUCH_CONTACT.format(number=number))
    return found


def _to_follow(tx: Writing, clinic: Clinic, number: int, *, rev: int | None, now: datetime) -> Communication:
    """The contact of that number, about which something is still to be done."""
    found, site = find(tx, number), first_site(clinic)
    if not found.counts:
        raise BadInput(say.CONTACT_IN_ERROR.format(number=number))
    if found.follow_up is None:
        raise BadInput(say.NOTHING_TO_FOLLOW.format(number=number))
    if found.done_at is not None:
        when = format_when(found.done_at, site, now)
        raise ChangedElsewhere(say.DONE_ALREADY.format(when=when, who=found.done_by))
    refuse_stale(tx, found, rev, site=site, now=now)
    return found


def _refuse_past(day: date | None, today: date) -> None:
    if day is not None and day < today:
        raise BadInput(say.FOLLOW_UP_PAST.format(day=format_day(day, today)), field="follow_up")


def _short(summary: str) -> str:
    """Without the full stop that the sentence has itself."""
    return summary.rstrip(".")
