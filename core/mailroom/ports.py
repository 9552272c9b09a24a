"""What mail and fax need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.cases import ports as cases
from core.documents import ports as documents
from core.jobs import ports as jobs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.clinic.context import Context
    from core.mailroom.model import IncomingDocument
    from core.mailroom.outgoing import OutgoingFax


class MailroomReader(Protocol):
    """What came in, by other ways than its number."""

    def with_hash(self, digest: str) -> IncomingDocument | None:
        """The one with these bytes, whatever became of it but that it was withdrawn."""
        ...

    def kept(self, hashes: Collection[str]) -> Collection[str]:
        """Those of them whose bytes were kept: what was refused has none."""
        ...

    def faxes(self) -> Sequence[OutgoingFax]:
        """Those that are not settled, or failed, oldest first."""
        ...

    def to_do(self) -> Sequence[IncomingDocument]:
        """What is to be filed, seen or looked at, oldest first."""
        ...


class Reading(cases.Reading, documents.Reading, jobs.Reading, Protocol):
    """A snapshot with mail and fax."""

    @property
    def mailroom(self) -> MailroomReader:
        """They."""
        ...


class Writing(Reading, cases.Writing, documents.Writing, jobs.Writing, Protocol):
    """A transaction with them."""


MailroomContext: TypeAlias = "Context[Reading, Writing]"
