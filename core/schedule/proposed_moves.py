"""To where could a booking be moved, so that nothing stands in the way there: the first few times that come to mind?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import today_at
from core.errors import BadInput
from core.schedule.finding import find_scheduled
from core.schedule.slots.model import SlotSearch
from core.schedule.slots.search import openings
from core.structs import replace

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.schedule.ports import ScheduleContext
    from core.schedule.slots.model import Opening

_OF_EACH: Final = 2
"""How many are proposed with the provider of the booking, and how many with others."""


def proposed_moves(context: ScheduleContext, actor: str, number: AppointmentId) -> tuple[Opening, ...]:
    """From the day of the booking on, at its site: with its provider, then with others of the same skills.

    None where it cannot be searched for, as its type or site is no longer in use. Raises NotFound.
    """
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        now = context.clock.now()
        scheduled = find_scheduled(reading, number, rev=None, clinic=clinic, now=now)
        appointment = scheduled.appointment
        site = clinic.sites[appointment.site]
        if clinic.visit_types[appointment.visit_type].retired or site.retired:
            return ()
        search = SlotSearch(
            visit_type=appointment.visit_type,
            patient=scheduled.patient.id,
            site=site.code,
            first=max(local(appointment.start, site.tz).date(), today_at(site, now)),
            minutes=appointment.minutes,
            mode=appointment.mode,
            limit=_OF_EACH,
            apart=True,
            moving=number,
        )
        groups = (_same(clinic, appointment), _others(clinic, appointment))
        found: list[Opening] = []
        for providers in filter(None, groups):
            try:
                found += openings(context, actor, replace(search, providers=providers))
            except BadInput:  # such as a mode that the type has no longer
                continue
        return tuple(found)


def _same(clinic: Clinic, appointment: Appointment) -> tuple[str, ...]:
    provider = clinic.providers[appointment.provider]
    return () if provider.retired else (provider.code,)


def _others(clinic: Clinic, appointment: Appointment) -> tuple[str, ...]:
    """Everybody else who has one of the skills of the booking's provider; all where that one has none."""
    skills = set(clinic.providers[appointment.provider].skills)
    return tuple(
        one.code
        for one in clinic.providers.values()
        if not one.retired and one.code != appointment.provider and (not skills or skills & set(one.skills))
    )
