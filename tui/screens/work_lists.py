"""What must not be forgotten, as it was last read: which lists are there, and where is the cursor in each?"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core.calendar.wall import minute_of
from core.cases.listing import MOST_COUNTED
from core.cases.queries import Whose
from core.coverage.standing import Trouble
from core.errors import Busy
from tui.screens.case_cells import CASE_HELD, case_heads, case_line
from tui.screens.case_rows import case_row
from tui.screens.case_sentences import CASE_MORE, CASES_EMPTY
from tui.screens.sentences import WORK_HEADS
from tui.screens.work_names import EMPTY, WorkList
from tui.screens.work_read import READ
from tui.screens.work_rows import verify_row
from tui.terminal.cells import fit, width_of
from tui.text.lines import cells_of

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping
    from datetime import datetime

    from core.desk_view import DeskView
    from core.record_ref import AppointmentId, RecordRef
    from tui.screens.work_rows import WorkRow
    from tui.text.lines import Line
    from tui.workstation import Workstation


_NARROW: Final = 80
_WHEN, _WHO = 17, 19
_HELD: Final = _WHEN + 2 + _WHO
_AT_ONCE: Final = 25
"""So many of a list of cases are read as it is turned to, so many more when the cursor comes to the last of them."""


class WorkLists:
    """The lists; the cursor of each stays on its record, or stands where that was and selects nothing.

    Whose own act took it off the list goes on with the row that took its place; what others took away selects nothing.
    Of a list that was empty when it was read before the first is highlighted: no key can have meant another.
    """

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        is_provider = bool(workstation.own_code)
        self._lists = tuple(which for which in WorkList if is_provider or which is not WorkList.OWN_DAY)
        self.shown = WorkList.OWN_DAY if is_provider else WorkList.TO_MOVE
        self._rows: dict[WorkList, tuple[WorkRow, ...]] = dict.fromkeys(WorkList, ())
        self._at: dict[WorkList, int] = dict.fromkeys(WorkList, 0)
        self._on: dict[WorkList, Hashable | None] = dict.fromkeys(WorkList)
        self._lines: tuple[Line, ...] = ()
        self._insured: dict[int, str] = {}
        self._counts: dict[WorkList, int] = {}
        self._compared: tuple[int, datetime] | None = None
        self._width = _NARROW
        self._to_read: dict[WorkList, int] = dict.fromkeys(WorkList, _AT_ONCE)
        self._marked: frozenset[RecordRef] = frozenset()
        self.whose = Whose.ALL
        """Whose cases are listed."""
        self.is_given = False
        """Whether the row highlighted took the place of one that was worked off, and no key has gone to it yet."""

    def read(self, acted_on: frozenset[RecordRef] = frozenset()) -> None:
        """Read them again; `acted_on` is what was worked off here since. Raises NotAllowed."""
        desk, actor, before = self._workstation.desk, self._workstation.actor, self._rows
        self._compare()
        with self._workstation.snapshot() as view:
            asked = desk.verification.worklist(actor)
            in_order = [one for one in asked if one.standing.trouble is Trouble.ACTIVE]
            self._insured = {one.scheduled.appointment.id: one.standing.why for one in in_order}
            self._rows = {which: tuple(read(self._workstation, view)) for which, read in READ.items()}
            self._rows[WorkList.VERIFY] = tuple(
                verify_row(one, view) for one in asked if one.standing.trouble is not Trouble.ACTIVE
            )
            counted = desk.cases.counts(actor, self.whose)
            self._counts = {which: counted[which.cases] for which in WorkList if which.cases}
            for which in self._counts:
                self._rows[which] = before[which]
            if self.shown.cases:
                self._rows[self.shown] = self._cases(self.shown, view)
        for which in WorkList:
            if which is self.shown or not which.cases:
                self._follow(which, before[which], acted_on)
        self.write()

    def _compare(self) -> None:
        """Compare some of the records that are new or were changed; what that finds is read again as any change is.

        Where the pairs are not shown, so many once an act was done or a minute has passed: each further time would have
        every list of every desk read again.
        """
        desk = self._workstation.desk
        since = (desk.patients.newest_act(), minute_of(desk.now()))
        if since != self._compared or self.shown is WorkList.DUPLICATES:
            with suppress(Busy):  # the pairs are then those that were compared before
                desk.merging.compare(self._workstation.actor)
                self._compared = since

    def _cases(self, which: WorkList, view: DeskView) -> tuple[WorkRow, ...]:
        """The most urgent cases of a list: so many are read as the cursor came to, and of the list shown alone."""
        desk, actor = self._workstation.desk, self._workstation.actor
        found = desk.cases.worklist(actor, which.cases, self.whose, limit=self._to_read[which])
        return tuple(case_row(one, view) for one in found)

    @property
    def marked(self) -> tuple[int, ...]:
        """The numbers of the cases of the list shown that are marked."""
        refs = (row.opens.ref for row in self._rows[self.shown] if row.opens) if self._marked else ()
        return tuple(ref.id for ref in refs if ref in self._marked)

    def show_marks(self, marked: Collection[RecordRef]) -> None:
        """Those are marked, and no others."""
        self._marked = frozenset(marked)
        self.write()

    def turn_whose(self) -> None:
        """Cases of others than those listed now; read them again."""
        everyone = tuple(Whose)
        self.whose = everyone[(everyone.index(self.whose) + 1) % len(everyone)]

    def fit(self, width: int) -> None:
        """The rows are as wide as that."""
        if width != self._width:
            self._width = width
            self.write()

    def write(self) -> None:
        """Write the rows of the list shown, once for all the keys that move in it."""
        rows = self._rows[self.shown]
        told = CASE_MORE.format(shown=len(rows), count=self.count_words(self.shown))
        more = (((told, "hint"),),) if self.counts[self.shown] > len(rows) else ()
        self._lines = (*(self._line(row) for row in rows), *more)

    def turn(self, by: int) -> None:
        """So many lists on."""
        self.show(self._lists[(self._lists.index(self.shown) + by) % len(self._lists)])

    def show(self, which: WorkList) -> None:
        """That list, its cursor where it was left; one of cases is read as it is turned to. Raises NotAllowed."""
        if which.cases and which is not self.shown:
            with self._workstation.snapshot() as view:
                before, self._rows[which] = self._rows[which], self._cases(which, view)
            self._follow(which, before, frozenset())
        self.shown, self.is_given = which, False
        self.write()

    def show_some(self) -> None:
        """The first list that has something on it, where the one shown has not; a provider stays with their own day."""
        if not self.counts[self.shown] and self.shown is not WorkList.OWN_DAY:
            self.show(next((which for which in WorkList if self.counts[which]), self.shown))

    def move(self, by: int) -> None:
        """So many rows down. From where a record has gone, the row that took its place is the next one down."""
        gone = self._on[self.shown] is None and by > 0
        self.goto_row(self.at + by - gone)

    def goto_row(self, row: int) -> None:
        """To that row, or the nearest there is; behind the last one that was read more are. Raises NotAllowed."""
        self._read_further(row)
        rows = self._rows[self.shown]
        at, self.is_given = min(max(row, 0), max(len(rows) - 1, 0)), False
        self._at[self.shown] = at
        self._on[self.shown] = rows[at].key if rows else None

    def _read_further(self, row: int) -> None:
        which, known = self.shown, len(self._rows[self.shown])
        if which.cases and known <= row and known >= self._to_read[which]:
            self._to_read[which] += _AT_ONCE
            with self._workstation.snapshot() as view:
                self._rows[which] = self._cases(which, view)
            self.write()

    @property
    def read_rows(self) -> tuple[object, ...]:
        """What is on each list."""
        return tuple(self._rows.values())

    @property
    def at(self) -> int:
        """The row of the cursor."""
        return self._at[self.shown]

    @property
    def most(self) -> int:
        """A row behind the last one."""
        return len(self._rows[self.shown])

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
        return self._lines or (((f" {self._empty}", "hint"),),)

    @property
    def _empty(self) -> str:
        if self.shown.cases:
            return CASES_EMPTY.format(list=self.shown.value, whose=self.whose.value)
        return EMPTY[self.shown]

    @property
    def counts(self) -> Mapping[WorkList, int]:
        """How many are on each."""
        return {which: self._counts.get(which, len(rows)) for which, rows in self._rows.items()}

    def count_words(self, which: WorkList) -> str:
        """How many are on it: '300+' where no further was counted."""
        count = self.counts[which]
        return f"{count}+" if which.cases and count >= MOST_COUNTED else str(count)

    @property
    def held(self) -> int:
        """So many of the first cells of a row are the cursor: when, and who it is."""
        return CASE_HELD if self.shown.cases else _HELD

    @property
    def names_whole(self) -> bool:
        """Whether the row highlighted has room for the whole name."""
        row = self.row
        return row is not None and width_of(row.named(privacy=self._workstation.privacy)) <= _WHO

    @property
    def tells_whole(self) -> bool:
        """Whether the row highlighted has room for all that is the matter."""
        return bool(self._lines) and cells_of(self._lines[self.at]) <= self._width

    @property
    def heads(self) -> Line:
        """The heads of the columns."""
        if self.shown.cases:
            return ((case_heads(self.shown.cases, self._width), "time"),)
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
        if row.cells:
            cells = row.cells.hidden() if self._workstation.privacy else row.cells
            told = case_line(row.named(privacy=self._workstation.privacy), cells, self._width)
            told = f"*{told[1:]}" if row.opens and row.opens.ref in self._marked else told
            return ((told, "late" if row.cells.is_late else "warn" if row.cells.is_near else "panel"),)
        number = f"{row.phone}  " if row.phone and not self._workstation.privacy else ""
        written = _columns(
            row.when,
            row.named(privacy=self._workstation.privacy),
            row.kind,
            row.provider,
            number + row.trouble_told(privacy=self._workstation.privacy),
        )
        return ((written, "panel"),)


def _columns(when: str, who: str, kind: str, provider: str, trouble: str) -> str:
    return f" {fit(when, _WHEN)} {fit(who, _WHO)} {fit(kind, 6)} {fit(provider, 8)} {trouble}"
