"""By which link is a visit joined? By one of the settings' template, or the one that a worker was given for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.jobs.model import JobStatus
from core.schedule.model.appointment import Mode
from core.telehealth.model import Joining
from core.telehealth.tokens import pin_of, token_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.jobs.model import Job
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.settings.model import TelehealthSettings

ACTION: Final = "action"
"""The detail of a job that says what the program is to do: make, move or withdraw."""
MAKE, MOVE, WITHDRAW = "make", "move", "withdraw"
LINK: Final = "link"
"""The detail of a job that was done that holds the link."""
DIAL_IN: Final = "dial_in"
_OF_THE_VISIT: Final = ("start", "minutes", "provider", "site")
"""The details that a link is made for: another of these, and the program is asked again."""


def subject_of(appointment: AppointmentId) -> str:
    """Whom a job about the link of that appointment names."""
    return f"appointment:{appointment}"


def is_joined(appointment: Appointment) -> bool:
    """Whether there is a link at all: by telehealth, and as long as the visit takes place."""
    return appointment.mode is Mode.TELEHEALTH and appointment.status.takes_time


def visit_details(appointment: Appointment, site: Site, secret: bytes) -> dict[str, str]:
    """What the program that makes links is told: when and with whom, by codes, and nothing of the patient."""
    return {
        "appointment": str(appointment.id),
        "token": token_of(secret, appointment.id),
        "start": local(appointment.start, site.tz).isoformat(timespec="minutes"),
        "minutes": str(appointment.minutes),
        "provider": appointment.provider,
        "site": appointment.site,
    }


def is_told(job: Job, wanted: Mapping[str, str]) -> bool:
    """Whether the program was asked, or is to be, for the visit as it is wanted."""
    return job.details[ACTION] != WITHDRAW and all(job.details[name] == wanted[name] for name in _OF_THE_VISIT)


def joining(
    appointment: Appointment, site: Site, settings: TelehealthSettings, secret: bytes, newest: Job | None
) -> Joining | None:
    """How the visit is joined; None in person, and for what is cancelled or did not take place.

    `newest` is the last job that was about its link.
    """
    if not is_joined(appointment):
        return None
    fields = {"appointment": str(appointment.id), "pin": pin_of(secret, appointment.id)}
    dial_in = settings.dial_in.format(**fields)
    if settings.link:
        return Joining(settings.link.format(**fields, token=token_of(secret, appointment.id)), dial_in)
    if not settings.command:
        return Joining(dial_in=dial_in)
    if newest is None or not is_told(newest, visit_details(appointment, site, secret)):
        return Joining(dial_in=dial_in, is_awaited=True)
    if newest.status is JobStatus.DONE:
        return Joining(newest.details.get(LINK, ""), newest.details.get(DIAL_IN, "") or dial_in)
    return Joining(dial_in=dial_in, is_awaited=True, problem=newest.problem)
