"""The use cases of verification: what was found out, and what is still to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.verification import verifying
from core.verification.worklist import ToVerify, worklist

if TYPE_CHECKING:
    from core.coverage.verifying import Found
    from core.journal.change import Change
    from core.record_ref import AppointmentId
    from core.schedule.ports import ScheduleContext


class VerificationDesk:
    """`desk.verification`."""

    def __init__(self, context: ScheduleContext) -> None:
        self._context = context

    def verify(self, actor: str, number: AppointmentId, found: Found, *, rev: int | None = None) -> Change:
        """Note what was found out for the day of the appointment. Raises NotFound, BadInput or ChangedElsewhere."""
        return verifying.verify(self._context, actor, number, found, rev=rev)

    def worklist(self, actor: str) -> tuple[ToVerify, ...]:
        """The visits of the next days by what is the matter with their insurance, the gravest first."""
        return worklist(self._context, actor)
