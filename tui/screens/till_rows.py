"""What stands in each row of the till, and what does Enter lead to from there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.patients.listed import told_in_list
from core.text.money import money
from core.till.model import Method
from core.till.sentences import KINDS, METHODS, VOID_SHORT
from tui.screens import till_sentences as say
from tui.terminal.cells import fit
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from core.clinic.model import Site
    from core.desk_view import DeskView
    from core.patients.model import Patient
    from core.record_ref import Record
    from core.till.model import LedgerLine, TillSession
    from core.till.showing import DayTotal, Ledger, Taking


class TillRow(Struct, frozen=True):
    """A row: `key` tells it from others; `about` is what is told below the list, a `note` or reason.

    It is a line of money and whose that is, or a drawer; a total has nothing to open.
    """

    key: Hashable
    cells: tuple[str, ...]
    style: str = "panel"
    line: LedgerLine | None = None
    patient: Patient | None = None
    session: TillSession | None = None
    note: str = ""

    @property
    def records(self) -> tuple[Record, ...]:
        """What is highlighted with it, the one within the other first."""
        return tuple(one for one in (self.line, self.session, self.patient) if one)

    @property
    def enter_word(self) -> str:
        """What Enter does with it."""
        if self.session:
            return say.ENTER_COUNTS if self.session.is_open else ""
        return say.ENTER_OPENS_LINE if self.line else ""


def taking_row(taking: Taking, view: DeskView, drawers: Mapping[int, TillSession], *, privacy: bool) -> TillRow:
    """Money that passed over a desk: when, whose, what for, how, how much, who took it and into which drawer."""
    line, site = taking.line, view.clinic.sites[taking.line.site]
    drawer = drawers.get(line.till) if line.till else None
    return TillRow(
        key=("line", line.id),
        cells=(
            _clock(line, site),
            _receipt(line),
            fit(name_of(taking.patient, privacy=privacy), 18),
            fit(say.VOIDED if taking.void else _kind(line), 11),
            money(line.passed, line.currency).rjust(11),
            _how(line),
            f"{line.by} {drawer.drawer}" if drawer else line.by,
        ),
        style="hint-off" if taking.void or line.voids else "panel",
        line=line,
        patient=taking.patient,
        note=told_in_list(taking.patient, _note(line, taking.void)),
    )


def ledger_row(line: LedgerLine, ledger: Ledger) -> TillRow:
    """A line of a patient's ledger: of which day, what it is, and what it adds to what is owed."""
    void, question = ledger.voids.get(line.id), ledger.questions.get(line.id)
    asked = f"{question.kind.value}: {question.text}" if question else ""
    return TillRow(
        key=("line", line.id),
        cells=(
            f"{line.day:%-d %b %Y}".rjust(11),
            fit(_kind(line), 18),
            money(line.stated if line.stated is not None else line.cents, line.currency).rjust(11),
            _how(line),
            _receipt(line),
            asked or line.note or line.reason,
        ),
        style="hint-off" if void or line.voids else "warn" if question else "panel",
        line=line,
        patient=ledger.patient,
        note=asked or _note(line, void),
    )


def drawer_row(session: TillSession, view: DeskView, currency: str) -> TillRow:
    """A drawer: who opened it with what, and once it is counted what was there."""
    site = view.clinic.sites[session.site]
    opened = f"{session.opened_by} {format_clock(local(session.opened_at, site.tz))}"
    state, note = say.DRAWER_OPEN, session.note
    if session.closed_at is not None:
        closed = f"{session.closed_by} {format_clock(local(session.closed_at, site.tz))}"
        counted, variance = money(session.counted or 0, currency), session.variance or 0
        template = say.DRAWER_EVEN if not variance else say.DRAWER_OVER if variance > 0 else say.DRAWER_SHORT
        state = template.format(who=closed, counted=counted, variance=money(abs(variance), currency))
    return TillRow(
        key=("drawer", session.id),
        cells=(
            fit(session.drawer, 10),
            fit(site.name, 11),
            fit(opened, 11),
            money(session.floated, currency).rjust(9),
            state,
        ),
        style="panel" if session.is_open else "warn" if session.variance else "hint",
        session=session,
        note=note,
    )


def total_rows(total: DayTotal, currency: str) -> tuple[TillRow, ...]:
    """Who took how much by which method, and all of it."""
    by_user = (_total_row(user, sums, currency, "panel") for user, sums in total.by_user.items())
    every = _total_row(say.TOTAL_ALL, total.by_method, currency, "title")
    return (*by_user, every) if total.by_user else ()


def _total_row(who: str, sums: Mapping[Method, int], currency: str, style: str) -> TillRow:
    amounts = (sum(sums.values()), *(sums.get(method) for method in Method))
    told = (("" if cents is None else money(cents, currency)).rjust(11) for cents in amounts)
    return TillRow(("total", who), (fit(who, 12), *told), style)


def _clock(line: LedgerLine, site: Site) -> str:
    return format_clock(local(line.at, site.tz)).rjust(5)


def _receipt(line: LedgerLine) -> str:
    """'r17', as `void` and `receipt` take it."""
    return fit(f"r{line.receipt}" if line.receipt else "", 7)


def _how(line: LedgerLine) -> str:
    """'cash', 'card 4242'."""
    word = METHODS[line.method.value] if line.method else ""
    return fit(f"{word} {line.last4 or line.check_number}", 11)


def _kind(line: LedgerLine) -> str:
    kind = KINDS[line.kind.value]
    return VOID_SHORT.format(kind=kind) if line.voids else kind


def _note(line: LedgerLine, void: LedgerLine | None) -> str:
    """Why it counts no more, else what was noted of it."""
    if void:
        return say.LINE_VOIDED.format(who=void.by, why=void.reason)
    return line.note or line.reason
