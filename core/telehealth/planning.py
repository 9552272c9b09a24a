"""Which links are to be made, moved or withdrawn, so that they are those of the schedule as it is?

This follows from what is, not from the acts that led there: a booking, a move, an undo, a redo, an import and a
cancellation are alike. Only a worker of a clinic that has a program for it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.jobs import course
from core.jobs.kinds import JOIN_LINK
from core.jobs.model import Job, JobId, JobStatus
from core.record_ref import AppointmentId
from core.telehealth.joining import ACTION, LINK, MAKE, MOVE, WITHDRAW, is_told, subject_of, visit_details
from core.telehealth.sentences import LINK_JOB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.settings.model import Policy
    from core.telehealth.ports import Reading


def link_jobs(reading: Reading, clinic: Clinic, policy: Policy, now: datetime) -> list[Job]:
    """The jobs to be asked for (without a number) or withdrawn."""
    return list(_changes(reading, clinic, policy, now))


def _changes(reading: Reading, clinic: Clinic, policy: Policy, now: datetime) -> Iterator[Job]:
    asked = {job.subject: job for job in reading.telehealth.asked(now)}
    coming = reading.telehealth.to_come(now) if policy.telehealth.command else ()
    secret = reading.telehealth.secret()
    for one in coming:
        newest = asked.pop(subject_of(one.appointment.id), None)
        wanted = visit_details(one.appointment, clinic.sites[one.appointment.site], secret)
        if newest and is_told(newest, wanted):
            continue
        if newest and newest.status is JobStatus.RUNNING:
            continue  # what it comes to is seen to in the next turn
        was_made = newest is not None and newest.details[ACTION] != WITHDRAW and _may_be_made(newest)
        if newest and newest.status is JobStatus.WAITING:
            yield course.withdrawn(newest, now)
        action = MOVE if was_made else MAKE
        link = newest.details.get(LINK, "") if newest and was_made else ""
        yield _job(reading, one.appointment.id, {**wanted, ACTION: action, LINK: link}, now, one.appointment.end)
    for newest in asked.values():
        yield from _no_longer(reading, newest, policy, now)


def _no_longer(reading: Reading, newest: Job, policy: Policy, now: datetime) -> Iterator[Job]:
    """Of a visit that does not take place, or not by telehealth."""
    if newest.status is JobStatus.RUNNING or (newest.details[ACTION] == WITHDRAW and policy.telehealth.command):
        return
    if newest.status is JobStatus.WAITING:
        yield course.withdrawn(newest, now)
    if _may_be_made(newest) and newest.details[ACTION] != WITHDRAW and policy.telehealth.command:
        details = {**newest.details, ACTION: WITHDRAW}
        appointment = AppointmentId(int(newest.details["appointment"]))
        yield _job(reading, appointment, details, now, newest.deadline)


def _may_be_made(job: Job) -> bool:
    """Whether the program knows of it: it was done, moved one that was, or was cut off in the middle."""
    return job.status is JobStatus.DONE or bool(job.tries) or job.details[ACTION] == MOVE


def _job(
    reading: Reading, appointment: AppointmentId, details: dict[str, str], now: datetime, deadline: datetime | None
) -> Job:
    newest = reading.telehealth.newest_about(appointment)
    count = int(newest.details["count"]) + 1 if newest else 1
    name = LINK_JOB.format(appointment=appointment, count=f" ({count})" if count > 1 else "")
    told = {**details, "count": str(count)}
    return Job(JobId(0), name, JOIN_LINK.name, now, deadline, told, subject=subject_of(appointment))
