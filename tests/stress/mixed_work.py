"""What does a writer of the hammer do? A row a verb: one that is to come is a row more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.schedule.model.appointment import Mode
from core.schedule.requests import BookingRequest, MoveRequest
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import visit_of
from tests.stress.crowd import start_of
from tests.stress.mixed_clinic import PROVIDERS, TYPES

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from core.desk import Desk
    from core.journal.change import Change
    from core.record_ref import AppointmentId, PatientId

DAYS: Final = 4
"""So many weekdays from tomorrow on are fought for."""
_STARTS_A_DAY: Final = 24
_OVER: Final = dict.fromkeys(("C3", "C6", "C7", "C11"), "urgent")
"""A reason for all that asks for one."""


@dataclass(frozen=True, slots=True)
class Life:
    """What a writer has to work with."""

    path: Path
    number: int
    patients: tuple[PatientId, ...]

    @property
    def actor(self) -> str:
        """Whom it acts as."""
        return f"writer {self.number}"


@dataclass(slots=True)
class Hands:
    """A writer at work; not frozen: it remembers what it booked."""

    life: Life
    desk: Desk
    luck: random.Random
    mine: list[AppointmentId] = field(default_factory=list)

    def a_start(self) -> datetime:
        """Some start, at times in the middle of another visit."""
        at = start_of(self.luck.randrange(_STARTS_A_DAY, (DAYS + 1) * _STARTS_A_DAY))
        return at + timedelta(minutes=self.luck.choice((0, 0, 0, 5, 10)))

    def a_request(self) -> BookingRequest:
        """Anybody, with anyone, of any type."""
        choice = self.luck.choice
        visit_type, mode = choice(TYPES), choice((None, None, Mode.TELEHEALTH))
        return BookingRequest(
            patient=choice(self.life.patients),
            visit_type=visit_type,
            provider="group" if visit_type == "grp30" else choice(PROVIDERS),
            start=self.a_start(),
            mode=mode if visit_type == "fu20" else None,
        )

    def one(self) -> AppointmentId | None:
        """One of those it booked."""
        return self.luck.choice(self.mine) if self.mine else None

    def act(self, verb: Verb, number: AppointmentId, reason: str = "") -> Change:
        """A verb of the visit."""
        return self.desk.visits.do(self.life.actor, verb, number, reason=reason)

    def move(self, request: MoveRequest) -> Change:
        """Elsewhere."""
        return self.desk.schedule.move(self.life.actor, request)

    def booked(self, request: BookingRequest) -> Change:
        """Book it, and remember that."""
        change = self.desk.schedule.book(self.life.actor, request)
        self.mine.append(visit_of(change).appointment.id)
        return change


def _book(hands: Hands) -> Iterator[Change]:
    yield hands.booked(hands.a_request())


def _override(hands: Hands) -> Iterator[Change]:
    """With a reason for whatever asks for one: a double booking, outside the hours, one more than the session takes."""
    yield hands.booked(replace(hands.a_request(), overrides=_OVER))


def _move(hands: Hands) -> Iterator[Change]:
    number = hands.one()
    if number is not None:
        provider = hands.luck.choice((None, *PROVIDERS))
        yield hands.move(MoveRequest(number, hands.a_start(), provider=provider))


def _move_over(hands: Hands) -> Iterator[Change]:
    number = hands.one()
    if number is not None:
        yield hands.move(MoveRequest(number, hands.a_start(), overrides=_OVER))


def _resize(hands: Hands) -> Iterator[Change]:
    number = hands.one()
    if number is not None:
        kept = hands.desk.schedule.appointment(hands.life.actor, number).appointment
        minutes = hands.luck.choice((10, 20, 40, 60))
        yield hands.move(MoveRequest(number, kept.start, minutes=minutes))


def _other_mode(hands: Hands) -> Iterator[Change]:
    number = hands.one()
    if number is not None:
        kept = hands.desk.schedule.appointment(hands.life.actor, number).appointment
        yield hands.move(MoveRequest(number, kept.start, mode=hands.luck.choice(tuple(Mode))))


def _cancel(hands: Hands) -> Iterator[Change]:
    number = hands.one()
    if number is not None:
        yield hands.act(Verb.CANCEL, number, "sick")


def _cancel_and_undo(hands: Hands) -> Iterator[Change]:
    """Somebody else may have the time by then."""
    for change in _cancel(hands):
        yield change
        yield hands.desk.journal.undo(hands.life.actor)


def _undo(hands: Hands) -> Iterator[Change]:
    yield hands.desk.journal.undo(hands.life.actor)


def _redo(hands: Hands) -> Iterator[Change]:
    yield hands.desk.journal.redo(hands.life.actor)


@dataclass(frozen=True, slots=True)
class Row:
    """A verb, how often it is tried beside the others, and how; each change is told once it was acknowledged."""

    name: str
    weight: int
    tried: Callable[[Hands], Iterator[Change]]


ROWS: Final = (
    Row("book", 8, _book),
    Row("override", 3, _override),
    Row("move", 4, _move),
    Row("move over", 2, _move_over),
    Row("resize", 3, _resize),
    Row("other mode", 2, _other_mode),
    Row("cancel", 2, _cancel),
    Row("cancel and undo", 2, _cancel_and_undo),
    Row("undo", 2, _undo),
    Row("redo", 1, _redo),
)
