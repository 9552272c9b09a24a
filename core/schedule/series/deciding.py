"""May several visits go ahead as one act: with which reasons, recorded of which, or refused with what?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Severity, warnings_among
from core.errors import Refused
from core.schedule.decision import checked_overrides, open_conflicts, overrides_for, refusal_sentence
from core.schedule.sentences import OF_SEVERAL
from core.schedule.series.c12_every_visit import every_visit
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.schedule.model.appointment import Override
    from core.schedule.ports import ScheduleContext
    from core.schedule.series.planning import Planned
    from core.settings.model import Policy


def decide_all(
    context: ScheduleContext,
    actor: str,
    clinic: Clinic,
    planned: Sequence[Planned],
    overrides: Mapping[str, str],
    *,
    refusal: str,
    now: datetime,
) -> tuple[tuple[Override, ...], ...]:
    """The overrides to record of each visit. A reason for C12 is one for whatever any of them meets.

    Raises Refused with every conflict of every visit, C12 first, or BadInput for an unknown reason or rule.
    """
    given = checked_overrides(context.policy, clinic, overrides)
    rights = context.rights(clinic, actor)
    of_several = _of_several(planned, context.policy)
    for_all = given.pop("C12", None) if context.policy.rules.C12 is Severity.CONFIRM else None
    reasons = [{**({one.rule: for_all for one in each.conflicts} if for_all else {}), **given} for each in planned]
    in_the_way = [
        named(one, conflict)
        for one, reason in zip(planned, reasons, strict=True)
        for conflict in open_conflicts(rights, one.conflicts, reason)
    ]
    hard = [one for one in of_several if one.severity is Severity.HARD]
    if in_the_way or hard:
        told = in_the_way or hard
        sentence = refusal_sentence(rights, clinic, told, refusal)
        raise Refused(sentence, conflicts_of_all(planned, context.policy))
    return tuple(overrides_for(one.conflicts, reason, actor, now) for one, reason in zip(planned, reasons, strict=True))


def conflicts_of_all(planned: Sequence[Planned], policy: Policy) -> tuple[Conflict, ...]:
    """Every conflict of every visit, with which it is, C12 first."""
    every = (named(one, conflict) for one in planned for conflict in one.conflicts)
    return (*_of_several(planned, policy), *every)


def _of_several(planned: Sequence[Planned], policy: Policy) -> tuple[Conflict, ...]:
    return every_visit([(one.name, one.conflicts) for one in planned], policy)


def warnings_of(planned: Sequence[Planned]) -> tuple[Conflict, ...]:
    """What is only said, of which visit."""
    return tuple(named(one, conflict) for one in planned for conflict in warnings_among(one.conflicts))


def named(one: Planned, conflict: Conflict) -> Conflict:
    """The conflict with which visit it is that meets it."""
    return replace(conflict, message=OF_SEVERAL.format(which=one.name, why=conflict.message))
