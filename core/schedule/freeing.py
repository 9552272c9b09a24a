"""What follows when time is given back or booked: it stands to be offered, or who waits for it waits no longer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.calendar.wall import local
from core.schedule.freed_resources import given_back, resources_of
from core.schedule.model.wait import FreedSlot, FreedStatus, WaitStatus
from core.schedule.sentences import OFF_THE_LIST, OR, STILL_WAITS, WITH
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.wait import WaitEntry
    from core.schedule.ports import Writing

CANCELLED, NO_SHOW, MOVED, LEFT_OVER = "cancelled", "no-show", "moved", "left over"
"""Why time is free again."""


def note_freed(
    tx: Writing, clinic: Clinic, left: Appointment, why: str, now: datetime, *, taken: Appointment | None = None
) -> None:
    """The time of the appointment as it was is to be offered, as far as it is to come and it did not keep it."""
    still = next_start(clinic.sites[left.site], now)
    keeps = _times(taken) if taken else {}
    for provider, span in _times(left).items():
        start = max(span.start, still)
        kept = [keeps[provider]] if provider in keeps else []
        for free in Interval(start, span.end).minus(kept) if start < span.end else ():
            tx.waitlist.freed.add(FreedSlot(0, provider, left.site, free.start, free.end, why, left.id))
    note_resources(tx, clinic, left, why, now, taken=taken)


def note_resources(
    tx: Writing, clinic: Clinic, left: Appointment, why: str, now: datetime, *, taken: Appointment | None = None
) -> None:
    """The same of what else it had: room, equipment, and who interprets; alone where its provider cannot be offered."""
    still = next_start(clinic.sites[left.site], now)
    for kind, codes, free in given_back(tx, clinic, left, taken):
        if max(free.start, still) < free.end:
            slot = FreedSlot(0, left.provider, left.site, max(free.start, still), free.end, why, left.id, kind, codes)
            tx.waitlist.freed.add(slot)


def note_filled(tx: Writing, clinic: Clinic, booked: Appointment, now: datetime) -> None:
    """What was freed there is filled; what of it the visit leaves over, before or after it, is to be offered again.

    One of a group fills one seat: the one it left itself, else one that begins with it.
    """
    site = clinic.sites[booked.site]
    still = next_start(site, now)
    for provider, span in _times(booked).items():
        slots = tx.waitlist.open_within(provider, span.start, span.end)
        if booked.seats > 1:
            slots = sorted(slots, key=lambda slot: (slot.appointment != booked.id, slot.start != booked.start))[:1]
        _fill(tx, slots, span, still=still, grid=site.grid)
    span, had = Interval(booked.start, booked.end), resources_of(clinic, booked)
    besides = tx.waitlist.open_besides(booked.site, span.start, span.end) if had else ()
    taken = [slot for slot in besides if not set(slot.codes).isdisjoint(had.get(slot.kind, ()))]
    _fill(tx, taken, span, still=still, grid=site.grid)


def _fill(tx: Writing, slots: Iterable[FreedSlot], span: Interval, *, still: datetime, grid: int) -> None:
    for slot in slots:
        tx.waitlist.freed.save(replace(slot, status=FreedStatus.FILLED))
        start = max(slot.start, still)
        for rest in Interval(start, slot.end).minus([span]) if start < slot.end else ():
            if minutes_of(rest) >= grid:
                over = replace(slot, start=rest.start, end=rest.end, why=LEFT_OVER)
                tx.waitlist.freed.add(over)


def _times(one: Appointment) -> dict[str, Interval]:
    """What each of its providers is free in without it: its own in all of it, by their codes."""
    further = {each.provider: Interval(each.start, each.end) for each in one.further}
    return {one.provider: Interval(one.start, one.end), **further}


def next_start(site: Site, now: datetime) -> datetime:
    """The next instant on the site's grid at which a visit can begin, `now` included."""
    at = local(now, site.tz)
    past = timedelta(minutes=at.minute % site.grid, seconds=at.second, microseconds=at.microsecond)
    return now if not past else now + timedelta(minutes=site.grid) - past


def end_waiting(tx: Writing, clinic: Clinic, booked: Appointment, actor: str, now: datetime) -> str:
    """Who waits for such a visit waits no longer, but for who wants to come earlier still; the sentence that says so.

    Who waits for certain providers still does when booked with another, and that is said.
    """
    said = []
    for entry in tx.waitlist.entries.of_owner(booked.patient):
        if entry.status is not WaitStatus.WAITING or entry.visit_type != booked.visit_type or entry.earlier:
            continue
        if entry.providers and booked.provider not in entry.providers:
            with_ = with_providers(clinic, entry.providers)
            said.append(STILL_WAITS.format(type=entry.visit_type, with_=with_))
        else:
            close(tx, entry, actor, now, booked.id)
            said.append(OFF_THE_LIST.format(type=entry.visit_type))
    return "".join(dict.fromkeys(said))


def close(tx: Writing, entry: WaitEntry, actor: str, now: datetime, appointment: AppointmentId | None) -> WaitEntry:
    """The entry waits no longer, as it was booked, or for no appointment."""
    status = WaitStatus.CLOSED if appointment is None else WaitStatus.BOOKED
    ended = replace(entry, status=status, status_at=now, status_by=actor, appointment=appointment)
    return tx.waitlist.entries.save(ended)


def with_providers(clinic: Clinic, codes: Collection[str]) -> str:
    """' with Lee or Ito', or '' for any."""
    known = clinic.providers
    names = OR.join(known[code].family if code in known else code for code in codes)
    return WITH.format(providers=names) if names else ""


def minutes_of(span: Interval) -> int:
    """Its length."""
    return (span.end - span.start) // timedelta(minutes=1)
