"""Where on the schedule something is, or a question was asked?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.record_ref import AppointmentId


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the schedule: a provider's column at a site, and the wall time of its start there.

    `start` is naive, with `fold` 1 the second time that the clock shows it; or aware, where an offset was typed.
    """

    site: str
    provider: str
    start: datetime
    is_typed: bool = False
    """Typed times do not say which of two they mean; places on the schedule do."""

    @property
    def wall(self) -> datetime:
        """The start for a request: naive with fold 0, or aware."""
        return self.start if self.start.tzinfo else self.start.replace(fold=0)

    @property
    def fold(self) -> int | None:
        """Which of two instants a repeated wall time means, if that is known."""
        return None if self.is_typed else self.start.fold


@dataclass(frozen=True, slots=True)
class GoTo:
    """The schedule goes to that day at that site, and to the appointment or slot if one is named."""

    site: str
    on: date
    appointment: AppointmentId | None = None
    slot: Slot | None = None


def slot_text(slot: Slot | None) -> str:
    """'main lee 2026-11-23T10:15:00 0 -': a place in the schedule; empty for none."""
    if slot is None:
        return ""
    typed = "typed" if slot.is_typed else "-"
    return f"{slot.site} {slot.provider} {slot.start.isoformat()} {slot.start.fold} {typed}"


def read_slot(text: str) -> Slot | None:
    """The place of `slot_text`, also one that the clinic no longer has."""
    try:
        site, provider, start, fold, typed = text.split(" ")
        at = datetime.fromisoformat(start).replace(fold=int(fold))
    except ValueError:
        return None
    return Slot(site, provider, at, is_typed=typed == "typed")


def in_use(slot: Slot, clinic: Clinic) -> bool:
    """Whether the clinic still has that site and that provider."""
    site, provider = clinic.sites.get(slot.site), clinic.providers.get(slot.provider)
    return site is not None and provider is not None and not site.retired and not provider.retired
