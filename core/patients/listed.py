"""What does a list tell of somebody's record that nobody has opened?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.patients.sentences import RESTRICTED_TOLD

if TYPE_CHECKING:
    from core.patients.model import Patient


def told_in_list(patient: Patient | None, words: str) -> str:
    """The words, which are of that patient's record; of a restricted one only that there is something."""
    return RESTRICTED_TOLD if words and patient and patient.restricted else words
