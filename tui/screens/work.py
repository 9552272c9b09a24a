"""The work screen (F5): what must not be forgotten, a list at a time: bookings to be moved, visits left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules, named
from core.structs import replace
from tui.prompts.prompt import Did, Open, Told
from tui.screens.case_sentences import (
    CASE_NONE,
    CASES_MARKED,
    NOT_GONE_THROUGH,
    ONLY_CASES_ARE_FILTERED,
    ONLY_CASES_ARE_MARKED,
)
from tui.screens.first_look import FirstLook
from tui.screens.sentences import IN_ORDER, VANISHED
from tui.screens.work_frame import WorkFrame
from tui.screens.work_lists import WorkLists
from tui.screens.work_names import ListNames, WorkList
from tui.screens.work_proposals import WorkProposals
from tui.selection.place import Place, Slot, on_schedule
from tui.selection.selection import ScreenKind, Selection
from tui.selection.sentences import NO_APPOINTMENT_HERE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from textual.app import ComposeResult
    from textual.timer import Timer

    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit
    from tui.drafts.shelf import Shelf
    from tui.prompts import case, cases, jump, sweep
    from tui.prompts.prompt import Outcome
    from tui.text.theme import Palette
    from tui.workstation import Workstation
else:  # a question is loaded when it is first asked
    case, cases, jump, sweep = lazy_modules(
        "tui.prompts.case", "tui.prompts.cases", "tui.prompts.jump", "tui.prompts.sweep"
    )


_PAUSE_SECONDS: Final = 0.2
"""So long the cursor rests before it is looked where a booking could go."""
WORK: Final = ScreenKind("work", frozenset({"appointment", "patient"}), shows_on_enter=True)


class WorkScreen(FirstLook):
    """The lists of all sites."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self._frame = WorkFrame(workstation, shelf, palette)
        self._lists = WorkLists(workstation)
        self._proposals = WorkProposals(workstation)
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Head, heads of the columns, list, detail, foot; the panel of a question lies over the list."""
        frame = self._frame
        yield from (frame.head, frame.tally, frame.worklist, frame.detail, frame.proposals, frame.foot, frame.panel)

    def _show_first(self) -> None:
        """The first list that has something on it."""
        self._prompt_bar.attempt(self._reload)
        self._prompt_bar.attempt(self._lists.show_some)
        self.redraw()

    def _draw(self) -> None:
        one, count = self._to_move, self._key_state.typed
        proposed = self._proposals.line(one) if one else ()
        self._frame.show(self._lists, self.here, self._prompt_bar, self.size, count=count, proposed=proposed)
        low = self._lists.at % self._rows >= self._rows // 2
        self._frame.show_panel(self._prompt_bar, self.size.width, self._panel_rows, on_top=low)
        if one and not self._proposals.are_known(one):
            self._propose_soon()

    def _propose_soon(self) -> None:
        """Look where the booking could go once the cursor rests on it."""
        if self._waiting:
            self._waiting.stop()
        self._waiting = self.set_timer(_PAUSE_SECONDS, self._propose)

    def _propose(self) -> None:
        self._waiting = None
        one = self._to_move
        if one:
            self._prompt_bar.attempt(lambda: self._proposals.look(one))
            self.redraw()

    @property
    def _to_move(self) -> ScheduledVisit | None:
        """The booking highlighted, where it is to be moved."""
        return self._scheduled if self._lists.shown is WorkList.TO_MOVE else None

    @property
    def here(self) -> Selection:
        """What the cursor stands on."""
        row = self._lists.row
        if row is None or row.freed:
            return Selection(WORK, slot=self._slot, enter_word=row.enter_word if row else "")
        one = self._to_move
        proposed = self._proposals.known(one) if one else ()
        record = row.scheduled or row.patient
        return Selection(WORK, (record,) if record else (), proposed=proposed, enter_word=row.enter_word)

    @property
    def _slot(self) -> Slot | None:
        """The freed time highlighted."""
        row = self._lists.row
        if row is None or row.freed is None:
            return None
        offer, site = row.freed, self._workstation.view.clinic.sites[row.freed.site]
        return Slot(offer.site, offer.provider, local(offer.start, site.tz).replace(tzinfo=None))

    @property
    def _scheduled(self) -> ScheduledVisit | None:
        return self._lists.row.scheduled if self._lists.row else None

    @property
    def _rows(self) -> int:
        """The rows of a page."""
        return max(self._frame.worklist.size.height, 1)

    # Keys

    def _do_here(self, action: str, count: int) -> bool:
        motion = self._motions(count).get(action)
        if motion is None:
            return False
        self._look_first()
        motion()
        return True

    def _motions(self, count: int) -> Mapping[str, Callable[[], object]]:
        lists = self._lists
        return {
            "up": lambda: lists.move(-count),
            "down": lambda: self._down(count),
            "page_up": lambda: lists.goto_row(lists.at - count * self._rows),
            "page_down": lambda: lists.goto_row(lists.at + count * self._rows),
            "home": lambda: lists.goto_row(0),
            "end": lambda: lists.goto_row(lists.most),
            "prev_group": lambda: self._prompt_bar.attempt(lambda: lists.turn(-count)),
            "next_group": lambda: self._prompt_bar.attempt(lambda: lists.turn(count)),
            "jump": lambda: self._prompt_bar.attempt(lambda: Open(jump.JumpPrompt(ListNames(lists.counts)))),
            "enter": self._enter,
            "mark": self._mark,
            "filter": self._filter,
        }

    def _down(self, count: int) -> None:
        """So many rows down; straight after an act the row that took the place of the one worked off is the next."""
        repeats = self._workstation.state.repeats
        if self._lists.is_given and repeats.is_fresh and count == 1:
            self._lists.is_given = False
            repeats.moved()
        else:
            self._lists.move(count)

    def _outcome(self, action: str, count: int) -> Outcome | None:
        """A booking to be moved is moved to where it could go, unless something else is said.

        A list of cases is gone through from the one highlighted on.
        """
        one, lists = self._to_move, self._lists
        if action == "sweep" and lists.shown.cases:
            opens = lists.row.opens if lists.row else None
            first = opens.ref.id if opens and opens.ref else None
            opened = case.swept(self._workstation, case.Sweep(lists.shown.cases, lists.whose), first=first)
            return Open(opened) if opened else Told(CASE_NONE)
        if action == "sweep" and not lists.shown.is_swept:
            above = NOT_GONE_THROUGH.format(list=lists.shown.value.capitalize())
            return Open(sweep.SweepMenu(self._workstation, self._scheduled, above=above))
        if action == "move" and one:
            self._proposals.look(one)
        return super()._outcome(action, count)

    def _enter(self) -> None:
        """Open what the row does, or show its visit. Raises BadInput where it has none."""
        opens = self._lists.row.opens if self._lists.row else None
        marked = self._lists.marked
        if marked:
            self._prompt_bar.attempt(lambda: Open(cases.CasesPrompt(self._workstation, marked)))
        elif opens:
            self._prompt_bar.attempt(lambda: Open(named(opens.ask)(self._workstation, opens.one)))
        else:
            self._show_on_schedule()

    def _mark(self) -> None:
        """Mark the case, or take its mark away, and go to the next. Raises BadInput on another list."""
        opens = self._lists.row.opens if self._lists.row else None
        if not self._lists.shown.cases or opens is None or opens.ref is None:
            raise BadInput(ONLY_CASES_ARE_MARKED)
        self._key_state.mark(opens.ref)
        self._show_marks()
        self._lists.move(1)
        if self._lists.marked:
            self._prompt_bar.say(CASES_MARKED.format(count=len(self._lists.marked)), "hint")

    def _show_marks(self) -> None:
        self._lists.show_marks(self._key_state.marked)

    def _filter(self) -> None:
        """Cases of others: everybody's, mine, my role's, nobody's. Raises BadInput on another list."""
        if not self._lists.shown.cases:
            raise BadInput(ONLY_CASES_ARE_FILTERED)
        self._lists.turn_whose()
        self._prompt_bar.attempt(self._reload)

    def _show_on_schedule(self) -> None:
        """The schedule, standing on the appointment. Raises BadInput where none is highlighted."""
        if self._scheduled is None:
            raise BadInput(NO_APPOINTMENT_HERE)
        self._program.go(on_schedule(self._scheduled, self._workstation.view.clinic))

    def _where(self, action: str) -> tuple[Site, date]:
        view = self._workstation.view
        slot = self._slot
        site = view.clinic.sites[slot.site] if slot else view.first_site
        site = view.site_of(self._scheduled) if self._scheduled else site
        return site, local(view.now, site.tz).date()

    # What acts come to, and what others do

    def _come_to(self, outcome: Outcome | None) -> None:
        """What was done may have taken it off the list: what is answered in a question here is about the row."""
        if not isinstance(outcome, Did | Told):
            super()._come_to(outcome)
            return
        row, state = self._lists.row, self._workstation.state
        if isinstance(outcome, Did):
            self._key_state.unmark(outcome.change)
            self._show_marks()
        is_back = isinstance(outcome, Did) and outcome.change.entry.undoes is not None
        if row and not row.scheduled and not is_back:
            state.acted_on |= row.about
        self._prompt_bar.attempt(self._reload)

    def _reload(self) -> None:
        state = self._workstation.state
        self._proposals.forget()
        self._lists.read(state.acted_on)
        state.acted_on = frozenset()

    @property
    def _read(self) -> object:
        return self._lists.read_rows

    def _say_vanished(self, before: ScheduledVisit, template: str = VANISHED) -> None:
        """Whose insurance is in order by now has gone from its list alone; what is known of it is said."""
        why = self._lists.why_in_order(before.appointment.id)
        if why:
            self._prompt_bar.say(IN_ORDER.format(patient=before.patient.name, why=why), "ok", (before.patient,))
        else:
            super()._say_vanished(before, template)

    def minute_passed(self, now: datetime) -> None:
        """What has begun is no longer to be moved; after midnight yesterday's visits are left open."""
        self._prompt_bar.attempt(self._reload)
        self.redraw()

    # From screen to screen, and questions put aside

    def shown_again(self) -> None:
        """The list that was left, or the first with something on it where nothing is left of that one."""
        super().shown_again()
        if self._prompt_bar.prompt is None:
            self._prompt_bar.attempt(self._lists.show_some)
            self.redraw()

    def privacy_changed(self) -> None:
        """The list has initials, or names."""
        self._lists.write()

    @property
    def place(self) -> Place:
        """What is highlighted, and its day."""
        if self._scheduled is None:
            return Place(WORK.name)
        return replace(on_schedule(self._scheduled, self._workstation.view.clinic), screen=WORK.name)

    def follow(self, place: Place) -> None:
        """The lists stand where they were left."""

    def _stand_on(self, place: Place) -> None:
        """The list that is named; its cursor stands where it was left."""
        if place.part:
            self._prompt_bar.attempt(lambda: self._lists.show(WorkList(place.part)))
