"""How is the queue sorted, sifted and counted?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.settings.model import Policy
from core.structs import replace
from core.visits.waiting import QueueStep
from tests.queues import CLINIC, NOW, a_morning, queued, seen_at
from tui.widgets.queue_order import Order, Sieve, arranged, tally

MORNING = a_morning()


def numbers(visits: tuple[ScheduledVisit, ...]) -> list[int]:
    """Their appointments' numbers."""
    return [one.appointment.id for one in visits]


def left(text: str, visits: tuple[ScheduledVisit, ...] = MORNING) -> list[int]:
    """Whom the words leave."""
    return numbers(Sieve().left(visits, text, seen_at(NOW)))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TIME, [1, 2, 3, 4, 5, 6, 9, 7, 8, 10, 11]),
        (Order.WAITING, [5, 6, 4, 7, 8, 9, 10, 11, 3, 2, 1]),
        (Order.STEP, [9, 10, 11, 8, 7, 6, 5, 4, 1, 2, 3]),
        (Order.PROVIDER, [3, 5, 9, 11, 1, 2, 4, 6, 7, 8, 10]),
        (Order.NAME, [9, 4, 8, 10, 2, 3, 11, 1, 6, 5, 7]),
    ],
)
def test_orders(order: Order, expected: list[int]) -> None:
    """By time; by waiting with the longest in their step first and who has gone last; by step, provider, name."""
    assert expected == numbers(arranged(reversed(MORNING), order, CLINIC))


def test_orders_turn_in_a_circle() -> None:
    """[ and ] go through all of them, and back to the first."""
    order = Order.TIME
    seen = [order := order.turned(1) for _ in Order]

    assert {*Order} == {*seen}
    assert Order.TIME is seen[-1]
    assert Order.NAME is Order.TIME.turned(-1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [*range(1, 12)]),
        ("  ", [*range(1, 12)]),
        ("lee", [1, 2, 4, 6, 7, 8, 10]),
        ("ito new", [9]),
        ("new40", [9]),
        ("arr", [8]),
        ("checked", [1, 7]),
        ("checked in", [7]),
        ("r1", [6]),
        ("hadd", [8]),
        ("oneil", [11]),
        ("cruz zoe", [11]),
        ("山", [7]),
        ("no-show", [3]),
        ("expected", [9, 10, 11]),
        ("booked", [9, 10, 11]),
        ("late", [8, 9]),
        ("late ito", [9]),
        ("due", [8, 11]),
        ("here", [4, 5, 6, 7, 8]),
        ("over", [4, 9]),
        ("main", [*range(1, 12)]),
        ("west", []),
        ("100007", [7]),
        ("nobody", []),
        ("mith", []),
    ],
)
def test_words_sift(text: str, expected: list[int]) -> None:
    """Every word must be the start of something told of the visit: name, provider, type, step, site, or its trouble."""
    assert expected == left(text)


def test_telehealth_is_a_word() -> None:
    """Who is not coming to the counter can be found."""
    one = queued(1, "9:00")
    tele = replace(one, appointment=replace(one.appointment, mode=Mode.TELEHEALTH))

    assert [1] == left("tele", (tele, queued(2, "9:20")))


def test_what_is_told_is_told_of_the_newest_version() -> None:
    """A sieve that has seen a visit before does not sift by what it was then."""
    sieve, before = Sieve(), queued(1, "9:00")
    assert () == sieve.left((before,), "arrived", seen_at(NOW))
    after = queued(1, "9:00", step=VisitStep.ARRIVED)

    assert (after,) == sieve.left((after,), "arrived", seen_at(NOW))


def test_lateness_comes_with_the_clock() -> None:
    """The same visit is late some minutes on."""
    one, sieve = queued(1, "10:20"), Sieve()
    later = NOW + timedelta(minutes=11)

    assert () == sieve.left((one,), "late", seen_at(NOW))
    assert (one,) == sieve.left((one,), "late", seen_at(later))


def test_tally_counts_every_step() -> None:
    """Each step with how many stand there, and how many of the expected are late."""
    counted = tally(MORNING, Policy(), NOW)

    assert {step: 3 if step is QueueStep.EXPECTED else 1 for step in QueueStep} == dict(counted.steps)
    assert 1 == counted.late
