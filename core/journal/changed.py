"""How is somebody told that another was first?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_when
from core.errors import ChangedElsewhere
from core.journal.sentences import CHANGED_BY, CHANGED_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from core.clinic.model import Site
    from core.journal.model import Obstacle
    from core.journal.ports import Reading
    from core.record_ref import RecordRef, Revised


def refuse_stale(reading: Reading, record: Revised, rev: int | None, *, site: Site, now: datetime) -> None:
    """Raise ChangedElsewhere unless the record still has the rev that the person saw; None is whoever did not look."""
    if rev is not None and rev != record.rev:
        raise changed_elsewhere(reading, record.ref, site=site, now=now)


def changed_elsewhere(reading: Reading, ref: RecordRef, *, site: Site | None, now: datetime) -> ChangedElsewhere:
    """The refusal that names who changed the record, and when at `site`."""
    entry = reading.journal.last_on(ref)
    if entry is None or site is None:
        return ChangedElsewhere(CHANGED_UNKNOWN)
    sentence = CHANGED_BY.format(sentence=entry.sentence, who=entry.actor, when=format_when(entry.at, site, now))
    return _about(reading, ref, ChangedElsewhere(sentence))


def in_the_way(
    reading: Reading,
    obstacle: Obstacle,
    explain_taken: Callable[[Any, Obstacle], str],
    *,
    refusal: str,
    site: Site | None,
    now: datetime,
) -> ChangedElsewhere:
    """The refusal for what keeps an act from being taken back; `refusal` has a place for whose something is by now."""
    if obstacle.taken:
        why = explain_taken(reading, obstacle)
        return _about(reading, obstacle.ref, ChangedElsewhere(refusal.format(why=why)))
    return changed_elsewhere(reading, obstacle.ref, site=site, now=now)


def _about(reading: Reading, ref: RecordRef, refusal: ChangedElsewhere) -> ChangedElsewhere:
    record = reading.journal.record(ref)
    return refusal.naming(record) if record else refusal
