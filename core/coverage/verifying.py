"""What does a coverage say once somebody has found out whether it holds, and what it leaves to the patient?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from core.coverage.model import BY_HAND, Benefits, Coverage, Enrolment, EnrolmentState, How, asked_for, plain_number
from core.structs import replace

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.patients.model import Patient

_Coverage = TypeVar("_Coverage", bound=Coverage)


class Found(Struct, frozen=True):
    """What somebody found out, how, and the reference that was given for it.

    Amounts are in cents, coinsurance in per cent; None is what nobody asked. `benefits` says whether any was.
    """

    result: EnrolmentState
    how: How
    reference: str = ""
    copay: int | None = None
    coinsurance: int | None = None
    deductible: int | None = None
    deductible_left: int | None = None
    out_of_pocket: int | None = None
    out_of_pocket_left: int | None = None

    @property
    def benefits(self) -> dict[str, int]:
        """What was said of benefits, by the name of its field."""
        names = ("copay", "coinsurance", "deductible", "deductible_left", "out_of_pocket", "out_of_pocket_left")
        return {name: said for name in names if (said := getattr(self, name)) is not None}


def verified(coverage: Coverage, patient: Patient, on: date, found: Found, *, now: datetime, by: str) -> Coverage:
    """The coverage with what was found out of the day `on`. Benefits that nobody asked for keep their age."""
    enrolment = Enrolment(found.result, now, on, found.how, by, found.reference, asked_for(coverage, patient))
    said = found.benefits
    benefits = Benefits(now, found.how, by, **said) if said else coverage.benefits
    return replace(coverage.found_out(enrolment), benefits=benefits)


def without_amounts_of(before: _Coverage, after: _Coverage) -> _Coverage:
    """`after`, without what the payer said that another insurance leaves to the patient, where `before` was another.

    A group number that is added makes it none.
    """
    was, now = ((one.payer, plain_number(one.member_id), one.group.casefold()) for one in (before, after))
    is_other = any(old and old != new for old, new in zip(was, now, strict=True))
    return replace(after, benefits=None) if is_other else after


def proposed_way(coverage: Coverage, clinic: Clinic) -> How:
    """How this is likely found out: as it was last, else as the set-up says of the payer."""
    if coverage.enrolment and coverage.enrolment.how in BY_HAND:
        return coverage.enrolment.how
    payer = clinic.payers.get(coverage.payer)
    return How(payer.ask_by) if payer else How.PHONE


def proposed_result(coverage: Coverage) -> EnrolmentState:
    """What is likely found out: what was last."""
    return coverage.enrolment.state if coverage.enrolment else EnrolmentState.ACTIVE
