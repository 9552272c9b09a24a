"""What does a plan leave to the patient at a visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.coverage.model import ANY_TYPE
from core.coverage.standing import paying

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.clinic.model import Site
    from core.coverage.model import Coverage
    from core.schedule.model.visit import ScheduledVisit


def copay_of(coverages: Sequence[Coverage], visit_type: str, on: date) -> int | None:
    """The cents of the coverage that pays first on that day, for a visit of that type; None where nobody knows.

    What was noted of the type counts, then what was noted of every type, then what the payer said of all.
    """
    coverage = paying(coverages, on)
    if coverage is None or coverage.is_self_pay:
        return None
    noted = {copay.visit_type: copay.cents for copay in coverage.copays}
    said = coverage.benefits.copay if coverage.benefits else None
    return noted.get(visit_type, noted.get(ANY_TYPE, said))


def copay_left(scheduled: ScheduledVisit, site: Site) -> int:
    """The cents of the copay of a visit at that site that are not paid, 0 where there is none."""
    on = local(scheduled.appointment.start, site.tz).date()
    return max((copay_of(scheduled.coverages, scheduled.appointment.visit_type, on) or 0) - scheduled.copay_paid, 0)
