"""What a rule answers: a conflict, how grave it is, and with whom."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.record_ref import AppointmentId


class Severity(Enum):
    """HARD refuses, CONFIRM may be overridden with a reason, WARN is only said."""

    HARD = "hard"
    CONFIRM = "confirm"
    WARN = "warn"


class Conflict(Struct, frozen=True):
    """One rule's objection: its name (C1..C15, STATE, CLEARANCE, DUPLICATE), a full sentence, whom it met.

    `reason` is the code that alone leads over it, '' where any does.
    `item` is the clearance item for CLEARANCE; `patients` are the look-alikes for DUPLICATE. `cause` says what was met
    in codes, numbers and UTC minutes, which no new name changes: what was agreed to once is known by it.
    """

    rule: str
    severity: Severity
    message: str
    appointments: tuple[AppointmentId, ...] = ()
    item: str = ""
    patients: tuple[int, ...] = ()
    reason: str = ""
    cause: str = ""


def blocking(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Those that are more than a warning."""
    return tuple(conflict for conflict in conflicts if conflict.severity is not Severity.WARN)


def warnings_among(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Those that are only said."""
    return tuple(conflict for conflict in conflicts if conflict.severity is Severity.WARN)
