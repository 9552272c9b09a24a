"""What stands in each cell of the day grid, and what can be highlighted there?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.clinic.model import Site
from core.record_ref import AppointmentId, RecordRef
from core.schedule.model.day import ProviderDay
from core.schedule.model.hold import Hold
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tui.selection.place import Slot
from tui.widgets.day_grounds import Grounds
from tui.widgets.day_marks import Mark, mark_of, name_of
from tui.widgets.day_rows import Row

Target: TypeAlias = AppointmentId | Slot
"""What the cursor can rest on: a visit, or free time."""


class Entry(Struct, frozen=True):
    """A visit as far as it lies in one cell; with a further provider its own one's code stands for the type, '+lee'.

    `state` is the letter with what belongs to it ("b", "b!"); `minute` the minute of the hour at which it begins,
    None where it goes on from the row above; `expected` is when it is expected to begin while the provider is late
    ("~10:55"), else ""; `lane` counts from 0: what overlaps is side by side; `waits` are the
    minutes since the patient arrived, of one who waits, and `room` is where somebody is; `ends` tells that time after
    it is left in the cell. Both stand in the row below that in which the visit `begins_above`, if there is one.
    """

    appointment: AppointmentId
    lane: int
    state: str
    minute: int | None
    name: str
    visit_type: str
    style: str
    waits: int | None = None
    marked: bool = False
    ends: bool = False
    expected: str = ""
    room: str = ""
    begins_above: bool = False


class Cell(Struct, frozen=True):
    """One provider's time in one row.

    `ground` is the style of the time itself (free, past, closed, away, block, held); `label` names what closes it,
    once, and `short` does so in a narrow place.
    `slot` is the first time in the row at which a visit can begin, None when all is taken; `row_slot` is the
    row's own time, taken or not.
    """

    row_slot: Slot
    ground: str = "free"
    label: str = ""
    short: str = ""
    entries: tuple[Entry, ...] = ()
    slot: Slot | None = None

    @property
    def targets(self) -> tuple[Target, ...]:
        """What can be highlighted, left to right: the visits that begin here, then the free time after them.

        Where there is neither, the visits that go on.
        """
        begin = tuple(entry.appointment for entry in self.entries if entry.minute is not None)
        if begin or self.slot:
            return (*begin, self.slot) if self.slot else begin
        return tuple(entry.appointment for entry in self.entries)


class _Piece(NamedTuple):
    """A visit of the day, before it is cut into cells."""

    start: datetime
    end: datetime
    takes_time: bool
    entry: Entry


def column_cells(
    provider: ProviderDay,
    visits: Sequence[ScheduledVisit],
    rows: Sequence[Row],
    *,
    now: datetime,
    grace_minutes: int,
    long_wait_minutes: int = 0,
    privacy: bool,
    marked: Collection[RecordRef] = (),
    holds: Sequence[Hold] = (),
) -> tuple[Cell, ...]:
    """A provider's cells for the `rows` of one page, given all the provider's visits of the day."""
    code = provider.provider.code
    lanes = lanes_of(visits, code)
    pieces = [
        _Piece(
            *one.appointment.span_of(code),
            one.appointment.status.takes_time,
            _entry(
                one,
                code,
                lanes[one.appointment.id],
                mark_of(one, now, grace_minutes=grace_minutes, long_wait_minutes=long_wait_minutes),
                site=provider.site,
                privacy=privacy,
                marked=one.ref in marked,
            ),
        )
        for one in sorted(visits, key=lambda one: (lanes[one.appointment.id], one.appointment.span_of(code)))
    ]
    grounds = Grounds(provider, now, holds)
    cells: list[Cell] = []
    named: object = None
    below = ""
    for at, row in enumerate(rows):
        starts, ends = row.span.start, row.span.end
        here = [piece for piece in pieces if piece.start < ends and starts < piece.end]
        ground = grounds.at(row)
        names = not here and ground.cause is not None and ground.cause != named
        label = ground.label if names else below if not here and ground.cause == named else ""
        below = ground.below if names else ""
        named = ground.cause if names or ground.cause == named else None
        free = grounds.first_free(row, [(piece.start, piece.end) for piece in here if piece.takes_time])
        cells.append(
            Cell(
                row_slot=_slot(provider, row.wall),
                ground=ground.style,
                label=label,
                short=ground.short if names else "",
                entries=tuple(_placed(piece, rows, at, pieces, provider) for piece in here),
                slot=_slot(provider, free) if free else None,
            )
        )
    return tuple(cells)


def lanes_of(visits: Sequence[ScheduledVisit], provider: str = "") -> Mapping[AppointmentId, int]:
    """The lane each visit is drawn in: the first in which nothing that began before still goes on.

    Drawn is the whole visit, or the part of `provider` as a further one, of which the provider may be needed for a part
    only; so these are not the lanes that the bookings hold.
    """
    lanes: dict[AppointmentId, int] = {}
    ends: list[datetime] = []
    for one in sorted(visits, key=lambda one: _drawing_order(one, provider)):
        start, end = one.appointment.span_of(provider)
        lane = next((at for at, before in enumerate(ends) if before <= start), len(ends))
        ends[lane : lane + 1] = [end]
        lanes[one.appointment.id] = lane
    return lanes


def _drawing_order(one: ScheduledVisit, provider: str) -> tuple[datetime, bool, int, int]:
    appointment = one.appointment
    return appointment.span_of(provider)[0], not appointment.status.takes_time, appointment.lane, appointment.id


def _entry(
    one: ScheduledVisit, provider: str, lane: int, mark: Mark, *, site: Site, privacy: bool, marked: bool
) -> Entry:
    own = one.appointment.provider
    return Entry(
        appointment=one.appointment.id,
        lane=lane,
        state=mark.state,
        minute=None,
        name=name_of(one.patient, privacy=privacy),
        visit_type=one.appointment.visit_type if provider == own else f"+{own}",
        style=mark.style,
        waits=mark.waits,
        marked=marked,
        expected=f"~{format_clock(local(one.expected, site.tz))}" if one.expected else "",
        room=mark.room,
    )


def _placed(piece: _Piece, rows: Sequence[Row], at: int, pieces: Sequence[_Piece], provider: ProviderDay) -> Entry:
    """The entry as it stands in a row: where it goes on it needs no name, but at the top of a page."""
    row = rows[at]
    if row.span.start <= piece.start:
        entry = replace(piece.entry, minute=local(piece.start, provider.site.tz).minute)
        has_below = at + 1 < len(rows) and _goes_on_alone(piece, rows[at + 1], pieces)
        return replace(entry, waits=None, room="") if has_below else entry
    above = at > 0 and rows[at - 1].span.start <= piece.start
    entry = piece.entry if at == 0 else replace(piece.entry, state="", name="", visit_type="", expected="")
    if not above:
        entry = replace(entry, waits=None, room="")
    return replace(entry, ends=piece.end < row.span.end, begins_above=above)


def _goes_on_alone(piece: _Piece, row: Row, pieces: Sequence[_Piece]) -> bool:
    """Whether it goes on in that row, in which no other begins in its lane."""
    return piece.end > row.span.start and not any(
        row.span.start <= other.start < row.span.end for other in pieces if other.entry.lane == piece.entry.lane
    )


def _slot(provider: ProviderDay, wall: datetime) -> Slot:
    return Slot(provider.site.code, provider.provider.code, wall)
