"""Who works here: users and their roles, as the set-up names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may work at the desk, by login name."""

    name: str
    roles: tuple[str, ...] = ("coordinator",)
    retired: bool = False
