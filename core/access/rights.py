"""What may one person do in a clinic with these users?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.acting import rights_of
from core.access.privileges import THE_ACCOUNTS_ALONE
from core.access.sentences import NOT_A_USER, NOT_ALLOWED, ONLY_THE_ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.access.model import User
    from core.access.ports import Authorization
    from core.access.privileges import Privilege


class Rights(Struct, frozen=True):
    """What `actor` (a login name) may do, as the authorization has it; the users are by login name."""

    actor: str
    users: Mapping[str, User]
    authorization: Authorization

    def may(self, privilege: Privilege) -> bool:
        """Whether the actor has the privilege."""
        return self.authorization.allows(self.actor, privilege, self.users)

    def refusal(self, privilege: Privilege) -> str | None:
        """Why the actor may not do that, or None."""
        if self.may(privilege):
            return None
        if privilege in THE_ACCOUNTS_ALONE:
            return ONLY_THE_ACCOUNT.format(actor=self.actor, action=privilege.value)
        if self.users and rights_of(self.actor) not in self.users:
            return NOT_A_USER.format(actor=self.actor)
        return NOT_ALLOWED.format(actor=self.actor, action=privilege.value)
