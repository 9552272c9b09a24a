"""What is said of a message to who looks at it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_wall
from core.messages import sentences as say

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Site
    from core.messages.model import Message
    from core.patients.model import Patient


def named(message: Message, patient: Patient, site: Site, now: datetime) -> str:
    """'message 12, the reminder to Smith, John for Tue 24 Nov 9:30'."""
    when = format_wall(message.start, site, now)
    return say.NAMED.format(id=message.id, reason=say.REASONS[message.reason.value], patient=patient.name, when=when)


def state_words(message: Message) -> str:
    """'sent', 'held: waits for the morning', 'failed: the gateway answered 422'."""
    state, why = say.STATES[message.status.value], message.detail or say.WHYS[message.why.value]
    return f"{state}: {why}" if why else state
