"""Can a coverage be as it is said to be, beside the others that the patient has?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.clinic.payer import SELF_PAY, payer_name
from core.conflict import Conflict, Severity
from core.coverage import sentences as say
from core.coverage.fields import COVERAGE
from core.coverage.model import Order, Relation, plain_number
from core.coverage.payers import example_of, looks_right
from core.errors import BadInput, Refused
from core.text.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.clinic.model import Clinic
    from core.coverage.model import Coverage

RULE: Final = "COVERAGE"
_OF_INSURANCES: Final = ("member_id", "plan", "group", "subscriber", "copays")
"""The fields that say nothing of who pays themselves."""


def refuse_wrong(clinic: Clinic, coverage: Coverage) -> None:
    """Raise BadInput for the field that cannot be as it is."""
    if coverage.starts and coverage.ends and coverage.ends < coverage.starts:
        sentence = say.ENDS_BEFORE.format(ends=_day(coverage.ends), starts=_day(coverage.starts))
        raise BadInput(sentence, field="to")
    if coverage.is_self_pay:
        _refuse_insurance(coverage)
        return
    if not coverage.member_id:
        raise BadInput(say.MEMBER_ID_MISSING, field="member_id")
    payer = clinic.payers.get(coverage.payer)
    if payer and not looks_right(payer, coverage.member_id):
        sentence = say.MEMBER_ID_OTHER_FORM.format(
            value=shown(coverage.member_id), payer=payer.name, example=example_of(payer)
        )
        raise BadInput(sentence, field="member_id")
    is_own = coverage.relation is Relation.SELF
    if is_own and coverage.subscriber:
        raise BadInput(say.RELATION_MISSING.format(subscriber=coverage.subscriber), field="relation")
    if not is_own and not coverage.subscriber:
        is_other = coverage.relation is Relation.OTHER
        template = say.SUBSCRIBER_MISSING_OTHER if is_other else say.SUBSCRIBER_MISSING
        raise BadInput(template.format(relation=coverage.relation.value), field="subscriber")


def refuse_clash(clinic: Clinic, coverage: Coverage, others: Iterable[Coverage], *, refusal: str) -> None:
    """Raise Refused where another coverage of the patient says the same, or pays in its place on the same days."""
    for other in others:
        if other.id != coverage.id and other.counts and other.overlaps(coverage):
            sentence = clash_with(clinic, coverage, other)
            if sentence:
                raise Refused(refusal.format(why=sentence), (Conflict(RULE, Severity.HARD, sentence),))


def clash_with(clinic: Clinic, coverage: Coverage, other: Coverage) -> str:
    """What keeps the two, which have days in common, from being both true; '' where nothing does.

    An `other` without a number is that of an earlier line.
    """
    told = {
        "payer": payer_name(clinic.payers, other.payer),
        "order": other.order.value,
        "dates": dates_of(other),
        "which": say.COVERAGE_NUMBER.format(number=other.id) if other.id else say.EARLIER_LINE,
    }
    if other.payer == coverage.payer != SELF_PAY and plain_number(other.member_id) == plain_number(coverage.member_id):
        return say.SAME_INSURANCE.format(**told)
    if other.order is not coverage.order:
        return ""
    after = _day_after(other, coverage)
    if other.is_self_pay and coverage.is_self_pay and not after:
        template = say.SELF_PAY_TWICE
    elif other.is_self_pay:
        template = say.SELF_PAY_ENDS if after else say.SELF_PAY_ALREADY
    elif coverage.is_self_pay:
        template = say.INSURED_ENDS if after else say.INSURED_ALREADY
    else:
        template = say.SAME_ORDER_ENDS if after else say.SAME_ORDER
    return template.format(next=after, **told)


def dates_of(coverage: Coverage) -> str:
    """', from 1 Jan 2026' behind what it is said of; '' where neither day is known."""
    starts, ends = (_day(day) if day else "" for day in (coverage.starts, coverage.ends))
    template = say.DATES_BOTH if starts and ends else say.DATES_FROM if starts else say.DATES_UNTIL if ends else ""
    return template.format(starts=starts, ends=ends)


def _day_after(other: Coverage, coverage: Coverage) -> str:
    """The day on which the coverage could begin, as the other has ended before it does; '' where it has not."""
    last = other.ends
    if last is None or last == date.max or (coverage.ends and coverage.ends <= last):
        return ""
    return _day(last + timedelta(days=1))


def _refuse_insurance(coverage: Coverage) -> None:
    for field in map(COVERAGE.__getitem__, _OF_INSURANCES):
        if getattr(coverage, field.name):
            raise BadInput(say.NOTHING_ELSE.format(field=field.word), field=field.key)
    if coverage.relation is not Relation.SELF:
        raise BadInput(say.NOTHING_ELSE.format(field=COVERAGE["relation"].word), field="relation")
    if coverage.order is not Order.PRIMARY:
        raise BadInput(say.NOT_FIRST, field="order")


def _day(day: object) -> str:
    return f"{day:%-d %b %Y}"
