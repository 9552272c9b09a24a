"""What did a patient agree to: by which channel they are reached at a number or address, and for what?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime


class Channel(Enum):
    """How somebody is reached."""

    VOICE = "voice"
    TEXT = "text"
    EMAIL = "email"


class Purpose(Enum):
    """What for. CARE is visits and treatment, which giving a number agrees to; the others are asked for."""

    CARE = "care"
    BILLING = "billing"
    NEWS = "news"


class Evidence(Struct, frozen=True):
    """How somebody agreed or refused by a channel, when (UTC), and who at the desk noted it.

    Without `at` it was typed and is not noted yet.
    """

    channel: Channel
    how: str = ""
    at: datetime | None = None
    by: str = ""


class Consent(Struct, frozen=True):
    """Whether it was `given`, None where nobody asked; for which purposes, and the evidence there is."""

    given: bool | None = None
    purposes: tuple[Purpose, ...] = (Purpose.CARE,)
    evidence: Evidence | None = None

    @property
    def word(self) -> str:
        """given, withdrawn or unknown."""
        return "unknown" if self.given is None else "given" if self.given else "withdrawn"

    def allows(self, purpose: Purpose) -> bool:
        """Whether the patient agreed to be reached for that."""
        return bool(self.given) and purpose in self.purposes


def settled(said: Consent, before: Consent, channel: Channel, *, at: datetime, by: str) -> Consent:
    """What is kept of a consent that was typed, where `before` was: the evidence as it was, or that of now."""
    typed = said.evidence
    if typed and typed.at:
        return said
    if said.given is None:
        return Consent(None, said.purposes)
    is_same = (said.given, said.purposes) == (before.given, before.purposes)
    if is_same and not (typed and typed.how):
        return before
    return Consent(said.given, said.purposes, Evidence(channel, typed.how if typed else "", at, by))
