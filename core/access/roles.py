"""Who may do what: roles and the actions each one has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Clinic

READ: Final = frozenset({"see the schedule", "see patients"})
REGISTER: Final = "register patients"
EDIT: Final = "edit patients"
DESK: Final = READ | {
    "book",
    "move",
    "cancel",
    "arrive",
    "check in",
    "take patients to rooms",
    "let patients depart",
    "check out",
    "note who left",
    "note no-shows",
    "step back",
    "undo",
    "redo",
    REGISTER,
    EDIT,
}
OVERRIDE_LIMITS: Final = "override C10"
STEP_BACK_LATER: Final = "step back on another day"
ACT_AS: Final = "act as somebody else"
SET_UP: Final = "set up the clinic"
IMPORT: Final = "import patients"

ROLES: Final[Mapping[str, frozenset[str]]] = {
    "viewer": READ,
    "coordinator": DESK,
    "supervisor": DESK | {OVERRIDE_LIMITS, STEP_BACK_LATER, ACT_AS, SET_UP, IMPORT},
}
"""Actions are named so that 'ana may not {action}' is a sentence."""

_FOUNDING: Final = frozenset({SET_UP, IMPORT})
"""What a clinic begins with, and somebody must be able to do."""


class RoleAuthorization:
    """Asks the roles of the set-up.

    A clinic with no users treats every actor as coordinator, and lets them set up and import. So may coordinators where
    nobody is supervisor: a set-up file that forgot one must not lock everybody out.
    """

    def allow(self, actor: str, action: str, clinic: Clinic) -> bool:
        """Whether a role of `actor` has `action`; a retired or unknown user has none."""
        if not clinic.users:
            return action in ROLES["coordinator"] or action in _FOUNDING
        user = clinic.users.get(actor)
        if user is None or user.retired:
            return False
        if any(action in ROLES.get(role, frozenset()) for role in user.roles):
            return True
        return action in _FOUNDING and "coordinator" in user.roles and not _has_supervisor(clinic)


def _has_supervisor(clinic: Clinic) -> bool:
    return any("supervisor" in user.roles and not user.retired for user in clinic.users.values())
