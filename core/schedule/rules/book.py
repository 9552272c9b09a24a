"""Which rules a booking or move is checked against, and what their answers come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from core.schedule.rules.c01_patient_status import patient_status
from core.schedule.rules.c02_patient_elsewhere import patient_elsewhere
from core.schedule.rules.c03_provider_overlap import provider_overlap
from core.schedule.rules.c04_room_overlap import room_overlap
from core.schedule.rules.c05_equipment_pool import equipment_pool
from core.schedule.rules.c06_outside_session import outside_session
from core.schedule.rules.c07_capacity import capacity
from core.schedule.rules.c07_overbook_limits import overbook_limits
from core.schedule.rules.c08_held import held
from core.schedule.rules.c08_held_things import held_things
from core.schedule.rules.c08_typed_block import typed_block
from core.schedule.rules.c09_buffers import buffers
from core.schedule.rules.c10_limits import limits
from core.schedule.rules.c11_acquaintance import acquaintance
from core.schedule.rules.c11_further import further_fits
from core.schedule.rules.c11_interpreter import interpreter
from core.schedule.rules.c11_papers import papers
from core.schedule.rules.c11_patient_fits import patient_fits
from core.schedule.rules.c11_provider_fits import provider_fits
from core.schedule.rules.c11_room_kind import room_kind
from core.schedule.rules.c13_authorization import authorization
from core.schedule.rules.c13_coverage import coverage
from core.schedule.rules.c14_history import history
from core.schedule.rules.c15_daylight_saving import daylight_saving
from core.schedule.rules.further import as_theirs

if TYPE_CHECKING:
    from core.conflict import Conflict
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy

Rule: TypeAlias = "Callable[[Proposal, Facts, Policy], tuple[Conflict, ...]]"

RULES: Final[tuple[Rule, ...]] = (
    patient_status,
    patient_elsewhere,
    provider_overlap,
    room_overlap,
    equipment_pool,
    outside_session,
    capacity,
    overbook_limits,
    typed_block,
    held,
    held_things,
    buffers,
    limits,
    patient_fits,
    acquaintance,
    provider_fits,
    further_fits,
    room_kind,
    interpreter,
    papers,
    coverage,
    authorization,
    history,
    daylight_saving,
)
OF_PATIENTS: Final[frozenset[Rule]] = frozenset(
    {patient_status, patient_elsewhere, patient_fits, acquaintance, interpreter, history}
)
"""The rules that ask about the patient."""
OF_WHOEVER: Final[tuple[Rule, ...]] = tuple(rule for rule in RULES if rule not in OF_PATIENTS)
"""What stands against a booking before it is known for whom it is."""
OF_PROVIDERS: Final[tuple[Rule, ...]] = (
    provider_overlap,
    outside_session,
    capacity,
    overbook_limits,
    typed_block,
    held,
    buffers,
    provider_fits,
)
"""The rules that ask about the provider: each further one is judged by all of them too."""


def check_rules(
    proposal: Proposal, facts: Facts, policy: Policy, *, rules: Sequence[Rule] = RULES
) -> tuple[Conflict, ...]:
    """Every conflict of these rules, in their order.

    A time that the clocks skip is no instant that the other rules could be asked about: C15 alone answers.
    """
    if proposal.resolved.skipped:
        return daylight_saving(proposal, facts, policy)
    met = [conflict for rule in rules for conflict in rule(proposal, facts, policy)]
    for one in proposal.further:
        theirs = as_theirs(proposal, facts, one)
        met += [conflict for rule in rules if rule in OF_PROVIDERS for conflict in rule(*theirs, policy)]
    return tuple(dict.fromkeys(met)) if proposal.further else tuple(met)
