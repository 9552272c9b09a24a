"""What the close of a day needs of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.documents import ports as documents
from core.messages import ports as messages
from core.till import ports as till
from core.verification import ports as verification

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.clinic.context import Context
    from core.clinic.model import Clinic
    from core.closing.model import DayClose, WrittenDay


class CloseReader(Protocol):
    """Days that were closed."""

    def closed(self, site: str, day: date) -> DayClose | None:
        """The close of that day, if it is closed."""
        ...

    def head(self) -> tuple[int, str]:
        """The newest sealed entry of the journal, and its seal; (0, '') before the first."""
        ...

    def written(self, clinic: Clinic) -> Sequence[WrittenDay]:
        """The closed days of which this transaction has written something, each with who did.

        Of a day are its appointments and visits where they were and where they are, what passed over the desks, what
        takes that back, the drawers opened on it, and its close.
        """
        ...


class Reading(documents.Reading, messages.Reading, till.Reading, verification.Reading, Protocol):
    """A snapshot with closed days."""

    @property
    def closing(self) -> CloseReader:
        """They."""
        ...


class Writing(Reading, documents.Writing, messages.Writing, till.Writing, verification.Writing, Protocol):
    """A transaction with them."""

    @property
    def closing(self) -> CloseReader:
        """They."""
        ...


CloseContext: TypeAlias = "Context[Reading, Writing]"
