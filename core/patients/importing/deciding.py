"""What is to be done about a line, given those before it in the file?"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.patients.importing import sentences
from core.patients.importing.records import key_field, merged, record_of

if TYPE_CHECKING:
    from core.patients.importing.incoming import Incoming
    from core.patients.model import Patient
    from core.patients.ports import Reading
    from core.record_ref import PatientId

_AHEAD = 1024


class Met:
    """At which line of a file each patient was met first: four bytes for each patient there is."""

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        self._lines = array("I")

    def line_of(self, patient: PatientId) -> int:
        """The line, or 0."""
        return self._lines[patient] if patient < len(self._lines) else 0

    def meet(self, patient: PatientId, line: int) -> None:
        """Note the line, unless the patient was met before."""
        if patient >= len(self._lines):
            self._lines.frombytes(bytes(self._lines.itemsize * (patient + _AHEAD - len(self._lines))))
        self._lines[patient] = self._lines[patient] or line

    def decide(self, store: Reading, incoming: Incoming) -> Patient | None:
        """The record as the line makes it, without a row number if it is a new one; None when nothing changes.

        Raises BadInput for a line that contradicts an earlier one, or leaves unclear whom it means.
        """
        record = record_of(store, incoming.patient)
        if record is None:
            return incoming.patient
        changed = merged(record, incoming)
        earlier = self.line_of(record.id)
        if changed is not record and earlier not in {0, incoming.line}:
            raise contradicts(earlier, incoming.patient)
        self.meet(record.id, incoming.line)
        return None if changed is record else changed


def contradicts(line: int, said: Patient) -> BadInput:
    """The refusal of what differs from an earlier line about the same patient."""
    return BadInput(sentences.IMPORT_CONTRADICTS.format(line=line), field=key_field(said))
