"""What passed over the desks, which drawers there are, what one patient owes: as last read, a cursor in each list."""

from __future__ import annotations

from datetime import UTC, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.record_ref import AppointmentId, PatientId
from core.structs import replace
from core.text.money import money
from core.till.telling import owed_told
from tui.screens import till_sentences as say
from tui.screens.till_rows import drawer_row, ledger_row, taking_row, total_rows
from tui.terminal.cells import width_of
from tui.text.hiding import typed_text
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from core.record_ref import RecordRef
    from core.till.showing import DayTotal, Ledger
    from tui.screens.till_rows import TillRow
    from tui.text.lines import Line
    from tui.workstation import Workstation


class TillList(Enum):
    """The lists, in their order, each by what the head calls it."""

    TAKEN = "today"
    DRAWERS = "drawers"
    TOTAL = "total"
    LEDGER = "ledger"


_HEADS: Final[Mapping[TillList, str]] = {
    TillList.TAKEN: say.TAKEN_HEADS,
    TillList.DRAWERS: say.DRAWERS_HEADS,
    TillList.TOTAL: say.TOTAL_HEADS,
    TillList.LEDGER: say.LEDGER_HEADS,
}
_EMPTY: Final[Mapping[TillList, str]] = {
    TillList.TAKEN: say.TAKEN_EMPTY,
    TillList.DRAWERS: say.DRAWERS_EMPTY,
    TillList.TOTAL: say.TAKEN_EMPTY,
    TillList.LEDGER: say.LEDGER_EMPTY,
}


_HELD: Final[Mapping[TillList, int]] = {
    TillList.TAKEN: 33,
    TillList.DRAWERS: 11,
    TillList.TOTAL: 13,
    TillList.LEDGER: 31,
}
"""So many of the first cells of a row are the cursor: whose it is, which drawer, who took it, what it is."""
_NAME: Final = 18


