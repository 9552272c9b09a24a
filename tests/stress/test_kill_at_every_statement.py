"""Whichever statement of an act is a desk's last, is the act absent as a whole?"""

from __future__ import annotations

import os
import random
import signal
from itertools import count
from typing import TYPE_CHECKING

import pytest

from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.stress.crowd import contents, desk_at, desk_over, end, next_word, rows, start
from tests.stress.desks_to_kill import CLEARED, Life, Work, at_work

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path


def dies(task: tuple[Life, str, int], pipe: Connection) -> None:
    """Do one act, and be killed before its n-th statement; say which entry was written if it has not as many."""
    life, act, fatal = task
    with SqliteStore(life.path) as store:
        work = Work(life, desk_over(store), random.Random(1))
        statements = count(1)

        def before_each(_: str) -> None:
            if next(statements) == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        store._connections.idle[0].set_trace_callback(before_each)
        pipe.send(getattr(work, act)().entry.id)


def fate(life: Life, act: str, fatal: int) -> int | None:
    """The journal entry of an act done to the end, None if the desk died of its statement number `fatal`."""
    writer = start(dies, (life, act, fatal))
    try:
        entry: int = next_word(writer)
    except EOFError:
        return None
    finally:
        end([writer])
    return entry


@pytest.mark.parametrize("act", ["book", "check_in", "undo"])
def test_killed_at_every_statement(tmp_path: Path, act: str) -> None:
    """Whichever statement of an act is a desk's last, nothing of the act is there, and the next desk goes on."""
    life = at_work(tmp_path, 1)[0]
    with desk_at(life.path) as desk:
        desk.visits.do(life.actor, Verb.CHECK_IN, life.today, verified=CLEARED)
        if act != "undo":
            desk.journal.undo(life.actor)
    before = contents(life.path)

    fatal = 1
    while (entry := fate(life, act, fatal)) is None:
        assert before == contents(life.path)
        fatal += 1

    assert fatal > 20
    assert [(entry,)] == rows(life.path, "SELECT max(id) FROM journal")
    assert () == examine(life.path)
