"""What the whole desk needs of the store: what each of its subjects does, put together in this one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.cases import ports as cases
from core.coverage import ports as coverage
from core.estimates import ports as estimates
from core.messages import ports as messages
from core.supplies import ports as supplies
from core.verification import ports as verification

if TYPE_CHECKING:
    from core.clinic.context import Context


class Reading(
    cases.Reading,
    coverage.Reading,
    messages.Reading,
    verification.Reading,
    estimates.Reading,
    supplies.Reading,
    Protocol,
):
    """A snapshot of everything. A subject whose ports those of no other build on stands here beside cases."""


class Writing(
    Reading,
    cases.Writing,
    coverage.Writing,
    messages.Writing,
    verification.Writing,
    estimates.Writing,
    supplies.Writing,
    Protocol,
):
    """A transaction in which everything can be written."""


DeskContext: TypeAlias = "Context[Reading, Writing]"
