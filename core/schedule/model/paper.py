"""What may a visit need beside a time: a referral, or a payer's authorization, and what uses its visits up?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import AppointmentStatus

REFERRAL = "referral"
AUTHORIZATION = "authorization"


class Paper(Struct, frozen=True):
    """A referral or an authorization of a patient that holds from `first` to `last`, both included, or without end.

    `types` are the visit types that it is for, none where it is for any; `units` how many visits, 0 where nobody
    counts. `payer` is a payer's code or name. `case` numbers the case behind it.
    """

    case: int
    kind: str
    number: str
    types: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    units: int = 0
    payer: str = ""

    def covers(self, kind: str, visit_type: str, on: date) -> bool:
        """Whether it is such a paper, for that type, on that day at the site."""
        return (
            self.kind == kind
            and (not self.types or visit_type in self.types)
            and (self.first is None or self.first <= on)
            and (self.last is None or on <= self.last)
        )


class UnitVisit(Struct, frozen=True):
    """An appointment as far as it may use up a visit of an authorization."""

    id: AppointmentId
    visit_type: str
    site: str
    start: datetime
    status: AppointmentStatus
    is_late_cancel: bool = False


class Papers(Struct, frozen=True):
    """The papers of a patient, and the appointments that may use them up."""

    papers: tuple[Paper, ...] = ()
    visits: tuple[UnitVisit, ...] = ()
