"""What is said where a patient's record cannot have something again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.patients.sentences import MRN_IN_USE
from core.record_ref import PatientId

if TYPE_CHECKING:
    from core.journal.model import Obstacle
    from core.patients.ports import Reading


def explain_taken(reading: Reading, obstacle: Obstacle) -> str:
    """Whose the MRN is by now."""
    holder = reading.patients.by_id(PatientId(obstacle.ref.id))
    assert holder is not None  # noqa: S101 - it was found just now
    return MRN_IN_USE.format(mrn=holder.mrn, patient=holder.name)
