"""C4: is the room free, whoever else works there?"""

import pytest

from core.clinic.model import Provider, Room
from core.conflict import Conflict, Severity
from core.schedule.rules.c04_room_overlap import room_overlap
from core.settings.model import Policy
from core.structs import replace
from tests.core.proposing import FU20, ITO, LEE, PROC, knowing, propose, taken


def test_a_free_room_is_free() -> None:
    """Somebody in the next room is nobody's business."""
    assert () == room_overlap(propose(), knowing(at_site=[taken("10:00", "10:20", room="R2")]), Policy())


def test_two_practitioners_never_share_a_room() -> None:
    """Frappe accepted a second practitioner in one room; here the room is taken for everybody."""
    other = taken("9:50", "10:30", number=12, provider=ITO, room="R1")
    sentence = "Room R1 has Jones, Ann with Ito 9:50-10:30."
    assert (Conflict("C4", Severity.HARD, sentence, (other.appointment.id,)),) == room_overlap(
        propose(provider=LEE), knowing(at_site=[other]), Policy()
    )


def test_a_visit_without_a_room_takes_none() -> None:
    """Telehealth at the site is in nobody's way."""
    assert () == room_overlap(propose(), knowing(at_site=[taken("10:00", "10:20", room=None)]), Policy())


def test_a_visit_that_needs_no_room_gets_by_without() -> None:
    """Telehealth, or a site that keeps no rooms."""
    assert () == room_overlap(propose(room=None, room_needed=False), knowing(), Policy())


def test_a_visit_needs_one_of_the_rooms_that_fit() -> None:
    """When none is left, the kind that is missing is named."""
    sentences = [
        conflict.message
        for visit_type in (FU20, PROC)
        for conflict in room_overlap(propose(room=None, visit_type=visit_type), knowing(), Policy())
    ]
    assert [
        "No fitting room is free at Main Street 10:00-10:20.",
        "No procedure room is free at Main Street 10:00-10:40.",
    ] == sentences


def test_a_room_is_judged_by_its_code() -> None:
    """The room asked for is the room that is checked, not the first of its kind (Open Dental tried one room again)."""
    others = [taken("10:00", "10:20", room="R1")]
    found = [
        len(room_overlap(propose(room=Room(code, "main")), knowing(at_site=others), Policy())) for code in ("R1", "R2")
    ]
    assert [1, 0] == found


@pytest.mark.parametrize(
    ("seats", "theirs", "provider", "met"),
    [(1, 1, LEE, 1), (3, 3, LEE, 0), (3, 2, LEE, 0), (3, 1, LEE, 1), (1, 3, LEE, 1), (3, 3, ITO, 1)],
)
def test_those_whom_one_provider_sees_at_once_share_a_room(
    seats: int, theirs: int, provider: Provider, met: int
) -> None:
    """Both of a group, and of the same provider's."""
    other = taken("10:00", "10:20", provider=provider)
    other = replace(other, appointment=replace(other.appointment, seats=theirs))
    assert met == len(room_overlap(replace(propose(), seats=seats), knowing(at_site=[other]), Policy()))
