"""What is said of a message to who looks at it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_wall
from core.jobs.model import WORKER
from core.messages import sentences as say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.clinic.model import Site
    from core.journal.model import Entry
    from core.messages.model import Message
    from core.patients.model import Patient

_COURSE: Final = frozenset({"plan", "message"})
"""Verbs of entries that a worker writes as it plans messages and sends them."""


def named(message: Message, patient: Patient, site: Site, now: datetime) -> str:
    """'message 12, the reminder to Smith, John for Tue 24 Nov 9:30'."""
    when = format_wall(message.start, site, now)
    return say.NAMED.format(id=message.id, reason=say.REASONS[message.reason.value], patient=patient.name, when=when)


def is_course(entry: Entry) -> bool:
    """Whether an entry only tells how a message came on its way, which the messages themselves tell better."""
    return entry.actor == WORKER and entry.verb in _COURSE


def without_course(entries: Iterable[Entry]) -> list[Entry]:
    """What was done with a record, without how its messages came on their way."""
    return [entry for entry in entries if not is_course(entry)]


def state_words(message: Message) -> str:
    """'sent', 'held: waits for the morning', 'failed: nothing arrives at the number or address (5.1.1)'."""
    state, why = say.STATES[message.status.value], message.detail or say.WHYS[message.why.value]
    if message.detail and " " not in message.detail and message.why.value:  # a gateway's code
        why = f"{say.WHYS[message.why.value]} ({message.detail})"
    return f"{state}: {why}" if why else state
