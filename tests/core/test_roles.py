"""Who may do what?"""

import pytest

from core.access.acting import acting_for, login_name, rights_of
from core.access.model import User
from core.access.privileges import KEEPS, LOOKS, SUPERVISES, THE_ACCOUNTS_ALONE, WORKS, Privilege
from core.access.roles import ROLES, RoleAuthorization

WITH_USERS = {
    "vic": User("vic", ("viewer",)),
    "ana": User("ana"),
    "sue": User("sue", ("supervisor",)),
    "two": User("two", ("viewer", "coordinator")),
    "old": User("old", ("supervisor",), retired=True),
    "odd": User("odd", ("no-such-role",)),
}
ALLOWED = [
    ("vic", Privilege.SEE_SCHEDULE, True),
    ("vic", Privilege.SEE_PATIENTS, True),
    ("vic", Privilege.BOOK, False),
    ("vic", Privilege.UNDO, False),
    ("ana", Privilege.BOOK, True),
    ("ana", Privilege.CHECK_IN, True),
    ("ana", Privilege.UNDO, True),
    ("ana", Privilege.OVERRIDE_LIMITS, False),
    ("ana", Privilege.ACT_AS, False),
    ("ana", Privilege.SET_UP, False),
    ("sue", Privilege.BOOK, True),
    ("sue", Privilege.OVERRIDE_LIMITS, True),
    ("sue", Privilege.ACT_AS, True),
    ("ana", Privilege.BACK_UP, False),
    ("ana", Privilege.EXAMINE, False),
    ("ana", Privilege.MIGRATE, False),
    ("sue", Privilege.SET_UP, True),
    ("sue", Privilege.BACK_UP, True),
    ("sue", Privilege.EXAMINE, True),
    ("sue", Privilege.MIGRATE, True),
    ("two", Privilege.BOOK, True),
    ("old", Privilege.SEE_SCHEDULE, False),
    ("odd", Privilege.SEE_SCHEDULE, False),
    ("nobody", Privilege.SEE_SCHEDULE, False),
]


@pytest.mark.parametrize(("actor", "privilege", "allowed"), ALLOWED)
def test_a_user_may_do_what_one_of_their_roles_has(actor: str, privilege: Privilege, *, allowed: bool) -> None:
    """Retired and unknown users may nothing, not even look."""
    assert allowed == RoleAuthorization().allows(actor, privilege, WITH_USERS)


def test_a_clinic_without_users_treats_everybody_as_coordinator() -> None:
    """And lets them set the clinic up, or nobody ever could."""
    allowed = {one for one in Privilege if RoleAuthorization().allows("anybody", one, {})}
    founding = {
        *(Privilege.SET_UP, Privilege.CHANGE_HOURS, Privilege.IMPORT_PATIENTS, Privilege.MERGE_PATIENTS),
        Privilege.SEE_EXPECTED_CASH,
        Privilege.SETTLE_COMPLAINTS,
        Privilege.REOPEN_DAY,
    }
    assert LOOKS | WORKS | founding == allowed


def test_the_account_looks_after_its_file_whoever_is_set_up() -> None:
    """It sets up, keeps the file sound and takes its own acts back, and works at no desk; nobody else gains by it."""
    keeper = RoleAuthorization("desk")
    assert KEEPS == {one for one in Privilege if keeper.allows("desk", one, WITH_USERS)}
    assert [] == [one for one in Privilege if keeper.allows("nobody", one, WITH_USERS)]
    assert [] == [one for one in Privilege if RoleAuthorization().allows("", one, WITH_USERS)]


def test_who_acts_for_somebody_has_the_rights_of_that_one() -> None:
    """Neither those of the person nor, of an account that acts for somebody, those of the account."""
    assert RoleAuthorization().allows(acting_for("sue", "ana"), Privilege.BOOK, WITH_USERS)
    assert not RoleAuthorization().allows(acting_for("sue", "vic"), Privilege.BOOK, WITH_USERS)
    assert not RoleAuthorization("desk").allows(acting_for("desk", "ana"), Privilege.SET_UP, WITH_USERS)
    assert ("mei", "mei", "ana") == (rights_of("ana for mei"), rights_of("mei"), rights_of("ana"))
    assert "x_for_sue" == rights_of(login_name("x for sue"))


def test_each_role_has_all_that_the_one_before_it_has() -> None:
    """A supervisor is a coordinator, and a coordinator may look; what is the account's alone, nobody else may."""
    assert ROLES["viewer"] < ROLES["coordinator"] < ROLES["supervisor"] == frozenset(Privilege) - THE_ACCOUNTS_ALONE
    assert THE_ACCOUNTS_ALONE < KEEPS


def test_each_privilege_is_given_once() -> None:
    """A new one is nobody's until somebody says whose."""
    assert len(Privilege) == len(LOOKS) + len(WORKS) + len(SUPERVISES) + len(THE_ACCOUNTS_ALONE)


def test_where_nobody_is_supervisor_a_coordinator_may_set_up() -> None:
    """A set-up file that names no supervisor locks nobody out; a viewer still may not, nor anybody act as another."""
    users = (User("ana"), User("vic", ("viewer",)), User("sue", ("supervisor",), retired=True))
    by_name = {user.name: user for user in users}

    assert RoleAuthorization().allows("ana", Privilege.SET_UP, by_name)
    assert not RoleAuthorization().allows("vic", Privilege.SET_UP, by_name)
    assert not RoleAuthorization().allows("ana", Privilege.ACT_AS, by_name)
