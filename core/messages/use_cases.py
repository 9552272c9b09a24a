"""The messages' use cases: what is on its way to whom, what is taken back or sent again, and what patients answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.jobs.ports import Leases
    from core.journal.change import Change
    from core.messages import (
        answer_files,
        answering,
        by_hand,
        inbox,
        listing,
        numbers,
        own_words,
        running_late,
        sending,
        service,
    )
    from core.messages.inbox import ToSee
    from core.messages.incoming import Incoming
    from core.messages.listing import Listed
    from core.messages.model import Answer, ContactPoint, MessageState, MessageTemplate, Reason, Way
    from core.messages.numbers import KnownPoint, PointChange
    from core.messages.ports import Gateways, MessageContext
    from core.messages.sending import Outbox
    from core.messages.wording import Told
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, PatientId
else:  # each is loaded when it is first asked for
    by_hand, listing, sending = lazy_modules("core.messages.by_hand", "core.messages.listing", "core.messages.sending")
    answer_files, answering = lazy_modules("core.messages.answer_files", "core.messages.answering")
    (inbox,) = lazy_modules("core.messages.inbox")
    running_late, service = lazy_modules("core.messages.running_late", "core.messages.service")
    numbers, own_words = lazy_modules("core.messages.numbers", "core.messages.own_words")


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

    def take_file(
        self, actor: str, name: str, content: bytes, *, note_error: Callable[[Exception], int] | None = None
    ) -> tuple[Sequence[Answer], str]:
        """Take all that a file of answers says: what was not taken before, and what is wrong with the rest."""
        return answer_files.take_file(self._context, actor, name, content, note_error=note_error)

    def is_taken(self, actor: str, head: bytes) -> bool:
        """Whether the e-mail of that head was taken before."""
        return answering.is_taken(self._context, actor, head)

    def send_info(self, actor: str, visit: AppointmentId, topics: Sequence[str] = ()) -> Change:
        """Have what is to be known before that visit told: the topics, or all. Raises NotFound or BadInput."""
        return service.send(self._context, actor, visit, topics)

    def tell_late(self, actor: str, visit: AppointmentId) -> Change:
        """Have them told when they are expected, as a provider is late. Raises NotFound or BadInput."""
        return running_late.tell_late(self._context, actor, visit)

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

    def number(self, actor: str, number: str) -> KnownPoint:
        """What is known of a number or an address. Raises BadInput."""
        return numbers.look_up(self._context, actor, number)

    def change_number(self, actor: str, number: str, wanted: PointChange) -> Change | None:
        """Close or open it, for whoever has it; None where it is so already. Raises BadInput."""
        return numbers.change(self._context, actor, number, wanted)

    def points_of(self, actor: str, patient: Patient) -> Sequence[ContactPoint]:
        """What is known of the patient's numbers and address, where something is."""
        return numbers.points_of(self._context, actor, patient)

    def templates(self, actor: str) -> Sequence[MessageTemplate]:
        """The clinic's own words."""
        return own_words.list_own(self._context, actor)

    def keep_template(self, actor: str, wanted: MessageTemplate) -> Change:
        """Keep words of the clinic's own. Raises BadInput with all that is wrong with them."""
        return own_words.keep(self._context, actor, wanted)

    def drop_template(self, actor: str, which: tuple[Reason, Way, str, str]) -> Change:
        """Go back to the words that are shipped, of that reason, channel, language and site. Raises NotFound."""
        return own_words.drop(self._context, actor, which)

    def preview(self, actor: str, number: AppointmentId, reason: Reason, way: Way, *, text: str = "") -> Told:
        """What a message about that visit would say. Raises NotFound or BadInput."""
        return own_words.preview(self._context, actor, number, reason, way, text=text)
