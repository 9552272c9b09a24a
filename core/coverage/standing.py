"""Who pays for a patient on a day, and what is the matter with that?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.wall import local
from core.clinic.payer import payer_name, renews_between
from core.coverage import sentences as say
from core.coverage.model import EnrolmentState, Order, asked_for, is_same_asked, is_still_asked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from core.clinic.model import Clinic
    from core.coverage.model import Benefits, Coverage, Enrolment, Rejection
    from core.patients.model import Patient
    from core.settings.model import Policy


_FOR_EVER: Final = 1 << 30


class Trouble(Enum):
    """What is the matter, the gravest first; ACTIVE is in order, also where the patient pays."""

    REJECTED = "rejected"
    INACTIVE = "inactive"
    STALE = "stale"
    MISSING = "missing"
    ACTIVE = "active"

    @property
    def gravity(self) -> int:
        """The smaller, the graver."""
        return list(Trouble).index(self)


class Standing(Struct, frozen=True):
    """Where insurance stands: `coverage` is the one that pays first, None where there is none for the day.

    `why` says it in a sentence, `since` (UTC) is when it was last asked.
    """

    trouble: Trouble
    coverage: Coverage | None
    why: str
    since: datetime | None = None


class AsOf(Struct, frozen=True):
    """The moment at which it is asked where coverage stands, and by which set-up and settings; `zone` is the site's."""

    clinic: Clinic
    policy: Policy
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The day there."""
        return local(self.now, self.zone).date()


def standing(patient: Patient, coverages: Sequence[Coverage], on: date, at: AsOf) -> Standing:
    """Where the patient's insurance stands for a visit on the day `on`."""
    known = [coverage for coverage in coverages if coverage.counts]
    coverage = paying(known, on)
    if coverage is None:
        return _without(known, on, at.clinic)
    if coverage.is_self_pay:
        return Standing(Trouble.ACTIVE, coverage, say.SELF_PAY)
    found = _as_verified(coverage, patient, on, at)
    refused = _rejection(coverage, patient, on, at)
    if refused and (refused.is_about_patient or found.trouble is Trouble.STALE):
        told = {"payer": payer_name(at.clinic.payers, coverage.payer), "day": f"{local(refused.at, at.zone):%-d %b %Y}"}
        return Standing(Trouble.REJECTED, coverage, say.ASKED_AND_REJECTED.format(why=refused.why, **told), refused.at)
    return found


def _as_verified(coverage: Coverage, patient: Patient, on: date, at: AsOf) -> Standing:
    """Where it stands by what was last found out."""
    name, said = payer_name(at.clinic.payers, coverage.payer), _said_of(coverage, on, at)
    if said is None:
        return Standing(Trouble.STALE, coverage, say.NEVER_VERIFIED.format(payer=name))
    told = {"payer": name, "day": f"{local(said.at, at.zone):%-d %b %Y}"}
    outdated = _outdated(coverage, said, patient, on, at)
    if outdated:
        return Standing(Trouble.STALE, coverage, outdated.format(**told), said.at)
    if said.state is EnrolmentState.INACTIVE:
        why = _plan_misses(said, on) or say.SAID_INACTIVE
        return Standing(Trouble.INACTIVE, coverage, why.format(**told), said.at)
    if said.state is EnrolmentState.UNKNOWN:
        return Standing(Trouble.STALE, coverage, say.SAID_NOTHING.format(**told), said.at)
    return Standing(Trouble.ACTIVE, coverage, say.SAID_ACTIVE.format(**told), said.at)


def _said_of(coverage: Coverage, on: date, at: AsOf) -> Enrolment | None:
    """What was found out last of a day from which the plan does not renew until `on`, else what was of any."""
    payer = at.clinic.payers.get(coverage.payer)
    known = (one for one in coverage.every_enrolment if not renews_between(payer, one.on, on))
    return next(known, coverage.enrolment)


