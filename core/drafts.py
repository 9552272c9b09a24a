"""What was typed and not yet saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

DraftId = NewType("DraftId", str)


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of a question left unanswered, by name.

    `kind` says which question it is ("new-patient"), `key` of which record ("id:1042", or ""). `at` is when it was
    last kept, UTC by the machine's clock: a practice clinic's own begins its day again and again.
    """

    id: DraftId
    kind: str
    key: str
    fields: Mapping[str, str]
    at: datetime
