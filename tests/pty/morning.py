"""How does a morning go at several desks, worked by keys alone: who comes, who does not, and what is done about it?

`python -m tests.pty.morning --visits 60 --kill-every 60 --pace 1.5` is the same at full length.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.journal.model import Entry
from core.record_ref import RecordRef
from core.schedule.model.appointment import AppointmentStatus, Mode
from core.schedule.requests import MoveRequest
from core.visits.state import state_word
from storage.sqlite.doctor import examine
from tests.stress.crowd import desk_at, rows
from tests.terminal import Terminal, clinicdesk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.desk import Desk
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit

NOW: Final = "2026-11-23T11:10"
"""Fifty minutes after the practice clinic opens: who was booked for then and did not come is late."""
SITE: Final = "main"
OVERLAPS: Final = """
SELECT count(*) FROM appointment AS one JOIN appointment AS other ON one.id < other.id
WHERE one.start < other.finish AND other.start < one.finish AND one.patient = other.patient
  AND one.status IN ('booked', 'arrived', 'checked-in', 'fulfilled')
  AND other.status IN ('booked', 'arrived', 'checked-in', 'fulfilled')
"""
_WAVE: Final = 3
"""Visits that one desk has under way at the same time."""
_WAIT: Final = 20.0
_ALL: Final = "all"
_OR_WAIVE: Final = "or waive it."
"""What a plan that has ended is answered with."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who works, on which screen, and how large that terminal is."""

    actor: str
    screen: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Step:
    """A key, what the desk says then, the state it leads to, and the verb in the journal."""

    key: str
    said: str
    after: str
    verb: str
    at_once: bool = False
    """Before anybody else is attended to: undo takes back the last act, whoever it was for."""
    may_fail: str = ""
    """What the desk says instead where it cannot be done, and the visit goes on without."""


SEATS: Final = (Seat("ana", "queue", 24, 80), Seat("ben", "queue", 50, 160), Seat("mei", "day", 24, 80))

ARRIVE: Final = Step("a", "{name} arrived", "arrived", "arrive")
CHECK_IN: Final = Step("c", "{name} checked in", "checked in", "check-in")
ROOM: Final = Step("r", "{name} went to room", "roomed", "room", may_fail="Not taken to a room")
DEPART: Final = Step("d", "{name} departed", "departed", "depart", may_fail="Only a patient in a room")
CHECK_OUT: Final = Step("o", "{name} checked out", "checked out", "check-out")
NO_SHOW: Final = Step("n", "No-show: {name}", "no-show", "no-show")
LEFT: Final = Step("l", "{name} left before being seen", "left", "left")
MOVE: Final = Step("m", "Moved {name}", "booked", "move")
UNDO: Final = Step("u", "Undone: {name} checked in", "arrived", "undo", at_once=True)
BACK: Final = Step("B", "{name} is arrived again", "arrived", "step-back")

COURSES: Final[Mapping[str, tuple[Step, ...]]] = {
    "seen": (ARRIVE, CHECK_IN, ROOM, DEPART, CHECK_OUT),
    "walked past the room": (CHECK_IN, CHECK_OUT),
    "stayed away": (NO_SHOW,),
    "came after all": (NO_SHOW, ARRIVE, CHECK_IN, CHECK_OUT),
    "left": (ARRIVE, LEFT),
    "moved and seen": (MOVE, ARRIVE, CHECK_IN, ROOM, CHECK_OUT),
    "undone": (ARRIVE, CHECK_IN, UNDO, CHECK_IN, ROOM, CHECK_OUT),
    "a step back": (ARRIVE, CHECK_IN, BACK, CHECK_IN, CHECK_OUT),
}
_OFTEN: Final = ("seen", "seen", "seen", "walked past the room", "left", "moved and seen", "undone", "a step back")


