"""With what does the store refuse a row?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.record_ref import RecordRef


class StaleRow(Exception):
    """A record is not as the caller saw it: somebody was first, or it is gone."""

    def __init__(self, ref: RecordRef) -> None:
        super().__init__(f"{ref.kind} {ref.id}")
        self.ref = ref


class AlteredRow(Exception):
    """A record is not as the journal left it: it was changed around the program, and no act on it is taken back."""

    def __init__(self, ref: RecordRef) -> None:
        super().__init__(f"{ref.kind} {ref.id}")
        self.ref = ref


class GuardRefusal(Exception):
    """A guard of the store refused a row. Each subject that has guards names its own."""
