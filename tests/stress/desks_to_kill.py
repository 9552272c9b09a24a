"""Desks that are killed at work: who each acts as, what it does next, and the clinic they work in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.schedule.requests import MoveRequest
from core.visits.state import Verb
from tests.clinics import visit_of
from tests.stress.crowd import FIRST_START, PROVIDERS, STARTS_A_DAY, booking, desk_at, start_of, wide_clinic

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from core.desk import Desk
    from core.journal.change import Change
    from core.record_ref import AppointmentId, PatientId

NEXT_MONTHS: Final = 60 * STARTS_A_DAY
"""A provider's starts on 60 weekdays, today's among them."""
CLEARED: Final = ("identity", "demographics")


@dataclass(frozen=True, slots=True)
class Life:
    """What a writer has to work with: its name, its patient, and an appointment of theirs today."""

    path: Path
    number: int
    patient: PatientId
    today: AppointmentId

    @property
    def actor(self) -> str:
        """Whom it acts as."""
        return f"writer {self.number}"


@dataclass(slots=True)
class Work:
    """A writer at work; not frozen: it remembers what it booked."""

    life: Life
    desk: Desk
    luck: random.Random
    booked: list[AppointmentId] = field(default_factory=list)

    def book(self) -> Change:
        """Book anything from tomorrow on."""
        provider, slot = self._anywhere()
        change = self.desk.schedule.book(self.life.actor, booking(self.life.patient, provider, start_of(slot)))
        self.booked.append(visit_of(change).appointment.id)
        return change

    def move(self) -> Change:
        """Move one of those booked."""
        provider, slot = self._anywhere()
        number, to = self.luck.choice(self.booked), start_of(slot)
        return self.desk.schedule.move(self.life.actor, MoveRequest(number, to, provider=f"p{provider}"))

    def cancel(self) -> Change:
        """Cancel one of those booked."""
        return self.desk.visits.do(self.life.actor, Verb.CANCEL, self.luck.choice(self.booked), reason="sick")

    def arrive(self) -> Change:
        """Note that the patient of today came."""
        return self.desk.visits.do(self.life.actor, Verb.ARRIVE, self.life.today)

    def check_in(self) -> Change:
        """Check in the patient of today: rows of three tables in one act."""
        return self.desk.visits.do(self.life.actor, Verb.CHECK_IN, self.life.today, verified=CLEARED)

    def undo(self) -> Change:
        """Take back the newest act."""
        return self.desk.journal.undo(self.life.actor)

    def _anywhere(self) -> tuple[int, int]:
        return self.luck.randrange(PROVIDERS), self.luck.randrange(STARTS_A_DAY, NEXT_MONTHS)


def at_work(tmp_path: Path, patients: int) -> list[Life]:
    """A clinic in which every writer's patient is expected today."""
    clinic = wide_clinic(tmp_path, patients=patients)
    lives = []
    with desk_at(clinic.path) as desk:
        for number, patient in enumerate(clinic.patients):
            slot, provider = divmod(number, PROVIDERS)
            change = desk.schedule.book("ana", booking(patient, provider, start_of(FIRST_START + slot)))
            lives.append(Life(clinic.path, number, patient, visit_of(change).appointment.id))
    return lives
