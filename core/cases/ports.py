"""What cases need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.documents import ports as documents
from core.visits import ports

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.cases.model import Case
    from core.cases.queries import CaseQuery
    from core.clinic.context import Context


class CaseReader(Protocol):
    """Cases by other ways than whose they are. Cases, events and links are records of their kinds."""

    def listed(self, query: CaseQuery) -> Sequence[Case]:
        """The open cases that the query asks for, the most urgent first, `query.limit` at most."""
        ...

    def count(self, query: CaseQuery) -> int:
        """How many these would be, `query.limit` at most."""
        ...

    def closed_of(self, kind: str, *, state: str | None, limit: int) -> Sequence[Case]:
        """Closed cases of the kind, those closed last first."""
        ...

    def with_words(self, words: str, *, limit: int) -> Sequence[Case]:
        """The cases in whose notes, facts or subject all the words are or begin some, the newest note first."""
        ...

    def linked_to_appointment(self, number: int) -> Sequence[Case]:
        """The cases that are linked to that appointment and are no mistakes, by number."""
        ...


class CaseWriter(CaseReader, Protocol):
    """The same, with the words that events are found by."""

    def keep_words(self, event: int, words: str) -> None:
        """Have the event of that number found by these words, as long as it counts."""
        ...


class Reading(ports.Reading, documents.Reading, Protocol):
    """A snapshot with cases."""

    def own_cases(self, person: str, now: datetime) -> int:
        """The open cases that the person has and did not put off, a hundred at most."""
        ...

    @property
    def cases(self) -> CaseReader:
        """The cases."""
        ...


class Writing(Reading, ports.Writing, documents.Writing, Protocol):
    """A transaction with cases."""

    @property
    def cases(self) -> CaseWriter:
        """The cases."""
        ...


CaseContext: TypeAlias = "Context[Reading, Writing]"
