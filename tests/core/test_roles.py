"""Who may do what?"""

import pytest

from core.access.roles import ACT_AS, DESK, OVERRIDE_LIMITS, READ, ROLES, SET_UP, RoleAuthorization
from core.clinic.model import Clinic, User

WITH_USERS = Clinic(
    users={
        "vic": User("vic", ("viewer",)),
        "ana": User("ana"),
        "sue": User("sue", ("supervisor",)),
        "two": User("two", ("viewer", "coordinator")),
        "old": User("old", ("supervisor",), retired=True),
        "odd": User("odd", ("no-such-role",)),
    }
)
ALLOWED = [
    ("vic", "see the schedule", True),
    ("vic", "see patients", True),
    ("vic", "book", False),
    ("vic", "undo", False),
    ("ana", "book", True),
    ("ana", "check in", True),
    ("ana", "undo", True),
    ("ana", OVERRIDE_LIMITS, False),
    ("ana", ACT_AS, False),
    ("ana", SET_UP, False),
    ("sue", "book", True),
    ("sue", OVERRIDE_LIMITS, True),
    ("sue", ACT_AS, True),
    ("sue", SET_UP, True),
    ("two", "book", True),
    ("old", "see the schedule", False),
    ("odd", "see the schedule", False),
    ("nobody", "see the schedule", False),
    ("sue", "no such action", False),
]


@pytest.mark.parametrize(("actor", "action", "allowed"), ALLOWED)
def test_a_user_may_do_what_one_of_their_roles_has(actor: str, action: str, *, allowed: bool) -> None:
    """Retired and unknown users may nothing, not even look."""
    assert allowed == RoleAuthorization().allow(actor, action, WITH_USERS)


def test_a_clinic_without_users_treats_everybody_as_coordinator() -> None:
    """And lets them set the clinic up, or nobody ever could."""
    actions = DESK | {SET_UP, OVERRIDE_LIMITS, ACT_AS}
    allowed = {action for action in actions if RoleAuthorization().allow("anybody", action, Clinic())}
    assert DESK | {SET_UP} == allowed


def test_each_role_has_all_that_the_one_before_it_has() -> None:
    """A supervisor is a coordinator, and a coordinator may look."""
    assert ROLES["viewer"] == READ < ROLES["coordinator"] == DESK < ROLES["supervisor"]


def test_where_nobody_is_supervisor_a_coordinator_may_set_up() -> None:
    """A set-up file that names no supervisor locks nobody out; a viewer still may not, nor anybody act as another."""
    users = (User("ana"), User("vic", ("viewer",)), User("sue", ("supervisor",), retired=True))
    clinic = Clinic(users={user.name: user for user in users})

    assert RoleAuthorization().allow("ana", SET_UP, clinic)
    assert not RoleAuthorization().allow("vic", SET_UP, clinic)
    assert not RoleAuthorization().allow("ana", ACT_AS, clinic)
