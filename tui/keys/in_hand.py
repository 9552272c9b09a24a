"""Did the desk just go on from one patient to another, so that who it is must be read back?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from core.record_ref import PatientId

_QUICK: Final = 60.0
"""Seconds within which the patient before may still be in somebody's mind, or at the counter."""


class InHand(Struct):
    """Whom the acts of a desk were about last, and when: in monotonic seconds."""

    _patients: frozenset[PatientId] = frozenset()
    _at: float | None = None

    def goes_on(self, patients: frozenset[PatientId], at: float) -> bool:
        """Note an act on these patients that came `at`; whether one of them is another than those of just before.

        An act on nobody's record changes nothing.
        """
        if not patients:
            return False
        before, since = self._patients, None if self._at is None else at - self._at
        self._patients, self._at = patients, at
        return since is not None and since <= _QUICK and not patients <= before
