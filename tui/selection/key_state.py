"""What did the keys pressed so far prepare for the next one: a count, marks, a verb to repeat?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct, field

from core.errors import BadInput
from tui.keys.registry import BY_ID
from tui.keys.sentences import COUNT_FOR_MOTIONS, NOTHING_TO_REPEAT
from tui.selection.disabled_reason import next_action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.journal.change import Change
    from core.record_ref import Record, RecordRef
    from tui.selection.selection import Selection
    from tui.workstation import Workstation

RecordT = TypeVar("RecordT", bound="Record")

_MOST_DIGITS: Final = 3


class KeyState(Struct):
    """One screen's count, marks and last verb."""

    typed: str = ""
    last: str = ""
    marked: set[RecordRef] = field(default_factory=set)

    def digit(self, key: str) -> None:
        """A digit of the count; it does not begin with 0, and a key of one's own that is no digit counts nothing."""
        if key.isdigit() and (key != "0" or self.typed):
            self.typed = (self.typed + key)[-_MOST_DIGITS:]

    def count_for(self, action: str) -> int:
        """The count typed, used up; 1 when there is none. Raises BadInput for an action that takes none."""
        typed, self.typed = self.typed, ""
        if typed and not BY_ID[action].is_counted:
            raise BadInput(COUNT_FOR_MOTIONS.format(count=typed))
        return int(typed or "1")

    def meant(self, action: str, here: Selection, workstation: Workstation) -> str:
        """The action meant: Enter is the next step, `.` the last verb. Raises BadInput when there was none."""
        if action == "repeat":
            if not self.last:
                raise BadInput(NOTHING_TO_REPEAT)
            return self.last
        return next_action(here, workstation) or action if action == "enter" else action

    def remember(self, action: str) -> None:
        """The action just done, if it is a verb."""
        if BY_ID[action].is_repeated:
            self.last = action

    def mark(self, ref: RecordRef) -> None:
        """Mark it, or take its mark away."""
        self.marked ^= {ref}

    def keep(self, shown: Iterable[Record]) -> None:
        """Only what is still shown stays marked."""
        if self.marked:
            self.marked &= {one.ref for one in shown}

    def unmark(self, change: Change) -> None:
        """What was just acted on is marked no longer."""
        self.marked -= {one.ref for one in change.records}

    def drop(self) -> bool:
        """Forget the count, or else the marks; False when there was neither."""
        if self.typed:
            self.typed = ""
            return True
        there = bool(self.marked)
        self.marked.clear()
        return there

    def marked_of(self, shown: Iterable[RecordT]) -> tuple[RecordT, ...]:
        """The marked records among those shown."""
        return tuple(one for one in shown if one.ref in self.marked) if self.marked else ()
