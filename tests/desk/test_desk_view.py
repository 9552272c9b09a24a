"""What a screen asks with every key: are the view's answers those of the use cases, all of one moment?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.access.privileges import Privilege
from core.access.roles import RoleAuthorization
from core.conflict import Conflict, Severity
from core.desk import Desk
from core.settings.model import Policy
from core.visits.clearance.item import ClearanceState
from core.visits.state import Verb
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, register

if TYPE_CHECKING:
    from pathlib import Path

    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.schedule.model.visit import ScheduledVisit


ANA_LOOKS_ON = SETUP + USERS.replace('"coordinator"', '"viewer"')


@pytest.fixture
def coming(desk: Desk) -> ScheduledVisit:
    """Smith at 10:40 with Lee."""
    return book(desk, register(desk), "2026-11-23T10:40")


def test_the_view_says_what_may_be_tried(desk: Desk, coming: ScheduledVisit) -> None:
    """By the state table, in the words of the refusal."""
    view = desk.view("ana")
    assert view.disabled_reason(Verb.ARRIVE, coming) is None
    conflict = view.illegal(Verb.CHECK_OUT, coming)
    assert conflict is not None
    assert "Smith, John: booked at 10:20 by ana. Only a checked-in patient can be checked out." == conflict.message
    assert conflict.message == view.disabled_reason(Verb.CHECK_OUT, coming)


def test_the_view_says_what_is_due_at_check_in(desk: Desk, coming: ScheduledVisit) -> None:
    """With the sentence that says why."""
    view = desk.view("ana")
    due = {name: found.why for name, found in view.findings(coming).items() if found.state is ClearanceState.DUE}
    assert {
        "identity": "Identity has not been verified yet.",
        "demographics": "Address, phone and contact have never been confirmed.",
    } == due


def test_the_view_is_one_persons(tmp_path: Path, clock: FakeClock) -> None:
    """Each has the rights of the set-up; a stepping back on another day, and some rules, are a supervisor's."""
    desk = make_desk(tmp_path, clock=clock, setup=SETUP + USERS)
    scheduled = book(desk, register(desk), "2026-11-23T10:40")
    scheduled = desk.visits.do("ana", Verb.ARRIVE, scheduled.appointment.id).only(type(scheduled)) or scheduled
    clock.forward(minutes=24 * 60)
    views = [desk.view(actor) for actor in ("vic", "ana", "sue", "nobody")]
    assert [False, True, True, False] == [view.may(Privilege.BOOK) for view in views]
    assert [
        "vic may not step back on another day. Ask a supervisor.",
        "ana may not step back on another day. Ask a supervisor.",
        None,
        "nobody is not set up as a user of this clinic. Ask a supervisor to add a [[user]] to the set-up file.",
    ] == [view.disabled_reason(Verb.STEP_BACK, scheduled) for view in views]
    overbooked = Conflict("C10", Severity.HARD, "Too many.")
    assert [False, False, True, False] == [view.overridable(overbooked) for view in views]


def test_a_view_stays_as_it_was_read(desk: Desk, clock: FakeClock) -> None:
    """Another one is read for another moment."""
    before = desk.view("ana")
    clock.forward(minutes=5)
    desk.set_up("sue", ANA_LOOKS_ON, place="clinic.toml")
    after = desk.view("ana")
    assert [True, False] == [view.may(Privilege.BOOK) for view in (before, after)]
    assert timedelta(minutes=5) == after.now - before.now


def test_what_is_read_in_a_snapshot_is_of_the_views_moment(
    desk: Desk, store: Store[Reading, Writing], coming: ScheduledVisit
) -> None:
    """What another desk commits meanwhile shows afterwards, rights too."""
    elsewhere = Desk(store, FakeClock(), Policy(), RoleAuthorization())
    number = coming.appointment.id
    with desk.snapshot("ana") as view:
        elsewhere.visits.do("ben", Verb.ARRIVE, number)
        elsewhere.set_up("sue", ANA_LOOKS_ON, place="clinic.toml")
        assert (coming, view.clinic) == (desk.schedule.appointment("ana", number), desk.clinic())
        assert desk.view("ana").may(Privilege.BOOK)
    assert desk.schedule.appointment("ana", number).visit is not None
    assert not desk.view("ana").may(Privilege.BOOK)


def test_a_snapshot_ends_with_its_block(desk: Desk, coming: ScheduledVisit) -> None:
    """Also when what is read in it is refused."""
    with pytest.raises(ZeroDivisionError), desk.snapshot("ana"):
        raise ZeroDivisionError
    desk.visits.do("ben", Verb.ARRIVE, coming.appointment.id)
    assert desk.schedule.appointment("ana", coming.appointment.id).visit is not None
