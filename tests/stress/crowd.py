"""How do tests put many desks to work at once, each in a process of its own over one clinic?"""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from traceback import format_exc
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.schedule.requests import BookingRequest
from core.settings.model import Policy
from storage.store import SqliteStore
from tests.clinics import FakeClock, make_desk, register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, ForkServerProcess
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from core.record_ref import PatientId

Task = TypeVar("Task")
Answer = TypeVar("Answer")

PROVIDERS: Final = 8
STARTS_A_DAY: Final = 24
FIRST_START: Final = 5
"""The first of today's starts that is still to come, at 10:40."""
LONG_ENOUGH: Final = 120.0
"""Seconds after which whoever waits for another process gives up: a test then fails instead of hanging."""

_TODAY: Final = date(2026, 11, 23)
"""The day of `tests.clinics.NOW`, a Monday."""

_SITE: Final = """\
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"
grid = 5

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20

[[room]]
code = "spare"
site = "main"
kind = "exam"
"""
_PROVIDER_WITH_A_ROOM: Final = """
[[room]]
code = "r{number}"
site = "main"
kind = "exam"

[[provider]]
code = "p{number}"
name = "Provider {number}"

[[session]]
provider = "p{number}"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "09:00"
to = "17:00"
"""


@dataclass(frozen=True, slots=True)
class WideClinic:
    """Where it is kept, and who is registered. 8 providers work every weekday, and no room is ever lacking."""

    path: Path
    patients: tuple[PatientId, ...]


@dataclass(frozen=True, slots=True)
class Writer(Generic[Task]):
    """A process at work, what it was given, and this end of the pipe to it."""

    process: ForkServerProcess
    pipe: Connection
    task: Task


@dataclass(frozen=True, slots=True)
class _Failed:
    """The last word of a process that met an error: errors themselves do not all pass through a pipe."""

    trace: str


def wide_clinic(folder: Path, *, patients: int, demo: bool = False) -> WideClinic:
    """Found it in `folder`, with that many patients."""
    setup = _SITE + "".join(_PROVIDER_WITH_A_ROOM.format(number=number) for number in range(PROVIDERS))
    path = folder / "clinic.db"
    with SqliteStore.create(path, demo=demo) as store:
        desk = make_desk(folder, setup=setup, store=store)
        return WideClinic(path, tuple(register(desk, f"Patient {number}").id for number in range(patients)))


@contextmanager
def desk_at(path: Path, *, busy_seconds: float = 10.0) -> Iterator[Desk]:
    """A desk of this process's own over the clinic, for the length of the block."""
    with SqliteStore(path, busy_seconds=busy_seconds) as store:
        yield desk_over(store)


def desk_over(store: SqliteStore) -> Desk:
    """A desk whose clock stands at `tests.clinics.NOW`."""
    return Desk(store, FakeClock(), Policy(), RoleAuthorization())


def start_of(number: int) -> datetime:
    """The wall time of a provider's start with that number, counted over weekdays from today's first on."""
    day, slot = divmod(number, STARTS_A_DAY)
    weeks, weekday = divmod(day, 5)
    on = _TODAY + timedelta(weeks=weeks, days=weekday)
    return datetime.combine(on, time(9)) + timedelta(minutes=20 * slot)


def booking(patient: PatientId, provider: int, start: datetime) -> BookingRequest:
    """A follow-up at that wall time."""
    return BookingRequest(patient=patient, visit_type="fu20", provider=f"p{provider}", start=start)


def all_at_once(work: Callable[[Task, Callable[[], object]], Answer], tasks: Sequence[Task]) -> tuple[Answer, ...]:
    """Their answers, in order, each from a process of its own: it calls what it is given to wait for the others."""
    barrier = _processes().Barrier(len(tasks), timeout=LONG_ENOUGH)
    writers = [start(_answer, (work, task, barrier)) for task in tasks]
    try:
        return tuple(next_word(writer) for writer in writers)
    finally:
        end(writers)


def start(work: Callable[[Task, Connection], object], task: Task) -> Writer[Task]:
    """Begin `work(task, pipe)` in a new process, with the other end of the pipe."""
    here, there = _processes().Pipe()
    process = _processes().Process(target=work, args=(task, there), daemon=True)
    process.start()
    there.close()
    return Writer(process, here, task)


def next_word(writer: Writer[Task]) -> Any:  # noqa: ANN401 - whatever it was sent to say
    """What the process says next. Raises EOFError when it ended without a word, RuntimeError when it failed."""
    if not writer.pipe.poll(LONG_ENOUGH):
        raise TimeoutError(writer.process.name)
    word = writer.pipe.recv()
    if isinstance(word, _Failed):
        raise RuntimeError(word.trace)  # noqa: TRY004 - nothing is wrong with the word
    return word


def end(writers: Sequence[Writer[Task]]) -> list[int | None]:
    """How the processes ended: 0 for well, a signal's number below 0. Those that do not end are killed."""
    exits = []
    for writer in writers:
        writer.process.join(LONG_ENOUGH)
        writer.process.kill()
        writer.process.join()
        exits.append(writer.process.exitcode)
        writer.process.close()
        writer.pipe.close()
    return exits


def rows(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What plain SQL finds in the database, without any code of the program."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(statement, values).fetchall()


def contents(path: Path) -> list[str]:
    """Everything the database holds, as SQL."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def _answer(given: tuple[Callable[..., object], object, Barrier], pipe: Connection) -> None:
    work, task, barrier = given
    try:
        answer = work(task, barrier.wait)
    except Exception:  # noqa: BLE001 - the test run is to hear of it
        barrier.abort()
        answer = _Failed(format_exc())
    pipe.send(answer)


def _processes() -> ForkServerContext:
    """New processes come from a server that has loaded what takes long to load, and started nothing: 10 ms each."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "storage.sqlite.doctor", "pytest"])
    return context
