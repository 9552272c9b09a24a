"""For what are patients called in again, and what is told of a visit before it, as the clinic has set it up?"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

TOPICS: Final = ("bring", "prepare", "directions", "parking", "hours", "languages", "price")
"""What is told of a visit: what to bring, how to prepare, how to come there, where to park, when it is open, which
languages are spoken there, what it costs."""


class RecallKind(Struct, frozen=True):
    """A visit that comes again every so many months, such as a yearly check: one of the visit `types`, by their codes.

    Whoever is checked out of one of the types `after`, or of `types` where that is empty, is due again by itself.
    """

    code: str
    name: str
    months: int
    types: tuple[str, ...]
    after: tuple[str, ...] = ()
    retired: bool = False

    @property
    def begins_with(self) -> tuple[str, ...]:
        """The types of visits from which it is counted."""
        return self.after or self.types


class ServiceInfo(Struct, frozen=True):
    """What is told of visits of a type at a site in a language (ISO 639), short enough to be said on the phone.

    '' for any type, or any site: what says more of the visit goes before.
    """

    topic: str
    text: str
    visit_type: str = ""
    site: str = ""
    language: str = "en"
    retired: bool = False
