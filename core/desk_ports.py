"""What the whole desk needs of the store: what each of its subjects does, put together in this one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.closing import ports as closing
from core.estimates import ports as estimates
from core.mailroom import ports as mailroom
from core.supplies import ports as supplies

if TYPE_CHECKING:
    from core.clinic.context import Context


class Reading(
    mailroom.Reading,
    closing.Reading,
    estimates.Reading,
    supplies.Reading,
    Protocol,
):
    """A snapshot of everything. A subject whose ports those of no other build on stands here beside mail and fax."""


class Writing(
    Reading,
    mailroom.Writing,
    closing.Writing,
    estimates.Writing,
    supplies.Writing,
    Protocol,
):
    """A transaction in which everything can be written."""


DeskContext: TypeAlias = "Context[Reading, Writing]"
