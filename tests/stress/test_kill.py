"""When desks are killed at any moment, is every act that was acknowledged kept, and every other one whole or absent?"""

from __future__ import annotations

import random
import signal
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import NotFound, Refused
from core.schedule.model.visit import ScheduledVisit
from storage.sqlite.doctor import examine
from tests.clinics import visit_of
from tests.stress.crowd import (
    LONG_ENOUGH,
    Writer,
    booking,
    desk_at,
    end,
    rows,
    start,
    start_of,
)
from tests.stress.desks_to_kill import NEXT_MONTHS, Life, Work, at_work

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path


pytestmark = pytest.mark.serial

WRITERS: Final = 50
ACTS_A_LIFE: Final = 12
"""Acts for which all writers together are waited between two kills, on average."""

# What is told of an act, and what is kept of it.
KEPT: Final = """
SELECT journal.actor, journal.id, journal.verb, journal_row.row, journal_row.rev
FROM journal JOIN journal_row ON journal_row.entry = journal.id AND journal_row.table_name = 'appointment'
WHERE journal.actor LIKE 'writer %'
"""
TABLES_BY_VERB: Final = """
SELECT DISTINCT verb, tables, events FROM (
  SELECT journal.verb, group_concat(table_name) AS tables,
    (SELECT count(*) FROM visit_event WHERE visit_event.entry = journal.id) AS events
  FROM journal JOIN (SELECT * FROM journal_row ORDER BY entry, table_name) AS image ON image.entry = journal.id
  WHERE journal.actor LIKE 'writer %' AND journal.undoes IS NULL GROUP BY journal.id
) ORDER BY 1, 2, 3
"""
UNLIKE_WHAT_THEY_UNDO: Final = """
SELECT journal.id FROM journal WHERE journal.undoes IS NOT NULL AND (
  SELECT group_concat(table_name || row) FROM (SELECT * FROM journal_row ORDER BY table_name, row)
  WHERE entry = journal.id
) IS NOT (
  SELECT group_concat(table_name || row) FROM (SELECT * FROM journal_row ORDER BY table_name, row)
  WHERE entry = journal.undoes
)
"""

WHOLE: Final = {
    ("book", "appointment", 0),
    ("move", "appointment", 0),
    ("cancel", "appointment", 0),
    ("arrive", "appointment,visit", 1),
    ("check-in", "appointment,patient,visit", 1),
    ("check-in", "appointment,patient,visit,visit", 2),
}
"""The tables in which each act leaves a row, and how many events of the visit it is."""

Told = tuple[str, int, str, int, int]
"""Of an act: who, the journal entry, the verb, the appointment, its rev."""


def work_for_ever(life: Life, pipe: Connection) -> None:
    """Do one act after the other, and tell of each as soon as the desk has acknowledged it."""
    with desk_at(life.path, busy_seconds=60) as desk:
        work = Work(life, desk, random.Random(life.number))
        while True:
            if not work.booked:
                act = work.book
            else:
                act = work.luck.choice((work.book, work.move, work.cancel, work.arrive, work.check_in, work.undo))
            with suppress(Refused, NotFound):  # the time is taken, or the patient is checked in already
                change = act()
                appointment = visit_of(change).appointment
                told = (life.actor, change.entry.id, change.entry.verb, appointment.id, appointment.rev)
                pipe.send(told)


def kill_at_random(writers: list[Writer[Life]]) -> list[Told]:
    """Kill them one by one, at moments that are a throw of dice; all that they told until then."""
    luck = random.Random(9)
    doomed = luck.sample(writers, len(writers))
    listened = {writer.pipe: writer for writer in writers}
    silent = set(listened)  # who has not come to work yet
    told: list[Told] = []
    patience = 0
    while listened:
        ready = wait(list(listened), LONG_ENOUGH)
        assert ready, "nobody gets on"
        for heard in [heard for heard in listened if heard in ready]:
            try:
                told.append(heard.recv())
            except EOFError:
                del listened[heard]
            silent.discard(heard)
            patience -= 1
            if doomed and not silent and patience <= 0:
                doomed.pop().process.kill()
                patience = luck.randrange(2 * ACTS_A_LIFE)
    return told


def test_killed_writers(tmp_path: Path) -> None:
    """When 50 writers die one after the other, all they told of is kept, and at most one act of each beyond that."""
    lives = at_work(tmp_path, WRITERS)
    path = lives[0].path
    writers = [start(work_for_ever, life) for life in lives]

    told = kill_at_random(writers)

    assert [-signal.SIGKILL] * WRITERS == end(writers)
    assert path.with_name("clinic.db-wal").stat().st_size > 0
    with desk_at(path, busy_seconds=1) as desk:
        assert desk.schedule.book("ana", booking(lives[0].patient, 0, start_of(NEXT_MONTHS))).only(ScheduledVisit)
    assert not path.with_name("clinic.db-wal").exists()
    assert () == examine(path)
    kept = set(rows(path, KEPT))
    assert set() == set(told) - kept
    # Time that is freed, filled or left over follows of where others are: none, one or several rows.
    assert (
        set()
        == {(verb, tables.replace(",freed_slot", ""), events) for verb, tables, events in rows(path, TABLES_BY_VERB)}
        - WHOLE
    )
    assert [] == rows(path, UNLIKE_WHAT_THEY_UNDO)
    newest = {max(act for act in kept if act[0] == life.actor) for life in lives}
    assert set() == kept - set(told) - newest
    print(f"{len(told)} acts told, {len(kept) - len(told)} done and not told")  # noqa: T201
