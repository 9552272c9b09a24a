"""Is a fee for a missed visit proposed by the rule of the clinic, once, and of nobody who came after all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.settings.model import Policy, TillSettings
from core.till.model import LineKind, Method
from core.till.payment import Payment
from core.visits.state import Verb
from tests.clinics import book

if TYPE_CHECKING:
    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.patients.model import Patient
    from tests.clinics import FakeClock


@pytest.mark.parametrize(("since", "expected"), [(1, [2500, 2500]), (2, [0, 2500]), (3, [0, 0])])
def test_the_fee_is_proposed_from_so_many_missed_visits_on(
    desk: Desk, smith: Patient, store: Store[Reading, Writing], clock: FakeClock, *, since: int, expected: list[int]
) -> None:
    """What is paid of it is asked no more; without a rule nothing is proposed."""
    fees = Desk(store, clock, Policy(till=TillSettings(no_show_fee=2500, no_show_fee_from=since)), RoleAuthorization())
    proposed, visit = [], book(desk, smith, "2026-11-25T10:40")
    for start in ("2026-11-23T10:40", "2026-11-24T10:40"):
        visit = book(desk, smith, start)
        clock.set(start.replace("10:40", "11:30"))
        desk.visits.do("ana", Verb.NO_SHOW, visit.appointment.id)
        found = fees.till.propose("ana", visit.ref)
        proposed.append(found.cents if found.kind is LineKind.NO_SHOW_FEE else 0)
        assert LineKind.NO_SHOW_FEE is not desk.till.propose("ana", visit.ref).kind
    assert expected == proposed
    if expected[-1]:
        fees.till.open("ana", "main", 0)
        fees.till.pay("ana", Payment(visit.ref, LineKind.NO_SHOW_FEE, Method.CHECK, 2500, check_number="1"))
        assert LineKind.NO_SHOW_FEE is not fees.till.propose("ana", visit.ref).kind
    desk.visits.do("ana", Verb.ARRIVE, visit.appointment.id)
    assert LineKind.COPAY is fees.till.propose("ana", visit.ref).kind
