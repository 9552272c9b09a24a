"""What coverage needs of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.patients import ports as patients

if TYPE_CHECKING:
    from core.clinic.context import Context
    from core.coverage.model import CardImage


class CardReader(Protocol):
    """The images of insurance cards."""

    def content(self, image: CardImage) -> bytes:
        """Its bytes. Raises DatabaseUnusable where they are gone, or are not those that were kept."""
        ...


class CardWriter(CardReader, Protocol):
    """The same, to be kept."""

    def keep(self, image: CardImage, content: bytes) -> None:
        """Keep the bytes, on the disk before the transaction is. Raises DatabaseUnusable."""
        ...


class Reading(patients.Reading, Protocol):
    """A snapshot with the images of cards."""

    @property
    def cards(self) -> CardReader:
        """They."""
        ...


class Writing(Reading, patients.Writing, Protocol):
    """A transaction with them."""

    @property
    def cards(self) -> CardWriter:
        """They."""
        ...


CoverageContext: TypeAlias = "Context[Reading, Writing]"
