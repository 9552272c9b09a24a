"""What does a writer of the hammer do? A row a verb: one that is to come is a row more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.recurrence import read_rule
from core.schedule.holds.use_cases import HoldRequest
from core.schedule.model.appointment import Mode
from core.schedule.model.linked import Scope
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest, MoveRequest
from core.schedule.series.chain_requests import ChainPart, ChainRequest
from core.schedule.series.requests import SeriesRequest
from core.structs import replace
from core.visits.options import VerbOptions
from core.visits.state import Verb
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
_OVER: Final = dict.fromkeys(("C3", "C6", "C7", "C8", "C11"), "urgent")
"""A reason for all that asks for one."""
_RULE: Final = read_rule("FREQ=DAILY;COUNT=3")
_SCOPES: Final = (Scope.LATER, Scope.ALL)
_WANTS_EARLIER: Final = 0.5
_LONGEST_CASCADE: Final = 3
_TAKES_BACK: Final = 0.3


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
    series: list[AppointmentId] = field(default_factory=list)

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
            further=choice((None, None, None, ("p2",))),
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

    def remembered(self, change: Change) -> Change:
        """What was booked is worked with from now on."""
        self.mine += [one.appointment.id for one in change.all_of(ScheduledVisit)]
        return change


def _book(hands: Hands) -> Iterator[Change]:
    yield hands.remembered(hands.desk.schedule.book(hands.life.actor, hands.a_request()))


def _override(hands: Hands) -> Iterator[Change]:
    """With a reason for whatever asks for one: a double booking, outside the hours, one more than the session takes."""
    over = replace(hands.a_request(), overrides=_OVER)
    yield hands.remembered(hands.desk.schedule.book(hands.life.actor, over))


def _move(hands: Hands) -> Iterator[Change]:
    number = hands.one()
    if number is not None:
        provider, further = hands.luck.choice((None, *PROVIDERS)), hands.luck.choice((None, None, (), ("p0",)))
        yield hands.move(MoveRequest(number, hands.a_start(), provider=provider, further=further))


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


def _series(hands: Hands) -> Iterator[Change]:
    """All of it or nothing."""
    wanted = SeriesRequest(replace(hands.a_request(), overrides=_OVER), _RULE)
    change = hands.remembered(hands.desk.schedule.book_series(hands.life.actor, wanted))
    hands.series += [one.appointment.id for one in change.all_of(ScheduledVisit)]
    yield change


def _chain(hands: Hands) -> Iterator[Change]:
    """Two visits, one after the other, as the desk offers them: somebody else may have been first."""
    on = start_of(_STARTS_A_DAY).date()
    parts = (ChainPart("ecg20"), ChainPart("fu20"))
    wanted = ChainRequest(hands.luck.choice(hands.life.patients), parts, first=on, last=on + timedelta(days=DAYS))
    bundles = hands.desk.schedule.bundles(hands.life.actor, wanted)
    if bundles:
        bookings = hands.luck.choice(bundles).bookings
        change = hands.remembered(hands.desk.schedule.book_chain(hands.life.actor, bookings))
        hands.series += [one.appointment.id for one in change.all_of(ScheduledVisit)]
        yield change


def _move_together(hands: Hands) -> Iterator[Change]:
    """By a few minutes, so that all of them have a chance."""
    number = hands.luck.choice(hands.series) if hands.series else None
    if number is not None:
        kept = hands.desk.schedule.appointment(hands.life.actor, number).appointment
        start = kept.start + timedelta(minutes=hands.luck.choice((-10, 5, 15, 60)))
        request, scope = MoveRequest(number, start, overrides=_OVER), hands.luck.choice(_SCOPES)
        yield hands.desk.schedule.move_together(hands.life.actor, request, scope)


def _cancel_together(hands: Hands) -> Iterator[Change]:
    number = hands.luck.choice(hands.series) if hands.series else None
    if number is not None:
        scope = hands.luck.choice(_SCOPES)
        yield hands.desk.visits.cancel_together(hands.life.actor, number, scope, VerbOptions(reason="sick"))


def _hold(hands: Hands) -> Iterator[None]:
    """Others must go over it with a reason, or book elsewhere."""
    minutes = hands.luck.choice((20, 40))
    hands.desk.holds.hold(hands.life.actor, HoldRequest(hands.luck.choice(PROVIDERS), hands.a_start(), minutes))
    yield None


def _release(hands: Hands) -> Iterator[None]:
    """One of its own: what those held by name who were killed stays held."""
    held = [one for one in hands.desk.holds.live(hands.life.actor) if one.is_of(hands.life.actor)]
    if held:
        hands.desk.holds.release(hands.life.actor, hands.luck.choice(held).number)
        yield None


def _wait(hands: Hands) -> Iterator[Change]:
    wanted = {"visit_type": hands.luck.choice(TYPES), "earlier": hands.luck.random() < _WANTS_EARLIER}
    yield hands.desk.waitlist.put_on(hands.life.actor, hands.luck.choice(hands.life.patients), wanted)


def _wait_no_longer(hands: Hands) -> Iterator[Change]:
    waiting = hands.desk.waitlist.waiting(hands.life.actor)
    if waiting:
        entry = hands.luck.choice(waiting).entry
        yield hands.desk.waitlist.end(hands.life.actor, entry.id, rev=entry.rev)


def _fill(hands: Hands) -> Iterator[Change]:
    """What a cancellation freed with who waits for it, then what that freed; at times all of it is taken back."""
    for change in _cancel(hands):
        yield change
        freed = hands.desk.waitlist.freed_by(hands.life.actor, change.entry.id)
        for _ in range(_LONGEST_CASCADE):
            one = next((each for each in freed if each.matches), None)
            if one is None:  # nothing is freed, or what visits lacked that were booked for all that
                break
            match = hands.luck.choice(one.matches)
            filled = hands.desk.waitlist.accept(hands.life.actor, match.entry.id, one.offer, rev=match.entry.rev)
            yield hands.remembered(filled)
            freed = hands.desk.waitlist.freed_by(hands.life.actor, filled.entry.id)
        if hands.luck.random() < _TAKES_BACK:
            yield hands.desk.journal.undo(hands.life.actor)


@dataclass(frozen=True, slots=True)
class Row:
    """A verb, how often it is tried beside the others, and how: each change is told once it was acknowledged.

    What no journal knows of is done too, and is no change.
    """

    name: str
    weight: int
    tried: Callable[[Hands], Iterator[Change | None]]


ROWS: Final = (
    Row("book", 8, _book),
    Row("override", 3, _override),
    Row("move", 4, _move),
    Row("move over", 2, _move_over),
    Row("resize", 3, _resize),
    Row("other mode", 2, _other_mode),
    Row("cancel", 2, _cancel),
    Row("cancel and undo", 2, _cancel_and_undo),
    Row("series", 2, _series),
    Row("chain", 1, _chain),
    Row("move together", 2, _move_together),
    Row("cancel together", 1, _cancel_together),
    Row("hold", 2, _hold),
    Row("release", 3, _release),
    Row("wait", 3, _wait),
    Row("wait no longer", 1, _wait_no_longer),
    Row("fill", 2, _fill),
    Row("undo", 2, _undo),
    Row("redo", 1, _redo),
)
