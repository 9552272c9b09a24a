"""Does a record count?"""

from __future__ import annotations

from enum import Enum


class RecordStatus(Enum):
    """Whether it counts; ENTERED_IN_ERROR is what undoing the act that entered it leaves behind."""

    CURRENT = "current"
    ENTERED_IN_ERROR = "entered-in-error"


class LinkStatus(Enum):
    """Whether one record belongs to another: an ENDED one did; ENTERED_IN_ERROR is what undoing it leaves behind."""

    CURRENT = "current"
    ENDED = "ended"
    ENTERED_IN_ERROR = "entered-in-error"
