"""What may a clearance item ask about a visit?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit at `now` (UTC), the site it is at, and the settings.

    What a subject above knows of a visit joins as a field that is None where nobody read it.
    """

    scheduled: ScheduledVisit
    site: Site
    policy: Policy
    now: datetime