@dataclass(slots=True)
class Coming:
    """A visit of the morning: who, and what is still to be done about it."""

    id: AppointmentId
    mrn: str
    name: str
    course: str
    steps: list[Step]
    done: list[Step] = field(default_factory=list)
    state: str = "booked"


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a morning: how many visits ended in which state, acts done and tried, keys pressed, desks killed."""

    ended: Mapping[str, int]
    acts: int
    tries: int
    keys: int
    kills: int
    seconds: float


class Killer:
    """Says whether a desk is to be killed: the one that presses each so-manieth key of all desks together; 0: none."""

    def __init__(self, every: int) -> None:
        self._every = every
        self._lock = threading.Lock()
        self._pressed = 0
        self.kills = 0

    def is_due(self) -> bool:
        """Whether the desk that asks, which has just pressed the key of a step, is the next."""
        with self._lock:
            self._pressed += 1
            if not self._every or self._pressed % self._every:
                return False
            self.kills += 1
            return True


class Coordinator:
    """Somebody at a terminal who takes her visits through the morning."""

    def __init__(self, path: Path, seat: Seat, *, killer: Killer, pace: float) -> None:
        self._path, self._seat = path, seat
        self._killer, self._pace = killer, pace
        self._luck = random.Random(seat.actor)
        self._stack = ExitStack()
        self._keys_before = 0
        self.tries = 0
        self.visits: list[Coming] = []

    def work(self) -> None:
        """Take everybody through, a few at a time."""
        with self._stack, desk_at(self._path, busy_seconds=30) as desk:
            self._desk = desk
            self._open()
            waiting = list(self.visits)
            while waiting:
                wave, waiting = waiting[:_WAVE], waiting[_WAVE:]
                while any(visit.steps for visit in wave):
                    for visit in wave:
                        self._go_on(visit)

    @property
    def keys(self) -> int:
        """How many keys were pressed, those of searching for a patient too."""
        return self._keys_before + self._terminal.keys

    def _open(self) -> None:
        seat = self._seat
        state = {"XDG_STATE_HOME": str(self._path.parent), "XDG_CONFIG_HOME": str(self._path.parent)}
        command = clinicdesk("--db", str(self._path), "--as", seat.actor, "--now", NOW)
        desk = Terminal(command, rows=seat.rows, columns=seat.columns, env=state, is_forked=True)
        self._terminal = self._stack.enter_context(desk)
        self._terminal.wait_for("all keys", seconds=_WAIT)

    def _reopen(self) -> None:
        self._terminal.kill()
        self._terminal.wait_until_gone()
        self._keys_before += self._terminal.keys
        self._open()

    def _go_on(self, visit: Coming) -> None:
        while visit.steps:
            self._take(visit, visit.steps.pop(0))
            time.sleep(self._pace * self._luck.random() * 2)
            if not (visit.steps and visit.steps[0].at_once):
                return

    def _take(self, visit: Coming, step: Step) -> None:
        """Press the key until the step is taken: a desk that is killed over it is opened again and looks first."""
        before = self._read(visit)
        while (now := self._read(visit)) == before:
            self.tries += 1
            if not self._press(visit, step):
                return
        assert now[0] == step.after, f"{visit.name} is {now[0]} after {step.key}"
        visit.state = step.after
        visit.done.append(step)

    def _press(self, visit: Coming, step: Step) -> bool:
        """False where the desk says that it cannot be done. Where the desk was killed nobody knows."""
        if step.key != "u":
            self._stand_on(visit)
        self._terminal.press(step.key, quiet=0.001)
        if step.key == "m":
            self._terminal.wait_for(" to: ", seconds=_WAIT)
            self._line(f"{_free_times(self._desk, visit.id)[0]:%-H:%M}")
        if self._killer.is_due():
            time.sleep(self._luck.choice((0.0, self._luck.random() / 10)))
            self._reopen()
            return True
        return self._hear(visit, step)

    def _hear(self, visit: Coming, step: Step) -> bool:
        said = step.said.format(name=visit.name)

        def answered(text: str) -> bool:
            return said in text or bool(step.may_fail and step.may_fail in text) or bool(_due(text))

        while True:
            self._terminal.wait_for(answered, seconds=_WAIT)
            text = self._terminal.text()
            if said in text:
                return True
            if step.may_fail and step.may_fail in text:
                return False
            self._settle_due(visit, _due(text))

    def _settle_due(self, visit: Coming, item: str) -> None:
        """Verify it, or waive it where it cannot be or should not be; check in once all are settled."""
        is_refused = _says_or_waive(self._terminal.text())
        if is_refused or (item == "demographics" and visit.id % 2):
            self._terminal.press("w", quiet=0.01)
            self._terminal.wait_for(f"why {item} is waived", seconds=_WAIT)
            self._terminal.press("k", quiet=0.01)
        else:
            self._terminal.press("enter" if item == _ALL else "y", quiet=0.01)
        self._terminal.wait_for(
            lambda text: _due(text) != item or (_says_or_waive(text) and not is_refused), seconds=_WAIT
        )

    def _stand_on(self, visit: Coming) -> None:
        if self._seat.screen == "queue":
            self._terminal.press("f3", quiet=0.03)
            self._terminal.press("\\", quiet=0.03)
            self._terminal.wait_for("Filter:", seconds=_WAIT)
        else:
            self._terminal.press("f2", quiet=0.03)
            self._terminal.press("/", quiet=0.03)
            self._terminal.wait_for("Find:", seconds=_WAIT)
        self._terminal.press("ctrl+u", quiet=0.01)
        self._line(visit.mrn)
        if self._seat.screen == "day":
            self._choose_on_card(visit)
        self._terminal.wait_for(lambda text: self._is_shown(text, visit), seconds=_WAIT)

    def _line(self, text: str) -> None:
        """Typed, and Enter once the desk took it in."""
        self._terminal.type(text)
        self._terminal.press("enter", quiet=0.03)

    def _choose_on_card(self, visit: Coming) -> None:
        """The appointment of this morning among those of the patient."""
        appointment = self._desk.schedule.appointment(self._seat.actor, visit.id).appointment
        site = self._desk.clinic().sites[appointment.site]
        when = f"{local(appointment.start, site.tz):%a %-d %b %Y %-H:%M}"
        self._terminal.wait_for(lambda text: "Patient:" in text and when in text, seconds=_WAIT)
        lines = [line for line in self._terminal.rows() if re.match(r"[ >]\w{3} \d+ \w{3} \d{4} ", line)]
        chosen = next(at for at, line in enumerate(lines) if line.startswith(">"))
        wanted = next(at for at, line in enumerate(lines) if when in line and line.rstrip().split()[-2] == SITE)
        key = "down" if wanted > chosen else "up"
        self._terminal.press(*[key] * abs(wanted - chosen), quiet=0.02)
        self._terminal.press("enter", quiet=0.03)

    def _is_shown(self, text: str, visit: Coming) -> bool:
        """Whether the desk says that it stands on that patient, with no question open."""
        asking = ("Filter:", "Find:", "Patient:")
        lines = text.splitlines()
        return visit.name in "\n".join(line[-81:] for line in lines) and not lines[-1].lstrip().startswith(asking)

    def _read(self, visit: Coming) -> tuple[str, object]:
        """What the clinic holds of it."""
        scheduled = self._desk.schedule.appointment(self._seat.actor, visit.id)
        return state_word(scheduled), scheduled.seen


def a_practice_clinic(folder: Path) -> Path:
    """A small one, at 10:20 of a Monday, with the documents that stand beside it."""
    copytree(_practice().name, folder, dirs_exist_ok=True)
    return folder / "clinic.db"


@cache
def _practice() -> TemporaryDirectory[str]:
    made = TemporaryDirectory(prefix="clinicdesk-")
    path = Path(made.name) / "clinic.db"
    command = clinicdesk("--db", str(path), "--now", "2026-11-23T08:00", "demo", "--patients", "600", "--days", "2")
    subprocess.run(command, check=True, capture_output=True)
    return made


def morning(folder: Path, *, visits: int, kill_every: int = 0, pace: float = 0.0) -> Report:
    """Three desks take so many visits through a morning. Raises AssertionError where one is not accounted for."""
    path = a_practice_clinic(folder)
    with desk_at(path) as desk:
        coming = list(_coming(desk, visits))
        others = _others(path, coming)
    killer = Killer(kill_every)
    people = [Coordinator(path, seat, killer=killer, pace=pace) for seat in SEATS]
    for number, visit in enumerate(coming):
        people[number % len(people)].visits.append(visit)
    began = time.monotonic()
    _at_once(people)
    seconds = time.monotonic() - began
    with desk_at(path) as desk:
        for visit in coming:
            _account_for(desk, visit)
    assert others == _others(path, coming)
    assert [(0,)] == rows(path, OVERLAPS)
    assert () == examine(path)
    ended = Counter(visit.state for visit in coming)
    acts = sum(len(visit.done) for visit in coming)
    tries, keys = sum(one.tries for one in people), sum(one.keys for one in people)
    return Report(ended, acts, tries, keys, killer.kills, seconds)


def _at_once(people: Iterable[Coordinator]) -> None:
    errors: list[BaseException] = []

    def run(one: Coordinator) -> None:
        try:
            one.work()
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            errors.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def _coming(desk: Desk, count: int) -> Iterator[Coming]:
    """Who is expected today, the late ones first; a patient with two visits today comes to the first only."""
    luck = random.Random(4)
    now = desk.now()
    seen: set[int] = set()
    booked: list[ScheduledVisit] = []
    for one in sorted(desk.visits.queue("mei", site=SITE), key=lambda one: one.appointment.start):
        is_booked = one.appointment.status is AppointmentStatus.BOOKED and one.appointment.mode is not Mode.TELEHEALTH
        if is_booked and one.patient.id not in seen:
            seen.add(one.patient.id)
            booked.append(one)
    assert len(booked) >= count, f"only {len(booked)} are booked today"
    late = [one for one in booked if one.appointment.start + timedelta(minutes=15) < now + timedelta(minutes=50)]
    for number, one in enumerate(booked[:count]):
        if one in late and number % 3 < 2:
            course = "stayed away" if number % 3 else "came after all"
        else:
            course = luck.choice(_OFTEN)
            if MOVE in COURSES[course] and len(_free_times(desk, one.appointment.id)) <= len(SEATS):
                course = "seen"
        yield Coming(one.appointment.id, one.patient.mrn, one.patient.name, course, list(COURSES[course]))


def _free_times(desk: Desk, number: AppointmentId) -> list[datetime]:
    """Times of this day, still to come, at which nothing stands in the way of that visit."""
    scheduled = desk.schedule.appointment("mei", number)
    appointment = scheduled.appointment
    start = local(appointment.start, desk.clinic().sites[appointment.site].tz).replace(tzinfo=None)
    first = max(start, datetime.fromisoformat(NOW)) + timedelta(minutes=10)
    times = [first + timedelta(minutes=10 * step) for step in range(40)]
    requests = {at: MoveRequest(number, start=at, rev=appointment.rev) for at in times if at.date() == start.date()}
    return [at for at, request in requests.items() if not desk.schedule.assess("mei", request).conflicts]


def _says_or_waive(text: str) -> bool:
    """Whether the desk says that an item may be waived, wherever its line ends."""
    return _OR_WAIVE in " ".join(text.split())


def _due(text: str) -> str:
    """The item due that is highlighted where the gate is open, `_ALL` once all are settled; "" where it is not open."""
    if not text.splitlines()[-1].startswith(" Check in:"):
        return ""
    found = re.search(r"^>\[ \] (\w+)", text, re.MULTILINE)
    return found[1] if found else _ALL


def _account_for(desk: Desk, visit: Coming) -> None:
    """It ended as it should, and the journal has each step once."""
    assert state_word(desk.schedule.appointment("mei", visit.id)) == visit.state == visit.done[-1].after, visit
    entries = desk.journal.entries_on("mei", RecordRef("appointment", visit.id))
    acts = Counter(entry.verb for entry in entries if _is_of_this_morning(entry))
    assert acts == Counter(step.verb for step in visit.done), (visit, acts)


def _is_of_this_morning(entry: Entry) -> bool:
    return entry.verb != "book" and f"{entry.at:%Y-%m-%dT%H}" >= "2026-11-23T16"


def _others(path: Path, coming: Iterable[Coming]) -> list[tuple[object, ...]]:
    """Every other appointment, as it stands."""
    numbers = ", ".join(str(visit.id) for visit in coming)
    return rows(path, f"SELECT * FROM appointment WHERE id NOT IN ({numbers}) ORDER BY id")


def main() -> None:
    """Run one, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.pty.morning", description="A morning at three desks.")
    parser.add_argument("--visits", type=int, default=60)
    parser.add_argument("--kill-every", type=int, default=0, metavar="STEPS")
    parser.add_argument("--pace", type=float, default=0.0, metavar="SECONDS", help="between two acts, on average")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        print(morning(Path(folder), visits=asked.visits, kill_every=asked.kill_every, pace=asked.pace))  # noqa: T201


if __name__ == "__main__":
    main()
