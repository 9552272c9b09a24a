"""What must not be forgotten, as it was last read: which lists are there, and where is the cursor in each?"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.coverage.standing import Trouble
from core.errors import Busy
from core.text.cleaning import fold
from tui.prompts.jump import Destination
from tui.prompts.sentences import JUMP_LISTS_HOW
from tui.screens.office_rows import supply_row
from tui.screens.sentences import (
    DUPLICATES_EMPTY,
    FILES_EMPTY,
    FOLLOW_UPS_EMPTY,
    FORMS_EMPTY,
    FREED_EMPTY,
    LEFT_OPEN_EMPTY,
    SEEN_LATER_EMPTY,
    SUPPLIES_EMPTY,
    TO_MOVE_EMPTY,
    VERIFY_EMPTY,
    WAITING_EMPTY,
    WORK_HEADS,
)
from tui.screens.work_rows import (
    file_row,
    follow_up_row,
    forms_row,
    freed_row,
    left_open_row,
    pair_row,
    seen_later_row,
    to_move_row,
    verify_row,
    waiting_row,
)
from tui.selection.place import Place
from tui.terminal.cells import fit
from tui.text.hiding import hide

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from core.record_ref import AppointmentId, RecordRef
    from tui.screens.work_rows import WorkRow
    from tui.text.lines import Line
    from tui.workstation import Workstation


class WorkList(Enum):
    """The lists, in their order, each by what the head calls it."""

    TO_MOVE = "to be moved"
    LEFT_OPEN = "left open"
    VERIFY = "verify insurance"
    FORMS = "forms due"
    FREED = "freed"
    WAITING = "waiting"
    DUPLICATES = "duplicates"
    FILES = "files"
    FOLLOW_UPS = "follow-ups"
    SUPPLIES = "supplies"
    SEEN_LATER = "late"


_EMPTY: Final[Mapping[WorkList, str]] = {
    WorkList.TO_MOVE: TO_MOVE_EMPTY,
    WorkList.LEFT_OPEN: LEFT_OPEN_EMPTY,
    WorkList.VERIFY: VERIFY_EMPTY,
    WorkList.FORMS: FORMS_EMPTY,
    WorkList.SEEN_LATER: SEEN_LATER_EMPTY,
    WorkList.FREED: FREED_EMPTY,
    WorkList.WAITING: WAITING_EMPTY,
    WorkList.DUPLICATES: DUPLICATES_EMPTY,
    WorkList.FILES: FILES_EMPTY,
    WorkList.FOLLOW_UPS: FOLLOW_UPS_EMPTY,
    WorkList.SUPPLIES: SUPPLIES_EMPTY,
}


class ListNames(Struct, frozen=True):
    """The lists by their names, each with how many are on it: what letters jump to."""

    counts: Mapping[WorkList, int]

    @property
    def how(self) -> str:
        """What can be typed."""
        return JUMP_LISTS_HOW

    def found(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Those of whose names a word begins so, in their order."""
        words = tuple(filter(None, map(fold, typed.split())))
        return tuple(
            (which.value, which.value)
            for which in WorkList
            if words and all(any(name.startswith(word) for name in which.value.split()) for word in words)
        )

    def of(self, code: str) -> Destination:
        """That list."""
        return Destination(str(self.counts[WorkList(code)]), Place("work", part=code))


