"""Does everybody who wants to write get a turn, one at a time and in order, or an answer in time?"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Barrier as ThreadBarrier
from threading import Event, Thread
from time import monotonic

import pytest

from core.errors import Busy, DatabaseUnusable
from storage.sqlite.write_queue import WriteQueue
from storage.store import SqliteStore
from tests.storage.records import act, register

LONG = 60.0
"""Longer than any test: who waits so long has been forgotten."""
FORK = multiprocessing.get_context("fork")
TURNS = 600
LINE = 12
DESKS = 6


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database would be."""
    return tmp_path / "clinic.db"


@pytest.fixture
def queue(path: Path) -> Iterator[WriteQueue]:
    """One desk's end of the queue."""
    with closing(WriteQueue(path, seconds=LONG)) as made:
        yield made


def is_waited_for(path: Path) -> bool:
    """Whether somebody stands next in the queue."""
    descriptor = os.open(path.with_name(f"{path.name}.next"), os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def until(condition: Callable[[], bool]) -> None:
    """Give way to others until it holds."""
    given_up = monotonic() + LONG
    while not condition():
        assert monotonic() < given_up
        os.sched_yield()


def in_child(work: Callable[[], None]) -> int:
    """Fork a process that does `work` and return its number; its exit code is 0 if it did."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - a forked child must never return into pytest
            os._exit(1)
        os._exit(0)
    return child


def exit_code(child: int) -> int:
    """How the child ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_the_side_files_are_the_owners_alone(queue: WriteQueue, path: Path) -> None:
    """Beside the database stand `.lock` and `.next`, both 0600, empty and kept."""
    with queue.turn():
        pass
    files = sorted(path.parent.iterdir())
    assert ["clinic.db.lock", "clinic.db.next"] == [file.name for file in files]
    assert {(0o600, 0)} == {(file.stat().st_mode & 0o777, file.stat().st_size) for file in files}


def test_a_turn_excludes_every_other(queue: WriteQueue, path: Path) -> None:
    """While one writes another waits, and is told so when its time is up; then it may."""
    with closing(WriteQueue(path, seconds=0.01)) as other:
        with queue.turn(), pytest.raises(Busy) as refusal, other.turn():
            pass
        assert "0.01 seconds" in refusal.value.sentence
    with closing(WriteQueue(path, seconds=LONG)) as patient, patient.turn():
        pass


def test_who_gave_up_keeps_nobody_waiting(queue: WriteQueue, path: Path) -> None:
    """The place in the queue of one that gave up lets go by itself, also of those behind it."""
    with closing(WriteQueue(path, seconds=0.01)) as hasty:
        for _ in range(3):
            with queue.turn():
                with pytest.raises(Busy), hasty.turn():
                    pass
                assert is_waited_for(path)
            with queue.turn():
                pass


def test_threads_of_one_desk_wait_for_each_other(path: Path) -> None:
    """One descriptor's lock does not keep threads apart: the queue does, with the same deadline."""
    with closing(WriteQueue(path, seconds=0.01)) as shared:
        started, done = Event(), Event()
        refusals: list[Busy] = []

        def hold() -> None:
            with shared.turn():
                started.set()
                done.wait()

        holder = Thread(target=hold)
        holder.start()
        started.wait()
        try:
            with shared.turn():
                pass
        except Busy as refusal:
            refusals.append(refusal)
        done.set()
        holder.join()
        assert 1 == len(refusals)


def test_who_waits_goes_before_who_comes_back(queue: WriteQueue, path: Path) -> None:
    """A writer that ends its turn and wants another at once stands behind one that waited."""
    order = path.with_name("order")

    def wait() -> None:
        with WriteQueue(path, seconds=LONG).turn():
            order.write_text("the one who waited")

    with queue.turn():
        child = in_child(wait)
        until(lambda: is_waited_for(path))
    with queue.turn():
        assert "the one who waited" == order.read_text()
    assert 0 == exit_code(child)


def test_an_exception_ends_the_turn(queue: WriteQueue, path: Path) -> None:
    """Whatever happens in the block, the next one gets in."""
    with pytest.raises(ZeroDivisionError), queue.turn():
        _ = 1 / 0
    with closing(WriteQueue(path, seconds=0.01)) as other, other.turn():
        pass


def test_a_killed_writer_blocks_nobody(queue: WriteQueue, path: Path) -> None:
    """The kernel lets go for whoever dies."""
    ready, started = os.pipe()

    def hold() -> None:
        with WriteQueue(path, seconds=LONG).turn():
            os.write(started, b"1")
            signal.pause()

    child = in_child(hold)
    os.read(ready, 1)
    os.kill(child, signal.SIGKILL)
    assert -signal.SIGKILL == exit_code(child)
    with queue.turn():
        pass


def test_a_forked_child_is_somebody_else(path: Path) -> None:
    """A child of the one whose turn it is has not got the turn, and may have it afterwards."""
    with closing(WriteQueue(path, seconds=0.05)) as queue:

        def refused() -> None:
            with pytest.raises(Busy), queue.turn():
                pass

        def admitted() -> None:
            with queue.turn():
                pass

        with queue.turn():
            assert 0 == exit_code(in_child(refused))
        assert 0 == exit_code(in_child(admitted))


def test_a_child_forked_before_the_turn_is_kept_out_of_it(path: Path) -> None:
    """Descriptors that a child inherits share the parent's lock: it must not use them."""
    with closing(WriteQueue(path, seconds=0.05)) as queue:
        with queue.turn():
            pass
        wait, go = os.pipe()

        def refused() -> None:
            os.read(wait, 1)
            with pytest.raises(Busy), queue.turn():
                pass

        child = in_child(refused)
        with queue.turn():
            os.write(go, b"1")
            assert 0 == exit_code(child)


def test_a_child_opens_the_database_anew(store: SqliteStore) -> None:
    """SQLite forbids to carry a connection over a fork: the child gets its own, the parent keeps its."""
    inherited = store._connections.idle[0]

    def work() -> None:
        register(store)
        assert inherited not in store._connections.idle

    assert 0 == exit_code(in_child(work))
    assert [inherited] == store._connections.idle
    assert 2 == register(store).id


def test_without_the_folder_there_is_no_queue(tmp_path: Path) -> None:
    """A folder that went away is a sentence, no traceback."""
    with pytest.raises(DatabaseUnusable), WriteQueue(tmp_path / "gone" / "clinic.db", seconds=1).turn():
        pass


@pytest.mark.usefixtures("store")
def test_a_busy_database_refuses_a_write_and_still_reads(path: Path) -> None:
    """Busy says how long it waited; what is there can be read meanwhile, and written afterwards."""
    with closing(WriteQueue(path, seconds=LONG)) as other, closing(SqliteStore(path, busy_seconds=0.01)) as desk:
        with other.turn():
            with pytest.raises(Busy), desk.write():
                pass
            with desk.read() as reading:
                assert reading.clinic().sites
        register(desk)


def test_a_foreign_writer_that_knows_no_queue_is_busy_too(store: SqliteStore, path: Path) -> None:
    """A shell that holds SQLite's own lock is waited for no longer than the queue."""
    with closing(SqliteStore(path, busy_seconds=0.01)) as desk:
        shell = store._connections.idle[0]
        shell.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy), desk.write():
            pass
        shell.execute("ROLLBACK")


