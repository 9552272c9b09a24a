"""Telehealth's use cases: how a visit is joined, and the jobs for links that are to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.jobs.course import plan_sentence
from core.jobs.model import WORKER
from core.telehealth.joining import is_joined, joining
from core.telehealth.planning import link_jobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.clinic.model import Clinic
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Written
    from core.telehealth.model import Joining
    from core.telehealth.ports import TelehealthContext


class TelehealthDesk:
    """`desk.telehealth`."""

    def __init__(self, context: TelehealthContext) -> None:
        self._context = context
        self._planned: tuple[Clinic, Written] | None = None

    def joining(self, actor: str, visits: Iterable[ScheduledVisit]) -> Mapping[AppointmentId, Joining]:
        """How those of the visits that are by telehealth, and take place, are joined."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            settings = self._context.policy.telehealth
            found: dict[AppointmentId, Joining] = {}
            for appointment in (one.appointment for one in visits if is_joined(one.appointment)):
                newest = reading.telehealth.newest_about(appointment.id) if settings.command else None
                site = clinic.sites[appointment.site]
                joined = joining(appointment, site, settings, reading.telehealth.secret(), newest)
                if joined:
                    found[appointment.id] = joined
            return found

    def plan(self, actor: str) -> None:
        """Ask for the jobs that make the links those of the schedule as it is. Writes nothing where they are.

        It is no act of anybody's, so that no undo is about it.
        """
        now = self._context.clock.now()
        with self._context.reading(actor, Privilege.WORK) as (reading, clinic):
            written = reading.schedule.written()
            if self._planned is not None and self._planned[0] is clinic and self._planned[1] == written:
                return  # asked once a second
            if not link_jobs(reading, clinic, self._context.policy, now):
                self._planned = clinic, written
                return
        with self._context.writing(actor, Privilege.WORK) as (tx, clinic):
            changed = link_jobs(tx, clinic, self._context.policy, now)
            if not changed:
                return
            tx.journal.begin(at=now, actor=WORKER, verb="plan")
            kept = [tx.jobs.save(job) if job.id else tx.jobs.ask(job) for job in changed]
            tx.journal.end(kept[0].ref, " ".join(map(plan_sentence, kept)))
