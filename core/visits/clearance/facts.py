"""What may a clearance item ask about a visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy


class VisitFacts(Struct, frozen=True):
    """A visit at `now` (UTC), the site it is at, the settings and the set-up.

    What a subject above knows of a visit joins as a field that is None where nobody read it.
    """

    scheduled: ScheduledVisit
    site: Site
    policy: Policy
    now: datetime
    clinic: Clinic
