"""What the journal says of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.rules.state import when
from core.sentences import CHANGED_UNKNOWN, LAST_WORD

if TYPE_CHECKING:
    from core.desk.context import Context
    from core.model.appointment import AppointmentId


def last_word(context: Context, actor: str, number: AppointmentId) -> str:
    """The newest entry on an appointment, with who and when at its site."""
    with context.reading(actor, "see the schedule") as (reading, clinic):
        entry = reading.last_entry_on("appointment", number)
        scheduled = reading.scheduled(number)
    if entry is None or scheduled is None:
        return CHANGED_UNKNOWN
    site = clinic.sites[scheduled.appointment.site]
    return LAST_WORD.format(sentence=entry.sentence, who=entry.actor, when=when(entry.at, site, context.clock.now()))
