"""What do the chain of the journal and the log of openings cost, on against off in turns?"""

from __future__ import annotations

import time
from contextlib import nullcontext
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

from bench.clinics import ACTOR, desk_at, free_bookings, large_clinic
from bench.figures import Figure, Reference, samples_of
from bench.imports import ImportLines, Unheard
from core.importing.request import ImportFile
from core.record_ref import PatientId
from storage import chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from bench.effort import Effort

_GROUP: Final = "Chain and log of openings"
_LINES: Final = 100
_IMPORTS: Final = 12


def sealing(folder: Path, effort: Effort) -> Iterator[Figure]:
    """CPU of a booking and of an import of 100, chained and not, and of an opening of a record, logged and not."""
    place = folder / "sealing"
    place.mkdir()
    clinic = large_clinic(place, patients=1000)
    wanted = islice(free_bookings(clinic, effort.bookings, days=100, seed=5), effort.bookings)
    with desk_at(clinic.path) as desk:
        yield from _both("a booking", [partial(desk.schedule.book, ACTOR, request) for request in wanted], _unchained)
        files = [ImportFile("bench.csv", ImportLines(_LINES, seed)) for seed in range(2 * _IMPORTS)]
        steps = [partial(desk.patients.import_file, ACTOR, file, sink=Unheard()) for file in files]
        yield from _both(f"an import of {_LINES}", steps, _unchained)

        def opened() -> None:
            patient = desk.patients.by_id(ACTOR, PatientId(7))
            desk.patients.opened(ACTOR, patient.id, "sheet")

        yield from _both("a record opened", [opened] * effort.bookings, lambda: _unlogged(type(desk.patients)))


def _unchained() -> AbstractContextManager[object]:
    return patch.object(chain, "append", lambda *_, **__: None)


def _unlogged(desk: type) -> AbstractContextManager[object]:
    return patch.object(desk, "opened", lambda *_: "")


def _both(
    name: str, steps: Sequence[Callable[[], object]], without: Callable[[], AbstractContextManager[object]]
) -> Iterator[Figure]:
    """The steps one by one in turns: with it, and without."""
    steps[0]()
    taken: tuple[list[float], list[float]] = ([], [])
    for number, step in enumerate(steps[1:]):
        is_off = number % 2
        with without() if is_off else nullcontext():
            began = time.process_time()
            step()
            taken[is_off].append(1000 * (time.process_time() - began))
    yield Figure(_GROUP, name, "CPU ms", samples_of(taken[0]), Reference("without", samples_of(taken[1])))
