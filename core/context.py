"""What every use case is given, and the small steps they share: permission, references, one write."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from core.access.sentences import NOT_A_USER, NOT_ALLOWED
from core.calendar.format_when import format_when
from core.calendar.wall import local
from core.clinic.sentences import IS_RETIRED, NO_CLINIC, NO_SUCH_CODE
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound
from core.journal.sentences import CHANGED_BY, CHANGED_UNKNOWN
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.text.sentences import DID_YOU_MEAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from core.clinic.model import Clinic, Provider, Room, Site, VisitType
    from core.ports import Authorization, Clock, Reading, Store, Writing
    from core.schedule.model.appointment import AppointmentId
    from core.schedule.model.visit import ScheduledVisit, Seen
    from core.settings.model import Policy
Record = TypeVar("Record", "Site", "Room", "Provider", "VisitType")


@dataclass(frozen=True, slots=True)
class Context:
    """The store, the clock, the settings and the gate of one desk."""

    store: Store
    clock: Clock
    policy: Policy
    gate: Authorization

    def permit(self, reading: Reading, actor: str, action: str) -> Clinic:
        """The clinic, if `actor` may do `action`. Raises NotAllowed."""
        clinic = reading.clinic()
        sentence = self.refusal(clinic, actor, action)
        if sentence:
            raise NotAllowed(sentence)
        return clinic

    def refusal(self, clinic: Clinic, actor: str, action: str) -> str | None:
        """Why `actor` may not do `action`, or None."""
        if self.gate.allow(actor, action, clinic):
            return None
        if clinic.users and actor not in clinic.users:
            return NOT_A_USER.format(actor=actor)
        return NOT_ALLOWED.format(actor=actor, action=action)

    @contextmanager
    def reading(self, actor: str, action: str) -> Iterator[tuple[Reading, Clinic]]:
        """A snapshot for somebody who may look at it."""
        with self.store.read() as reading:
            yield reading, self.permit(reading, actor, action)

    @contextmanager
    def writing(self, actor: str, action: str) -> Iterator[tuple[Writing, Clinic]]:
        """A transaction for somebody who may change things."""
        with self.store.write() as writing:
            yield writing, self.permit(writing, actor, action)


def pick(records: Mapping[str, Record], code: str, kind: str, *, retired: bool = False) -> Record:
    """The record with that code, compared without case. Raises NotFound with the nearest code."""
    record = records.get(code) or records.get(next((c for c in records if c.lower() == code.lower()), ""))
    if record is None:
        near = get_close_matches(code.lower(), list(records), n=1)
        guess = DID_YOU_MEAN.format(word=near[0]) if near else ""
        raise NotFound(NO_SUCH_CODE.format(kind=kind, code=code, guess=guess))
    if record.retired and not retired:
        raise BadInput(IS_RETIRED.format(kind=kind, code=code), field=kind)
    return record


def find_scheduled(
    reading: Reading, number: AppointmentId, *, rev: Seen | int | None, clinic: Clinic, now: datetime
) -> ScheduledVisit:
    """The appointment with that number. `rev` is what the person saw: of the appointment, or of its visit too.

    Raises NotFound or ChangedElsewhere.
    """
    scheduled = reading.scheduled(number)
    if scheduled is None:
        raise NotFound(NO_SUCH_APPOINTMENT.format(number=number))
    if rev is not None and rev not in {scheduled.appointment.rev, scheduled.seen}:
        site = clinic.sites[scheduled.appointment.site]
        is_visit = isinstance(rev, tuple) and rev[0] == scheduled.appointment.rev
        raise changed_elsewhere(reading, "visit" if is_visit else "appointment", number, site=site, now=now)
    return scheduled


def changed_elsewhere(reading: Reading, table: str, row: int, *, site: Site | None, now: datetime) -> ChangedElsewhere:
    """The refusal that names who changed the row, and when at `site`."""
    entry = reading.last_entry_on(table, row)
    if entry is None or site is None:
        return ChangedElsewhere(CHANGED_UNKNOWN)
    sentence = CHANGED_BY.format(sentence=entry.sentence, who=entry.actor, when=format_when(entry.at, site, now))
    return ChangedElsewhere(sentence)


def first_site(clinic: Clinic) -> Site:
    """The first site in use. Raises NotFound when no clinic is set up."""
    site = next((site for site in clinic.sites.values() if not site.retired), None)
    if site is None:
        raise NotFound(NO_CLINIC)
    return site


def today_at(site: Site, now: datetime) -> date:
    """The local date at the site."""
    return local(now, site.tz).date()
