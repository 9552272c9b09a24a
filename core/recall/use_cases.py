"""The use cases of recalls: set, paused, ended, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.patients.finding import present
from core.recall import setting
from core.recall.model import Recall
from core.recall.standing import Standing, stands

if TYPE_CHECKING:
    from datetime import date

    from core.journal.change import Change
    from core.patients.model import Patient
    from core.recall.model import RecallStatus
    from core.recall.ports import RecallContext
    from core.record_ref import PatientId


class KnownRecall(Struct, frozen=True):
    """A recall with whose it is, and where it stands."""

    recall: Recall
    patient: Patient
    standing: Standing
    name: str


class RecallDesk:
    """`desk.recall`."""

    def __init__(self, context: RecallContext) -> None:
        self._context = context

    def of_patient(self, actor: str, patient: PatientId) -> tuple[KnownRecall, ...]:
        """The patient's, the one due first before the others."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
            who = present(reading, patient)
            today = today_at(first_site(clinic), self._context.clock.now())
            found = [one for one in reading.records(Recall).of_owner(patient) if one.counts]
            return tuple(
                KnownRecall(one, who, stands(reading, clinic, one, today), setting.name_of(clinic, one))
                for one in sorted(found, key=lambda each: each.due)
            )

    def set(self, actor: str, patient: PatientId, kind: str, due: date | None = None, *, note: str = "") -> Change:
        """The patient is due for that kind of visit. Raises NotFound or BadInput."""
        return setting.set_by_hand(self._context, actor, patient, kind, due, note=note)

    def pause(self, actor: str, number: int, until: date, *, rev: int | None = None) -> Change:
        """Nobody is called in about it before that day. Raises NotFound, BadInput or ChangedElsewhere."""
        return setting.pause(self._context, actor, number, until, rev=rev)

    def end(self, actor: str, number: int, how: RecallStatus, *, rev: int | None = None) -> Change:
        """Nobody is called in about it any more. Raises NotFound, BadInput or ChangedElsewhere."""
        return setting.end(self._context, actor, number, how, rev=rev)

    def by_id(self, actor: str, number: int) -> Recall:
        """The recall of that number. Raises NotFound or BadInput."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
            return setting.find(reading, number)
