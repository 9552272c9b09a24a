"""Who works here: users and their roles, as the set-up names them."""

from __future__ import annotations

from msgspec import Struct


class User(Struct, frozen=True):
    """Somebody who may work at the desk, by login name."""

    name: str
    roles: tuple[str, ...] = ("coordinator",)
    retired: bool = False
