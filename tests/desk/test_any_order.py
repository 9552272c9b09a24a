"""Do the promises of the desk hold whatever three people do, in whatever order?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from core.access.roles import RoleAuthorization
from core.conflict import Severity
from core.desk import Desk
from core.errors import ChangedElsewhere, NotFound, Refused
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus
from core.settings.model import Policy
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock, register
from tests.depth import depth
from tests.desk.asking import booking, moving, refused, scheduled_of

if TYPE_CHECKING:
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.schedule.model.appointment import Appointment

ACTORS = ("ana", "ben", "cy")
VERBS = ("book", "move", "cancel", "arrive", "check_in", "check_out")


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody tries. `pick` names one of the appointments there are by then."""

    verb: str
    actor: str
    patient: int
    pick: int
    slot: int
    provider: str
    minutes: int
    room: str | None
    is_sure: bool

    @property
    def start(self) -> str:
        """Within an hour and a half, so that they get into each other's way."""
        return f"2026-11-23T{11 + self.slot // 6}:{self.slot % 6}0"

    @property
    def overrides(self) -> dict[str, str]:
        """Who is sure double-books."""
        return {"C3": "double-ok"} if self.is_sure else {}


def acts(*verbs: str) -> st.SearchStrategy[list[Act]]:
    """Some twenty attempts."""
    one = st.builds(
        Act,
        verb=st.sampled_from(verbs),
        actor=st.sampled_from(ACTORS),
        patient=st.integers(0, 2),
        pick=st.integers(0, 6),
        slot=st.integers(0, 8),
        provider=st.sampled_from(["lee", "ito"]),
        minutes=st.sampled_from([10, 20, 40]),
        room=st.sampled_from([None, "R1", "R2"]),
        is_sure=st.booleans(),
    )
    return st.lists(one, min_size=8, max_size=22)


@dataclass(slots=True)
class Clinic:
    """Three patients, and what was booked for them so far."""

    desk: Desk
    path: Path
    clock: FakeClock
    patients: list[Patient]
    numbers: list[AppointmentId] = field(default_factory=list)

    def try_all(self, attempts: list[Act]) -> list[str]:
        """Who did what succeeded, in order. What is refused is refused with its reason and changes nothing."""
        done = []
        for act in attempts:
            self.clock.forward(minutes=0.5)
            before = self.appointments()
            try:
                self._try(act)
            except (Refused, ChangedElsewhere, NotFound):
                assert before == self.appointments()
            else:
                done.append(act.actor)
            self.check()
        return done

    def _try(self, act: Act) -> Change | None:
        if act.verb == "book":
            request = booking(
                self.patients[act.patient],
                act.start,
                provider=act.provider,
                minutes=act.minutes,
                room=act.room,
                overrides=act.overrides,
            )
            change = self.desk.schedule.book(act.actor, request)
            self.numbers.append(scheduled_of(change).appointment.id)
            return change
        if act.verb == "undo":
            return self.desk.journal.undo(act.actor)
        if not self.numbers:
            raise NotFound(act.verb)
        number = self.numbers[act.pick % len(self.numbers)]
        if act.verb == "move":
            seen = self.desk.schedule.appointment(act.actor, number)
            elsewhere = moving(
                seen, act.start, provider=act.provider, minutes=act.minutes, room=act.room, overrides=act.overrides
            )
            return self.desk.schedule.move(act.actor, elsewhere)
        if act.verb == "cancel":
            return self.desk.visits.do(act.actor, Verb.CANCEL, number, reason="sick")
        if act.verb == "check_in":
            return self.desk.visits.do(
                act.actor, Verb.CHECK_IN, number, verified=["identity"], waivers={"demographics": "later"}
            )
        return (
            self.desk.visits.do(act.actor, Verb.ARRIVE, number)
            if act.verb == "arrive"
            else self.desk.visits.do(act.actor, Verb.CHECK_OUT, number)
        )

    def appointments(self) -> list[Appointment]:
        """Every appointment as it is kept."""
        return [self.desk.schedule.appointment("ana", number).appointment for number in self.numbers]

    def check(self) -> None:
        """Nobody and nothing is needed twice at once; a further lane is there because one of two was sure."""
        taken: dict[tuple[object, ...], list[tuple[datetime, datetime]]] = defaultdict(list)
        for one in self.appointments():
            if not one.status.takes_time:
                continue
            taken["patient", one.patient].append((one.start, one.end))
            taken["provider", one.provider, one.lane].append((one.provider_start, one.provider_end))
            if one.room:
                taken["room", one.room].append((one.start, one.end))
            beside = [other for other in self.appointments() if _overlap(one, other)]
            assert one.lane == 0 or "C3" in [over.rule for each in (one, *beside) for over in each.overrides]
        for whose, spans in taken.items():
            for (_, end), (start, _) in pairwise(sorted(spans)):
                assert end <= start, whose

    def check_visits(self) -> None:
        """A patient is in the house exactly while the appointment says so."""
        here = {AppointmentStatus.ARRIVED, AppointmentStatus.CHECKED_IN, AppointmentStatus.FULFILLED}
        for number in self.numbers:
            scheduled = self.desk.schedule.appointment("ana", number)
            if scheduled.appointment.status in here:
                assert scheduled.visit is not None
            elif scheduled.appointment.status is AppointmentStatus.BOOKED:
                assert scheduled.visit is None