class WorkLists:
    """The lists; the cursor of each stays on its record, or stands where that was and selects nothing.

    Whose own act took it off the list goes on with the row that took its place; what others took away selects nothing.
    Of a list that was empty when it was read before the first is highlighted: no key can have meant another.
    """

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self.shown = WorkList.TO_MOVE
        self._rows: dict[WorkList, tuple[WorkRow, ...]] = dict.fromkeys(WorkList, ())
        self._at: dict[WorkList, int] = dict.fromkeys(WorkList, 0)
        self._on: dict[WorkList, Hashable | None] = dict.fromkeys(WorkList)
        self._lines: tuple[Line, ...] = ()
        self._insured: dict[int, str] = {}
        self.is_given = False
        """Whether the row highlighted took the place of one that was worked off, and no key has gone to it yet."""

    def read(self, acted_on: frozenset[RecordRef] = frozenset()) -> None:
        """Read them again; `acted_on` is what was worked off here since. Raises NotAllowed."""
        desk, actor, before = self._workstation.desk, self._workstation.actor, self._rows
        with suppress(Busy):  # the pairs are then those that were compared before
            desk.merging.compare(actor)
        with self._workstation.snapshot() as view:
            asked = desk.verification.worklist(actor)
            in_order = [one for one in asked if one.standing.trouble is Trouble.ACTIVE]
            self._insured = {one.scheduled.appointment.id: one.standing.why for one in in_order}
            self._rows = {
                WorkList.TO_MOVE: tuple(to_move_row(one, view) for one in desk.schedule.to_move(actor)),
                WorkList.LEFT_OPEN: tuple(left_open_row(one, view) for one in desk.visits.left_open(actor)),
                WorkList.VERIFY: tuple(
                    verify_row(one, view) for one in asked if one.standing.trouble is not Trouble.ACTIVE
                ),
                WorkList.FORMS: tuple(forms_row(one, view) for one in desk.documents.forms_due(actor)),
                WorkList.SEEN_LATER: tuple(
                    seen_later_row(one, view, privacy=self._workstation.privacy)
                    for one in desk.schedule.seen_later(actor)
                ),
                WorkList.FREED: tuple(freed_row(one, view) for one in desk.waitlist.freed(actor, limit=1)),
                WorkList.WAITING: tuple(waiting_row(one, view) for one in desk.waitlist.waiting(actor)),
                WorkList.DUPLICATES: tuple(map(pair_row, desk.merging.likely_pairs(actor))),
                WorkList.FILES: tuple(file_row(one, view) for one in desk.verification.refused(actor)),
                WorkList.FOLLOW_UPS: tuple(follow_up_row(one, view) for one in desk.contact.due(actor)),
                WorkList.SUPPLIES: tuple(supply_row(one, view) for one in desk.supplies.to_do(actor)),
            }
        for which in WorkList:
            self._follow(which, before[which], acted_on)
        self.write()

    def write(self) -> None:
        """Write the rows of the list shown, once for all the keys that move in it."""
        self._lines = tuple(self._line(row) for row in self._rows[self.shown])

    def turn(self, by: int) -> None:
        """So many lists on."""
        lists = list(WorkList)
        self.show(lists[(lists.index(self.shown) + by) % len(lists)])

    def show(self, which: WorkList) -> None:
        """That list, its cursor where it was left."""
        self.shown, self.is_given = which, False
        self.write()

    def move(self, by: int) -> None:
        """So many rows down. From where a record has gone, the row that took its place is the next one down."""
        gone = self._on[self.shown] is None and by > 0
        self.goto_row(self.at + by - gone)

    def goto_row(self, row: int) -> None:
        """To that row, or the nearest there is."""
        rows = self._rows[self.shown]
        at, self.is_given = min(max(row, 0), max(len(rows) - 1, 0)), False
        self._at[self.shown] = at
        self._on[self.shown] = rows[at].key if rows else None

    @property
    def read_rows(self) -> tuple[object, ...]:
        """What is on each list."""
        return tuple(self._rows.values())

    @property
    def at(self) -> int:
        """The row of the cursor."""
        return self._at[self.shown]

    @property
    def row(self) -> WorkRow | None:
        """What is highlighted."""
        rows = self._rows[self.shown]
        return rows[self.at] if rows and self._on[self.shown] is not None else None

    def why_in_order(self, appointment: AppointmentId) -> str:
        """What is known of the insurance of a visit whose insurance is in order, where that list is shown; else ''."""
        return self._insured.get(appointment, "") if self.shown is WorkList.VERIFY else ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows of the list shown, or that there is none."""
        return self._lines or (((f" {_EMPTY[self.shown]}", "hint"),),)

    @property
    def counts(self) -> Mapping[WorkList, int]:
        """How many are on each."""
        return {which: len(rows) for which, rows in self._rows.items()}

    @property
    def heads(self) -> Line:
        """The heads of the columns."""
        return ((_columns(*WORK_HEADS), "time"),)

    def _follow(self, which: WorkList, before: tuple[WorkRow, ...], acted_on: frozenset[RecordRef]) -> None:
        """Stay on the record. Where it is gone by an act on it here, the row that took its place is highlighted.

        Else nothing is; in a list that was empty the first row is.
        """
        rows, on = self._rows[which], self._on[which]
        numbers = [row.key for row in rows]
        if on in numbers:
            self._at[which] = numbers.index(on)
            return
        is_own = any(row.key == on and not row.about.isdisjoint(acted_on) for row in before)
        self._at[which] = min(self._at[which], max(len(rows) - 1, 0)) if before else 0
        self._on[which] = numbers[self._at[which]] if numbers and (is_own or not before) else None
        if which is self.shown:
            self.is_given = is_own and bool(numbers)

    def _line(self, row: WorkRow) -> Line:
        written = _columns(
            row.when,
            row.named(privacy=self._workstation.privacy),
            row.kind,
            row.provider,
            hide(self._workstation, row.trouble, row.patients),
        )
        return ((written, "panel"),)


def _columns(when: str, who: str, kind: str, provider: str, trouble: str) -> str:
    return f" {fit(when, 17)} {fit(who, 19)} {fit(kind, 6)} {fit(provider, 8)} {trouble}"
