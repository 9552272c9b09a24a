"""The entries of the waiting list: put on, changed, ended, and whom somebody tried to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall, format_when
from core.clinic.codes import first_site
from core.errors import BadInput, ChangedElsewhere, NotFound, Refused
from core.fields.editing import edited, reading_at
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.patients.finding import present
from core.schedule.freed_resources import what_of
from core.schedule.freeing import close, with_providers
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.wait import Outcome, WaitContact, WaitEntry, WaitStatus
from core.schedule.rules.c01_patient_status import status_conflict
from core.schedule.waitlist import sentences
from core.schedule.waitlist.fields import WAIT_ENTRY
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.fields.model import Changes
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.ports import Reading, ScheduleContext
    from core.schedule.waitlist.offer import Offer

_LONGEST_NOTE = 200


def put_on(context: ScheduleContext, actor: str, patient: PatientId, values: Mapping[str, Any]) -> Change:
    """The patient waits from now on, for what the values of `WAIT_ENTRY` say.

    Who has a later appointment of that type wants to come earlier. Raises BadInput naming the field, NotFound, or
    Refused for who cannot be booked.
    """
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        now = context.clock.now()
        who = present(tx, patient)
        conflict = status_conflict(who, context.policy)
        if conflict:
            raise Refused(conflict.message, (conflict,)).naming(who)
        reading = reading_at(clinic, now)
        cleaned = WAIT_ENTRY.clean({"visit_type": "", **values}, reading)
        entry = WaitEntry(
            0, patient, **cleaned, since=now, since_by=actor, status=WaitStatus.WAITING, status_at=now, status_by=actor
        )
        _check_dates(entry, reading.today)
        _refuse_second(tx, entry, who)
        if not entry.earlier and _is_booked_later(tx, entry, now):
            entry = replace(entry, earlier=True)
        tx.journal.begin(at=now, actor=actor, verb="wait")
        kept = tx.waitlist.entries.add(entry)
        sentence = sentences.PUT_ON.format(
            patient=who.name,
            type=kept.visit_type,
            with_=with_providers(clinic, kept.providers),
            window=sentences.WINDOW_SAID.format(window=kept.window) if kept.window else "",
        )
        done = tx.journal.end(kept.ref, sentence)
    return Change(done, sentence, (kept,))


def change(context: ScheduleContext, actor: str, number: int, changes: Changes, *, rev: int | None) -> Change | None:
    """Change an entry; None when it says so already. Raises NotFound, BadInput or ChangedElsewhere."""
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        now = context.clock.now()
        before = find_waiting(tx, clinic, number, rev=rev, now=now)
        who, reading = present(tx, before.patient), reading_at(clinic, now)
        after = edited(WAIT_ENTRY, before, changes, reading)
        changed = WAIT_ENTRY.changed(before, after)
        if not changed:
            return None
        if {"first", "last"} & set(changed):
            _check_dates(after, reading.today)
        if "visit_type" in changed:
            _refuse_second(tx, after, who)
        tx.journal.begin(at=now, actor=actor, verb="wait")
        kept = tx.waitlist.entries.save(after)
        fields = ", ".join(WAIT_ENTRY.words(changed))
        sentence = sentences.CHANGED.format(fields=fields, patient=who.name, type=kept.visit_type)
        done = tx.journal.end(kept.ref, sentence)
    return Change(done, sentence, (kept,))


def end(context: ScheduleContext, actor: str, number: int, *, rev: int | None) -> Change:
    """The patient waits no longer, and was not booked. Raises NotFound or ChangedElsewhere."""
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        now = context.clock.now()
        entry = find_waiting(tx, clinic, number, rev=rev, now=now)
        who = present(tx, entry.patient)
        tx.journal.begin(at=now, actor=actor, verb="wait")
        kept = close(tx, entry, actor, now, None)
        sentence = sentences.CLOSED.format(patient=who.name, type=kept.visit_type)
        done = tx.journal.end(kept.ref, sentence)
    return Change(done, sentence, (kept,))


def contact(context: ScheduleContext, actor: str, number: int, offer: Offer, outcome: Outcome, *, note: str) -> Change:
    """Note an attempt to reach who waits about that time. Who declined is not offered it again.

    Raises NotFound, or ChangedElsewhere for who waits no longer.
    """
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        now = context.clock.now()
        entry = find_waiting(tx, clinic, number, rev=None, now=now)
        who, site = present(tx, entry.patient), clinic.sites[offer.site]
        tx.journal.begin(at=now, actor=actor, verb="contact")
        made = WaitContact(0, entry.id, offer.provider, offer.site, offer.start, outcome, now, actor)
        tx.waitlist.contacts.add(replace(made, note=clean_words(note, "note", limit=_LONGEST_NOTE)))
        sentence = sentences.CONTACTED.format(
            outcome=sentences.OUTCOMES[outcome.value],
            patient=who.name,
            when=format_wall(offer.start, site, now),
            what=what_of(clinic, offer.besides) if offer.besides else with_providers(clinic, [offer.provider]).strip(),
        )
        done = tx.journal.end(entry.ref, sentence)
    return Change(done, sentence, (entry,))


def find_entry(reading: Reading, number: int) -> WaitEntry:
    """The entry of that number, whatever became of it. Raises NotFound."""
    entry = reading.waitlist.entries.by_id(number)
    if entry is None or entry.status is WaitStatus.ENTERED_IN_ERROR:
        raise NotFound(sentences.NO_SUCH_ENTRY.format(number=number))
    return entry


def find_waiting(reading: Reading, clinic: Clinic, number: int, *, rev: int | None, now: datetime) -> WaitEntry:
    """The entry of that number, who waits still. Raises NotFound, or ChangedElsewhere naming who ended it."""
    entry, site = find_entry(reading, number), first_site(clinic)
    if entry.status is not WaitStatus.WAITING:
        who = reading.patients.by_id(entry.patient)
        assert who is not None  # noqa: S101 - an entry belongs to a record
        assert entry.status_at is not None  # noqa: S101 - every entry that is kept has one
        sentence = sentences.NOT_WAITING.format(
            patient=who.name,
            status=entry.status.value,
            when=format_when(entry.status_at, site, now),
            who=entry.status_by,
        )
        raise ChangedElsewhere(sentence).naming(who)
    refuse_stale(reading, entry, rev, site=site, now=now)
    return entry


def _check_dates(entry: WaitEntry, today: date) -> None:
    if entry.last and entry.first and entry.last < entry.first:
        raise BadInput(sentences.DATES_BACKWARDS, field="latest")
    if entry.last and entry.last < today:
        raise BadInput(sentences.LATEST_IS_PAST, field="latest")


def _refuse_second(reading: Reading, entry: WaitEntry, who: Patient) -> None:
    """Raise BadInput where the patient waits for such a visit already: there are not two of whom to offer one time."""
    for other in reading.waitlist.entries.of_owner(entry.patient):
        if other.id != entry.id and other.status is WaitStatus.WAITING and other.visit_type == entry.visit_type:
            sentence = sentences.ALREADY_WAITING.format(patient=who.name, type=entry.visit_type, number=other.id)
            raise BadInput(sentence, field="type").naming(who)


def _is_booked_later(reading: Reading, entry: WaitEntry, now: datetime) -> bool:
    booked = (reading.schedule.by_id(one.id) for one in reading.patients.booked(entry.patient, since=now))
    return any(
        one is not None
        and one.appointment.visit_type == entry.visit_type
        and one.appointment.status is AppointmentStatus.BOOKED
        and one.appointment.start > now
        for one in booked
    )
