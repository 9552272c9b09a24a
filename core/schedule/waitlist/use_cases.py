"""The use cases of the waiting list: who waits, whom a time suits, and the cascade of what is freed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import resolve
from core.clinic.codes import pick
from core.errors import BadInput
from core.patients.finding import present
from core.schedule.freeing import next_start
from core.schedule.model.wait import WaitStatus
from core.schedule.waitlist import accepting, chain, entries, sentences
from core.schedule.waitlist.lacking import lacking
from core.schedule.waitlist.matching import Match, Waiting
from core.schedule.waitlist.offer import Offer, offer_of
from core.schedule.which_site import chosen_site, fold_at, wall_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from core.fields.model import Changes
    from core.journal.change import Change
    from core.journal.model import EntryId
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.booking import MoveGuard
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.model.wait import FreedSlot, Outcome, WaitEntry
    from core.schedule.ports import Reading, ScheduleContext

MOST_MATCHES = 20
"""Told of at once; whoever is through with them asks again."""


class FreedTime(Struct, frozen=True):
    """Freed time that is still to come, as it is offered, and whom it suits, best first.

    `lacking` are visits that somebody gave a reason for as they lacked it.
    """

    slot: FreedSlot
    offer: Offer
    matches: tuple[Match, ...]
    lacking: tuple[ScheduledVisit, ...] = ()


class WaitlistDesk:
    """`desk.waitlist`. Acts may raise NotFound, BadInput, Refused or ChangedElsewhere as well."""

    def __init__(self, context: ScheduleContext, move_guard: MoveGuard) -> None:
        self._context = context
        self._move_guard = move_guard

    def put_on(self, actor: str, patient: PatientId, values: Mapping[str, Any]) -> Change:
        """The patient waits from now on; `values` by the names of `WAIT_ENTRY`."""
        return entries.put_on(self._context, actor, patient, values)

    def change(self, actor: str, number: int, changes: Changes, *, rev: int | None = None) -> Change | None:
        """Change an entry; None when it says so already."""
        return entries.change(self._context, actor, number, changes, rev=rev)

    def end(self, actor: str, number: int, *, rev: int | None = None) -> Change:
        """The patient waits no longer, without a booking."""
        return entries.end(self._context, actor, number, rev=rev)

    def contact(self, actor: str, number: int, offer: Offer, outcome: Outcome, *, note: str = "") -> Change:
        """Note an attempt to reach who waits about that time."""
        return entries.contact(self._context, actor, number, offer, outcome, note=note)

    def accept(
        self,
        actor: str,
        number: int,
        offer: Offer,
        *,
        rev: int | None = None,
        overrides: Mapping[str, str] | None = None,
    ) -> Change:
        """Fill the time with who waits, and close the entry."""
        return accepting.accept(
            self._context, self._move_guard, actor, number, offer, rev=rev, overrides=overrides or {}
        )

    def entry(self, actor: str, number: int) -> tuple[WaitEntry, Patient]:
        """An entry, whatever became of it, and whose it is."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            found = entries.find_entry(reading, number)
            return found, present(reading, found.patient)

    def of_patient(self, actor: str, patient: PatientId) -> tuple[WaitEntry, ...]:
        """What the patient waits for."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            found = reading.waitlist.entries.of_owner(patient)
            return tuple(entry for entry in found if entry.status is WaitStatus.WAITING)

    def waiting(self, actor: str) -> tuple[Match, ...]:
        """All who wait, by priority and since when, with the attempts to reach them."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            there = reading.waitlist.waiting()
            made = reading.waitlist.contacts_of([entry.id for entry in there])
            waiting = self._waiting(reading, actor)
            return tuple(
                waiting.of_entry(entry, patient, tuple(one for one in made if one.entry == entry.id))
                for entry in there
                if (patient := reading.patients.by_id(entry.patient))
            )

    def matches(self, actor: str, offer: Offer, *, limit: int = MOST_MATCHES) -> tuple[Match, ...]:
        """Whom the time suits and no rule keeps from it, best first."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return self._waiting(reading, actor).matches(offer, limit=limit)

    def offer_at(
        self,
        actor: str,
        start: datetime,
        *,
        provider: str | None = None,
        site: str | None = None,
        fold: int | None = None,
    ) -> Offer:
        """The offer that begins then: freed time where there is any, else the time itself.

        `start` is naive wall time or aware. Raises BadInput where the provider is not clear.
        """
        now = self._context.clock.now()
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            if provider is None:
                codes = {
                    slot.provider for slot in reading.waitlist.open_slots(now) if _begins(slot, start, clinic.sites)
                }
                if len(codes) != 1:
                    raise BadInput(sentences.WHICH_PROVIDER, field="provider")
                (provider,) = codes
            who = pick(clinic.providers, provider, "provider")
            where = chosen_site(clinic, who, start, named=site, fallback=None, now=now, fold=fold)
            at = resolve(wall_at(start, where), where.tz, fold=fold_at(start, where, fold or 0)).at
            slots = reading.waitlist.open_within(who.code, at, at + timedelta(minutes=1))
            end = next((slot.end for slot in slots if slot.start <= at < slot.end), None)
            return Offer(who.code, where.code, at, end)

    def freed(self, actor: str, *, limit: int = MOST_MATCHES) -> tuple[FreedTime, ...]:
        """Freed time that somebody who waits could have, or a visit lacks, the next one first: until filled or past."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            waiting = self._waiting(reading, actor)
            return tuple(_freed(waiting, reading.waitlist.open_slots(waiting.now), limit))

    def freed_by(self, actor: str, entry: EntryId) -> tuple[FreedTime, ...]:
        """What an act freed of that, the next one first."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return tuple(_freed(self._waiting(reading, actor), chain.open_of(reading, entry), MOST_MATCHES))

    def first_freed_by(self, actor: str, entry: EntryId) -> Offer | None:
        """The first of that, as it is offered; None where the act freed nothing that suits anybody."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            found = _freed(self._waiting(reading, actor), chain.open_of(reading, entry), 1)
            return next((one.offer for one in found if one.matches), None)

    def _waiting(self, reading: Reading, actor: str) -> Waiting:
        context = self._context
        return Waiting(reading, reading.clinic(), context.policy, context.clock.now(), actor)


def _freed(waiting: Waiting, slots: Iterable[FreedSlot], limit: int) -> Iterator[FreedTime]:
    """Those of the slots that are to come and suit somebody or are lacking, each with the `limit` best at most."""
    for slot in slots:
        offer = offer_of(slot, next_start(waiting.clinic.sites[slot.site], waiting.now))
        if offer.start >= slot.end:
            continue
        matches, without = waiting.matches(offer, limit=limit), lacking(waiting, slot)
        if matches or without:
            yield FreedTime(slot, offer, matches, without)


def _begins(slot: FreedSlot, start: datetime, sites: Mapping[str, Any]) -> bool:
    site = sites[slot.site]
    return resolve(wall_at(start, site), site.tz, fold=fold_at(start, site, 0)).at == slot.start
