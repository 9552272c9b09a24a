"""What is known of one insurance that two records of a patient had?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.coverage.model import Coverage, Enrolment, Relation, asked_for, is_still_asked
from core.coverage.verifying import without_amounts_of
from core.structs import replace

if TYPE_CHECKING:
    from core.coverage.model import Benefits, Rejection
    from core.patients.model import Patient

_TAKEN_OVER: Final = ("plan", "group", "copays", "front", "back")


def joined(kept: Coverage, other: Coverage, patient: Patient) -> Coverage:
    """`kept` with what it lacks and `other` has, and of each month with what was found out or rejected last.

    Whose insurance it is comes over while that of `kept` is not verified. What was found out of `other` counts where
    the payer would be asked the same about `patient` now.
    """
    changes: dict[str, Any] = {name: getattr(other, name) for name in _TAKEN_OVER if not getattr(kept, name)}
    if kept.enrolment is None and (other.enrolment or kept.relation is Relation.SELF):
        changes |= {"relation": other.relation, "subscriber": other.subscriber}
    one = replace(kept, **changes)
    return replace(_with_facts(one, other, asked_for(one, patient)), benefits=_newer_amounts(one, other))


def has_other_subscriber(one: Coverage, other: Coverage) -> bool:
    """Whether the two say that it is somebody else's insurance."""
    who, beside = ((each.relation, each.subscriber.casefold()) for each in (one, other))
    return who != beside


def _with_facts(one: Coverage, other: Coverage, asked: str) -> Coverage:
    """With what the payer said or rejected of each month, by either; what tells of it as it is now is the newer."""
    known: list[Enrolment | Rejection] = [*one.every_enrolment, *one.every_rejection]
    more: list[Enrolment | Rejection] = [*other.every_enrolment, *other.every_rejection]
    known += (each for each in more if is_still_asked(each.asked, asked))
    found = replace(one, enrolment=None, earlier=(), rejection=None, rejected=())
    for fact in sorted(known, key=lambda each: (is_still_asked(each.asked, asked), each.at)):
        found = found.found_out(fact) if isinstance(fact, Enrolment) else found.turned_down(fact)
    return found


def _newer_amounts(one: Coverage, other: Coverage) -> Benefits | None:
    others = without_amounts_of(other, replace(one, benefits=other.benefits)).benefits
    amounts = [each for each in (one.benefits, others) if each]
    return max(amounts, key=lambda each: each.at, default=None)
