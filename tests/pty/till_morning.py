"""How does a morning go at three desks that take money, while payers are asked and a worker works: does it come out?

Visits are taken through by keys as in `tests.pty.morning`, with walk-ins, payments and payments taken back; then payers
answer, drawers are counted and the day is closed. `python -m tests.pty.till_morning --visits 72 --walk-ins 48
--kill-every 8` is the same at full length, with desks and the worker killed.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from core.record_ref import AppointmentId
from core.visits.state import state_word
from storage.sqlite.doctor import examine
from tests.payer import interchange, questions, told
from tests.pty import morning as before
from tests.pty.morning import (
    CHECK_IN,
    CHECK_OUT,
    NOW,
    OVERLAPS,
    SEATS,
    Coming,
    Coordinator,
    Killer,
    Step,
)
from tests.stress.crowd import desk_at, rows
from tests.terminal import clinicdesk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PAY: Final = Step("$", "Receipt", "checked out", "pay")
TAKEN_BACK: Final = Step("u", "Undone: Receipt", "checked out", "undo", at_once=True)
_WAIT: Final = 30.0
_PAUSE: Final = 1.2
"""Seconds after which u is no letter of a word that was typed."""
_ASKS_REASON: Final = "Reason:"
_WITHOUT_REASON: Final = "letter reason"
_ASKS_TYPE: Final = "Type:"
_TRIES: Final = 20
_UNINSURED: Final = "No insurance is known."
_IS_MEANT: Final = "Is this to be undone?"
_ROOM: Final = '[[room]]\ncode = "W{number}"\nsite = "main"\nkind = "exam"\n'
"""One for each who walks in: all of them come within minutes, and no room is free before its visit's time is over."""
CENTS: Final = 1300
"""What everybody pays: typed, so that it is the same whatever the plan proposes."""


