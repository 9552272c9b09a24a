"""When desks fill one freed time at the same moment, or are killed as they do, is it filled once and nothing lost?"""

from __future__ import annotations

import os
import signal
from itertools import count
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import ChangedElsewhere, Refused
from core.schedule.waitlist.offer import Offer
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import register, visit_of
from tests.stress.crowd import (
    all_at_once,
    booking,
    contents,
    desk_at,
    desk_over,
    end,
    next_word,
    rows,
    start,
    start_of,
    wide_clinic,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

pytestmark = pytest.mark.serial

DESKS: Final = 8
FIRST_LATER: Final = 20
TAKEN: Final = "SELECT count(*) FROM appointment WHERE start = ? AND provider = ? AND status = 'booked'"

Task = tuple["Path", int, int, Offer]
"""Where, which desk, whom it fills the time with, and the time."""


def a_gap(folder: Path) -> tuple[Path, list[int], Offer]:
    """A time is free, and each of eight patients who are booked later waits for it."""
    clinic = wide_clinic(folder, patients=DESKS + 1)
    with desk_at(clinic.path) as desk:
        gap = visit_of(desk.schedule.book("setup", booking(clinic.patients[DESKS], 0, start_of(10))))
        for number, patient in enumerate(clinic.patients[:DESKS]):
            desk.schedule.book("setup", booking(patient, 0, start_of(FIRST_LATER + number)))
            desk.waitlist.put_on("setup", patient, {"visit_type": gap.appointment.visit_type})
        desk.visits.do("setup", Verb.CANCEL, gap.appointment.id, reason="sick")
        (freed,) = desk.waitlist.freed("setup")
        return clinic.path, [match.entry.id for match in freed.matches], freed.offer


def fills(task: Task, go: Callable[[], object]) -> str:
    """Fill it, when all are ready; what came of it."""
    path, desk_number, entry, offer = task
    with desk_at(path) as desk:
        go()
        try:
            return desk.waitlist.accept(f"desk {desk_number}", entry, offer).sentence
        except (Refused, ChangedElsewhere) as refused:
            return f"refused: {refused.sentence}"


def test_one_time_is_filled_once(tmp_path: Path) -> None:
    """One desk has it, each of the others is told who does, and who was not chosen waits and is booked as before."""
    path, entries, offer = a_gap(tmp_path)
    answers = all_at_once(fills, [(path, number, entry, offer) for number, entry in enumerate(entries)])
    told = [answer for answer in answers if answer.startswith("refused")]
    assert (1, DESKS - 1) == (len(answers) - len(told), len(told))
    assert all(" has " in answer for answer in told), told
    assert [(DESKS - 1,)] == rows(path, "SELECT count(*) FROM wait_entry WHERE status = 'waiting'")
    assert [(DESKS,)] == rows(path, "SELECT count(*) FROM appointment WHERE status = 'booked'")
    assert () == examine(path)


def test_one_patient_fills_one_of_two_times(tmp_path: Path) -> None:
    """Two desks that offer one patient two times move them once."""
    path, entries, offer = a_gap(tmp_path)
    answers = all_at_once(fills, [(path, number, entries[0], offer) for number in range(4)])
    assert 3 == sum(answer.startswith("refused") for answer in answers)
    assert () == examine(path)


def dies(task: tuple[Path, int, Offer, int], pipe: Connection) -> None:
    """Fill the time, and be killed before the n-th statement; say which entry was written if there are not as many."""
    path, entry, offer, fatal = task
    with SqliteStore(path) as store:
        desk, statements = desk_over(store), count(1)

        def before_each(_: str) -> None:
            if next(statements) == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        store._connections.idle[0].set_trace_callback(before_each)
        pipe.send(desk.waitlist.accept("ana", entry, offer).entry.id)


def test_killed_at_every_statement(tmp_path: Path) -> None:
    """Nothing of it is there, until all of it is: appointment moved, entry closed, time filled, time freed."""
    path, entries, offer = a_gap(tmp_path)
    before = contents(path)
    fatal, entry = 1, None
    while entry is None:
        writer = start(dies, (path, entries[0], offer, fatal))
        try:
            entry = next_word(writer)
        except EOFError:
            assert before == contents(path)
            fatal += 3
        finally:
            end([writer])
    assert fatal > 20
    images = "SELECT table_name FROM journal_row WHERE entry = ? ORDER BY seq"
    assert ["appointment", "freed_slot", "freed_slot", "wait_entry"] == [name for (name,) in rows(path, images, entry)]
    assert () == examine(path)
    with desk_at(path) as desk:
        assert register(desk, "Next").id
