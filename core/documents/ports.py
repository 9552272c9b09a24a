"""What letters and forms need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.coverage import ports as coverage
from core.schedule import ports

if TYPE_CHECKING:
    from core.clinic.context import Context


class Reading(ports.Reading, coverage.Reading, Protocol):
    """A snapshot with what stands in letters."""


class Writing(Reading, ports.Writing, coverage.Writing, Protocol):
    """A transaction with it."""


DocumentContext: TypeAlias = "Context[Reading, Writing]"
