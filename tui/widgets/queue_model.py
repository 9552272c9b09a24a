"""What does the queue show: who is in it, row by row, and how is each row written at this width and minute?"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from core.calendar.wall import local
from core.desk_view import DeskView
from core.record_ref import AppointmentId, RecordRef
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from core.visits.waiting import waiting
from tui.text.lines import Line
from tui.widgets.queue_cells import Told
from tui.widgets.queue_columns import Placed, columns, head, row
from tui.widgets.queue_groups import Groups
from tui.widgets.queue_order import Order


class Look(Struct, frozen=True):
    """How the queue is looked at: the cells of a row, and what is shown or hidden."""

    width: int = 80
    all_sites: bool = False
    privacy: bool = False
    ascii: bool = False


class QueueModel(Struct, frozen=True):
    """The visits in the order shown, as they are in the view. A row is written when it is asked for."""

    visits: tuple[ScheduledVisit, ...]
    view: DeskView
    look: Look = field(default_factory=Look)
    order: Order = Order.TIME
    marked: frozenset[RecordRef] = frozenset()
    columns: tuple[Placed, ...] = ()

    def sized(self, width: int) -> QueueModel:
        """The same for rows of `width` cells."""
        return replace(
            self,
            look=replace(self.look, width=width),
            columns=columns(width, self.view.clinic, all_sites=self.look.all_sites),
        )

    def writes_as(self, other: QueueModel) -> bool:
        """Whether a visit that is in both is written alike."""
        return (self.look, self.marked, self.columns) == (
            other.look,
            other.marked,
            other.columns,
        ) and self.view.reads_as(other.view)

    @property
    def groups(self) -> Groups:
        """The visits under the headings of their order."""
        return Groups(self.visits, self.order, self.view.clinic)

    def index_of(self, appointment: AppointmentId | None) -> int | None:
        """In which row it stands."""
        return next((at for at, one in enumerate(self.visits) if one.appointment.id == appointment), None)

    def head(self) -> Line:
        """The heads of the columns."""
        return head(self.columns)

    def line(self, at: int) -> Line:
        """Row `at`, a span a column."""
        return row(self.columns, self._told(self.visits[at]))

    def _told(self, one: ScheduledVisit) -> Told:
        view, site = self.view, self.view.site_of(one)
        return Told(
            scheduled=one,
            site=site,
            today=local(view.now, site.tz).date(),
            waiting=waiting(one, view.policy, view.now),
            clearance=view.clearance(one),
            provider=view.clinic.providers[one.appointment.provider].family,
            marked=one.ref in self.marked,
            privacy=self.look.privacy,
            ascii=self.look.ascii,
        )


class Cursor(Struct, frozen=True):
    """A row, and the appointment highlighted in it.

    `target` is None when what was highlighted has gone: the place is kept, and nothing is selected.
    """

    row: int = 0
    target: AppointmentId | None = None


def at_row(visits: Sequence[ScheduledVisit], row: int) -> Cursor:
    """The cursor on that row, brought into range."""
    if not visits:
        return Cursor()
    row = min(max(row, 0), len(visits) - 1)
    return Cursor(row, visits[row].appointment.id)


def followed(cursor: Cursor, model: QueueModel) -> Cursor:
    """The cursor on the record it was on, wherever that stands now; nothing is selected where it has gone."""
    row = model.index_of(cursor.target) if cursor.target is not None else None
    if row is not None:
        return Cursor(row, cursor.target)
    return Cursor(min(cursor.row, max(len(model.visits) - 1, 0)))


def moved(cursor: Cursor, model: QueueModel, by: int) -> Cursor:
    """So many rows down. From where a record has gone, the row that took its place is the next one down."""
    gone = cursor.target is None and by > 0
    return at_row(model.visits, cursor.row + by - gone)
