"""What is asked about who may do what?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.access.model import User
    from core.access.privileges import Privilege


class Authorization(Protocol):
    """Says who may do what."""

    def allows(self, actor: str, privilege: Privilege, users: Mapping[str, User]) -> bool:
        """Whether `actor` has the privilege in a clinic with these users, by login name.

        An actor is a login name, or 'ana for mei' (core/access/acting.py).
        """
        ...
