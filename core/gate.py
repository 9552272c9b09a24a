"""Who may do what: roles and the actions each one has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.model.clinic import Clinic

READ: Final = frozenset({"see the schedule", "see patients"})
DESK: Final = READ | {
    "book",
    "move",
    "cancel",
    "arrive",
    "check in",
    "check out",
    "undo",
    "register patients",
}
OVERRIDE_LIMITS: Final = "override C10"
ACT_AS: Final = "act as somebody else"
SET_UP: Final = "set up the clinic"

ROLES: Final[Mapping[str, frozenset[str]]] = {
    "viewer": READ,
    "coordinator": DESK,
    "supervisor": DESK | {OVERRIDE_LIMITS, ACT_AS, SET_UP},
}
"""Actions are named so that 'ana may not {action}' is a sentence."""


class RoleGate:
    """Asks the roles of the set-up. A clinic with no users treats every actor as coordinator, and lets them set up."""

    def allow(self, actor: str, action: str, clinic: Clinic) -> bool:
        """Whether a role of `actor` has `action`; a retired or unknown user has none."""
        if not clinic.users:
            return action in ROLES["coordinator"] or action == SET_UP
        user = clinic.users.get(actor)
        if user is None or user.retired:
            return False
        return any(action in ROLES.get(role, frozenset()) for role in user.roles)
