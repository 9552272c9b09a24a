"""Whose is the line that takes back a payment, once the payment is somebody else's as records are taken apart?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ChangedElsewhere
from core.structs import replace
from core.till import sentences as say
from core.till.ledger import taken_back
from core.till.model import LedgerLine
from core.till.telling import line_told

if TYPE_CHECKING:
    from core.journal.undo import Undoing
    from core.record_ref import PatientId
    from core.till.ports import Writing


def bring_voids_along(tx: Writing, before: PatientId, now: PatientId) -> None:
    """Have what takes a line back belong to whose the line is by now, where it was noted of whose it was `before`."""
    ledger = tx.records(LedgerLine)
    left = taken_back(ledger.of_owner(before))
    for line in ledger.of_owner(now):
        void = left.get(line.id)
        while void:
            ledger.save(replace(void, patient=now))
            void = left.get(void.id)


def permit_undo(undoing: Undoing) -> None:
    """No undo of a merge parts a line from what took it back since. Raises ChangedElsewhere."""
    tx = undoing.tx
    images = [one for one in tx.journal.images(undoing.entry.id) if isinstance(one.before, LedgerLine)]
    moved = {one.ref.id for one in images}
    for image in images:
        line = tx.records(LedgerLine).by_id(image.ref.id)
        void = taken_back(tx.records(LedgerLine).of_owner(line.patient)).get(line.id) if line else None
        if line and void and void.id not in moved:
            raise ChangedElsewhere(undoing.refusal.format(why=say.UNDO_PARTED.format(what=line_told(line))))
