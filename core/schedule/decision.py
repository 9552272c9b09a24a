"""Whether conflicts let an act go ahead: refused, overridden with reasons, or only warned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.clinic.given_reason import read_given
from core.conflict import Conflict, Severity, blocking
from core.errors import BadInput, Refused
from core.schedule.model.appointment import Override
from core.schedule.occupied import Occupied
from core.schedule.sentences import (
    COVERED_AGAIN,
    EQUIPMENT_TAKEN_AGAIN,
    FURTHER_TAKEN_AGAIN,
    INTERPRETER_TAKEN_AGAIN,
    NEEDS_REASON,
    PATIENT_IN_ANOTHER_ROOM,
    PATIENT_IS_A_MISTAKE,
    PATIENT_TAKEN_AGAIN,
    ROOM_TAKEN_NOW,
    TAKEN_AGAIN,
    UNKNOWN_REASON,
    UNKNOWN_RULE,
)
from core.structs import field_names
from core.text.sentences import AND_MORE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from core.access.rights import Rights
    from core.clinic.model import Clinic
    from core.clinic.reason import GivenReason
    from core.journal.refusals import GuardRefusal
    from core.schedule.ports import ScheduleContext
    from core.settings.model import Policy

PRIVILEGED: Final[Mapping[str, Privilege]] = {
    "C7": Privilege.OVERBOOK_BEYOND,
    "C10": Privilege.OVERRIDE_LIMITS,
}
"""Hard rules that a privilege turns into a question."""


_GUARDED: Final[Mapping[str, str]] = {
    "patient": "C2",
    "elsewhere": "C2",
    "provider": "C3",
    "further": "C3",
    "room": "C4",
    "in-room": "C4",
    "equipment": "C5",
    "interpreter": "C11",
    "mistake": "C1",
    "covered": "COVERAGE",
}
"""The rule that each guard of the store enforces."""


def overridable(rights: Rights, conflict: Conflict) -> bool:
    """Whether somebody with these rights could go over this conflict with a reason."""
    if conflict.severity is Severity.CONFIRM:
        return True
    privilege = PRIVILEGED.get(conflict.rule)
    return conflict.severity is Severity.HARD and privilege is not None and rights.may(privilege)


def decide(
    context: ScheduleContext,
    actor: str,
    clinic: Clinic,
    conflicts: Sequence[Conflict],
    overrides: Mapping[str, str],
    *,
    refusal: str,
    now: datetime,
    rules: Collection[str] = (),
) -> tuple[Override, ...]:
    """The overrides to record. Raises Refused with every conflict, or BadInput for an unknown reason or rule.

    `rules` are those that may be named where they are not the rules of booking. An override of a rule that did not fire
    is not needed and not recorded.
    """
    given = checked_overrides(context.policy, clinic, overrides, rules)
    rights = context.rights(clinic, actor)
    still_open = open_conflicts(rights, conflicts, given)
    if still_open:
        raise Refused(refusal_sentence(rights, clinic, still_open, refusal), conflicts)
    return overrides_for(conflicts, given, actor, now)


def checked_overrides(
    policy: Policy, clinic: Clinic, overrides: Mapping[str, str], rules: Collection[str] = ()
) -> dict[str, GivenReason]:
    """Rules and reasons as they are set up; `rules` as in `decide`. Raises BadInput for an unknown one of either."""
    given = {rule.upper(): given_reason(clinic, "override", reason) for rule, reason in overrides.items()}
    _check_rules(rules or _rules_of(policy), given)
    return given


def open_conflicts(
    rights: Rights, conflicts: Sequence[Conflict], overrides: Mapping[str, GivenReason]
) -> tuple[Conflict, ...]:
    """Those that stand in the way although these reasons are given."""
    return tuple(
        conflict
        for conflict in blocking(conflicts)
        if not (overridable(rights, conflict) and _leads_over(overrides.get(conflict.rule), conflict))
    )


def _leads_over(given: GivenReason | None, conflict: Conflict) -> bool:
    return given is not None and (not conflict.reason or given.code == conflict.reason)


def overrides_for(
    conflicts: Sequence[Conflict], overrides: Mapping[str, GivenReason], actor: str, now: datetime
) -> tuple[Override, ...]:
    """What is recorded of conflicts that were gone over with these reasons."""
    return tuple(
        Override(conflict.rule, given.code, actor, now, conflict.message, conflict.cause, given.words)
        for conflict in blocking(conflicts)
        if (given := overrides.get(conflict.rule))
    )


def given_reason(clinic: Clinic, purpose: str, typed: str) -> GivenReason:
    """A reason set up for cancel, override or waive, as it was typed. Raises BadInput listing those there are."""
    given = read_given(typed)
    reason = clinic.reasons.get((purpose, given.code))
    if reason is None or reason.retired:
        codes = ", ".join(known.code for known in clinic.reasons_for(purpose))
        raise BadInput(UNKNOWN_REASON.format(purpose=purpose, code=given.code, codes=codes), field="reason")
    return given


def explain_guard(error: GuardRefusal, clinic: Clinic, refusal: str) -> Refused:
    """A guard's refusal in the words of the rule it enforces."""
    if not isinstance(error, Occupied):
        raise error
    return occupied(error, clinic, refusal)


def occupied(error: Occupied, clinic: Clinic, refusal: str) -> Refused:
    """The store's guard speaking as the rule it enforces."""
    rule = _GUARDED[error.kind]
    if error.kind == "patient":
        message = PATIENT_TAKEN_AGAIN
    elif error.kind == "mistake":
        message = PATIENT_IS_A_MISTAKE
    elif error.kind == "covered":
        message = COVERED_AGAIN
    elif error.kind == "elsewhere":
        message = PATIENT_IN_ANOTHER_ROOM
    elif error.kind == "in-room":
        message = ROOM_TAKEN_NOW.format(room=error.resource)
    elif error.kind == "interpreter":
        message = INTERPRETER_TAKEN_AGAIN
    elif error.kind == "equipment":
        message = EQUIPMENT_TAKEN_AGAIN.format(type=error.resource)
    elif error.kind == "further":
        message = FURTHER_TAKEN_AGAIN
    elif error.kind == "provider":
        message = TAKEN_AGAIN.format(what=clinic.providers[error.resource].family)
    else:
        message = TAKEN_AGAIN.format(what=f"Room {error.resource}")
    return Refused(refusal.format(why=message), (Conflict(rule, Severity.HARD, message),))


def _rules_of(policy: Policy) -> Collection[str]:
    """The rules of booking: C2_same_day and the like belong to the rule before the _."""
    return dict.fromkeys(setting.partition("_")[0] for setting in field_names(type(policy.rules)))


def _check_rules(known: Collection[str], overrides: Collection[str]) -> None:
    """A mistyped rule must not pass for an answer."""
    for rule in overrides:
        if rule not in known:
            raise BadInput(UNKNOWN_RULE.format(rule=rule, rules=", ".join(known)), field="override")


def refusal_sentence(rights: Rights, clinic: Clinic, met: Sequence[Conflict], refusal: str) -> str:
    """What stands in the way, the gravest first, and which reasons lead over it where one does."""
    gravest = sorted(met, key=lambda conflict: overridable(rights, conflict))
    more = AND_MORE.format(count=len(met) - 1) if len(met) > 1 else ""
    sentence = refusal.format(why=gravest[0].message) + more
    if all(overridable(rights, conflict) for conflict in met):
        reasons = ", ".join(reason.code for reason in clinic.reasons_for("override"))
        sentence += NEEDS_REASON.format(reasons=reasons)
    return sentence
