"""What does the clinic's set-up make of a kind's deadlines and owners?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.acting import rights_of
from core.cases.due import closed_days, deadline
from core.cases.facts import day_of
from core.cases.kind import Due, Unit
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.cases.due import Deadline
    from core.cases.kind import CaseKind, State
    from core.clinic.model import Clinic, Site
    from core.clinic.reason import CaseRule


def due_rule(clinic: Clinic, kind: CaseKind, state: State) -> Due | None:
    """When a case must have gone on from the state, by the set-up where that says so; None at an end."""
    rule, own = state.due, _own(clinic, kind, state)
    if rule is None or own is None:
        return rule
    if own.due is not None:
        unit = Unit(own.unit) if own.unit else rule.unit
        rule = replace(rule, amount=own.due, unit=unit, urgent=own.urgent, urgent_unit=None)
    elif own.urgent is not None:
        rule = replace(rule, urgent=own.urgent, urgent_unit=None)
    return replace(
        rule,
        remind=rule.remind if own.remind is None else own.remind,
        escalate=rule.escalate if own.escalate is None else own.escalate,
    )


def pool_of(clinic: Clinic, kind: CaseKind, state: State) -> str:
    """The role that a case waits for in that state where nobody has it."""
    own = _own(clinic, kind, state)
    return (own.owner if own else "") or state.pool or kind.pool


def deadline_in(
    clinic: Clinic,
    kind: CaseKind,
    state: State,
    *,
    facts: Mapping[str, str],
    since: datetime,
    is_urgent: bool,
    site: Site,
) -> Deadline | None:
    """The deadline of a case that came to the state at `since`; None at an end."""
    rule = due_rule(clinic, kind, state)
    if rule is None:
        return None
    on = day_of(facts, rule.after) if rule.after else None
    return deadline(rule, since=since, on=on, is_urgent=is_urgent, site=site, closed=closed_days(clinic, site))


def pools_of(clinic: Clinic, actor: str) -> tuple[str, ...]:
    """The roles for which `actor` works cases off: their own, and those that nobody has.

    In a clinic without users everybody has every role.
    """
    users = [user for user in clinic.users.values() if not user.retired]
    roles = {role for user in users for role in user.roles}
    mine = clinic.users.get(rights_of(actor))
    own = set(mine.roles) if mine and not mine.retired else set()
    return tuple(sorted(own | (set(POOLS) - roles if own or not users else set())))


def is_above(clinic: Clinic, actor: str) -> bool:
    """Whether `actor` is told of what is late for long: the supervisors, or everybody where there are none."""
    return "supervisor" in pools_of(clinic, actor)


def gone(clinic: Clinic) -> tuple[str, ...]:
    """The users who work here no longer: what they had is nobody's."""
    return tuple(name for name, user in clinic.users.items() if user.retired)


POOLS: Final = ("coordinator", "supervisor", "clinician", "biller")
"""The roles that a kind of case may wait for, whether anybody has them or not."""


def _own(clinic: Clinic, kind: CaseKind, state: State) -> CaseRule | None:
    """What the set-up says of the state, if anything."""
    rule = clinic.case_rules.get((kind.name, state.name))
    return None if rule is None or rule.retired else rule