def write_all(path: Path, start: Barrier, log: Path) -> None:
    """Take turns without pause until the log is full, each leaving one's process number.

    A turn lasts until somebody else waits, as one that writes to a disk does.
    """
    queue = WriteQueue(path, seconds=LONG)
    descriptor = os.open(log, os.O_RDWR | os.O_APPEND)
    start.wait()
    written = 0
    while written < TURNS:
        with queue.turn():
            written = os.fstat(descriptor).st_size // LINE + 1
            os.write(descriptor, str(os.getpid()).encode().ljust(LINE))
            if written < TURNS:
                until(lambda: is_waited_for(path))


@pytest.mark.serial
def test_desks_that_never_pause_get_even_turns(path: Path) -> None:
    """Nobody has two turns running while others wait, and nobody gets less than half of a fair share."""
    log = path.with_name("log")
    log.touch()
    start = FORK.Barrier(DESKS)
    desks = [FORK.Process(target=write_all, args=(path, start, log)) for _ in range(DESKS)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert {0} == {desk.exitcode for desk in desks}
    turns = log.read_text().split()[:TURNS]
    assert 0 == sum(one == other for one, other in pairwise(turns))
    all_here = max(turns.index(str(desk.pid)) for desk in desks)
    shares = Counter(turns[all_here:])
    assert min(shares[str(desk.pid)] for desk in desks) > (TURNS - all_here) / DESKS / 2


def register_some(path: Path, start: Barrier) -> None:
    """Register ten patients, waiting as long as it takes."""
    with closing(SqliteStore(path, busy_seconds=LONG)) as desk:
        start.wait()
        for _ in range(10):
            register(desk)


def test_processes_that_write_at_once_lose_nothing(store: SqliteStore, path: Path) -> None:
    """Each act of each desk is kept under a number of its own, and nobody is told "locked"."""
    start = FORK.Barrier(DESKS)
    desks = [FORK.Process(target=register_some, args=(path, start)) for _ in range(DESKS)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert {0} == {desk.exitcode for desk in desks}
    with store.read() as reading:
        numbers = {reading.patients.with_mrn(str(100_001 + at))[0].id for at in range(10 * DESKS)}
    assert set(range(1, 10 * DESKS + 1)) == numbers


def test_threads_that_write_at_once_lose_nothing(store: SqliteStore) -> None:
    """The same within one process."""
    start = ThreadBarrier(4)

    def work() -> None:
        start.wait()
        for _ in range(5):
            with act(store):
                pass

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with act(store) as doing:
        pass
    assert 22 == doing.number.id  # after the set-up and twenty others
