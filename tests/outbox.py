"""How do tests watch what patients are told: a clinic that sends, a gateway that keeps, a worker to be turned?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.messages.model import Message, Way
from core.messages.outward import NotSent, Outward, Sent
from core.patients.consent import Consent
from core.patients.model import Patient, Phone
from core.settings.messages import MessageSettings
from core.settings.model import Policy
from core.structs import replace
from storage.store import SqliteStore
from tests.clinics import SETUP, FakeClock, make_desk
from tests.jobs import ACCOUNT, NoLeases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.messages.sending import Outbox
    from core.record_ref import PatientId

PHONES: Final = 'phone = "617-555-0100"\naddress = "1 Main St"\n'
TELLS: Final = MessageSettings(spool="/nowhere", server="localhost", sender="desk@clinic.example")
MAIN_TELLS: Final = SETUP.replace("grid = 5\n", f"grid = 5\n{PHONES}", 1)
MOBILE: Final = Phone("617-555-0171", voice=True, text=True)
MAILS: Final = Consent(given=True)


class Killed(BaseException):
    """The worker's process ends."""


@dataclass(slots=True)
class KeepingGateway:
    """Keeps what it is handed, and fails with `failing` while there is one; the second of one name goes nowhere.

    While it is `deadly` whoever has handed something over dies at once.
    """

    is_idempotent: bool = True
    handed: list[Outward] = field(default_factory=list)
    failing: Callable[[Outward], NotSent | None] = lambda _: None
    deadly: bool = False

    def send(self, outward: Outward) -> Sent:
        """Keep it."""
        failing = self.failing(outward)
        if failing:
            raise failing
        if not self.is_idempotent or all(one.name != outward.name for one in self.handed):
            self.handed.append(outward)
        if self.deadly:
            raise Killed
        return Sent(f"ref-{outward.name}")


@dataclass(slots=True)
class TellingClinic:
    """A clinic that tells its patients things, on Monday 23 November 2026 at 10:20 of its time."""

    path: Path
    settings: MessageSettings = TELLS
    setup: str = MAIN_TELLS
    clock: FakeClock = field(default_factory=FakeClock)
    texts: KeepingGateway = field(default_factory=KeepingGateway)
    mails: KeepingGateway = field(default_factory=lambda: KeepingGateway(is_idempotent=False))
    leases: NoLeases = field(default_factory=NoLeases)
    policy: Policy | None = None

    def __post_init__(self) -> None:
        """Found it, and let messages go out of it."""
        make_desk(self.path, clock=self.clock, setup=self.setup)
        self.store = SqliteStore(self.path / "clinic.db")
        self.desk.jobs.arm(ACCOUNT)

    store: SqliteStore = field(init=False)

    @property
    def desk(self) -> Desk:
        """A desk there."""
        return Desk(self.store, self.clock, self.policy or Policy(messages=self.settings), RoleAuthorization(ACCOUNT))

    def outbox(self, leases: NoLeases | None = None) -> Outbox:
        """What sends, of a worker there."""
        gateways = {Way.TEXT: self.texts, Way.VOICE: self.texts, Way.EMAIL: self.mails, Way.LETTER: self.mails}
        return self.desk.messages.outbox(ACCOUNT, gateways, leases or self.leases, note_error=lambda _: 1234)

    def work(self, outbox: Outbox | None = None) -> None:
        """Turn after turn until nothing is due."""
        worker = outbox or self.outbox()
        while worker.turn():
            pass

    def work_until(self, iso: str, *, hours: float = 1) -> None:
        """The same, each so many hours until then."""
        end = FakeClock()
        end.set(iso)
        worker = self.outbox()
        while self.clock.at < end.at:
            self.work(worker)
            self.clock.at = min(self.clock.at + timedelta(hours=hours), end.at)
        self.work(worker)

    @staticmethod
    def at(iso: str) -> datetime:
        """A wall time."""
        return datetime.fromisoformat(iso)

    def messages(self, patient: Patient) -> list[Message]:
        """All that is planned, was sent or left out for the patient."""
        with self.store.read() as reading:
            return list(reading.messages.of_patient(patient.id))

    def states(self, patient: Patient) -> list[str]:
        """The same in words: '7d planned', '2d suppressed too-late'."""
        return [f"{one.occurrence} {one.status.value} {one.why.value}".strip() for one in self.messages(patient)]

    def change(self, patient: PatientId, **values: Any) -> Patient:  # noqa: ANN401 - a field's own
        """The record with these fields otherwise."""
        with self.store.write() as tx:
            before = tx.patients.by_id(patient)
            assert before is not None
            tx.journal.begin(at=self.clock.now(), actor="ana", verb="test")
            after = tx.patients.save(replace(before, **values))
            tx.journal.end(after.ref, "Changed.")
        return after
