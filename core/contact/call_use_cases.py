"""The use cases of calls: who is to be called, by whom just now, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.contact import calling, calling_back
from core.contact.leasing import lease, who_calls
from core.contact.listing import Listing
from core.patients.finding import present

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.contact.call_model import CallList, CallOutcome
    from core.contact.ports import ContactContext, Reading
    from core.contact.to_call import ToCall
    from core.journal.change import Change
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.hold import Hold


class CallsDesk:
    """`desk.calls`."""

    def __init__(self, context: ContactContext) -> None:
        self._context = context

    def listed(self, actor: str, which: CallList) -> tuple[ToCall, ...]:
        """Who is on that list, those first who are to be called now."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
            return self._listing(reading, clinic).of(which)

    def one(self, actor: str, which: CallList, subject: int) -> ToCall | None:
        """The one of that list with that subject, None where it is on it no longer."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
            return self._listing(reading, clinic).one(which, subject)

    def log(
        self,
        actor: str,
        which: CallList,
        subject: int,
        outcome: CallOutcome,
        *,
        again: datetime | None = None,
        note: str = "",
        phone: str | None = None,
    ) -> Change:
        """Note what came of a call, and do what follows from it. Raises as `calling.log_call` does."""
        return calling.log_call(self._context, actor, which, subject, outcome, again=again, note=note, phone=phone)

    def raise_back(
        self,
        actor: str,
        patient: PatientId,
        why: str,
        *,
        due: datetime | None = None,
        phone: str = "",
        appointment: AppointmentId | None = None,
    ) -> Change:
        """Have the patient called back. Raises NotFound or BadInput."""
        return calling_back.raise_call_back(
            self._context, actor, patient, why, due=due, phone=phone, appointment=appointment
        )

    def made(self, actor: str) -> int:
        """How many calls that person made within the last hour."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return reading.calls.made(actor, self._context.clock.now() - timedelta(hours=1))

    def lease(self, actor: str, patient: PatientId, held: Hold | None) -> Hold:
        """Call the patient, whom nobody else calls meanwhile. Raises ChangedElsewhere naming who does."""
        with self._context.reading(actor, Privilege.LOG_CONTACTS) as (reading, _):
            return lease(reading, actor, present(reading, patient), self._context.clock.now(), held)

    def let_go(self, actor: str, held: Hold) -> None:
        """The call is over."""
        with self._context.reading(actor, Privilege.LOG_CONTACTS) as (reading, _):
            reading.holds.release(held.number)

    def _listing(self, reading: Reading, clinic: Clinic) -> Listing:
        now = self._context.clock.now()
        return Listing(reading, clinic, self._context.policy, now, who_calls(reading, now))
