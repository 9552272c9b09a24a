"""What was typed and not yet saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NewType, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

DraftId = NewType("DraftId", str)


class Draft(Struct, frozen=True):
    """The texts of a question left unanswered, by name.

    `kind` says which question it is ("new-patient"), `key` of which record ("id:1042", or ""). `at` is when it was
    last kept, UTC by the machine's clock: a practice clinic's own begins its day again and again.
    """

    id: DraftId
    kind: str
    key: str
    fields: Mapping[str, str]
    at: datetime


class Drafts(Protocol):
    """What one person has typed and not yet saved, kept over crash and dropped line, for two weeks."""

    def keep(self, kind: str, key: str, fields: Mapping[str, str], *, draft: DraftId | None = None) -> DraftId:
        """Keep texts by name, as a new draft or in place of `draft`; it is in use at this desk from now on.

        `kind` says which question ("new-patient"), `key` of which record. Raises DatabaseUnusable.
        """
        ...

    def waiting(self, kind: str | None = None, key: str | None = None) -> tuple[Draft, ...]:
        """The person's drafts that are in use at no desk, newest first; of that kind, of that record."""
        ...

    def let_go(self, draft: DraftId) -> None:
        """It is no longer in use here, and waits."""
        ...

    def drop(self, draft: DraftId) -> None:
        """It was saved, or given up: nothing is left of it."""
        ...
