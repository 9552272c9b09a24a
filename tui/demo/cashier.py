"""What was paid at the demo's desk on the day on which it opens, and through which drawer?"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.structs import replace
from core.till.drawers import USUAL_DRAWER
from core.till.model import LineKind, Method
from core.till.payment import Payment

if TYPE_CHECKING:
    from datetime import date

    from core.desk import Desk
    from core.record_ref import AppointmentId

_FLOAT: Final = 10_000
_PAID_LATER: Final = 0.15
_METHODS: Final = {Method.CARD: 6, Method.CASH: 3, Method.CHECK: 1}
_NOTE: Final = 2_000
"""Cash is given in twenties."""


class Cashier:
    """Takes copays at check-in, most of them, from the first one of the day on which the drawer is opened."""

    def __init__(self, seed: int, desk: Desk, today: date) -> None:
        self._rng = random.Random(f"till {seed}")
        self._desk = desk
        self._today = today
        self._is_open = False

    def take(self, actor: str, number: AppointmentId) -> None:
        """Take what the plan leaves to who was just checked in."""
        desk, rng = self._desk, self._rng
        scheduled = desk.schedule.appointment(actor, number)
        site = desk.clinic().sites[scheduled.appointment.site]
        if local(scheduled.appointment.start, site.tz).date() != self._today:
            return
        proposed = desk.till.propose(actor, scheduled.ref)
        if proposed.kind is not LineKind.COPAY or not proposed.cents or rng.random() < _PAID_LATER:
            return
        if not self._is_open:
            desk.till.open(actor, USUAL_DRAWER, _FLOAT)
            self._is_open = True
        (method,) = rng.choices(list(_METHODS), list(_METHODS.values()))
        payment = Payment(scheduled.ref, LineKind.COPAY, method, proposed.cents)
        if method is Method.CARD:
            payment = replace(payment, last4=f"{rng.randrange(10_000):04}", reference=f"T{rng.randrange(100_000):05}")
        elif method is Method.CASH:
            payment = replace(payment, tendered=-(-proposed.cents // _NOTE) * _NOTE)
        else:
            payment = replace(payment, check_number=str(rng.randrange(100, 10_000)))
        desk.till.pay(actor, payment)
