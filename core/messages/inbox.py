"""What came in that a person must see to: who is known is to be called, all else is an item of the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.contact.call_model import CallBack, CallBackStatus
from core.contact.calling_back import add_call_back
from core.errors import BadInput, NotFound
from core.jobs.model import WORKER
from core.journal.change import Change
from core.messages import sentences as say
from core.messages.model import InboxItem, InboxStatus
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.messages.ports import MessageContext, Writing
    from core.patients.model import Patient
    from core.record_ref import AppointmentId

_LONGEST: Final = 200
_LEAST: Final = 20
"""Letters of what was said before that are worth being shown."""


class ToSee(Struct, frozen=True):
    """An item of the inbox, with the record where it is known whose that is."""

    item: InboxItem
    patient: Patient | None


def let_a_person_know(
    tx: Writing,
    patient: Patient | None,
    number: str,
    why: str,
    now: datetime,
    *,
    appointment: AppointmentId | None = None,
    said: str = "",
) -> None:
    """Have somebody call the patient, or see to what nobody knows whose it is, within the act that leads to it.

    A call about the same visit that is still to be made has both words; one about none, at the same number.
    """
    if patient is None:
        item = InboxItem(0, None, appointment, clean_text(number), why, clean_text(said, limit=1_000), now)
        tx.records(InboxItem).add(item)
        return
    words = say.WITH_WORDS.format(why=why.rstrip("."), said=clean_text(said, limit=_LONGEST)) if said else why
    phone = "" if "@" in number else number
    for one in _open_calls(tx, patient, appointment):
        if one.raised_by == WORKER and (appointment is not None or one.phone == phone):
            tx.records(CallBack).save(replace(one, why=_with_newest(one.why, clean_text(words, limit=_LONGEST))))
            return
    words = clean_text(words, limit=_LONGEST)
    add_call_back(tx, patient, words, actor=WORKER, now=now, phone=phone, appointment=appointment)


def _with_newest(before: str, now: str) -> str:
    """Both, as far as there is room: the newest words are whole, and the end of those before is left out."""
    both = say.BOTH_WORDS.format(before=before, now=now)
    room = _LONGEST - (len(both) - len(before)) - 1
    if len(both) <= _LONGEST:
        return both
    return say.BOTH_WORDS.format(before=f"{before[:room].rstrip()}…", now=now) if room > _LEAST else now


def _open_calls(tx: Writing, patient: Patient, appointment: AppointmentId | None) -> Sequence[CallBack]:
    if appointment is not None:
        return tx.calls.open_about(appointment)
    known = tx.records(CallBack).of_owner(patient.id)
    return [one for one in known if one.status is CallBackStatus.OPEN and one.appointment is None]


def inbox(context: MessageContext, actor: str) -> Sequence[ToSee]:
    """What a person must still see to, the one that waits longest first."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        found = reading.messages.inbox()
        return [ToSee(one, reading.patients.by_id(one.patient) if one.patient else None) for one in found]


def see_to(context: MessageContext, actor: str, number: int, note: str = "") -> Change:
    """Note that it was seen to. Raises NotFound, or BadInput where it was already."""
    with context.writing(actor, Privilege.TELL_PATIENTS) as (tx, _):
        item = tx.records(InboxItem).by_id(number)
        if item is None:
            raise NotFound(say.NO_SUCH_ITEM.format(number=number))
        if item.status is not InboxStatus.OPEN:
            raise BadInput(say.SEEN_TO_ALREADY.format(number=number, by=item.done_by))
        now = context.clock.now()
        tx.journal.begin(at=now, actor=actor, verb="see to")
        done = replace(item, status=InboxStatus.DONE, done_at=now, done_by=actor, note=clean_words(note, "note"))
        kept = tx.records(InboxItem).save(done)
        patient = tx.patients.by_id(kept.patient) if kept.patient else None
        sentence = say.SEEN_TO.format(who=patient.name if patient else kept.number or say.SOMEBODY)
        entry = tx.journal.end(patient.ref if patient else kept.ref, sentence)
    return Change(entry, sentence, (kept,))
