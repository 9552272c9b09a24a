"""How grave is each rule, unless a clinic says otherwise? Its docstrings are explanations as those of `model.py`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from core.conflict import Severity
from core.settings import sentences as say
from core.text.allowed import OneOf


class RuleSettings(Struct, frozen=True):
    """How grave each rule is: "hard" refuses, "confirm" asks for a reason, "warn" only says it.

    C2 (same instant), C4, C5 and C15 are hard and stay so: there is no second lane for them.
    """

    C1: Severity = Severity.HARD
    """Patient deceased, archived or marked as not to be booked."""
    C2: Annotated[Severity, OneOf(("hard",), say.C2_STAYS_HARD)] = Severity.HARD
    """Patient elsewhere at the same instant."""
    C2_same_day: Severity = Severity.WARN
    """Patient has another appointment the same day."""
    C3: Severity = Severity.CONFIRM
    """Provider already booked, by the minutes the provider is needed."""
    C4: Annotated[Severity, OneOf(("hard",), say.C4_STAYS_HARD)] = Severity.HARD
    """Room taken, or no fitting room free."""
    C5: Annotated[Severity, OneOf(("hard",), say.C5_STAYS_HARD)] = Severity.HARD
    """Equipment all in use."""
    C6: Severity = Severity.CONFIRM
    """Outside the provider's sessions, on a holiday or on leave."""
    C6_cancelled: Severity = Severity.HARD
    """In a session that was cancelled."""
    C7: Severity = Severity.CONFIRM
    """More at once than the session takes, or more double bookings than it, or [booking] overbook, allows."""
    C7_day: Severity = Severity.HARD
    """More double bookings than site, provider or visit type allow a day; a supervisor may go over it with a reason."""
    C8: Severity = Severity.CONFIRM
    """In a block that does not take the visit type, or outside the blocks that the type needs."""
    C8_hold: Annotated[Severity, OneOf(("confirm", "warn"), say.C8_HOLD_IS_NEVER_HARD)] = Severity.CONFIRM
    """At a time that somebody else holds."""
    C9: Severity = Severity.WARN
    """Less time between visits than visit type, provider, room or the way between sites needs."""
    C10: Severity = Severity.HARD
    """Lead time, horizon, grid, length, midnight, slot already over."""
    C11: Severity = Severity.CONFIRM
    """The visit type is not for this patient, provider, session, mode or kind of room."""
    C11_papers: Severity = Severity.CONFIRM
    """The visit type requires a referral or an authorization, and none holds on the day or has a visit left."""
    C12: Severity = Severity.CONFIRM
    """An occurrence of a series, or another of several visits booked as one, that asks for a reason."""
    C13: Severity = Severity.WARN
    """The patient's insurance does not hold on the day, or the payer said so; an authorization ends or runs out."""
    C14: Severity = Severity.WARN
    """The patient cancelled this very time before, or has not come several times; the record is restricted."""
    C15: Annotated[Severity, OneOf(("hard",), say.C15_STAYS_HARD)] = Severity.HARD
    """A local time that daylight saving skips or repeats."""
