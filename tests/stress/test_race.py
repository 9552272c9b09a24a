"""When many desks want the same times at the same moment, does each time go to exactly one of them?"""

from __future__ import annotations

import random
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

import pytest

from core.conflict import Severity
from core.errors import Refused
from storage.sqlite.doctor import examine
from tests.clinics import visit_of
from tests.stress.crowd import (
    PROVIDERS,
    STARTS_A_DAY,
    all_at_once,
    booking,
    desk_at,
    rows,
    start_of,
    wide_clinic,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.record_ref import PatientId

pytestmark = pytest.mark.serial

DESKS: Final = 16
STARTS: Final = PROVIDERS * STARTS_A_DAY

# The guard in the tables is not asked here: every pair is compared, in each of the three columns that may clash.
OVERLAPS: Final = """
SELECT count(*) FROM appointment AS one JOIN appointment AS other ON one.id < other.id
WHERE one.start < other.finish AND other.start < one.finish
  AND (one.provider = other.provider OR one.room = other.room OR one.patient = other.patient)
"""
IMAGES: Final = """
SELECT journal.verb, journal.actor, journal_row.row
FROM journal JOIN journal_row ON journal_row.entry = journal.id
WHERE table_name = 'appointment'
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A desk's part of the fight: its own name, a patient for each provider, and the order it goes by."""

    path: Path
    actor: str
    patients: tuple[PatientId, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a desk was told: the appointments it got by start, with whom it lost the others, its longest wait."""

    won: dict[int, int]
    lost: dict[int, frozenset[tuple[str, tuple[int, ...]]]]
    longest: float


def fight(contender: Contender, wait: Callable[[], object]) -> Outcome:
    """Try for every start of tomorrow, from the moment at which all are ready."""
    won: dict[int, int] = {}
    lost: dict[int, frozenset[tuple[str, tuple[int, ...]]]] = {}
    longest = 0.0
    with desk_at(contender.path, busy_seconds=30) as desk:
        wait()
        for number in contender.order:
            provider, slot = divmod(number, STARTS_A_DAY)
            request = booking(contender.patients[provider], provider, start_of(STARTS_A_DAY + slot))
            began = monotonic()
            try:
                change = desk.schedule.book(contender.actor, request)
            except Refused as refusal:
                lost[number] = frozenset(
                    (conflict.rule, conflict.appointments)
                    for conflict in refusal.conflicts
                    if conflict.severity is not Severity.WARN
                )
            else:
                won[number] = visit_of(change).appointment.id
            longest = max(longest, monotonic() - began)
    return Outcome(won, lost, longest)


def orders() -> list[tuple[int, ...]]:
    """Four orders, each for every fourth desk: there are always four who want the very same start."""
    luck = random.Random(16)
    four = [tuple(luck.sample(range(STARTS), STARTS)) for _ in range(4)]
    return [four[desk % 4] for desk in range(DESKS)]


def test_one_winner_a_start(tmp_path: Path) -> None:
    """Of 16 desks that fight for 192 starts one gets each, and the others are told who has it, never 'busy'."""
    clinic = wide_clinic(tmp_path, patients=DESKS * PROVIDERS)
    contenders = [
        Contender(clinic.path, f"desk {desk}", clinic.patients[desk * PROVIDERS :][:PROVIDERS], order)
        for desk, order in enumerate(orders())
    ]

    began = monotonic()
    outcomes = all_at_once(fight, contenders)
    took = monotonic() - began

    winners = {number: appointment for outcome in outcomes for number, appointment in outcome.won.items()}
    assert list(range(STARTS)) == sorted(number for outcome in outcomes for number in outcome.won)
    for outcome in outcomes:
        assert {n: {("C3", (winners[n],))} for n in range(STARTS) if n not in outcome.won} == outcome.lost
    assert [(0,)] == rows(clinic.path, OVERLAPS)
    assert () == examine(clinic.path)
    assert {
        ("book", contender.actor, appointment)
        for contender, outcome in zip(contenders, outcomes, strict=True)
        for appointment in outcome.won.values()
    } == set(rows(clinic.path, IMAGES))
    longest = max(outcome.longest for outcome in outcomes)
    print(f"{DESKS * STARTS} tries in {took:.2f} s, the longest took {1000 * longest:.0f} ms")  # noqa: T201