def _rejection(coverage: Coverage, patient: Patient, on: date, at: AsOf) -> Rejection | None:
    """That the payer was asked since about such a day, for what is known now, and rejected the question."""
    payer, asked = at.clinic.payers.get(coverage.payer), asked_for(coverage, patient)
    said = next((one for one in coverage.every_enrolment if not renews_between(payer, one.on, on)), None)
    for refused in coverage.every_rejection:
        is_of_day = refused.on is None or not renews_between(payer, refused.on, on)
        if is_of_day and is_same_asked(refused.asked, asked) and not (said and said.at > refused.at):
            return refused
    return None


def paying(coverages: Sequence[Coverage], on: date) -> Coverage | None:
    """Which of them pays first on that day, None where none does."""
    order = list(Order)
    holding = [coverage for coverage in coverages if coverage.counts and coverage.covers(on)]
    return min(holding, key=lambda one: (order.index(one.order), one.id), default=None)


def are_benefits_stale(benefits: Benefits, on: date, at: AsOf) -> bool:
    """Whether copay and the like are to be asked again for a visit on that day."""
    return _age(benefits.at, on, at) > at.policy.coverage.benefits_days


def _outdated(coverage: Coverage, said: Enrolment, patient: Patient, on: date, at: AsOf) -> str:
    """Why what the payer said tells nothing of that day, as a sentence to fill; '' where it does.

    An old refusal is asked again too: people are insured anew. So is one for a day that the plan misses, where it
    does not miss this one.
    """
    tells_of = is_still_asked if said.state is EnrolmentState.ACTIVE else is_same_asked
    if not tells_of(said.asked, asked_for(coverage, patient)):
        return say.ASKED_OTHERWISE
    misses = _plan_misses(said, on)
    if said.state is EnrolmentState.ACTIVE and misses:
        return misses
    if said.state is EnrolmentState.INACTIVE and not misses and (missed := _plan_misses(said, said.on)):
        return missed
    if renews_between(at.clinic.payers.get(coverage.payer), said.on, on):
        return say.RENEWED_SINCE
    return say.LONG_AGO if _age(said.at, on, at) > at.policy.coverage.enrolment_days else ""


def _plan_misses(said: Enrolment, day: date) -> str:
    """That the plan has not begun by that day, or is over, as a sentence to fill; '' where the payer did not say so."""
    if said.starts and day < said.starts:
        return say.PLAN_BEGINS.replace("{plan_day}", f"{said.starts:%-d %b %Y}")
    if said.ends and said.ends < day:
        return say.PLAN_ENDED.replace("{plan_day}", f"{said.ends:%-d %b %Y}")
    return ""


def _age(asked: datetime, on: date, at: AsOf) -> int:
    """How many days old it is on the day of the visit, or today where that is past."""
    return (max(on, at.today) - local(asked, at.zone).date()).days


def _without(known: Sequence[Coverage], on: date, clinic: Clinic) -> Standing:
    """No coverage holds on that day: there is none at all, or the one nearest to it ends before or begins after."""
    ended = max((one for one in known if one.ends and one.ends < on), key=lambda one: str(one.ends), default=None)
    if ended:
        template = say.SELF_PAY_ENDED if ended.is_self_pay else say.HAS_ENDED
        sentence = template.format(payer=payer_name(clinic.payers, ended.payer), day=f"{ended.ends:%-d %b %Y}")
        return Standing(Trouble.INACTIVE, None, sentence)
    begins = min((one for one in known if one.starts), key=lambda one: str(one.starts), default=None)
    if begins:
        template = say.SELF_PAY_BEGINS if begins.is_self_pay else say.BEGINS_LATER
        sentence = template.format(payer=payer_name(clinic.payers, begins.payer), day=f"{begins.starts:%-d %b %Y}")
        return Standing(Trouble.INACTIVE, None, sentence)
    return Standing(Trouble.MISSING, None, say.NONE_KNOWN)


def in_order(coverages: Sequence[Coverage]) -> tuple[Coverage, ...]:
    """Those that are no mistakes: open or latest ones first, and of the same days who pays first."""
    order = list(Order)
    known = sorted((one for one in coverages if one.counts), key=lambda one: (order.index(one.order), one.id))
    return tuple(sorted(known, key=lambda one: one.ends.toordinal() if one.ends else _FOR_EVER, reverse=True))
