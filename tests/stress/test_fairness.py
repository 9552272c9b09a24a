"""When desks write without a pause, does each get its share, and does nobody wait for ever?"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import Busy
from core.schedule.model.visit import ScheduledVisit
from storage.sqlite.connection import open_database
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.stress.crowd import (
    PROVIDERS,
    STARTS_A_DAY,
    all_at_once,
    booking,
    contents,
    desk_at,
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

    from core.record_ref import PatientId

pytestmark = pytest.mark.serial

WRITERS: Final = PROVIDERS
SECONDS: Final = 2.0
PATIENCE: Final = 0.2
"""Seconds that the impatient desk waits."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one writer has to itself: a provider and a patient."""

    path: Path
    provider: int
    patient: PatientId


@dataclass(frozen=True, slots=True)
class Got:
    """How many bookings a writer made, and the longest it took to make one, in seconds."""

    count: int
    longest: float


def book_without_pause(share: Share, wait: Callable[[], object]) -> Got:
    """Book one start after the other until the time is over."""
    number, longest = 0, 0.0
    with desk_at(share.path) as desk:
        wait()
        over = monotonic() + SECONDS
        while (began := monotonic()) < over:
            request = booking(share.patient, share.provider, start_of(STARTS_A_DAY + number))
            desk.schedule.book(f"writer {share.provider}", request)
            longest = max(longest, monotonic() - began)
            number += 1
    return Got(number, longest)


def test_everyone_gets_a_share(tmp_path: Path) -> None:
    """Of 8 desks that book without a pause none gets more than twice what another gets, and none is told 'busy'."""
    clinic = wide_clinic(tmp_path, patients=WRITERS)
    shares = [Share(clinic.path, number, patient) for number, patient in enumerate(clinic.patients)]

    got = all_at_once(book_without_pause, shares)

    counts = [one.count for one in got]
    assert max(counts) <= 2 * min(counts)
    booked = "SELECT count(*) FROM appointment GROUP BY provider ORDER BY provider"
    assert [(count,) for count in counts] == rows(clinic.path, booked)
    assert () == examine(clinic.path)
    longest = max(one.longest for one in got)
    print(f"{counts}: {sum(counts) / SECONDS:.0f} a second, the longest took {1000 * longest:.0f} ms")  # noqa: T201


def hold_a_turn(path: Path, pipe: Connection) -> None:
    """A desk in the middle of a long write."""
    with SqliteStore(path) as store, store.write():
        pipe.send("held")
        pipe.recv()


def hold_by_hand(path: Path, pipe: Connection) -> None:
    """Somebody at a SQL prompt, who knows nothing of the queue."""
    with closing(open_database(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        pipe.send("held")
        pipe.recv()


@pytest.mark.parametrize("hold", [hold_a_turn, hold_by_hand])
def test_deadline(tmp_path: Path, hold: Callable[[Path, Connection], None]) -> None:
    """Who cannot write before the deadline is told 'busy' and has written nothing; afterwards it goes on."""
    clinic = wide_clinic(tmp_path, patients=1)
    request = booking(clinic.patients[0], 0, start_of(STARTS_A_DAY))
    before = contents(clinic.path)
    holder = start(hold, clinic.path)
    assert "held" == next_word(holder)

    with desk_at(clinic.path, busy_seconds=PATIENCE) as desk:
        with pytest.raises(Busy):
            desk.schedule.book("ana", request)
        assert before == contents(clinic.path)
        holder.pipe.send("let go")
        end([holder])
        assert desk.schedule.book("ana", request).only(ScheduledVisit)
