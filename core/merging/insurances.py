"""In which order do the insurances of two records pay, once they are one person's?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.payer import payer_name
from core.conflict import Conflict, Severity
from core.coverage.checking import RULE, clash_with, dates_of
from core.coverage.joined import has_other_subscriber, joined
from core.coverage.model import Coverage, Order, Relation, plain_number
from core.errors import Refused
from core.merging.sentences import (
    ALWAYS,
    COVERED_TWICE,
    NO_ORDER_LEFT,
    NOT_MERGED,
    OTHER_DAYS,
    OTHER_SUBSCRIBER,
    STILL_CHECKED,
    THEIR_OWN,
)
from core.record_status import RecordStatus
from core.structs import replace
from core.verification.inquiry import Inquiry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.clinic.model import Clinic
    from core.desk_ports import Writing
    from core.patients.model import Patient
    from core.record_ref import PatientId


def bring_over(tx: Writing, clinic: Clinic, loser: PatientId, kept: Patient) -> tuple[Conflict, ...]:
    """Give the coverages of `loser` that count to the other record, as it is `kept`, each behind those of its days.

    Says what is to be asked. One that the other has too is a mistake from then on; what the one that stays lacks
    comes from it (`core.coverage.joined`), and so do questions to the payer. Raises Refused where both cannot be true.
    """
    survivor = kept.id
    records = tx.records(Coverage)
    there = [one for one in records.of_owner(survivor) if one.counts]
    asked: list[Conflict] = []
    for coverage in records.of_owner(loser):
        if not coverage.counts:
            continue
        same = next((one for one in there if one.overlaps(coverage) and _is_same(one, coverage)), None)
        if same:
            records.save(replace(coverage, patient=survivor, status=RecordStatus.ENTERED_IN_ERROR))
            whole = joined(same, coverage, kept)
            if whole != same:
                there[there.index(same)] = records.save(whole)
            for inquiry in tx.exchange.newest_of((coverage.id,)).values():
                tx.records(Inquiry).save(replace(inquiry, patient=survivor, coverage=same.id))
            asked += (Conflict(RULE, Severity.WARN, why) for why in _to_ask(clinic, same, coverage))
            continue
        moved = _placed(clinic, coverage, there)
        records.save(replace(moved, patient=survivor))
        there.append(moved)
        if moved.order is not coverage.order and coverage.order is Order.PRIMARY:
            payer = payer_name(clinic.payers, moved.payer)
            said = STILL_CHECKED.format(payer=payer, number=moved.id, order=moved.order.value)
            asked.append(Conflict(RULE, Severity.WARN, said))
    return tuple(asked)


def _placed(clinic: Clinic, coverage: Coverage, there: Sequence[Coverage]) -> Coverage:
    beside = [one for one in there if one.overlaps(coverage)]
    if coverage.is_self_pay or any(one.is_self_pay for one in beside):
        why = next(filter(None, (clash_with(clinic, coverage, one) for one in beside)), "")
        if why:
            raise _refused(COVERED_TWICE.format(why=why))
        return coverage
    taken = {one.order for one in beside}
    order = next((order for order in [*Order][[*Order].index(coverage.order) :] if order not in taken), None)
    if order is None:
        payer = payer_name(clinic.payers, coverage.payer)
        raise _refused(NO_ORDER_LEFT.format(payer=payer, number=coverage.id))
    return replace(coverage, order=order)


def _to_ask(clinic: Clinic, kept: Coverage, other: Coverage) -> Iterator[str]:
    """What the two say differently."""
    named = {"payer": payer_name(clinic.payers, kept.payer), "number": kept.id}
    if (kept.starts, kept.ends) != (other.starts, other.ends):
        yield OTHER_DAYS.format(kept=_days(kept), other=_days(other), **named)
    if has_other_subscriber(kept, other):
        yield OTHER_SUBSCRIBER.format(one=_whose(kept), other=_whose(other), **named)


def _whose(coverage: Coverage) -> str:
    return THEIR_OWN if coverage.relation is Relation.SELF else coverage.subscriber


def _days(coverage: Coverage) -> str:
    return dates_of(coverage).removeprefix(", ") or ALWAYS


def _is_same(one: Coverage, other: Coverage) -> bool:
    return one.payer == other.payer and plain_number(one.member_id) == plain_number(other.member_id)


def _refused(why: str) -> Refused:
    return Refused(NOT_MERGED.format(why=why), (Conflict(RULE, Severity.HARD, why),))
