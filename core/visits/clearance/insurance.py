"""Does somebody pay for the visit, and did the payer say so of late?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.coverage.model import EnrolmentState
from core.coverage.sentences import NOTHING_TO_VERIFY
from core.coverage.standing import AsOf, Trouble, standing
from core.errors import BadInput
from core.lazy import lazy_modules
from core.structs import replace
from core.visits.clearance.item import NOT_ASKED, ClearanceItem, ClearanceState, Finding, due

if TYPE_CHECKING:
    from datetime import date

    from core.coverage import verifying
    from core.coverage.standing import Standing
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.facts import VisitFacts
else:  # what the first screen does without
    (verifying,) = lazy_modules("core.coverage.verifying")

ASK: Final = "Ask for the card, and the payer whether it holds."


def look(facts: VisitFacts) -> Finding:
    """Asked in a clinic that has payers, and of who has insurance: it holds on the day, as the payer said of late."""
    if not facts.clinic.has_payers and not facts.scheduled.coverages:
        return NOT_ASKED
    where = _standing(facts)
    if where.trouble is Trouble.ACTIVE:
        return Finding(ClearanceState.OK, where.why, where.since)
    return due(where.why, where.since, lacks="" if where.coverage else NOTHING_TO_VERIFY.format(why=where.why))


def verify(facts: VisitFacts, by: str) -> ScheduledVisit:
    """The payer said just now that the patient is insured. Raises BadInput where no insurance holds."""
    scheduled, where = facts.scheduled, _standing(facts)
    if look(facts).state is not ClearanceState.DUE:
        return scheduled
    if where.coverage is None:
        raise BadInput(NOTHING_TO_VERIFY.format(why=where.why), field="verified")
    how = verifying.proposed_way(where.coverage, facts.clinic)
    found = verifying.Found(EnrolmentState.ACTIVE, how)
    after = verifying.verified(where.coverage, scheduled.patient, _day(facts), found, now=facts.now, by=by)
    return replace(scheduled, coverages=tuple(after if one.id == after.id else one for one in scheduled.coverages))


def _standing(facts: VisitFacts) -> Standing:
    at = AsOf(facts.clinic, facts.policy, facts.now, facts.site.tz)
    return standing(facts.scheduled.patient, facts.scheduled.coverages, _day(facts), at)


def _day(facts: VisitFacts) -> date:
    return local(facts.scheduled.appointment.start, facts.site.tz).date()


INSURANCE: Final = ClearanceItem("insurance", "insurance", "s", look, verify, ASK)  # i is identity's in the queue