@contextmanager
def clinic_like(founded: Path) -> Iterator[Clinic]:
    """A clinic of its own for one example, at 10:50; the patients were registered by sue."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.db"
        copy(founded, path)
        with SqliteStore(path) as store:
            clock = FakeClock()
            clock.forward(minutes=30)
            desk = Desk(store, clock, Policy(), RoleAuthorization())
            patients = [register(desk, name, actor="sue") for name in ("Smith", "Jones", "Chen")]
            yield Clinic(desk, path, clock, patients)


def _overlap(one: Appointment, other: Appointment) -> bool:
    """Whether both take the provider's time at once."""
    takes = one.status.takes_time and other.status.takes_time and one.provider == other.provider
    return takes and one.provider_start < other.provider_end and other.provider_start < one.provider_end


@settings(max_examples=depth(16, whole=400))
@given(attempts=acts(*VERBS))
def test_all_that_was_done_can_be_taken_back(founded: Path, attempts: list[Act]) -> None:
    """Newest first, whoever did it, every act goes back; what is left are bookings entered in error."""
    with clinic_like(founded) as clinic:
        done = clinic.try_all(attempts)
        clinic.check_visits()
        for actor in reversed(done):
            clinic.desk.journal.undo(actor)
            clinic.check()
            clinic.check_visits()
        assert {AppointmentStatus.ENTERED_IN_ERROR} >= {one.status for one in clinic.appointments()}
        assert all(clinic.desk.schedule.appointment("ana", number).visit is None for number in clinic.numbers)
        for actor in ACTORS:
            with suppress(NotFound):
                clinic.desk.journal.undo(actor)
                raise AssertionError(actor)
        assert () == tuple(examine(clinic.path))


@settings(max_examples=depth(16, whole=400))
@given(attempts=acts(*VERBS, "undo", "undo"))
def test_undoing_in_between_breaks_no_promise(founded: Path, attempts: list[Act]) -> None:
    """An undo is allowed, or refused and changes nothing; nobody is ever double-booked by it."""
    with clinic_like(founded) as clinic:
        clinic.try_all(attempts)
        clinic.check_visits()
        assert () == tuple(examine(clinic.path))


@settings(max_examples=depth(12, whole=250))
@given(attempts=acts("book", "book", "move", "cancel"), minutes=st.integers(0, 240))
def test_what_is_assessed_is_what_is_booked(founded: Path, attempts: list[Act], minutes: int) -> None:
    """For any state of the schedule, the assessment before says what the booking then meets and becomes."""
    with clinic_like(founded) as clinic:
        clinic.try_all(attempts[:-1])
        clinic.clock.at += timedelta(minutes=minutes)
        last = attempts[-1]
        request = booking(
            clinic.patients[last.patient], last.start, provider=last.provider, minutes=last.minutes, room=last.room
        )
        assessment = clinic.desk.schedule.assess("ana", request)
        if any(conflict.severity is not Severity.WARN for conflict in assessment.conflicts):
            refusal = refused(lambda: clinic.desk.schedule.book("ana", request))
            assert assessment.conflicts == refusal.conflicts
            return
        booked = scheduled_of(clinic.desk.schedule.book("ana", request)).appointment
        room = assessment.room and assessment.room.code
        assert (assessment.start, assessment.end, room) == (booked.start, booked.end, booked.room)
