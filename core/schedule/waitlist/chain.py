"""Which acts belong together, as the one filled the time that the other freed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.schedule.model.wait import FreedKind, FreedSlot, FreedStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.journal.model import Entry, EntryId
    from core.schedule.ports import Reading

ACCEPT: Final = "accept"
"""The verb of filling time from the waiting list."""


def goes_on(reading: Reading, before: Entry, after: Entry) -> bool:
    """Whether `after` filled from the waiting list what `before` freed by filling another time from it."""
    if not before.verb == after.verb == ACCEPT:
        return False
    filled = {
        image.ref
        for image in reading.journal.images(after.id)
        if isinstance(image.after, FreedSlot) and image.after.status is FreedStatus.FILLED
    }
    return any(slot.ref in filled for slot in opened_by(reading, before.id))


def opened_by(reading: Reading, entry: EntryId) -> tuple[FreedSlot, ...]:
    """The time that an act freed."""
    return tuple(
        image.after
        for image in reading.journal.images(entry)
        if isinstance(image.after, FreedSlot) and image.after.status is FreedStatus.OPEN and image.before is None
    )


def open_of(reading: Reading, entry: EntryId) -> tuple[FreedSlot, ...]:
    """What of the time that an act freed is to be offered still."""
    found = (_still(reading, one) for one in opened_by(reading, entry))
    return tuple(dict.fromkeys(slot for slots in found for slot in slots))


def _still(reading: Reading, freed: FreedSlot) -> Sequence[FreedSlot]:
    if freed.kind is FreedKind.PROVIDER:
        return reading.waitlist.open_within(freed.provider, freed.start, freed.end)
    besides = reading.waitlist.open_besides(freed.site, freed.start, freed.end)
    return [one for one in besides if (one.kind, one.codes) == (freed.kind, freed.codes)]
