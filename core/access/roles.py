"""Which role has which privilege, and who has the role?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.acting import rights_of
from core.access.privileges import BILLS, KEEPS, LOOKS, READS, SUPERVISES, WORKS, Privilege

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.access.model import User

CLINICIAN: Final = "clinician"
"""Who sees patients, and is told what becomes of their day."""
ROLES: Final[Mapping[str, frozenset[Privilege]]] = {
    "viewer": LOOKS,
    CLINICIAN: LOOKS | READS,
    "biller": LOOKS | BILLS,
    "coordinator": LOOKS | WORKS,
    "supervisor": LOOKS | WORKS | SUPERVISES,
}

_FOUNDING: Final = frozenset(
    {
        *(Privilege.SET_UP, Privilege.CHANGE_HOURS, Privilege.IMPORT_PATIENTS, Privilege.MERGE_PATIENTS),
        *(Privilege.SEE_EXPECTED_CASH, Privilege.SETTLE_COMPLAINTS, Privilege.REOPEN_DAY),
    }
)
"""What a clinic begins with, and somebody must be able to do. Who may set up hours may change them at the desk."""


class RoleAuthorization(Struct, frozen=True):
    """Asks the roles of the set-up: `core.access.ports.Authorization`.

    `account` is the login name of the account that keeps the clinic's file, where that is who works here; else None.
    A clinic with no users treats every actor as coordinator, and lets them set up, import, merge and total the drawers.
    So may coordinators where nobody is supervisor, as a set-up file of before may have left it: that must not lock
    everybody out.
    """

    account: str | None = None

    def allows(self, actor: str, privilege: Privilege, users: Mapping[str, User]) -> bool:
        """Whether a role of `actor`, or of whom they act for, has the privilege; a retired or unknown user has none."""
        if actor == self.account and privilege in KEEPS:
            return True
        if not users:
            return privilege in ROLES["coordinator"] or privilege in _FOUNDING
        user = users.get(rights_of(actor))
        if user is None or user.retired:
            return False
        if any(privilege in ROLES.get(role, frozenset()) for role in user.roles):
            return True
        return privilege in _FOUNDING and "coordinator" in user.roles and not has_supervisor(users)


def has_supervisor(users: Mapping[str, User]) -> bool:
    """Whether somebody of them is supervisor who has not retired."""
    return any("supervisor" in user.roles and not user.retired for user in users.values())


def has_clinician(users: Mapping[str, User]) -> bool:
    """Whether somebody of them sees patients who has not retired."""
    return any(CLINICIAN in user.roles and not user.retired for user in users.values())
