"""In which order do the insurances of two records pay, once they are one person's?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.clinic.payer import payer_name
from core.conflict import Conflict, Severity
from core.coverage.checking import RULE, clash_with, dates_of
from core.coverage.model import Coverage, Order
from core.errors import Refused
from core.merging.sentences import ALWAYS, COVERED_TWICE, NO_ORDER_LEFT, NOT_MERGED, OTHER_DAYS, STILL_CHECKED
from core.record_status import RecordStatus
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.clinic.model import Clinic
    from core.desk_ports import Writing
    from core.record_ref import PatientId

_TAKEN_OVER: Final = ("plan", "group", "copays", "front", "back")


def bring_over(tx: Writing, clinic: Clinic, loser: PatientId, survivor: PatientId) -> tuple[Conflict, ...]:
    """Give the coverages of `loser` that count to `survivor`, each behind those that pay on its days.

    Says what is to be asked. One that the other has too is a mistake from then on; the plan, group, copays and card
    that the one that stays lacks come from it. Raises Refused where both cannot be true.
    """
    records = tx.records(Coverage)
    there = [one for one in records.of_owner(survivor) if one.counts]
    asked = []
    for coverage in records.of_owner(loser):
        if not coverage.counts:
            continue
        same = next((one for one in there if one.overlaps(coverage) and _is_same(one, coverage)), None)
        if same:
            records.save(replace(coverage, patient=survivor, status=RecordStatus.ENTERED_IN_ERROR))
            kept = _completed(same, coverage)
            if kept != same:
                there[there.index(same)] = records.save(kept)
            if (same.starts, same.ends) != (coverage.starts, coverage.ends):
                asked.append(Conflict(RULE, Severity.WARN, _other_days(clinic, same, coverage)))
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


def _completed(kept: Coverage, other: Coverage) -> Coverage:
    """The one that stays, with what it lacks of the same insurance as the other record had it."""
    changes: dict[str, Any] = {name: getattr(other, name) for name in _TAKEN_OVER if not getattr(kept, name)}
    return replace(kept, **changes)


def _other_days(clinic: Clinic, kept: Coverage, other: Coverage) -> str:
    payer = payer_name(clinic.payers, kept.payer)
    return OTHER_DAYS.format(payer=payer, number=kept.id, kept=_days(kept), other=_days(other))


def _days(coverage: Coverage) -> str:
    return dates_of(coverage).removeprefix(", ") or ALWAYS


def _is_same(one: Coverage, other: Coverage) -> bool:
    return one.payer == other.payer and one.member_id.casefold() == other.member_id.casefold()


def _refused(why: str) -> Refused:
    return Refused(NOT_MERGED.format(why=why), (Conflict(RULE, Severity.HARD, why),))
