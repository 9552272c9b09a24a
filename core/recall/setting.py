"""How does a patient come to be due again, by hand, at check-out or by the rule of the set-up, and how does it end?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from core.access.privileges import Privilege
from core.calendar.format_when import format_day
from core.calendar.wall import local
from core.clinic.codes import first_site, pick, today_at
from core.conflict import Conflict, Severity
from core.errors import BadInput, NotFound, Refused
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.patients.finding import present
from core.recall import sentences as say
from core.recall.model import Recall, RecallStatus
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.clinic.outreach import RecallKind
    from core.patients.model import Patient
    from core.patients.ports import Reading, Writing
    from core.recall.ports import RecallContext
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.appointment import Appointment

_LONGEST_NOTE = 200


def set_by_hand(
    context: RecallContext, actor: str, patient: PatientId, kind: str, due: date | None, *, note: str
) -> Change:
    """The patient is due on that day, or its months from today where none is said. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        who, named = present(tx, patient), pick(clinic.recalls, kind, "recall")
        today = today_at(first_site(clinic), now)
        day = due or today + relativedelta(months=named.months)
        tx.journal.begin(at=now, actor=actor, verb="recall")
        words = clean_words(note, "note", limit=_LONGEST_NOTE)
        kept = set_recall(tx, patient, named, day, actor=actor, now=now, note=words)
        sentence = say.SET.format(patient=who.name, name=named.name, day=format_day(day, today))
        done = tx.journal.end(who.ref, sentence)
    return Change(done, sentence, (kept, who))


def set_recall(
    tx: Writing,
    patient: PatientId,
    kind: RecallKind,
    due: date,
    *,
    actor: str,
    now: datetime,
    computed: date | None = None,
    after: AppointmentId | None = None,
    note: str = "",
) -> Recall:
    """The patient is due on that day, under the entry that is open: the one recall of that kind is set anew.

    For a check-out that asks when somebody is to come again as well.
    """
    fresh = Recall(0, patient, kind.code, due, now, actor, computed, after, note=note, status_at=now, status_by=actor)
    before = next((one for one in tx.records(Recall).of_owner(patient) if one.counts and one.kind == kind.code), None)
    recalls = tx.records(Recall)
    return recalls.save(replace(fresh, id=before.id, rev=before.rev)) if before else recalls.add(fresh)


def set_by_rule(tx: Writing, clinic: Clinic, seen: Appointment, *, actor: str, now: datetime) -> tuple[Recall, ...]:
    """Who was seen is due again for what the set-up counts from such a visit, under the entry that is open.

    What somebody closed or declined begins anew with it: they came.
    """
    day = local(seen.start, clinic.sites[seen.site].tz).date()
    kinds = (one for one in clinic.recalls.values() if not one.retired and seen.visit_type in one.begins_with)
    return tuple(
        set_recall(tx, seen.patient, kind, due, actor=actor, now=max(now, seen.end), computed=due, after=seen.id)
        for kind in kinds
        for due in (day + relativedelta(months=kind.months),)
    )


def end(context: RecallContext, actor: str, number: int, how: RecallStatus, *, rev: int | None) -> Change:
    """Nobody is called in about it any more. Raises NotFound, BadInput, ChangedElsewhere or Refused (STATE)."""
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        before = find(tx, number)
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        who = present(tx, before.patient)
        _require_open(clinic, before, who, to=how)
        tx.journal.begin(at=now, actor=actor, verb="recall")
        kept = tx.records(Recall).save(replace(before, status=how, status_at=now, status_by=actor, until=None))
        sentence = say.ENDED[how.value].format(patient=who.name, name=name_of(clinic, kept))
        done = tx.journal.end(who.ref, sentence)
    return Change(done, sentence, (kept, who))


def pause(context: RecallContext, actor: str, number: int, until: date, *, rev: int | None) -> Change:
    """Nobody is called in about it before that day. Raises NotFound, BadInput, ChangedElsewhere or Refused (STATE)."""
    with context.writing(actor, Privilege.LOG_CONTACTS) as (tx, clinic):
        now = context.clock.now()
        before, today = find(tx, number), today_at(first_site(clinic), now)
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        if until <= today:
            raise BadInput(say.UNTIL_PAST.format(day=format_day(until, today)), field="until")
        who = present(tx, before.patient)
        _require_open(clinic, before, who, to=RecallStatus.PAUSED)
        tx.journal.begin(at=now, actor=actor, verb="recall")
        kept = tx.records(Recall).save(paused(before, until, actor=actor, now=now))
        sentence = say.PAUSED.format(patient=who.name, name=name_of(clinic, kept), day=format_day(until, today))
        done = tx.journal.end(who.ref, sentence)
    return Change(done, sentence, (kept, who))


def _require_open(clinic: Clinic, recall: Recall, who: Patient, *, to: RecallStatus) -> None:
    """One that ended is set anew, not paused: nobody who declined is called in by a slip; what is said twice is one."""
    if recall.status.value not in say.ENDED or to not in {recall.status, RecallStatus.PAUSED}:
        return
    ended = say.ENDED[recall.status.value].format(patient=who.name, name=name_of(clinic, recall))
    sentence = say.HAS_ENDED.format(ended=ended, mrn=who.mrn, kind=recall.kind)
    raise Refused(sentence, (Conflict("STATE", Severity.HARD, sentence),))


def paused(recall: Recall, until: date, *, actor: str, now: datetime) -> Recall:
    """The recall that goes on on that day."""
    return replace(recall, status=RecallStatus.PAUSED, until=until, status_at=now, status_by=actor)


def find(reading: Reading, number: int) -> Recall:
    """The recall of that number. Raises NotFound, or BadInput for one that is a mistake."""
    found = reading.records(Recall).by_id(number)
    if found is None:
        raise NotFound(say.NO_SUCH_RECALL.format(number=number))
    if not found.counts:
        raise BadInput(say.RECALL_IN_ERROR.format(number=number))
    return found


def name_of(clinic: Clinic, recall: Recall) -> str:
    """What its kind is called."""
    known = clinic.recalls.get(recall.kind)
    return known.name if known else recall.kind
