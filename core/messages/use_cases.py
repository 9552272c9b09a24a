"""The messages' use cases: what is on its way to whom, what is taken back or sent again, and what patients answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.jobs.ports import Leases
    from core.journal.change import Change
    from core.messages import answering, by_hand, inbox, listing, sending
    from core.messages.inbox import ToSee
    from core.messages.incoming import Incoming
    from core.messages.listing import Listed
    from core.messages.model import Answer, MessageState
    from core.messages.ports import Gateways, MessageContext
    from core.messages.sending import Outbox
    from core.record_ref import PatientId
else:  # each is loaded when it is first asked for
    by_hand, listing, sending = lazy_modules("core.messages.by_hand", "core.messages.listing", "core.messages.sending")
    answering, inbox = lazy_modules("core.messages.answering", "core.messages.inbox")


class MessagesDesk:
    """`desk.messages`."""

    def __init__(self, context: MessageContext) -> None:
        self._context = context

    def outbox(
        self,
        actor: str,
        gateways: Gateways,
        leases: Leases,
        *,
        note_error: Callable[[Exception], int],
    ) -> Outbox:
        """What sends messages, for a worker. Each of its turns asks for the privilege again."""
        return sending.Outbox(self._context, actor, gateways, leases, note_error=note_error)

    def list_all(
        self, actor: str, *, states: Sequence[MessageState] = (), patient: PatientId | None = None
    ) -> Sequence[Listed]:
        """The messages in these states (none: those on their way and those that failed), or all of a patient's."""
        return listing.listed(self._context, actor, states=states, patient=patient)

    def one(self, actor: str, number: int) -> Listed:
        """The message of that number. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
            message, patient = by_hand.find(reading, number)
            return listing.Listed(message, patient, listing.site_of(reading, clinic, message, patient))

    def cancel(self, actor: str, number: int) -> Change:
        """Take back a message that is not begun. Raises NotFound, or BadInput where it is too late for that."""
        return by_hand.cancel(self._context, actor, number)

    def send(self, actor: str, number: int) -> Change:
        """Have a message go out now that waits, failed or was left out. Raises NotFound or BadInput."""
        return by_hand.send_now(self._context, actor, number)

    def failed(self, actor: str) -> Sequence[Listed]:
        """What failed or reaches nobody, about visits to come, the soonest visit first."""
        return listing.failed(self._context, actor)

    def take(self, actor: str, incoming: Incoming) -> Answer | None:
        """Note what came in, and do what follows; None where it was taken before."""
        return answering.take(self._context, actor, incoming)

    def take_file(self, actor: str, name: str, content: bytes) -> tuple[Sequence[Answer], str]:
        """Take all that a file of answers says: what was not taken before, and what is wrong with the rest."""
        return answering.take_file(self._context, actor, name, content)

    def answers_of(self, actor: str, patient: PatientId) -> Sequence[Answer]:
        """What came in from a patient, oldest first."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return reading.messages.answers_of(patient)

    def inbox(self, actor: str) -> Sequence[ToSee]:
        """What a person must still see to, the one that waits longest first."""
        return inbox.inbox(self._context, actor)

    def see_to(self, actor: str, number: int, note: str = "") -> Change:
        """Note that an item of the inbox was seen to. Raises NotFound, or BadInput where that was noted already."""
        return inbox.see_to(self._context, actor, number, note)
