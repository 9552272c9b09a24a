"""What was billed of the demo's earlier visits, who disputes it, and who was told what a visit will cost?"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.clinic.codes import first_site
from core.coverage.standing import paying
from core.estimates.fees import lines_for
from core.estimates.model import How
from core.importing.request import ImportFile
from core.schedule.model.appointment import AppointmentStatus
from core.text.money import amount
from core.till.copay import copay_of
from core.till.model import LineKind
from core.till.question import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from core.clinic.model import Site
    from core.desk import Desk
    from core.importing.incoming import Rejection
    from core.schedule.model.visit import ScheduledVisit

FEES: Final = (
    {"type": "fu20", "code": "99213", "name": "Office visit, established patient", "amount": 118},
    {"type": "new40", "code": "99203", "name": "Office visit, new patient", "amount": 182},
    {"type": "phys40", "code": "99396", "name": "Preventive visit", "amount": 205},
    {"type": "well30", "code": "99392", "name": "Well child visit", "amount": 164},
    {"type": "urg15", "code": "99212", "name": "Office visit, short", "amount": 84},
    {"type": "vac10", "code": "90471", "name": "Vaccination, with vaccine", "amount": 46},
    {"type": "wound15", "code": "97597", "name": "Wound care", "amount": 96},
    {"type": "tele20", "code": "98006", "name": "Video visit", "amount": 98},
    {"type": "proc40", "code": "11104", "name": "Biopsy of the skin", "amount": 224},
    {"type": "proc40", "code": "88305", "name": "Examination of the tissue", "amount": 71},
)
"""What services cost, in dollars."""
BILLING: Final = "billing"
"""Who takes in the files of billing: the account alone may, where no users are set up."""
_DAYS: Final = 16
_BILLED: Final = 0.06
"""Of the visits of the last weeks so many were billed by now."""
_LEFT: Final = 9
"""One of so many estimates is still to be given."""
_HEADINGS: Final = "id,mrn,kind,amount,date,description"
_PLAN: Final = "id,mrn,count,amount,down_payment,apr,signed,first_due"


class Biller:
    """Takes in what billing says on the morning on which the demo opens."""

    def __init__(self, seed: int, desk: Desk, actors: Sequence[str]) -> None:
        self._rng = random.Random(f"billing {seed}")
        self._desk, self._actors = desk, actors
        self._clinic = desk.clinic()
        self._today = local(desk.now(), first_site(self._clinic).tz).date()

    def bill(self) -> None:
        """Charges and what insurances paid; one patient disputes a charge, another pays by a plan."""
        lines = [row for visit in self._visits() for row in self._rows(visit)]
        self._take_in("\n".join((_HEADINGS, *lines)))
        owing = sorted({line.split(",")[1] for line in lines})[:2]
        for mrn, act in zip(owing, (self._dispute, self._plan), strict=False):
            act(mrn)

    def estimate(self) -> None:
        """Most estimates were given, one is made and not given yet; the others are due."""
        estimates, due = self._desk.estimates, self._desk.estimates.due(self._actors[0])
        for at, one in enumerate(due):
            actor, number = self._rng.choice(self._actors), one.scheduled.appointment.id
            if at == 0:
                estimates.make(actor, number)
            elif at % _LEFT:
                estimates.give(actor, number, self._rng.choice((How.PAPER, How.EMAIL)))

    def _visits(self) -> Iterator[ScheduledVisit]:
        """Those that were billed, oldest first."""
        for back in range(_DAYS, 1, -1):
            for site in self._clinic.sites:
                day = self._desk.schedule.day(self._actors[0], site, self._today - timedelta(days=back))
                for one in day.appointments:
                    is_over = one.appointment.status is AppointmentStatus.FULFILLED
                    if is_over and self._rng.random() < _BILLED:
                        yield one

    def _rows(self, visit: ScheduledVisit) -> Iterator[str]:
        """What the visit cost, and what the plan paid of it."""
        appointment, clinic = visit.appointment, self._clinic
        on = _day_of(visit, clinic.sites[appointment.site])
        fees = lines_for(clinic, appointment.visit_type, appointment.provider, on)
        total, number, mrn = sum(fee.cents for fee in fees), appointment.id, visit.patient.mrn
        if not total or not mrn:
            return
        yield f'V{number},{mrn},{LineKind.CHARGE.value},{amount(total)},{on},"{fees[0].name}"'
        first = paying(visit.coverages, on)
        if first and not first.is_self_pay:
            left = copay_of(visit.coverages, appointment.visit_type, on) or total // 5
            yield f"P{number},{mrn},{LineKind.INSURANCE.value},{amount(max(total - left, 100))},{on},"

    def _dispute(self, mrn: str) -> None:
        line = self._ledger_of(mrn)[0]
        self._desk.till.note_question(
            self._actors[0], line, QuestionKind.DISPUTE, "says that the visit was a check-up without charge"
        )

    def _plan(self, mrn: str) -> None:
        first = self._today.replace(day=1) + timedelta(days=45)
        self._take_in(f"{_PLAN}\nPL1,{mrn},3,20,10,0,{self._today - timedelta(days=5)},{first}", is_of_plans=True)

    def _ledger_of(self, mrn: str) -> Sequence[int]:
        patient = self._desk.patients.by_ref(self._actors[0], mrn)
        return [line.id for line in self._desk.till.ledger(self._actors[0], patient.id).lines]

    def _take_in(self, text: str, *, is_of_plans: bool = False) -> None:
        till = self._desk.till
        use_case = till.import_plans if is_of_plans else till.import_file
        file = ImportFile("billing.csv", text.splitlines(keepends=True))
        use_case(BILLING, file, sink=_Nobody())


class _Nobody:
    """Hears how an import goes on, and does nothing."""

    def begin(self, headings: Sequence[str], delimiter: str) -> None:
        """The headings."""

    def reject(self, rejection: Rejection) -> None:
        """A line that was not taken."""

    def advance(self, line: int) -> None:
        """How far it is."""


def _day_of(visit: ScheduledVisit, site: Site) -> date:
    return local(visit.appointment.start, site.tz).date()