class TillLists:
    """The cursor of each stays on its record, or selects nothing where that is gone."""

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self.shown = TillList.TAKEN
        self.whose: PatientId | None = None
        """Whose ledger it is, once somebody was highlighted elsewhere."""
        self._opened: PatientId | None = None
        """Whose ledger was opened, and may be read."""
        self._ledger: Ledger | None = None
        self._total: DayTotal | None = None
        self.rows: dict[TillList, tuple[TillRow, ...]] = dict.fromkeys(TillList, ())
        self._at: dict[TillList, int] = dict.fromkeys(TillList, 0)
        self._on: dict[TillList, Hashable | None] = dict.fromkeys(TillList)

    def read(self) -> None:
        """Read them again. Raises NotAllowed."""
        workstation, before = self._workstation, self.rows
        desk, actor, privacy = workstation.desk, workstation.actor, workstation.privacy
        currency = workstation.settings.till.currency
        with workstation.snapshot() as view:
            today = view.today
            midnight = datetime.combine(today, time(), view.first_site.tz).astimezone(UTC)
            drawers = desk.till.drawers_of_day(actor, midnight)
            by_number = {one.id: one for one in drawers}
            taken = desk.till.takings(actor, today)
            is_told = view.may(Privilege.SEE_EXPECTED_CASH)
            self._total = desk.till.day_total(actor, today) if is_told else None
            is_open = self.whose is not None and self.whose == self._opened
            self._ledger = desk.till.ledger(actor, self.whose) if is_open and self.whose is not None else None
            self.rows = {
                TillList.TAKEN: tuple(taking_row(one, view, by_number, privacy=privacy) for one in taken),
                TillList.DRAWERS: tuple(drawer_row(one, view, currency) for one in drawers),
                TillList.TOTAL: total_rows(self._total, currency) if self._total else (),
                TillList.LEDGER: self._ledger_rows(),
            }
        for which in TillList:
            self._follow(which, before[which])

    def about(self, record: RecordRef | None) -> None:
        """Whose ledger is shown from now on: of a patient, or of whose appointment it is. Raises NotFound."""
        desk, actor = self._workstation.desk, self._workstation.actor
        if record and record.kind == "appointment":
            self.whose = desk.schedule.appointment(actor, AppointmentId(record.id)).patient.id
        elif record and record.kind == "patient":
            self.whose = PatientId(record.id)

    def turn(self, by: int) -> None:
        """So many lists on. Raises NeedsReason where a restricted record's ledger is opened without one."""
        lists = list(TillList)
        self.show(lists[(lists.index(self.shown) + by) % len(lists)])

    def show(self, which: TillList) -> None:
        """That list; who opens a ledger opens the record. Raises NeedsReason."""
        if which is TillList.LEDGER and self.whose is not None and self._opened != self.whose:
            self._workstation.desk.patients.opened(self._workstation.actor, self.whose, "ledger")
            self._opened = self.whose
            self.read()
        self.shown = which

    def move(self, by: int) -> None:
        """So many rows down. From where a record has gone, the row that took its place is the next one down."""
        gone = self._on[self.shown] is None and by > 0
        self.goto_row(self.at + by - gone)

    def goto_row(self, row: int) -> None:
        """To that row, or the nearest there is."""
        rows = self.rows[self.shown]
        at = min(max(row, 0), max(len(rows) - 1, 0))
        self._at[self.shown], self._on[self.shown] = at, rows[at].key if rows else None

    @property
    def at(self) -> int:
        """The row of the cursor."""
        return self._at[self.shown]

    @property
    def row(self) -> TillRow | None:
        """What is highlighted."""
        rows = self.rows[self.shown]
        return rows[self.at] if rows and self._on[self.shown] is not None else None

    @property
    def held(self) -> int:
        """So many of the first cells of a row are the cursor."""
        return _HELD[self.shown]

    @property
    def names_whole(self) -> bool:
        """Whether the row highlighted tells in full whose it is."""
        row = self.row
        if self.shown is not TillList.TAKEN or row is None or row.patient is None:
            return False
        return width_of(name_of(row.patient, privacy=self._workstation.privacy)) <= _NAME

    @property
    def heads(self) -> Line:
        """The heads of the columns."""
        return ((_HEADS[self.shown], "time"),)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows of the list shown, or why there is none."""
        rows = self.rows[self.shown]
        if rows:
            return tuple(((f" {' '.join(row.cells)}", row.style),) for row in rows)
        return (((f" {self._why_empty().format(**self._workstation.keyboard.names)}", "hint"),),)

    @property
    def told(self) -> Line:
        """What the list comes to, in a line: what the patient owes, or how many receipts there are."""
        parts = []
        if self.shown is TillList.LEDGER and self._ledger:
            parts.append(owed_told(self._ledger))
        if self.shown is TillList.TOTAL and self._total:
            parts.append(say.TOTAL_COUNTS.format(receipts=self._total.receipts, voids=self._total.voids))
            if self._total.outside:
                cash = money(self._total.outside, self._workstation.settings.till.currency)
                parts.append(say.TOTAL_OUTSIDE.format(cash=cash))
        return ((f" {'  '.join(parts)}", "warn"),)

    def _why_empty(self) -> str:
        refusal = self._workstation.view.rights.refusal(Privilege.SEE_EXPECTED_CASH)
        if self.shown is TillList.TOTAL and refusal:
            return refusal
        if self.shown is TillList.LEDGER and self._ledger is None:
            return say.LEDGER_OF_NOBODY
        return _EMPTY[self.shown]

    def _ledger_rows(self) -> tuple[TillRow, ...]:
        ledger = self._ledger
        rows = (ledger_row(line, ledger) for line in reversed(ledger.lines)) if ledger else ()
        return tuple(replace(row, cells=(*row.cells[:-1], self._hidden(row))) for row in rows)

    def _hidden(self, row: TillRow) -> str:
        """What was noted of a line, with nobody named while names are hidden."""
        return typed_text(self._workstation, row.cells[-1])

    def _follow(self, which: TillList, before: tuple[TillRow, ...]) -> None:
        """Stay on the record; where it is gone nothing is highlighted. In a list that was empty the first row is."""
        keys, on = [row.key for row in self.rows[which]], self._on[which]
        if on in keys:
            self._at[which] = keys.index(on)
        else:
            self._at[which] = min(self._at[which], max(len(keys) - 1, 0)) if before else 0
            self._on[which] = keys[0] if keys and not before else None
