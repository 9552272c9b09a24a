"""Who pays for the patients of the demo clinic, and what is found out about it before they come?"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.coverage.fields import new_coverage
from core.coverage.model import ANY_TYPE, Copay, EnrolmentState, How, Relation
from core.coverage.standing import Trouble
from core.coverage.verifying import Found
from core.visits.clearance.item import ClearanceState

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from core.record_ref import AppointmentId

PAYERS: Final = (
    {
        "code": "harbor",
        "name": "Harbor Health",
        "payer_id": "H0101",
        "phone": "800-555-0101",
        "member_id": "A999999999",
    },
    {"code": "pinecare", "name": "Pinecare", "payer_id": "P0102", "phone": "800-555-0102", "renews": "year"},
    {"code": "lakemut", "name": "Lake Mutual", "payer_id": "L0103", "phone": "800-555-0103", "renews": "year"},
    {"code": "medicaid", "name": "Medicaid", "payer_id": "M0104", "phone": "800-555-0104", "ask_by": "phone"},
    {
        "code": "medicare",
        "name": "Medicare",
        "payer_id": "M0105",
        "phone": "800-555-0105",
        "member_id": "9A?9-A?9-AA99",
    },
)
"""Telephones of the range that is kept for fiction; nobody insures under these names."""
_SHARES: Final = {"harbor": 30, "pinecare": 20, "lakemut": 15, "medicaid": 17}
_PLANS: Final = {"harbor": ("HMO", "PPO"), "pinecare": ("Basic", "Plus"), "lakemut": ("Bronze", "Silver", "Gold")}
_NOT_KNOWN: Final = 0.05
_PAYS_SELF: Final = 0.07
_ENDED: Final = 0.04
_ENDS_WITH_YEAR: Final = 0.1
_VERIFIED_AHEAD: Final = 0.4
_DENIED: Final = 0.02
_OLD: Final = 65
_OF_AGE: Final = 18
_ASKED_LATER: Final = frozenset({"100967", "100968"})
"""Whom the README has insured by whoever tries it: nobody asked them yet."""
_ASKED_BY_FILE: Final = 120
_PARENTS: Final = ("Maria", "James", "Linda", "Robert")
_COPAYS: Final = (1500, 2000, 2500, 3000, 4000)


def to_ask(desk: Desk, actor: str, today: date) -> list[AppointmentId]:
    """About which visits to come a payer is asked by file: every third one that nobody verified, up to so many."""
    stale = [one for one in desk.verification.worklist(actor) if one.standing.trouble is Trouble.STALE]
    return [one.scheduled.appointment.id for one in stale if one.on > today][: 3 * _ASKED_BY_FILE : 3]


class Insurer:
    """Gives patients their coverage, and finds out whether it holds. Its chances are its own: others keep theirs."""

    __slots__ = ("_desk", "_insured", "_rng", "_today")

    def __init__(self, seed: int, desk: Desk, today: date) -> None:
        self._rng = random.Random(f"insurance {seed}")
        self._desk = desk
        self._today = today
        self._insured: set[int] = set()

    def cover(self, actor: str, patient: Patient) -> None:
        """Note who pays for somebody who was just registered; of a few nobody asked."""
        chance = self._rng.random()
        if chance < _NOT_KNOWN or patient.mrn in _ASKED_LATER:
            return
        values = {"payer": "self-pay"} if chance < _NOT_KNOWN + _PAYS_SELF else self._insurance(patient)
        self._desk.coverage.add(actor, new_coverage(patient.id, values))
        if "member_id" in values:
            self._insured.add(patient.id)

    def booked(self, actor: str, patient: int, number: AppointmentId) -> None:
        """Some are verified as they are booked; a payer or two says no."""
        if patient not in self._insured or self._rng.random() > _VERIFIED_AHEAD:
            return
        is_denied = self._rng.random() < _DENIED
        result = EnrolmentState.INACTIVE if is_denied else EnrolmentState.ACTIVE
        found = Found(result, self._rng.choice((How.PORTAL, How.PHONE)), f"R{self._rng.randrange(10_000):04}")
        scheduled = self._desk.schedule.appointment(actor, number)
        if self._desk.view(actor).findings(scheduled)["insurance"].lacks == "":
            self._desk.verification.verify(actor, number, found)

    def at_the_gate(self, actor: str, number: AppointmentId) -> tuple[list[str], dict[str, str]]:
        """What of insurance is verified at check-in, and what is waived there."""
        scheduled = self._desk.schedule.appointment(actor, number)
        found = self._desk.view(actor).findings(scheduled)["insurance"]
        if found.state is not ClearanceState.DUE:
            return [], {}
        return ([], {"insurance": "later"}) if found.lacks else (["insurance"], {})

    def _insurance(self, patient: Patient) -> dict[str, object]:
        rng, age = self._rng, patient.age_on(self._today)
        (payer,) = rng.choices(list(_SHARES), list(_SHARES.values()))
        if age >= _OLD and rng.random() < 0.9:
            payer = "medicare"
        is_child = age < _OF_AGE and payer != "medicaid" and bool(patient.family)
        starts = date(self._today.year - rng.randint(0, 3), 1, 1)
        return {
            "payer": payer,
            "member_id": self._member_id(payer),
            "plan": rng.choice(_PLANS[payer]) if payer in _PLANS else "",
            "group": f"G{rng.randrange(10_000):04}" if payer in _PLANS else "",
            "relation": Relation.CHILD if is_child else Relation.SELF,
            "subscriber": f"{patient.family}, {rng.choice(_PARENTS)}" if is_child else "",
            "starts": starts,
            "ends": self._ends(starts),
            "copays": tuple(self._copays(payer)),
        }

    def _ends(self, starts: date) -> date | None:
        chance = self._rng.random()
        if chance < _ENDED:
            return max(self._today - timedelta(days=self._rng.randint(1, 60)), starts)
        return date(self._today.year, 12, 31) if chance < _ENDED + _ENDS_WITH_YEAR else None

    def _copays(self, payer: str) -> list[Copay]:
        if payer in {"medicaid", "medicare"}:
            return []
        cents = self._rng.choice(_COPAYS)
        return [Copay("new40", cents + 1500), Copay(ANY_TYPE, cents)]

    def _member_id(self, payer: str) -> str:
        form = next((one.get("member_id") for one in PAYERS if one["code"] == payer), None) or "999999999"
        pools = {"9": "0123456789", "A": "ACDEFGHJKMNPQRTUVWXY", "?": "0123456789ACDEFGHJKMNPQRTUVWXY"}
        return "".join(self._rng.choice(pools[sign]) if sign in pools else sign for sign in form)
