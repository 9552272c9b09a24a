"""How is an act taken back, or done again, so many times, and what is said of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.errors import ClinicdeskError
from tui.commands.sentences import REDONE_IN_PART, REDONE_SEVERAL, UNDONE_IN_PART, UNDONE_SEVERAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.change import Change


class Repeated(Struct, frozen=True):
    """The changes made of as many as were `wanted`, at least one, and what refused the next, if not all were made."""

    changes: tuple[Change, ...]
    wanted: int
    is_redo: bool
    refusal: ClinicdeskError | None = None

    def sentence(self, patients: str = "") -> str:
        """What was done: the act's own sentence for one, else how many, with those patients."""
        if self.refusal:
            in_part = REDONE_IN_PART if self.is_redo else UNDONE_IN_PART
            return in_part.format(done=len(self.changes), wanted=self.wanted, why=self.refusal.sentence)
        if self.wanted == 1:
            return self.changes[0].sentence
        several = REDONE_SEVERAL if self.is_redo else UNDONE_SEVERAL
        return several.format(count=self.wanted, patients=f": {patients}" if patients else "")


def repeat(step: Callable[[], Change], wanted: int, *, is_redo: bool, first: Change | None = None) -> Repeated:
    """`wanted` steps, one transaction each, up to the first that is refused; `first` is one that is done already.

    Raises what refuses the first.
    """
    changes = [first or step()]
    while len(changes) < wanted:
        try:
            changes.append(step())
        except ClinicdeskError as refusal:
            return Repeated(tuple(changes), wanted, is_redo, refusal)
    return Repeated(tuple(changes), wanted, is_redo)
