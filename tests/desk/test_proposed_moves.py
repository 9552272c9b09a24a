"""Where could a booking that is to be moved go: with its provider, or with another of the same skills?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.calendar.wall import local
from core.errors import NotFound
from core.record_ref import AppointmentId
from tests.clinics import MAIN, book, register
from tests.desk.asking import moving

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit

LEAVE = '[[exception]]\nprovider = "lee"\ndate = 2026-11-25\nkind = "leave"\n'


@pytest.fixture
def stranded(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked with Lee for Wednesday at ten, and Lee is away then."""
    made = book(desk, smith, "2026-11-25T10:00")
    desk.set_up("sue", LEAVE, place="leave.toml")
    return made


def proposed(desk: Desk, one: ScheduledVisit) -> list[tuple[str, str]]:
    """Provider and time at Main Street of each."""
    found = desk.schedule.proposed_moves("ana", one.appointment.id)
    return [(each.provider, f"{local(each.start, MAIN):%a %-d %b %-H:%M}") for each in found]


def test_with_the_same_provider_then_with_others(desk: Desk, stranded: ScheduledVisit) -> None:
    """Two of each, of which none overlaps another, from the day of the booking on."""
    desk.set_up("sue", '[[provider]]\ncode = "ito"\nname = "Ito, Ken MD"\nskills = ["cardio"]\n', place="ito.toml")
    assert [
        ("lee", "Thu 26 Nov 9:00"),
        ("lee", "Thu 26 Nov 9:20"),
        ("ito", "Wed 25 Nov 9:00"),
        ("ito", "Wed 25 Nov 9:20"),
    ] == proposed(desk, stranded)


def test_nobody_without_the_skill(desk: Desk, stranded: ScheduledVisit) -> None:
    """Ito has none that Lee has; where the provider of the booking has none, anybody may do."""
    assert {"lee"} == {provider for provider, _ in proposed(desk, stranded)}
    desk.set_up("sue", '[[provider]]\ncode = "lee"\nname = "Lee, Dana MD"\n', place="lee.toml")
    assert {"lee", "ito"} == {provider for provider, _ in proposed(desk, stranded)}


def test_what_is_proposed_can_be_had(desk: Desk, stranded: ScheduledVisit) -> None:
    """Moving there meets nothing; what others took by then is proposed no more."""
    first, second, *_ = desk.schedule.proposed_moves("ana", stranded.appointment.id)
    book(desk, register(desk, "Birch"), f"{local(first.start, MAIN):%Y-%m-%dT%H:%M}")
    assert first not in desk.schedule.proposed_moves("ana", stranded.appointment.id)
    change = desk.schedule.move("ana", moving(stranded, f"{local(second.start, MAIN):%Y-%m-%dT%H:%M}"))
    assert () == change.warnings
    assert () == desk.schedule.to_move("ana")


@pytest.mark.parametrize("retired", [
    '[[visit_type]]\ncode = "fu20"\nretired = true',
    '[[site]]\ncode = "main"\nretired = true',
])  # fmt: skip
def test_there_is_nothing_to_propose_for_what_is_out_of_use(desk: Desk, stranded: ScheduledVisit, retired: str) -> None:
    """Somebody has to choose what it becomes."""
    desk.set_up("sue", retired, place="retired.toml")
    assert [] == proposed(desk, stranded)


def test_a_provider_who_left_has_colleagues(desk: Desk, stranded: ScheduledVisit) -> None:
    """Their time alone is proposed."""
    desk.set_up("sue", '[[provider]]\ncode = "ito"\nname = "Ito, Ken MD"\nskills = ["cardio"]\n', place="ito.toml")
    desk.set_up("sue", '[[provider]]\ncode = "lee"\nretired = true\n', place="lee.toml")
    assert {"ito"} == {provider for provider, _ in proposed(desk, stranded)}


def test_of_what_is_not_there_nothing_is_proposed(desk: Desk) -> None:
    """It is said."""
    with pytest.raises(NotFound):
        desk.schedule.proposed_moves("ana", AppointmentId(99))
