"""Who waits for a provider who is late: told by a message when they are expected now, as long as that is so?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.messages import sentences as say
from core.messages.model import Message, MessageState, Reason, Why
from core.messages.points import point_of
from core.messages.reaching import reached
from core.schedule.lateness.use_cases import affected_now
from core.structs import replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.messages.ports import MessageContext, Reading
    from core.record_ref import AppointmentId
    from core.settings.model import Policy

_OVER: Final = frozenset({MessageState.FAILED, MessageState.SUPPRESSED, MessageState.SUPERSEDED, MessageState.EXPIRED})


def tell_late(context: MessageContext, actor: str, visit: AppointmentId) -> Change:
    """Have whoever comes for that visit told when they are expected now.

    Raises NotFound, and BadInput where they are not seen later, were told of that time already, or by no channel.
    """
    with context.writing(actor, Privilege.TELL_PATIENTS) as (tx, clinic):
        scheduled = tx.schedule.by_id(visit)
        if scheduled is None:
            raise NotFound(say.NO_VISIT.format(number=visit))
        patient, now = scheduled.patient, context.clock.now()
        expected = _expected(tx, clinic, context.policy, visit, now)
        if expected is None:
            raise BadInput(say.NOT_LATER.format(patient=patient.name))
        clock = format_clock(local(expected, clinic.sites[scheduled.appointment.site].tz))
        known = tx.messages.about(f"appointment:{visit}")
        told = [one for one in known if one.reason is Reason.LATE and one.status not in _OVER]
        if any(one.start == expected or one.is_open for one in told):
            raise BadInput(say.LATE_TOLD.format(patient=patient.name, time=clock))
        where = reached(patient, lambda address: point_of(tx, address), context.policy.messages)
        if where.way is None:
            raise BadInput(say.NOT_REACHED.format(patient=patient.name, why=say.WHYS[where.why.value]))
        tx.journal.begin(at=now, actor=actor, verb="tell")
        planned = Message(
            0,
            patient.id,
            Reason.LATE,
            f"appointment:{visit}",
            f"late {now.isoformat(timespec='milliseconds')}",
            expected,
            now,
            expected,
            MessageState.PLANNED,
            now,
        )
        kept = tx.records(Message).add(planned)
        sentence = say.LATE_GOES.format(patient=patient.name, time=clock, way=say.WAYS[where.way.value])
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (kept,))


def as_expected(reading: Reading, clinic: Clinic, policy: Policy, message: Message, now: datetime) -> Message:
    """The message with the time at which they are expected by now; superseded where they have come, or are in time."""
    visit = message.appointment
    expected = _expected(reading, clinic, policy, visit, now) if visit is not None else None
    if expected is None:
        return replace(message, status=MessageState.SUPERSEDED, status_at=now, why=Why.NO_LONGER_DUE, worker="")
    return replace(message, until=expected) if message.text else replace(message, start=expected, until=expected)


def _expected(reading: Reading, clinic: Clinic, policy: Policy, visit: AppointmentId, now: datetime) -> datetime | None:
    """When whoever has not come yet is seen, where that is later than planned and still ahead."""
    found = (one.scheduled for one in affected_now(reading, clinic, policy, now) if one.move)
    expected = next((one.expected for one in found if one.appointment.id == visit), None)
    return expected if expected and expected > now else None
