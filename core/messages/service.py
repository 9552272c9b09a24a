"""What to bring, how to prepare, the way there: told of a visit by a message, as it was said on the phone?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.contact.service_info import infos_of
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.messages import sentences as say
from core.messages.languages import ENGLISH
from core.messages.lengths import as_sent, fits
from core.messages.model import Message, MessageState, Reason, Way
from core.messages.own_words import tells_too_much
from core.messages.points import point_of
from core.messages.reaching import reached
from core.messages.wording import Told
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.clinic.model import Clinic, Site
    from core.clinic.outreach import ServiceInfo
    from core.messages.ports import MessageContext
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit

_WORTH: Final = timedelta(days=1)
"""How long it is tried: somebody is waiting for it."""
_TITLES: Final = {ENGLISH: "Your visit", "es": "Su cita"}


def infos_for(clinic: Clinic, scheduled: ScheduledVisit) -> tuple[ServiceInfo, ...]:
    """What the set-up says of that visit, in the patient's language or in English."""
    booked = scheduled.appointment
    return infos_of(clinic, booked.visit_type, booked.site, scheduled.patient.language)


def send(context: MessageContext, actor: str, visit: AppointmentId, topics: Sequence[str] = ()) -> Change:
    """Have these topics told, all that there are where none is named, each in a message of its own.

    Raises NotFound, or BadInput where there is nothing to tell, no visit to come, or no channel for it.
    """
    with context.writing(actor, Privilege.TELL_PATIENTS) as (tx, clinic):
        scheduled = tx.schedule.by_id(visit)
        if scheduled is None:
            raise NotFound(say.NO_VISIT.format(number=visit))
        patient, now = scheduled.patient, context.clock.now()
        if not scheduled.appointment.status.takes_time or scheduled.appointment.start <= now:
            raise BadInput(say.INFO_TOO_LATE.format(patient=patient.name))
        known = {one.topic: one for one in infos_for(clinic, scheduled)}
        if not known:
            raise BadInput(say.NO_INFO)
        for topic in topics:
            if topic not in known:
                raise BadInput(not_among(topic, list(known), say.AN_INFO), field="topic")
        wanted = [known[topic] for topic in dict.fromkeys(topics or known)]
        where = reached(patient, lambda address: point_of(tx, address), context.policy.messages)
        if where.way is None:
            raise BadInput(say.NOT_REACHED.format(patient=patient.name, why=say.WHYS[where.why.value]))
        if where.way is not Way.LETTER:
            named = [word for one in wanted for word in tells_too_much(one.text, clinic)]
            if named:
                raise BadInput(say.INFO_REFUSED.format(why=" ".join(named)))
        site = clinic.sites[scheduled.appointment.site]
        if any(_worded(one, site, where.way).is_too_long for one in wanted):
            raise BadInput(say.INFO_TOO_LONG)
        tx.journal.begin(at=now, actor=actor, verb="tell")
        kept = [
            tx.records(Message).add(
                Message(
                    0,
                    patient.id,
                    Reason.SERVICE,
                    f"appointment:{visit}",
                    f"{one.topic} {now.isoformat(timespec='milliseconds')}",
                    scheduled.appointment.start,
                    now,
                    min(now + _WORTH, scheduled.appointment.start),
                    MessageState.PLANNED,
                    now,
                )
            )
            for one in wanted
        ]
        topics_told = ", ".join(say.TOPICS[one.topic] for one in wanted)
        sentence = say.INFO_GOES.format(patient=patient.name, what=topics_told, way=say.WAYS[where.way.value])
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, tuple(kept))


def service_words(message: Message, scheduled: ScheduledVisit | None, clinic: Clinic, way: Way) -> Told | None:
    """The words of such a message; None where the set-up has none any more, or nobody comes."""
    if scheduled is None or not scheduled.appointment.status.takes_time:
        return None
    topic = message.occurrence.partition(" ")[0]
    info = next((one for one in infos_for(clinic, scheduled) if one.topic == topic), None)
    if info is None:
        return None
    return _worded(info, clinic.sites[scheduled.appointment.site], way)


def _worded(info: ServiceInfo, site: Site, way: Way) -> Told:
    text = f"{site.name}: {info.text}"
    if way is not Way.TEXT:
        return Told(info.language, _TITLES.get(info.language, _TITLES[ENGLISH]), text)
    sent = as_sent(text)
    return Told(info.language, "", sent, is_too_long=not fits(sent))
