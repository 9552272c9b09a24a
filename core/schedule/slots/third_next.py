"""How long until the third next opening of each provider, for each type of visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.clinic.codes import pick, today_at
from core.schedule.slots.model import SlotSearch, ThirdNext
from core.schedule.slots.plan import plan_of
from core.schedule.slots.search import nth_openings

if TYPE_CHECKING:
    from core.schedule.ports import ScheduleContext


def third_next(
    context: ScheduleContext, actor: str, *, provider: str | None, visit_type: str | None
) -> tuple[ThirdNext, ...]:
    """Of everybody, or of the one named, for every type in use or the one named. Raises NotFound."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        now = context.clock.now()
        providers = [pick(clinic.providers, provider, "provider")] if provider else clinic.providers.values()
        kinds = [pick(clinic.visit_types, visit_type, "visit type")] if visit_type else clinic.visit_types.values()
        found = []
        for one in providers:
            for kind in kinds:
                if one.retired or kind.retired:
                    continue
                search = SlotSearch(kind.code, providers=(one.code,), nth=3, limit=1)
                plan = plan_of(reading, clinic, search, context.policy, now)
                opening = next(nth_openings(reading, plan), None)
                site = clinic.sites[opening.site] if opening else None
                days = (today_at(site, opening.start) - today_at(site, now)).days if opening and site else None
                found.append(ThirdNext(one.code, kind.code, opening, days))
        return tuple(found)
