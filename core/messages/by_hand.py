"""How does a person take a message back, or have it go out now?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.messages import sentences as say
from core.messages.listing import site_of
from core.messages.model import BY_HAND, GONE_OUT, Message, MessageState, Why
from core.messages.telling import named
from core.structs import replace

if TYPE_CHECKING:
    from core.messages.ports import MessageContext, Reading
    from core.patients.model import Patient

_WORTH: Final = timedelta(days=1)
"""How long one without a visit is tried."""


def cancel(context: MessageContext, actor: str, number: int) -> Change:
    """Take it back, or put one aside that failed: its patient was told otherwise.

    Raises NotFound, or BadInput where it is under way, gone, or was settled otherwise.
    """
    with context.writing(actor, Privilege.TELL_PATIENTS) as (tx, clinic):
        message, patient = find(tx, number)
        said = named(message, patient, site_of(tx, clinic, message, patient), context.clock.now())
        is_put_aside = message.status is MessageState.FAILED or _reaches_nobody(message)
        if message.is_begun or not (message.is_open or is_put_aside):
            raise BadInput(say.NOT_CANCELLED.format(what=said, state=say.STATES[message.status.value]))
        now = context.clock.now()
        tx.journal.begin(at=now, actor=actor, verb="message cancel")
        status = message.status if is_put_aside else MessageState.SUPPRESSED
        kept = tx.records(Message).save(replace(message, status=status, status_at=now, why=Why.BY_HAND))
        sentence = (say.PUT_ASIDE if is_put_aside else say.CANCELLED).format(what=said)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (kept,))


def send_now(context: MessageContext, actor: str, number: int) -> Change:
    """Have it go out with the worker's next turn, as far as consent and hours let it.

    Raises NotFound, or BadInput for one that went out, is under way, or tells what no longer holds.
    """
    with context.writing(actor, Privilege.TELL_PATIENTS) as (tx, clinic):
        message, patient = find(tx, number)
        now = context.clock.now()
        said = named(message, patient, site_of(tx, clinic, message, patient), now)
        is_over = message.appointment is not None and message.start <= now
        if message.status in GONE_OUT or message.is_begun or message.status is MessageState.SUPERSEDED or is_over:
            raise BadInput(say.NOT_SENT_AGAIN.format(what=said, state=say.STATES[message.status.value]))
        tx.journal.begin(at=now, actor=actor, verb="message send")
        again = replace(
            message,
            status=MessageState.PLANNED,
            status_at=now,
            due=now,
            until=message.start if message.appointment is not None else now + _WORTH,
            why=Why.NOTHING,
            detail="",
            tries=0,
            way=None,
            address="",
            language="",
            title="",
            text="",
            reference=BY_HAND,
            carried_by=None,
        )
        if message.status is MessageState.FAILED and message.way:
            kept = tx.records(Message).add(replace(again, id=0, rev=1))  # the failed one stays to tell what happened
        else:
            kept = tx.records(Message).save(again)
        sentence = say.SENT_AGAIN.format(what=said)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (kept,))


def _reaches_nobody(message: Message) -> bool:
    """Whether it stands on the list of those that failed, though it was never sent."""
    return message.status is MessageState.SUPPRESSED and message.why not in {Why.BY_HAND, Why.TOO_LATE}


def find(reading: Reading, number: int) -> tuple[Message, Patient]:
    """The message of that number and its patient. Raises NotFound."""
    message = reading.records(Message).by_id(number)
    patient = reading.patients.by_id(message.patient) if message else None
    if message is None or patient is None:
        raise NotFound(say.NO_SUCH_MESSAGE.format(number=number))
    return message, patient
