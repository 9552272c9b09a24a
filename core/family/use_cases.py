"""The use cases of families: who belongs to whom, noted, changed and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.family import relating

if TYPE_CHECKING:
    from core.family.model import Relative
    from core.fields.model import Changes
    from core.journal.change import Change
    from core.patients.ports import PatientContext
    from core.record_ref import PatientId


class FamilyDesk:
    """`desk.family`."""

    def __init__(self, context: PatientContext) -> None:
        self._context = context

    def of_patient(self, actor: str, patient: PatientId) -> tuple[Relative, ...]:
        """Whom the patient belongs to, those of the household first."""
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (store, _):
            return relating.family_of(store, patient)

    def relate(self, actor: str, patient: PatientId, other: PatientId, changes: Changes) -> Change | None:
        """Note what `other` is to `patient`, or change it; None when that is so already. Raises NotFound, BadInput."""
        return relating.relate(self._context, actor, patient, other, changes)

    def part(self, actor: str, patient: PatientId, other: PatientId) -> Change:
        """Note that the two no longer belong together. Raises NotFound or BadInput."""
        return relating.part(self._context, actor, patient, other)
