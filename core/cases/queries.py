"""Which open cases are asked for?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime


class Whose(Enum):
    """Whose cases a list shows, each by what the desk calls it."""

    ALL = "everybody's"
    MINE = "mine"
    ROLE = "my role's"
    NOBODY = "nobody's"


class CaseQuery(Struct, frozen=True):
    """Open cases of a kind; in a state, of an `owner` (a login name), with a `fact` (name, value) where one is named.

    `free` asks for those that nobody has: whose owner is '' or among `gone`. `pools` asks of these for those of the
    roles alone, and for whatever `escalated` there and has an owner. What is put off beyond `now` is left out unless
    `asleep`.
    """

    kind: str
    now: datetime
    limit: int
    by_urgency: bool = True
    state: str | None = None
    owner: str | None = None
    fact: tuple[str, str] | None = None
    free: bool = False
    gone: tuple[str, ...] = ()
    pools: tuple[str, ...] | None = None
    sees_escalated: bool = False
    asleep: bool = False