class Cashier(Coordinator):
    """A coordinator who also takes in walk-ins and money."""

    def __init__(self, path: Path, seat: before.Seat, *, killer: Killer, walk_ins: Sequence[tuple[str, str]]) -> None:
        super().__init__(path, seat, killer=killer, pace=0.0)
        self._walk_ins = walk_ins

    def _open(self) -> None:
        super()._open()
        while self._walk_ins:
            self._take_in(*self._walk_ins[0])
            self._walk_ins = self._walk_ins[1:]

    def _take_in(self, mrn: str, name: str) -> None:
        """Book whoever is here, unless a desk that was killed over it did."""
        while not (known := self._walked_in(mrn)):
            self._ask_walk_in(mrn, name)
            if self._killer.is_due():
                self._reopen()
                return
            self._settle_walk_in(mrn)
        steps = [CHECK_IN, CHECK_OUT, PAY]
        self.visits.append(Coming(AppointmentId(known), mrn, name, "walk-in", steps, [], "arrived"))

    def _ask_walk_in(self, mrn: str, name: str) -> None:
        self._terminal.press("f3", quiet=0.03)
        self._terminal.press("w", quiet=0.03)
        self._terminal.wait_for("Walk-in", seconds=_WAIT)
        self._line(f"{name.partition(',')[0]} {mrn}")  # a number alone may be read as a birth date
        self._terminal.wait_for(name, seconds=_WAIT)
        self._terminal.press("enter", quiet=0.1)

    def _settle_walk_in(self, mrn: str) -> None:
        """Answer until they are booked: another desk may have been first, or a rule want its reason.

        What others do may change the question just when its letter is pressed: the line is cleared before Enter.
        """
        for _ in range(_TRIES):
            self._terminal.settle(quiet=_PAUSE)
            if self._walked_in(mrn):
                return
            asked = self._terminal.rows()[-1].lstrip()
            if asked.startswith(_ASKS_REASON):
                self._terminal.press("r" if _WITHOUT_REASON in asked else "enter", quiet=0.2)
            elif asked.startswith(_ASKS_TYPE):  # who is proposed now is free
                self._terminal.press("ctrl+u", "enter", quiet=0.2)
            else:
                return
        raise AssertionError(self._terminal.text())

    def _walked_in(self, mrn: str) -> int:
        found = rows(
            self._path,
            "SELECT max(appointment.id) FROM appointment JOIN patient ON patient.id = patient WHERE mrn = ?"
            " AND appointment.status = 'arrived'",
            mrn,
        )
        return int(found[0][0] or 0)

    def _read(self, visit: Coming) -> tuple[str, object]:
        """With how many lines its ledger has."""
        lines = rows(self._path, "SELECT count(*) FROM ledger WHERE appointment = ?", visit.id)
        return (*super()._read(visit)[:1], (super()._read(visit)[1], lines))

    def _hear(self, visit: Coming, step: Step) -> bool:
        """A desk that was opened anew asks before it undoes what another did."""
        said = step.said.format(name=visit.name)
        if step.key == "u":
            self._terminal.wait_for(lambda text: _IS_MEANT in text or said in text, seconds=_WAIT)
            if _IS_MEANT in self._terminal.text():
                time.sleep(_PAUSE)
                self._terminal.press("enter", quiet=0.03)
        return super()._hear(visit, step)

    def _settle_due(self, visit: Coming, item: str) -> None:
        """Of many a walk-in no insurance is known: there is nothing to verify."""
        if item != "insurance" or _UNINSURED not in self._terminal.text():
            super()._settle_due(visit, item)
            return
        self._terminal.press("w", quiet=0.01)
        self._terminal.wait_for(f"why {item} is waived", seconds=_WAIT)
        self._terminal.press("k", quiet=0.01)
        self._terminal.wait_for(lambda text: before._due(text) != item, seconds=_WAIT)

    def _press(self, visit: Coming, step: Step) -> bool:
        if step is TAKEN_BACK:
            time.sleep(_PAUSE)
        if step is not PAY:
            return super()._press(visit, step)
        self._stand_on(visit)
        self._terminal.press("$", quiet=0.05)
        self._terminal.wait_for(" Pay: ", seconds=_WAIT)
        self._terminal.type(str(CENTS // 100))
        self._terminal.press("c", quiet=0.001)
        if self._killer.is_due():
            time.sleep(self._luck.choice((0.0, self._luck.random() / 10)))
            self._reopen()
            return True
        self._terminal.wait_for("Receipt ", seconds=_WAIT)
        return True


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it: in which states visits ended, what was killed, the newest receipt, and answers of payers."""

    ended: Mapping[str, int]
    killed: int
    worker_killed: int
    receipts: int
    answers: int


def till_morning(folder: Path, *, visits: int, walk_ins: int, kill_every: int = 0) -> Report:
    """A morning with money, and its close. Raises AssertionError where a visit, a cent or a receipt lacks."""
    path = before.a_practice_clinic(folder)
    run = _runner(path)
    more = folder / "rooms.toml"
    more.write_text("".join(_ROOM.format(number=number) for number in range(walk_ins)))
    run("setup", str(more), "--as", "sue")
    for seat in SEATS:
        run("till", "open", "--drawer", seat.actor, "--float", "100", "--as", seat.actor)
    with desk_at(path) as desk:
        coming = list(before._coming(desk, visits))
    for number, visit in enumerate(coming):
        if visit.steps[-1] is CHECK_OUT:
            visit.steps += [PAY, TAKEN_BACK, PAY] if number % 4 == 0 else [PAY]
    newest = rows(path, "SELECT coalesce(max(id), 0) FROM ledger")[0][0]
    killer, others = Killer(kill_every), _sums(path)
    free = _people(path, walk_ins)
    people = [Cashier(path, seat, killer=killer, walk_ins=free[at::3]) for at, seat in enumerate(SEATS)]
    for number, visit in enumerate(coming):
        people[number % 3].visits.append(visit)
    out = folder / "out"
    out.mkdir()
    asked = run("eligibility", "send", "--days", "3", "--to", str(out), "--as", "ana")
    with _Worker(path, is_killed=bool(kill_every)) as worker:
        before._at_once(people)
        answered = _answer(folder, run)
    coming = [visit for one in people for visit in one.visits]
    _visits_come_out(path, coming)
    _money_comes_out(path, coming, others, newest)
    _close(path, run)
    assert [(0,)] == rows(path, OVERLAPS)
    assert () == examine(path)
    sent = asked["sent"]
    assert isinstance(sent, list)
    assert len(sent) == answered
    ended = Counter(visit.state for visit in coming)
    return Report(ended, killer.kills, worker.kills, rows(path, "SELECT max(receipt) FROM ledger")[0][0], answered)


class _Worker:
    """`clinicdesk work`, which is killed and started again at random as long as the block lasts."""

    def __init__(self, path: Path, *, is_killed: bool) -> None:
        self._path, self._is_killed = path, is_killed
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work)
        self.kills = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _work(self) -> None:
        luck = random.Random(7)
        while not self._over.is_set():
            command = clinicdesk("--db", str(self._path), "--now", NOW, "work")
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
                self._over.wait(luck.uniform(1, 4) if self._is_killed else None)
                if self._over.is_set():
                    worker.terminate()
                else:
                    worker.send_signal(signal.SIGKILL)
                    self.kills += 1


def _runner(path: Path) -> Callable[..., Mapping[str, object]]:
    """The command line, whose answer is JSON. Raises AssertionError where it refuses."""

    def run(*arguments: str) -> Mapping[str, object]:
        ran = subprocess.run(
            clinicdesk("--db", str(path), "--now", NOW, "--json", *arguments), check=False, capture_output=True
        )
        answer = json.loads(ran.stdout)
        assert answer["ok"], answer
        result: Mapping[str, object] = answer["result"]
        return result

    return run


def _answer(folder: Path, run: Callable[..., Mapping[str, object]]) -> int:
    """The payers answer each question with `active`, in files that are read twice; how many answers counted."""
    answers = folder / "in"
    answers.mkdir()
    for number, file in enumerate(sorted((folder / "out").iterdir()), start=1):
        asked = questions(file.read_text())
        (answers / f"{file.name}.271").write_text(
            interchange([told(one, "EB*1**30") for one in asked], control=f"{number:09}")
        )
    first = run("eligibility", "read", str(answers), "--as", "ana")
    again = run("eligibility", "read", str(answers), "--as", "ana")
    assert [] == list(first["errors"]), first  # type: ignore[call-overload]
    assert 0 == again["matched"], "the same bytes count once"
    return int(str(first["matched"]))


def _people(path: Path, count: int) -> list[tuple[str, str]]:
    """MRN and name of as many who have no visit today and are nobody's."""
    found = rows(
        path,
        "SELECT mrn, family || ', ' || given FROM patient WHERE status = 'active' AND NOT restricted AND no_booking = 0"
        " AND merged_into IS NULL AND id NOT IN (SELECT patient FROM appointment WHERE start BETWEEN ? AND ?)"
        " AND preferred = '' ORDER BY id DESC LIMIT ?",
        *_day(),
        count,
    )
    assert len(found) == count
    return [(str(mrn), str(name)) for mrn, name in found]


def _day() -> tuple[int, int]:
    """Monday 23 November in New York, in minutes of UTC since 1970."""
    first = 1_795_410_000 // 60
    return first, first + 24 * 60


def _sums(path: Path) -> dict[int, int]:
    return dict(rows(path, "SELECT patient, sum(cents) FROM ledger GROUP BY patient"))


def _visits_come_out(path: Path, coming: Sequence[Coming]) -> None:
    with desk_at(path) as desk:
        for visit in coming:
            found = desk.schedule.appointment("mei", visit.id)
            assert state_word(found) == visit.state == (visit.done[-1].after if visit.done else visit.state), visit


def _money_comes_out(path: Path, coming: Sequence[Coming], others: Mapping[int, int], newest: int) -> None:
    """By SQL alone: each payment once, each taken back once, no receipt twice or missing, nobody else's cent moved."""
    expected = dict(others)
    for visit in coming:
        paid = sum(step is PAY for step in visit.done) - sum(step is TAKEN_BACK for step in visit.done)
        lines = rows(path, "SELECT patient, cents FROM ledger WHERE appointment = ? AND id > ?", visit.id, newest)
        assert sum(cents for _, cents in lines) == -CENTS * paid, visit
        if lines:
            patient = lines[0][0]
            expected[patient] = expected.get(patient, 0) - CENTS * paid
    assert {who: cents for who, cents in expected.items() if cents} == {
        who: cents for who, cents in _sums(path).items() if cents
    }
    numbers = [0, *(one for (one,) in rows(path, "SELECT receipt FROM ledger WHERE receipt IS NOT NULL ORDER BY id"))]
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _close(path: Path, run: Callable[..., Mapping[str, object]]) -> None:
    """Count each drawer to the cent by SQL, sign the day, and find it closed."""
    through = "SELECT coalesce(-sum(cents), 0) FROM ledger WHERE till = ? AND method = 'cash'"
    for number, drawer, floated in rows(path, "SELECT id, drawer, floated FROM till WHERE status = 'open'"):
        cash = floated + rows(path, through, number)[0][0]
        closed = run("till", "close", "--drawer", drawer, "--counted", f"{cash / 100:.2f}", "--as", "sue")
        assert 0 == closed["variance_cents"], closed
    taken = "SELECT method, -sum(cents) FROM ledger WHERE day = ? AND method IS NOT NULL GROUP BY method"
    by_method = run("till", "total", "--as", "sue")["by_method"]
    assert {method: cents for method, cents in rows(path, taken, "2026-11-23") if cents} == by_method
    run("close-day", "--sign", "--note", "the afternoon is not part of the script", "--as", "sue")
    assert [(1,)] == rows(path, "SELECT count(*) FROM day_close WHERE day = '2026-11-23'")


def main() -> None:
    """Run one, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.pty.till_morning", description="A morning with money.")
    parser.add_argument("--visits", type=int, default=40)
    parser.add_argument("--walk-ins", type=int, default=12)
    parser.add_argument("--kill-every", type=int, default=0, metavar="STEPS")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        came = till_morning(Path(folder), visits=asked.visits, walk_ins=asked.walk_ins, kill_every=asked.kill_every)
        print(came)  # noqa: T201


if __name__ == "__main__":
    main()
