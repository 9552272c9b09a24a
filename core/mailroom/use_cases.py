"""The use cases of mail and fax: taken in, filed, seen, put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.coverage.model import CardImage
from core.errors import BadInput
from core.mailroom import filing, taking_in
from core.mailroom import sentences as say
from core.mailroom.filing import filed_as, find
from core.mailroom.model import IncomingDocument, IncomingStatus
from core.patients import access

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.journal.change import Change
    from core.mailroom.filing import Filing
    from core.mailroom.model import MailWay
    from core.mailroom.ports import MailroomContext, Reading
    from core.patients.model import Patient
    from core.record_ref import PatientId

_TOGETHER = 500


class Incoming(Struct, frozen=True):
    """A document that came in, and with whom it is filed."""

    document: IncomingDocument
    patient: Patient | None = None


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

    def acknowledge(self, actor: str, number: int) -> Change:
        """Note that it was seen. Raises NotFound or BadInput."""
        return filing.acknowledge(self._context, actor, number)

    def dismiss(self, actor: str, number: int, reason: str) -> Change:
        """Put it aside. Raises NotFound or BadInput."""
        return filing.dismiss(self._context, actor, number, reason)


def _with_patient(reading: Reading, document: IncomingDocument) -> Incoming:
    if not document.is_filed:
        return Incoming(document)
    return Incoming(document, reading.patients.by_id(filed_as(reading, document).patient))
