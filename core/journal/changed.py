"""How is somebody told that another was first?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_when
from core.errors import ChangedElsewhere
from core.journal.sentences import CHANGED_BY, CHANGED_UNKNOWN

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Site
    from core.journal.ports import Reading
    from core.record_ref import RecordRef


def changed_elsewhere(reading: Reading, ref: RecordRef, *, site: Site | None, now: datetime) -> ChangedElsewhere:
    """The refusal that names who changed the record, and when at `site`."""
    entry = reading.journal.last_on(ref)
    if entry is None or site is None:
        return ChangedElsewhere(CHANGED_UNKNOWN)
    sentence = CHANGED_BY.format(sentence=entry.sentence, who=entry.actor, when=format_when(entry.at, site, now))
    return ChangedElsewhere(sentence)
