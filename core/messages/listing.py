"""Which messages are on their way, went out or failed, and which of them is whose?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.messages.model import OPEN, Message, MessageState, Reason
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.clinic.model import Clinic, Site
    from core.messages.ports import MessageContext, Reading
    from core.patients.model import Patient

_MOST: Final = 500
_USUAL: Final = (*OPEN, MessageState.FAILED)


class Listed(Struct, frozen=True):
    """A message with its patient, and the site whose time its times are told in."""

    message: Message
    patient: Patient
    site: Site


def listed(
    context: MessageContext, actor: str, *, states: Sequence[MessageState], patient: PatientId | None
) -> tuple[Listed, ...]:
    """Those in these states, of a patient all, by when they are or were due."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        if patient is not None:
            found: Iterable[Message] = reading.messages.of_patient(patient)
            found = [one for one in found if not states or one.status in states]
        else:
            found = reading.messages.in_state(states or _USUAL, _MOST)
        return tuple(with_patients(reading, clinic, sorted(found, key=lambda one: (one.due, one.id))))


def failed(context: MessageContext, actor: str) -> tuple[Listed, ...]:
    """Those that failed, or reach nobody, the soonest visit first; none that another way made good."""
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        found = [one for one in reading.messages.troubled(now) if not _is_made_good(reading, one)]
        return tuple(with_patients(reading, clinic, sorted(found, key=lambda one: (one.start, one.id))))


def with_patients(reading: Reading, clinic: Clinic, messages: Iterable[Message]) -> Iterable[Listed]:
    """Each with its patient and site."""
    patients: dict[PatientId, Patient | None] = {}
    for one in messages:
        if one.patient not in patients:
            patients[one.patient] = reading.patients.by_id(one.patient)
        patient = patients[one.patient]
        if patient is not None:
            yield Listed(one, patient, site_of(reading, clinic, one, patient))


def site_of(reading: Reading, clinic: Clinic, message: Message, patient: Patient) -> Site:
    """Where the visit is that it is about; else the patient's usual site, else the first."""
    number = message.appointment
    scheduled = reading.schedule.by_id(number) if number is not None else None
    code = scheduled.appointment.site if scheduled else patient.usual_site
    return clinic.sites.get(code) or clinic.sites_in_use[0]


def _is_made_good(reading: Reading, message: Message) -> bool:
    """Whether the same was told by another channel, or is about to be; or the visit is not what it tells any more."""
    others = [one for one in reading.messages.about(message.subject) if one.id > message.id]
    if any(
        (one.reason, one.occurrence, one.start) == (message.reason, message.occurrence, message.start) for one in others
    ):
        return True
    number = message.appointment
    scheduled = reading.schedule.by_id(number) if number is not None else None
    if scheduled is None or message.reason in {Reason.CANCELLED, Reason.MISSED}:
        return False
    appointment = scheduled.appointment
    return appointment.start != message.start or not appointment.status.takes_time
