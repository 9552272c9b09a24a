"""The patients screen (F4): one box and whom it finds, the face sheet, and the forms of new and known patients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from core.patients.model import Patient
from core.record_ref import RecordRef
from tui.keys.key_names import may_be_typed
from tui.keys.registry import BY_ID
from tui.prompts.prompt import Close, Did, Go, Open, leaves
from tui.prompts.registering import new_patient_form
from tui.prompts.sentences import NOBODY_FOUND_NEW, SEARCH_FIRST
from tui.screens.browsing import PATIENTS, Browsing, Focus
from tui.screens.desk_screen import DeskScreen
from tui.screens.patients_frame import WIDE, PatientsFrame
from tui.selection.disabled_reason import disabled_reason, not_allowed
from tui.selection.place import Place
from tui.selection.sentences import NOBODY_CHOSEN

if TYPE_CHECKING:
    from datetime import date, datetime

    from textual.app import ComposeResult
    from textual.timer import Timer

    from core.clinic.model import Site
    from core.journal.change import Change
    from tui.drafts.shelf import Shelf
    from tui.prompts import coverage_form
    from tui.prompts.prompt import Outcome
    from tui.selection.selection import Selection
    from tui.text.theme import Palette
    from tui.workstation import Workstation
else:  # a form is loaded when it is first asked
    (coverage_form,) = lazy_modules("tui.prompts.coverage_form")

_PAUSE_SECONDS: Final = 0.12
"""How long a patient must stay highlighted before the sheet beside the list is read: nobody reads it while typing."""
_IN_THE_LINE: Final = frozenset({"up", "down", "left", "right", "home", "end"})
"""Actions whose keys move within the box instead, or among whom it finds."""


class PatientsScreen(DeskScreen):
    """Find patients, read their sheets, register and change them."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self._frame = PatientsFrame(workstation, shelf, palette)
        self._site = workstation.view.first_site
        self._browsing = Browsing(workstation, shelf, self._site)
        self._waiting: Timer | None = None

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, box, reading, list and sheet, foot; the panel of a question lies over the list."""
        frame = self._frame
        yield from (frame.head, frame.box, frame.reading, Horizontal(frame.results, frame.sheet, id="middle"))
        yield from (frame.foot, frame.panel)

    def on_mount(self) -> None:
        """Begin in the box."""
        self._frame.set_out(self.app.size.width, self._browsing.at)
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """The lines are as wide as the screen, and a wide one has room for the sheet."""
        self.call_after_refresh(self.redraw)

    def _draw(self) -> None:
        self._browsing.box.fit_into(self._rows - 1)  # one is the headings
        self._frame.show(self._browsing, self._prompt_bar, self.size, privacy=self._workstation.privacy)

    @property
    def _rows(self) -> int:
        """The rows that the list or the sheet has."""
        return self._frame.rows(self.size.height)

    # Keys

    @property
    def is_asking(self) -> bool:
        """Printable keys are text in the box too."""
        return super().is_asking or self._browsing.at is Focus.BOX

    @property
    def has_line(self) -> bool:
        """So they are in the box."""
        return super().has_line or (not super().is_asking and self._browsing.at is Focus.BOX)

    def press(self, key: str, character: str | None) -> None:
        """Take a key, and read the sheet of who is highlighted then."""
        before = self._browsing.box.chosen
        super().press(key, character)
        if self._browsing.box.chosen != before:
            self._read_soon()

    def pasted(self, text: str | None) -> None:
        """Text pasted goes into the box while nothing else is asked."""
        if text is None or super().is_asking or self._browsing.at is not Focus.BOX:
            super().pasted(text)
            return
        box = self._browsing.box
        box.editor.insert(text)
        self._prompt_bar.attempt(box.search)
        self.redraw()

    def _press(self, key: str, character: str | None) -> None:
        if self._browsing.at is Focus.BOX:
            self._press_box(key, character)
        else:
            self._act(key)

    def _press_box(self, key: str, character: str | None) -> None:
        """Text, unless the key acts in the box too: no arrow, and nothing that edits the line."""
        browsing, action = self._browsing, self._actions.get(key)
        if leaves(key) or key == "tab":
            browsing.at = Focus.LIST
        elif key == "enter":
            self._prompt_bar.attempt(self._enter_box)
        elif key in {"up", "down"}:
            browsing.step(1 if key == "down" else -1)
        elif character or may_be_typed(key) or action is None or action.id in _IN_THE_LINE:
            self._prompt_bar.attempt(lambda: browsing.type(key, character))
        else:
            self._act(key)

    def _enter_box(self) -> None:
        """The sheet of who is highlighted, or the form not finished. Raises BadInput when nobody was found."""
        browsing = self._browsing
        if browsing.unfinished:
            browsing.unfinished.take_up(self._workstation, self._shelf, self._prompt_bar, self._site)
        elif browsing.box.taken():
            browsing.open_sheet(in_sight=self._rows)
        elif browsing.box.is_empty:
            raise BadInput(NOBODY_CHOSEN)
        else:
            browsing.at = Focus.LIST
            raise BadInput(NOBODY_FOUND_NEW.format(**self._workstation.keyboard.names))

    def _meant(self, action: str) -> str:
        """Enter opens what is highlighted here, and takes no step of a visit."""
        return action

    def _left(self) -> None:
        self._browsing.at = Focus.LIST

    def _do_here(self, action: str, count: int) -> bool:
        browsing, rows = self._browsing, self._rows
        all_rows = len(browsing.rows) + browsing.box.shown
        steps = {"up": -count, "down": count, "page_up": -count * rows, "page_down": count * rows}
        steps |= {"home": -all_rows, "end": all_rows}
        match action:
            case _ if action in steps:
                browsing.step(steps[action])
            case "left":
                browsing.at = Focus.LIST
            case "right":
                browsing.open_sheet(in_sight=rows)
            case "find":
                browsing.begin_search()
            case "history":
                browsing.to_journal()
            case "patients_screen":
                browsing.at = Focus.BOX
            case _:
                return False
        return True

    def _outcome(self, action: str, count: int) -> Outcome | None:
        if action not in {"enter", "new_patient"}:
            return super()._outcome(action, count)
        browsing = self._browsing
        reason = disabled_reason(action, self.here, self._workstation)
        if reason:
            raise BadInput(reason)
        if action == "new_patient":
            return self._new()
        if browsing.at is Focus.SHEET:
            return Go(browsing.place_of_appointment)
        browsing.open_sheet(in_sight=self._rows)
        return None

    def _new(self) -> Outcome:
        """A new patient, with what was typed to find them. Raises BadInput where nobody was looked for by name."""
        try:
            return Open(new_patient_form(self._workstation, self._site, self._browsing.box.editor.text))
        except BadInput:
            self._browsing.at = Focus.BOX
            raise

    def _where(self, action: str) -> tuple[Site, date]:
        """Those of the appointment, for what acts on one."""
        view, visits = self._workstation.view, self.here.visits_meant_by(BY_ID[action])
        site = view.site_of(visits[0]) if visits else self._site
        return site, local(view.now, site.tz).date()

    def _read_soon(self) -> None:
        """Read the sheet beside the list once nobody types any more."""
        if self.app.size.width < WIDE:
            return
        if self._waiting:
            self._waiting.stop()
        self._waiting = self.set_timer(_PAUSE_SECONDS, self._read_beside)

    def _read_beside(self) -> None:
        self._waiting = None
        self._prompt_bar.attempt(self._browsing.read_beside)
        self.redraw()

    # What acts come to

    def _come_to(self, outcome: Outcome | None) -> None:
        """What the foot leaves to the screen: the list and the sheet follow what was done."""
        match outcome:
            case Did(change):
                self._prompt_bar.attempt(lambda: self._follow_change(change))
            case Close() if self._browsing.box.is_empty:
                self._browsing.at = Focus.BOX
            case _:
                super()._come_to(outcome)

    def _follow_change(self, change: Change) -> Outcome | None:
        """A new patient is shown, and who pays is asked where the clinic has payers; anything else is read again."""
        patient = change.only(Patient)
        if not patient or change.entry.verb != "register":
            self._read_again()
            return None
        with self._workstation.snapshot():
            self._browsing.show(patient.ref)
        if not self._workstation.view.clinic.has_payers or not_allowed(BY_ID["insurance"], self._workstation):
            return None
        return Open(coverage_form.coverage_form(self._workstation, self._site, patient))

    def begin_search(self, *, new: bool) -> None:
        """Somebody comes from another screen to look for a patient; for a `new` one too, who may be known already."""
        self._prompt_bar.attempt(self._browsing.begin_search)
        if new:
            self._prompt_bar.say(SEARCH_FIRST, "hint")
        if self.is_mounted:
            self.redraw()

    def _reload(self) -> None:
        self._browsing.reload()

    @property
    def _read(self) -> object:
        return self._browsing.read

    def minute_passed(self, now: datetime) -> None:
        """The clock goes on."""
        self.redraw()

    # From screen to screen, and questions put aside

    @property
    def here(self) -> Selection:
        """What is highlighted: a patient, and on a sheet an appointment."""
        return self._browsing.here

    @property
    def place(self) -> Place:
        """Whose sheet is read, and the appointment highlighted on it."""
        target = self.here.target if self._browsing.at is Focus.SHEET else None
        return Place(PATIENTS.name, record=target if isinstance(target, RecordRef) else None)

    def follow(self, place: Place) -> None:
        """Whoever comes here looks for somebody else."""

    def _stand_on(self, place: Place) -> None:
        record = place.record
        if record:
            self._prompt_bar.attempt(lambda: self._browsing.show(record))
