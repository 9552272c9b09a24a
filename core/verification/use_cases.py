"""The use cases of verification: what was found out, what is still to be, what payers are asked and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules
from core.verification import verifying
from core.verification.worklist import ToVerify, worklist

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.coverage.verifying import Found
    from core.journal.change import Change
    from core.record_ref import AppointmentId
    from core.verification import asking, taking_in
    from core.verification.asking import Sent
    from core.verification.inquiry import ExchangeFile, Inquiry
    from core.verification.ports import VerificationContext
    from core.verification.taking_in import Taken
else:  # a desk that only looks does without
    asking, taking_in = lazy_modules("core.verification.asking", "core.verification.taking_in")


class VerificationDesk:
    """`desk.verification`."""

    def __init__(self, context: VerificationContext) -> None:
        self._context = context

    def verify(self, actor: str, number: AppointmentId, found: Found, *, rev: int | None = None) -> Change:
        """Note what was found out for the day of the appointment. Raises NotFound, BadInput or ChangedElsewhere."""
        return verifying.verify(self._context, actor, number, found, rev=rev)

    def worklist(self, actor: str) -> tuple[ToVerify, ...]:
        """The visits of the next days by what is the matter with their insurance, the gravest first."""
        return worklist(self._context, actor)

    def ask(
        self, actor: str, numbers: Sequence[AppointmentId] = (), *, days: int | None = None, folder: str = ""
    ) -> Sent:
        """Ask payers about these visits, or those of the next days. Raises NotFound, NotAllowed or BadInput."""
        return asking.send(self._context, actor, numbers, days=days, folder=folder)

    def last_asked(self, actor: str, coverage: int, on: date) -> Inquiry | None:
        """The question about the coverage that was asked last: about the month of `on` where there is one."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return next(iter(reading.exchange.newest_of({(coverage, on)}).values()), None)

    def receive(self, actor: str, name: str, content: bytes) -> tuple[ExchangeFile, bool]:
        """Keep a file that came in; whether it is new. The same bytes are one file, whatever they are called."""
        return taking_in.receive(self._context, actor, name, content)

    def take(self, actor: str, file: int) -> Taken:
        """Note what that file says, again where it was done. Raises NotFound."""
        return taking_in.take(self._context, actor, file)

    def dismiss(self, actor: str, file: int) -> Change:
        """Take the file off the list of errors, and say so. Raises NotFound or BadInput."""
        return taking_in.dismiss(self._context, actor, file)

    def refused(self, actor: str) -> Sequence[ExchangeFile]:
        """The files that came in of which not everything was taken, newest first."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return reading.exchange.refused()

    def note_trouble(self, actor: str, place: str) -> None:
        """Have it told that a folder or a file with answers cannot be read."""
        taking_in.note_trouble(self._context, actor, place)

    def outgoing(self, actor: str, number: int) -> tuple[ExchangeFile, bytes]:
        """A file that goes out, and its bytes. Raises NotFound."""
        return asking.outgoing(self._context, actor, number)
