"""The patients screen (F4): one box and whom it finds, the face sheet, and the forms of new and known patients."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal
from textual.screen import Screen

from core.calendar.wall import local
from core.desk.context import first_site
from core.errors import BadInput
from core.sentences import (
    NO_SUCH_KEY,
    NOBODY_CHOSEN,
    NOBODY_FOUND_NEW,
    NOT_AN_APPOINTMENT,
    PASTE_IGNORED,
    SEARCH_FIRST,
)
from tui.foot import Foot
from tui.key_names import key_name, may_be_typed
from tui.keying import Keying
from tui.prompts.help import HelpPrompt
from tui.prompts.patient_form import PatientForm
from tui.prompts.picker import PatientPicker
from tui.prompts.prefill import names_somebody, prefill
from tui.prompts.prompt import Close, Did, GoTo, Open, Quit, Show, leaves
from tui.screens.day_actions import act
from tui.screens.patient_sheet import Sheet, SheetRow, read_sheet, sheet_rows
from tui.screens.patients_frame import WIDE, PatientsFrame
from tui.screens.record_actions import Scene
from tui.screens.unfinished import Unfinished, unfinished
from tui.why import Here

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.timer import Timer

    from core.desk.requests import Change
    from core.model.patient import Patient, PatientId
    from tui.bootstrap import Session
    from tui.lines import Line
    from tui.prompts.prompt import Outcome, Prompt
    from tui.theme import Palette

_PAUSE_SECONDS: Final = 0.12
"""How long a patient must stay highlighted before the sheet beside the list is read: nobody reads it while typing."""


class Place(Enum):
    """Where keys go: into the box as text, or to the list, or to the face sheet."""

    BOX = auto()
    LIST = auto()
    SHEET = auto()


class PatientsScreen(Screen[None]):
    """Find patients, read their sheets, register and change them. The screen holds no rule: it asks the desk."""

    AUTO_FOCUS = None

    def __init__(self, session: Session, palette: Palette) -> None:
        super().__init__()
        self._session = session
        self._frame = PatientsFrame(session, palette)
        self._keys = session.keyboard.outside
        self._keying = Keying()
        self._privacy = session.settings.display.privacy
        self._foot = Foot(session.keyboard.names["park_question"])
        self._site = first_site(session.desk.clinic())
        self._box = PatientPicker(session, self._site, privacy=self._privacy)
        self._at = Place.BOX
        self._sheet: Sheet | None = None
        self._rows: tuple[SheetRow, ...] = ()
        self._row = 0
        self._waiting: Timer | None = None
        self._unfinished: tuple[Unfinished, ...] = ()
        self._unfinished_at = 0

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, box, reading, list and sheet, foot; the panel of a question lies over the list."""
        frame = self._frame
        yield from (frame.head, frame.box, frame.reading, Horizontal(frame.results, frame.sheet, id="middle"))
        yield from (frame.foot, frame.panel)

    def on_mount(self) -> None:
        """Begin in the box."""
        self._set_out()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """The lines are as wide as the screen, and a wide one has room for the sheet."""
        self._set_out()
        self.call_after_refresh(self._show)

    def _set_out(self) -> None:
        size = self.app.size
        self._box.most = self._frame.rows(size.height)
        self._frame.set_out(size.width, reads=self._at is Place.SHEET)

    def _show(self) -> None:
        """Draw all of it."""
        frame, width, height = self._frame, self.size.width, self.size.height
        frame.show_head(self._site, self._session.desk.now(), width, privacy=self._privacy)
        frame.show_box(self._box.editor, width, is_typed=self.is_asking and self._foot.prompt is None)
        frame.show_list(self._box.reading(width), self._listed())
        self._show_sheet()
        frame.foot.show((self._foot.line(self._hints(), width),))
        frame.show_panel(self._foot.panel(width, height - 2), height - 2)

    def _listed(self) -> tuple[Line, ...]:
        """Whom the words find; while the box is empty, what was typed before and is not saved."""
        if not self._box.is_empty:
            return self._box.rows()
        self._unfinished = unfinished(self._session, self._foot.left)
        self._unfinished_at = min(self._unfinished_at, max(len(self._unfinished) - 1, 0))
        return tuple(one.line(chosen=row == self._unfinished_at) for row, one in enumerate(self._unfinished))

    def _show_sheet(self) -> None:
        sheet, width = self._sheet, self._frame.sheet_width(self.size.width)
        if sheet is None:
            self._rows = ()
        else:
            self._rows = sheet_rows(sheet, self._session, self._site, width, privacy=self._privacy)
        self._row = min(self._row, max(len(self._rows) - 1, 0))
        cursor = self._row if self._at is Place.SHEET and self._rows else None
        self._frame.sheet.show([row.line for row in self._rows], cursor=cursor)

    def _hints(self) -> Line:
        frame = self._frame
        if self._at is Place.BOX:
            if self._box.is_empty and self._unfinished:
                return frame.key_line(("Enter", "take it up"), ("Up Down", "choose"), "day_screen", "queue_screen")
            return frame.key_line(("Enter", "open"), ("Up Down", "choose"), ("Tab", "to the list"), "queue_screen")
        if self._at is Place.LIST:
            return frame.key_line(("Enter", "open"), "find", "new_patient", "edit_record", "book", "undo", "help")
        shown = [("Enter", "on the schedule")] if self._selected else []
        return frame.key_line(*shown, "edit_record", "book", ("Left", "list"), "find", "undo", "help")

    # The patient meant

    @property
    def _patient(self) -> Patient | None:
        """Whose sheet is read, else who is highlighted."""
        if self._at is Place.SHEET and self._sheet:
            return self._sheet.patient
        return self._box.chosen

    @property
    def _selected(self) -> SheetRow | None:
        """The row of the sheet with an appointment that the cursor stands on."""
        if self._at is not Place.SHEET or not self._rows:
            return None
        row = self._rows[self._row]
        return row if row.scheduled else None

    def _meant(self) -> Patient:
        """The patient that a key acts on. Raises BadInput when nobody is highlighted."""
        patient = self._patient
        if patient is None:
            raise BadInput(NOBODY_CHOSEN)
        return patient

    # Keys

    @property
    def is_asking(self) -> bool:
        """Whether printable keys are text: in the box, and while a question is open."""
        return self._foot.prompt is not None or self._at is Place.BOX

    def press(self, key: str, character: str | None) -> None:
        """Take a key: the question's if one is open, else the box's, else an action's."""
        self._foot.hush()
        before = self._box.chosen
        if self._foot.prompt:
            self._come_to(self._foot.press(key, character))
        elif self._at is Place.BOX:
            self._press_box(key, character)
        else:
            self._act(key)
        if self._box.chosen != before:
            self._read_soon()
        self._show()

    def pasted(self, text: str | None) -> None:
        """Text was pasted: into the question's line, else into the box; None: it came as keys and was dropped."""
        if text is not None and self._foot.prompt is None and self._at is Place.BOX:
            self._box.editor.insert(text)
            self._foot.attempt(self._search)
        elif text is None or not self._foot.paste(text):
            self._foot.say(PASTE_IGNORED.format(**self._session.keyboard.names), "warn")
        self._show()

    def _press_box(self, key: str, character: str | None) -> None:
        if leaves(key) or key == "tab":
            self._go(Place.LIST)
        elif key == "enter":
            self._come_to(self._foot.attempt(self._enter_box))
        elif self._box.is_empty and key in {"up", "down"}:
            self._unfinished_at = max(self._unfinished_at + (1 if key == "down" else -1), 0)
        elif may_be_typed(key) or character or not self._is_action(key):
            self._foot.attempt(lambda: self._type(key, character))
        else:
            self._act(key)

    def _is_action(self, key: str) -> bool:
        """Whether the key acts in the box too: no arrow and nothing that edits the line."""
        action = self._keys.get(key)
        return action is not None and action.id not in {"up", "down", "left", "right", "home", "end"}

    def _type(self, key: str, character: str | None) -> None:
        self._box.key(key, character)

    def _search(self) -> None:
        self._box.search()

    def _enter_box(self) -> Outcome | None:
        """The patient highlighted, or what was not finished. Raises BadInput when nobody was found."""
        if self._box.is_empty and self._unfinished:
            self._take_unfinished(self._unfinished[self._unfinished_at])
        elif self._box.chosen:
            self._open_sheet()
        elif self._box.is_empty:
            raise BadInput(NOBODY_CHOSEN)
        else:
            self._go(Place.LIST)
            raise BadInput(NOBODY_FOUND_NEW.format(**self._session.keyboard.names))
        return None

    def _act(self, key: str) -> None:
        action = self._keys.get(key)
        if action is None:
            if not leaves(key):
                self._foot.say(NO_SUCH_KEY.format(key=key_name(key), **self._session.keyboard.names), "hint")
            elif not self._keying.drop():
                self._go(Place.LIST)
        elif action.id == "count":
            self._keying.digit(key)
        else:
            self._foot.attempt(lambda: self._do(action.id))

    def _do(self, action: str) -> None:
        """Do it. Raises BadInput for what cannot be done here."""
        count = self._keying.count_for(action)
        if self._move(action, count) or self._look(action):
            return
        outcome = self._foot.attempt(lambda: self._outcome(action, count))
        self._come_to(outcome)

    def _move(self, action: str, count: int) -> bool:
        """What only moves the cursor."""
        rows = self._frame.rows(self.size.height)
        steps = {"up": -count, "down": count, "page_up": -count * rows, "page_down": count * rows}
        steps |= {"home": -len(self._rows) - self._box.most, "end": len(self._rows) + self._box.most}
        if action in steps:
            self._step(steps[action])
        elif action == "left":
            self._go(Place.LIST)
        elif action == "right":
            self._open_sheet()
        else:
            return False
        return True

    def _step(self, rows: int) -> None:
        if self._at is Place.SHEET:
            self._row = min(max(self._row + rows, 0), max(len(self._rows) - 1, 0))
        elif rows == -1 and self._at is Place.LIST and self._box.at == 0:
            self._go(Place.BOX)
        else:
            self._box.move(rows)

    def _look(self, action: str) -> bool:
        """What only changes what is shown. Raises BadInput."""
        match action:
            case "find":
                self._box.editor.clear()
                self._search()
                self._go(Place.BOX)
            case "history":
                self._open_sheet()
                self._row = max(len(self._rows) - len(self._sheet.entries if self._sheet else ()), 0)
            case "privacy":
                self.set_privacy(on=not self._privacy)
            case "repaint":
                self.app.repaint()  # type: ignore[attr-defined]
            case "quit":
                self.app.exit(0)
            case "help":
                self._foot.prompt = HelpPrompt(
                    self._here, self._session, rows=self.size.height - 4, width=self.size.width
                )
            case "patients_screen":
                self._go(Place.BOX)
            case "new_patient" | "edit_record" | "book" | "enter":
                return False
            case _:
                return self.app.turn_to(action)  # type: ignore[attr-defined,no-any-return]
        return True

    def _outcome(self, action: str, count: int) -> Outcome | None:
        """What an action comes to. Raises BadInput, or what the desk refuses."""
        match action:
            case "enter":
                return self._enter()
            case "new_patient":
                return self._new()
            case "edit_record":
                return Open(PatientForm(self._session, self._site, patient=self._meant(), privacy=self._privacy))
            case "book":
                self.app.book_for(self._meant())  # type: ignore[attr-defined]
                return None
            case _:
                return act(action, self._scene(count))

    def _enter(self) -> Outcome | None:
        """The sheet of who is highlighted; from the sheet, its appointment on the schedule. Raises BadInput."""
        if self._at is Place.LIST:
            self._open_sheet()
            return None
        selected = self._selected
        if selected is None or selected.scheduled is None:
            raise BadInput(NOT_AN_APPOINTMENT)
        appointment = selected.scheduled.appointment
        zone = self._session.desk.clinic().sites[appointment.site].tz
        return GoTo(appointment.site, local(appointment.start, zone).date(), appointment.id)

    def _new(self) -> Outcome:
        """A new patient, with what was typed to find them. Raises BadInput where nobody was looked for by name."""
        text, order = self._box.editor.text, self._session.settings.dates.order
        today = local(self._session.desk.now(), self._site.tz).date()
        if not names_somebody(text, order=order, today=today):
            self._go(Place.BOX)
            raise BadInput(SEARCH_FIRST)
        texts = prefill(text, order=order, today=today)
        return Open(PatientForm(self._session, self._site, prefill=texts, privacy=self._privacy))

    @property
    def _here(self) -> Here:
        selected = self._selected
        return Here(selected.scheduled if selected else None, None, patient=self._patient, among_patients=True)

    def _scene(self, count: int) -> Scene:
        now, here, rows = self._session.desk.now(), self._here, self.size.height - 4
        site = self._session.desk.clinic().sites[here.scheduled.appointment.site] if here.scheduled else self._site
        on = local(now, site.tz).date()
        return Scene(self._session, site, on, here, self._privacy, now, rows=rows, count=count)

    # Between box, list and sheet

    def _go(self, place: Place) -> None:
        self._at = place
        self._set_out()

    def _open_sheet(self) -> None:
        """Read the sheet of who is meant, the cursor on the next appointment if it is in sight. Raises BadInput."""
        patient = self._meant()
        self._sheet = read_sheet(self._session, patient)
        self._go(Place.SHEET)
        self._show_sheet()
        sight = range(min(self._frame.rows(self.size.height), len(self._rows)))
        self._row = next((row for row in sight if self._rows[row].scheduled), 0)

    def _read_soon(self) -> None:
        """Read the sheet beside the list once nobody types any more."""
        if self.app.size.width < WIDE:
            return
        if self._waiting:
            self._waiting.stop()
        self._waiting = self.set_timer(_PAUSE_SECONDS, self._read_beside)

    def _read_beside(self) -> None:
        patient, self._waiting = self._patient, None
        self._foot.attempt(lambda: self._read(patient))
        self._show()

    def _read(self, patient: Patient | None) -> None:
        self._sheet = read_sheet(self._session, patient) if patient else None

    def show_patient(self, number: PatientId) -> None:
        """Show that patient's sheet, whoever was looked for."""
        self._foot.close(keep=True)
        patient = self._session.desk.patient_by_id(self._session.actor, number)
        self._box.show(patient)
        self._go(Place.LIST)
        self._open_sheet()

    def begin_search(self) -> None:
        """Somebody wants to register a patient from another screen: they are searched for first."""
        self._foot.attempt(lambda: self._do("find"))
        self._foot.say(SEARCH_FIRST, "hint")
        self._show()

    def _take_unfinished(self, one: Unfinished) -> None:
        one.take_up(self._session, self._foot, self._site, privacy=self._privacy)

    # What acts come to

    def _come_to(self, outcome: Outcome | None) -> None:
        """What the foot leaves to the screen: the list and the sheet follow what was done."""
        match outcome:
            case Did(change):
                self._foot.attempt(lambda: self._follow_change(change))
            case GoTo():
                self._foot.close(keep=False)
                self.app.go(outcome)  # type: ignore[attr-defined]
            case Show(patient):
                self._foot.attempt(lambda: self.show_patient(patient))
            case Quit():
                self.app.exit(0)
            case Close() if self._box.is_empty:
                self._go(Place.BOX)

    def _follow_change(self, change: Change) -> None:
        """A new patient is shown; anything else is read again."""
        if change.patient and change.entry.verb == "register":
            self.show_patient(change.patient.id)
        else:
            self._reload()

    def _reload(self) -> None:
        """Search again, and read the sheet again; the cursor stays on its row."""
        self._search()
        if self._sheet:
            self._sheet = read_sheet(self._session, self._sheet.patient)

    def clinic_changed(self) -> None:
        """Somebody committed: show it."""
        self._foot.attempt(self._reload)
        self._foot.refresh()
        self._show()

    def minute_passed(self, now: datetime) -> None:
        """The clock goes on."""
        self._show()

    # From screen to screen, and questions put aside

    @property
    def foot(self) -> Foot:
        """Where the questions are asked."""
        return self._foot

    @property
    def privacy(self) -> bool:
        """Whether names are hidden."""
        return self._privacy

    def set_privacy(self, *, on: bool) -> None:
        """Hide names, or show them."""
        self._privacy = on
        self._box.hide_names(on=on)

    @property
    def place(self) -> GoTo | None:
        """Nothing that other screens would show."""
        return None

    def follow(self, place: GoTo) -> None:
        """Whoever comes here looks for somebody else."""

    def redraw(self) -> None:
        """Draw it."""
        self._show()

    def put_aside(self) -> None:
        """The open question goes."""
        self._foot.close(keep=False)

    def take_up(self, prompt: Prompt, place: GoTo | None) -> None:
        """Ask the question."""
        self._foot.take_up(prompt)
        self._show()
