"""The use cases of mail and fax: taken in, filed, seen, put aside."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.coverage.model import CardImage
from core.errors import BadInput
from core.mailroom import cover, faxing, filing, taking_in
from core.mailroom import sentences as say
from core.mailroom.filing import filed_as, find
from core.mailroom.model import IncomingDocument, IncomingStatus
from core.mailroom.outgoing import FaxStatus, OutgoingFax
from core.patients import access
from core.patients.listed import told_in_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.journal.change import Change
    from core.mailroom.faxing import FaxRequest
    from core.mailroom.filing import Filing
    from core.mailroom.model import MailWay
    from core.mailroom.ports import MailroomContext, Reading
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.templates.document import Document

_TOGETHER = 500
_CONFIRMED_WITHIN: Final = timedelta(hours=1)


class Incoming(Struct, frozen=True):
    """A document that came in, and with whom it is filed."""

    document: IncomingDocument
    patient: Patient | None = None


class Outgoing(Struct, frozen=True):
    """A fax that goes out, and whose document it is."""

    fax: OutgoingFax
    patient: Patient | None = None

    @property
    def told(self) -> str:
        """What a list says it is about."""
        return told_in_list(self.patient, self.fax.title)


class MailroomDesk:
    """`desk.mailroom`."""

    def __init__(self, context: MailroomContext) -> None:
        self._context = context

    def receive(self, actor: str, name: str, content: bytes, way: MailWay) -> tuple[IncomingDocument, bool]:
        """Take in a file of the inbox, once; whether it is new. Raises NotAllowed."""
        return taking_in.receive(self._context, actor, name, content, way)

    def to_do(self, actor: str) -> Sequence[Incoming]:
        """What is to be filed, seen or looked at, oldest first."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return [_with_patient(reading, one) for one in reading.mailroom.to_do()]

    def listed(self, actor: str) -> Sequence[Incoming]:
        """Everything that came in, oldest first."""
        found: list[Incoming] = []
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            last = 0
            while some := reading.records(IncomingDocument).after(last, _TOGETHER):
                found += [_with_patient(reading, one) for one in some if one.status is not IncomingStatus.WITHDRAWN]
                last = some[-1].id
        return found

    def by_id(self, actor: str, number: int) -> Incoming:
        """The one of that number. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return _with_patient(reading, find(reading, number))

    def content(self, actor: str, number: int, *, way: str) -> tuple[IncomingDocument, bytes, str]:
        """The document, its bytes, and what is to be told where nobody can note that a record was opened by `way`.

        Raises NotFound, BadInput for one that was not taken in, or NeedsReason.
        """
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            one = _with_patient(reading, find(reading, number))
            document = one.document
            if document.hash not in reading.mailroom.kept([document.hash]):
                raise BadInput(say.NOT_SHOWN.format(name=document.name), field="number")
            warning = access.opened(self._context, actor, one.patient.id, way) if one.patient else ""
            return document, reading.cards.content(CardImage(document.hash, document.format, document.size)), warning

    def index(self, actor: str, number: int, said: Filing) -> Change:
        """File it with a patient or a case. Raises NotFound or BadInput."""
        return filing.index(self._context, actor, number, said)

    def refile(self, actor: str, number: int, patient: PatientId) -> Change:
        """File it with somebody else. Raises NotFound or BadInput."""
        return filing.refile(self._context, actor, number, patient)

    def send_fax(self, actor: str, request: FaxRequest) -> Change:
        """Have the worker send a fax. Raises NotFound, NeedsReason or BadInput."""
        return faxing.send(self._context, actor, request)

    def fax_cover(self, actor: str, *, entry: int | None, number: str, title: str, note: str) -> Document:
        """The cover of a fax. Raises NotFound or BadInput."""
        return cover.cover(self._context, actor, entry=entry, number=number, title=title, note=note)

    def fax_again(self, actor: str, number: int, *, to: str = "") -> Change:
        """Send one anew that failed or was not confirmed. Raises NotFound or BadInput."""
        return faxing.again(self._context, actor, number, to=to)

    def drop_fax(self, actor: str, number: int) -> Change:
        """Follow one no more that failed or was not confirmed. Raises NotFound or BadInput."""
        return faxing.drop(self._context, actor, number)

    def note_fax(
        self, actor: str, number: int, attempt: int, state: FaxStatus, *, code: str = "", pages: int = 0
    ) -> bool:
        """Note what became of a try; whether that is new. Raises NotAllowed."""
        return faxing.note(self._context, actor, number, attempt, state, code=code, pages=pages)

    def fax(self, actor: str, number: int) -> Outgoing:
        """The fax of that number. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return _outgoing(reading, faxing.find(reading, number))

    def fax_files(self, actor: str, number: int) -> tuple[OutgoingFax, bytes, bytes]:
        """The fax, its cover and its document, for who sends it. Raises NotFound or NotAllowed."""
        with self._context.reading(actor, Privilege.WORK) as (reading, _):
            fax = faxing.find(reading, number)
            return fax, reading.cards.content(fax.cover), reading.cards.content(fax.document)

    def faxes(self, actor: str, *, of_all: bool = False) -> Sequence[Outgoing]:
        """Those that are not settled, or failed, oldest first; or all of them."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            found = [] if of_all else [*reading.mailroom.faxes()]
            while of_all and (some := reading.records(OutgoingFax).after(found[-1].id if found else 0, _TOGETHER)):
                found += some
            return [_outgoing(reading, fax) for fax in found]

    def faxes_to_see_to(self, actor: str) -> Sequence[Outgoing]:
        """Those that failed, or that nobody confirmed within an hour."""
        late = self._context.clock.now() - _CONFIRMED_WITHIN
        return [
            one
            for one in self.faxes(actor)
            if one.fax.status is FaxStatus.FAILED or (one.fax.status is FaxStatus.SENT and one.fax.status_at < late)
        ]

    def acknowledge(self, actor: str, number: int) -> Change:
        """Note that it was seen. Raises NotFound or BadInput."""
        return filing.acknowledge(self._context, actor, number)

    def dismiss(self, actor: str, number: int, reason: str) -> Change:
        """Put it aside. Raises NotFound or BadInput."""
        return filing.dismiss(self._context, actor, number, reason)


def _outgoing(reading: Reading, fax: OutgoingFax) -> Outgoing:
    return Outgoing(fax, None if fax.patient is None else reading.patients.by_id(fax.patient))


def _with_patient(reading: Reading, document: IncomingDocument) -> Incoming:
    if not document.is_filed:
        return Incoming(document)
    return Incoming(document, reading.patients.by_id(filed_as(reading, document).patient))
