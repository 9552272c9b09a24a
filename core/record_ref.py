"""How is a record named, in the journal, in a selection, in a change?"""

from __future__ import annotations

from typing import Final, NewType, Protocol

from msgspec import Struct

PatientId = NewType("PatientId", int)
"""A patient's row number; `RecordRef("patient", ...)` names the same record."""
AppointmentId = NewType("AppointmentId", int)
"""An appointment's number; `RecordRef("appointment", ...)` names the same record."""


class RecordRef(Struct, frozen=True):
    """A record by kind ("patient", "appointment", "visit") and row number.

    The number 0 stands for so many records of the kind that an act on them takes many transactions; of the set-up,
    which is one whole, for what it is now, and any other for what that entry of the journal made of it.
    """

    kind: str
    id: int

    @property
    def is_many(self) -> bool:
        """Whether it names a whole batch of records."""
        return self.id == 0 and self != CLINIC


CLINIC: Final = RecordRef("clinic", 0)
"""The set-up as a whole, which acts on it are about."""


class Record(Protocol):
    """Whatever can be named so."""

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        ...


class Revised(Record, Protocol):
    """A record that says how often it was saved."""

    @property
    def rev(self) -> int:
        """How often it was saved."""
        ...
