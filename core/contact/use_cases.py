"""The use cases of contacts: noted, told, and followed up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.contact import noting
from core.contact.model import Communication
from core.patients.finding import present
from core.patients.listed import told_in_list

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.contact.ports import ContactContext
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, PatientId


class FollowUp(Struct, frozen=True):
    """What is to be done about a contact, and with whom it was."""

    contact: Communication
    patient: Patient

    @property
    def told(self) -> str:
        """What a list tells of it: of a restricted record only that there is something."""
        return told_in_list(self.patient, self.contact.summary)


class ContactDesk:
    """`desk.contact`."""

    def __init__(self, context: ContactContext) -> None:
        self._context = context

    def of_patient(self, actor: str, patient: PatientId) -> tuple[Communication, ...]:
        """The contacts with the patient that are no mistakes, newest first."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            found = (one for one in reading.records(Communication).of_owner(patient) if one.counts)
            return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True))

    def note(
        self,
        actor: str,
        patient: PatientId,
        values: Mapping[str, Any],
        *,
        appointment: AppointmentId | None = None,
    ) -> Change:
        """Note a contact, of which `values` say what `COMMUNICATION` has. Raises NotFound or BadInput."""
        return noting.note(self._context, actor, patient, values, appointment=appointment)

    def by_id(self, actor: str, number: int) -> Communication:
        """The contact of that number, whatever became of it. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return noting.find(reading, number)

    def due(self, actor: str) -> tuple[FollowUp, ...]:
        """What is to be followed up by today, the oldest first."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
            today = today_at(first_site(clinic), self._context.clock.now())
            found = reading.contacts.to_follow_up(today)
            return tuple(FollowUp(one, present(reading, one.patient)) for one in found)

    def tick_off(self, actor: str, number: int, *, rev: int | None = None) -> Change:
        """What was to follow from a contact was done. Raises NotFound, BadInput or ChangedElsewhere."""
        return noting.tick_off(self._context, actor, number, rev=rev)

    def put_off(self, actor: str, number: int, day: date, *, rev: int | None = None) -> Change | None:
        """It is followed up on another day; None where that is the day already.

        Raises NotFound, BadInput or ChangedElsewhere.
        """
        return noting.put_off(self._context, actor, number, day, rev=rev)
