"""Who that is due again is written to now, as the calls of the desk have not come to them yet?

A recall has its messages one after the other, the first two weeks before its day. Whether it still holds is asked again
as each goes out: by then they may be booked, by whatever path.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local, reached
from core.clinic.codes import first_site
from core.contact.call_model import CallBack, CallBackStatus, CallList
from core.jobs.model import WORKER
from core.messages import sentences as say
from core.messages.model import Message, MessageState, Reason, Why
from core.recall.model import Recall
from core.recall.standing import Standing, stands
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import Clinic, Site
    from core.messages.ports import MessageContext, Reading

_BEFORE: Final = timedelta(days=14)
"""So long before its day the first one goes out, as the calls begin."""
_BETWEEN: Final = timedelta(days=15)
"""From a message or a call to the next message."""
_WORTH: Final = timedelta(days=10)
"""How long one may wait for the morning, or for a way that is away."""
_MOST: Final = 200
"""At once, those due longest first; the next hour has the next."""
_PAGE: Final = 200
"""How many recalls are read at a time: those that were told lately are passed over."""
_SUBJECT: Final = "recall"
_HOLDS: Final = frozenset({Standing.TO_COME, Standing.DUE})


def plan_recalls(context: MessageContext, actor: str, now: datetime) -> None:
    """Plan the messages of recalls whose time has come, as nobody's act."""
    settings = context.policy.messages
    if not settings.recall_times or not settings.is_on:
        return
    with context.reading(actor, Privilege.WORK) as (reading, clinic):
        found = list(islice(_wanted(reading, clinic, settings.recall_times, now), _MOST))
    if not found:
        return
    with context.writing(actor, Privilege.WORK) as (tx, clinic):
        recalls = (tx.records(Recall).by_id(number) for number in found)
        messages = (_next_message(tx, clinic, one, settings.recall_times, now) for one in recalls if one)
        wanted = list(filter(None, messages))
        if not wanted:  # another worker has planned them meanwhile
            return
        tx.journal.begin(at=now, actor=WORKER, verb="plan")
        kept = [tx.records(Message).add(one) for one in wanted]
        tx.journal.end(kept[0].ref, say.FOLLOWED.format(planned=len(kept), superseded=0))


def without_its_recall(reading: Reading, clinic: Clinic, message: Message, now: datetime) -> Message | None:
    """The message as it no longer holds: they are booked or were seen, declined, or are due on another day."""
    kind, _, number = message.subject.partition(":")
    if kind != _SUBJECT:
        return None
    site = first_site(clinic)
    recall = reading.records(Recall).by_id(int(number))
    today = local(now, site.tz).date()
    if recall and _day_of(recall, site) == message.start and stands(reading, clinic, recall, today) in _HOLDS:
        return None
    return replace(message, status=MessageState.SUPERSEDED, status_at=now, why=Why.NO_LONGER_DUE, worker="")


def _wanted(reading: Reading, clinic: Clinic, times: int, now: datetime) -> Iterator[int]:
    """The numbers of the recalls of whom the next message is due, of each kind those due longest first."""
    today = local(now, first_site(clinic).tz).date()
    for kind in clinic.recalls.values():
        for begin in count(0, _PAGE):
            page = reading.recalls.due(kind, today + _BEFORE, today, _PAGE, begin=begin)
            yield from (one.id for one in page if _next_message(reading, clinic, one, times, now))
            if len(page) < _PAGE:
                break


def _next_message(reading: Reading, clinic: Clinic, recall: Recall, times: int, now: datetime) -> Message | None:
    """The next message to whoever is due; None where they were told or called of late, or often enough."""
    start = _day_of(recall, first_site(clinic))
    subject = f"{_SUBJECT}:{recall.id}"
    about = reading.messages.about(subject)
    made = [one for one in about if one.start == start and one.status is not MessageState.SUPERSEDED]
    numbers = {one.occurrence for one in made}
    if len(numbers) >= times or any(one.is_open for one in made) or _was_reached(reading, recall, made, now):
        return None
    patient = reading.patients.by_id(recall.patient)
    if patient is None or not patient.may_be_booked:
        return None
    occurrence, due = str(len(numbers) + 1), now.replace(second=0, microsecond=0)
    state = MessageState.PLANNED
    return Message(
        0, recall.patient, Reason.RECALL, subject, occurrence, start, due, now + _WORTH, state, status_at=now
    )


def _was_reached(reading: Reading, recall: Recall, made: list[Message], now: datetime) -> bool:
    """Whether they were told or called of late, or are to be called back."""
    calls = reading.calls.attempts(CallList.RECALL, recall.id)
    last = [one.status_at for one in made] + [one.at for one in calls if one.at >= recall.since]
    if last and max(last) > now - _BETWEEN:
        return True
    known = reading.records(CallBack).of_owner(recall.patient)
    return any(one.status is CallBackStatus.OPEN and one.list is CallList.RECALL for one in known)


def _day_of(recall: Recall, site: Site) -> datetime:
    """The day on which they are due, as an instant: its beginning by the clocks of the first site."""
    return reached(datetime.combine(recall.due, time.min), site.tz)
