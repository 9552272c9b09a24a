"""How is a payer asked by file for the authorization that a case is about?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.cases import sentences as say
from core.cases.facts import day_of, number_of
from core.cases.finding import find_case, named, patient_of, site_of
from core.cases.kinds.authorization import AUTHORIZATION_NAME
from core.cases.model import Urgency
from core.clinic.codes import today_at
from core.coverage.model import Coverage
from core.coverage.standing import paying
from core.errors import BadInput
from core.exchange.x12.reviews import Review, review_file
from core.structs import replace
from core.verification.question import letterhead, question_of

if TYPE_CHECKING:
    from core.cases.ports import CaseContext

_ASKED_IN: Final = frozenset({"needed", "gathering", "submitted", "pended", "renewing"})
_MOST_CONTROL: Final = 999_999_999


def review_request(context: CaseContext, actor: str, number: int) -> str:
    """The text of a 278 that asks for it; nothing is noted. Raises NotFound, or BadInput with what is missing."""
    with context.reading(actor, Privilege.ASK_PAYERS) as (reading, clinic):
        case, now = find_case(reading, number), context.clock.now()
        patient, site = patient_of(reading, case), site_of(clinic, case)
        if case.kind != AUTHORIZATION_NAME or patient is None or case.state not in _ASKED_IN:
            raise named(BadInput(say.NO_REVIEW.format(number=number), field="case"), patient)
        on = day_of(case.facts, "visit_on")
        coverage = paying(reading.records(Coverage).of_owner(patient.id), on or today_at(site, now))
        if coverage is None:
            raise BadInput(say.REVIEW_UNCOVERED.format(patient=patient.name), field="case").naming(patient)
        settings, payer = context.policy.eligibility, clinic.payers.get(coverage.payer)
        day = on or today_at(site, now)
        question = question_of(patient, coverage, day, payer, site, settings=settings)
        review = Review(
            replace(question, trace=f"{case.id}-{case.rev}"),
            case.facts.get("service") or case.subject,
            day_of(case.facts, "from_on") or on,
            None if case.state == "renewing" else day_of(case.facts, "until"),
            number_of(case.facts, "units"),
            case.urgency is Urgency.URGENT,
            case.facts.get("number", "") if case.state == "renewing" else "",
        )
        head = letterhead(settings, settings.sender or site.npi)
        control = int(now.timestamp()) % _MOST_CONTROL + 1
        return review_file(review, head, control, local(now, site.tz).replace(tzinfo=None))
