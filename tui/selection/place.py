"""Where does somebody stand, or did when a question was asked: on which screen, day and record?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock, format_day
from core.calendar.wall import local
from core.record_ref import AppointmentId, RecordRef

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.schedule.model.visit import ScheduledVisit

_MOST_DIGITS: Final = 15


class Slot(Struct, frozen=True):
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


class Day(Struct, frozen=True):
    """A day at a site, by its code."""

    site: str
    on: date


class Place(Struct, frozen=True):
    """A screen by its name, the day it shows where it shows one, and what is highlighted there.

    The name "" stands for the screen before; a place that names a screen only is wherever one stood there last.
    `part` is a list of the work.
    """

    screen: str
    day: Day | None = None
    record: RecordRef | None = None
    slot: Slot | None = None
    part: str = ""

    @property
    def appointment(self) -> AppointmentId | None:
        """The appointment highlighted."""
        return AppointmentId(self.record.id) if self.record and self.record.kind == "appointment" else None


def on_schedule(scheduled: ScheduledVisit, clinic: Clinic) -> Place:
    """Where the schedule shows the appointment."""
    appointment = scheduled.appointment
    start = local(appointment.start, clinic.sites[appointment.site].tz)
    return Place("day", Day(appointment.site, start.date()), scheduled.ref)


def record_text(record: RecordRef | None) -> str:
    """'appointment:12'; empty for none."""
    return f"{record.kind}:{record.id}" if record else ""


def read_record(text: str) -> RecordRef | None:
    """The record of `record_text`, also one that is gone."""
    kind, _, number = text.partition(":")
    return RecordRef(kind, int(number)) if kind and number.isdecimal() and len(number) <= _MOST_DIGITS else None


def slot_text(slot: Slot | None) -> str:
    """'main lee 2026-11-23T10:15:00 0 -': a place in the schedule; empty for none."""
    if slot is None:
        return ""
    typed = "typed" if slot.is_typed else "-"
    return f"{slot.site} {slot.provider} {slot.start.isoformat()} {slot.start.fold} {typed}"


def slot_words(slot: Slot, clinic: Clinic, now: datetime) -> str:
    """'Thu 26 Nov 9:00 Lee': for people."""
    zone = clinic.sites[slot.site].tz
    start = slot.start.replace(tzinfo=zone)
    day = format_day(start.date(), local(now, zone).date())
    return f"{day} {format_clock(start)} {clinic.providers[slot.provider].family}"


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
