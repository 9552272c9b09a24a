"""Find a patient (`/`), and the card of the one found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.errors import BadInput
from core.schedule.model.appointment import AppointmentStatus
from core.visits.likely import likely_meant
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.keys.registry import ACTIONS
from tui.prompts.picker import PatientPicker
from tui.prompts.prompt import STAY, Close, Go, Open, Outcome, leaves
from tui.prompts.registering import new_patient_form, register_line, registers
from tui.prompts.restore_context import RestoreContext, Restored, patient_again
from tui.prompts.sentences import SHEET_NO_APPOINTMENTS
from tui.selection.disabled_reason import disabled_reason
from tui.selection.place import Place, on_schedule
from tui.selection.selection import ScreenKind, Selection
from tui.selection.sentences import NO_APPOINTMENT_HERE
from tui.terminal.cells import fit
from tui.text.ledger_words import ledger_of, owed_line
from tui.text.lines import choice, keys_line, windowed
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.model.visit import ScheduledVisit
    from tui.keys.action import Action
    from tui.prompts.editor import LineEditor
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_VISITS_SHOWN = 6
_FROM_THERE_ON: Final = frozenset({"find_time", "sweep"})
_THERE: Final = tuple(
    one
    for one in ACTIONS
    if ("appointment" in one.takes and one.id not in {"enter", "mark"}) or one.id in _FROM_THERE_ON
)
"""What acts on an appointment, wherever it is shown, or begins with it."""
_CARD: Final = ScreenKind("card", frozenset({"patient"}))


class FindPrompt:
    """The patient box; Enter opens the card of the one highlighted."""

    label = "Find"
    carries = False

    def __init__(self, workstation: Workstation, site: Site) -> None:
        self._workstation, self._site = workstation, site
        self._picker = PatientPicker(workstation, site)

    @property
    def editor(self) -> LineEditor | None:
        """The box."""
        return self._picker.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter takes the patient highlighted."""
        if leaves(key):
            return Close()
        if key == "enter" and (patient := self._picker.taken()):
            return Open(CardPrompt(self._workstation, self._site, patient))
        if registers(self._workstation, key):
            return Open(new_patient_form(self._workstation, self._site, self._picker.editor.text), over=True)
        self._picker.key(key, character)
        return STAY

    def come_back(self, patient: PatientId | None) -> None:
        """Of the form: whoever was registered is highlighted. Raises NotFound."""
        if patient is not None:
            self._picker.show(self._workstation.desk.patients.by_id(self._workstation.actor, patient))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What the words found."""
        unknown = register_line(self._workstation) if self._picker.finds_nobody else ()
        return (*self._picker.panel(), *unknown)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "open"), ("Up Down", "choose"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Search again."""
        self._picker.search()

    def state(self) -> PromptState:
        """What is typed, and who is highlighted."""
        return PromptState("find", "", self._picker.fields())

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same words, searched anew."""
        prompt = cls(at.workstation, at.site)
        prompt._picker.search_again(kept.fields)
        return Restored(prompt)


class CardPrompt:
    """One patient: who they are, what they have booked; Enter goes to the appointment, keys book them."""

    label = "Patient"
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, site: Site, patient: Patient) -> None:
        self._workstation, self._site = workstation, site
        self._patient = patient
        self._warning = note_opened(workstation, patient, "card")
        self._visits = self._appointments()
        self._ledger = ledger_of(workstation, patient)
        meant = likely_meant(self._visits, workstation.view.clinic, workstation.view.now)
        self._at = self._visits.index(meant) if meant else max(len(self._visits) - 1, 0)

    def key(self, key: str, character: str | None) -> Outcome:
        """Up and down choose an appointment, Enter shows it on the schedule, the key of booking books a new one.

        The keys that act on an appointment do so there. Raises BadInput where there is none.
        """
        if leaves(key):
            return Close()
        keyboard = self._workstation.keyboard
        if key in keyboard.keys("down"):
            self._at = min(self._at + 1, max(len(self._visits) - 1, 0))
        elif key in keyboard.keys("up"):
            self._at = max(self._at - 1, 0)
        elif key == "enter" and self._visits:
            return Go(on_schedule(self._visits[self._at], self._workstation.view.clinic))
        elif key in keyboard.keys("book"):
            from tui.prompts.book import BookPrompt

            self._require_bookable()
            return Open(BookPrompt(self._workstation, self._site, patient=self._patient))
        elif key in keyboard.keys("walk_in"):
            from tui.prompts.walk_in import WalkInPrompt

            self._require_bookable()
            return Open(WalkInPrompt(self._workstation, self._site, patient=self._patient))
        elif there := next((one for one in _THERE if key in keyboard.keys(one.id)), None):
            return self._done_there(there)
        return STAY

    def _done_there(self, action: Action) -> Outcome:
        """What its key does with the appointment on the schedule, or with the patient's record. Raises BadInput."""
        visit = self._visits[self._at] if self._visits else None
        of_patient = "patient" in action.takes or action.id == "find_time"
        is_gone = visit is None or visit.appointment.status is AppointmentStatus.CANCELLED
        if visit and not (is_gone and of_patient):
            return Go(on_schedule(visit, self._workstation.view.clinic), action.id)
        if of_patient:
            return Go(Place("patients", record=self._patient.ref), action.id)
        raise BadInput(NO_APPOINTMENT_HERE)

    def choices(self) -> Choices:
        """The keys that go up and down, those of booking, and those of what is done there."""
        keyboard, there = self._workstation.keyboard, (one.id for one in _THERE)
        keys = (key for action in ("up", "down", "book", "walk_in", *there) for key in keyboard.keys(action))
        return Choices(tuple(keys), lambda: None)

    def _require_bookable(self) -> None:
        """Raise BadInput for whom nobody who sits here can book."""
        if self._cannot_book:
            raise BadInput(self._cannot_book)

    @property
    def _cannot_book(self) -> str | None:
        """Why this patient cannot be booked by who sits here."""
        return disabled_reason("book", Selection(_CARD, (self._patient,)), self._workstation)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Who it is, and the appointments around now."""
        patient, today = self._patient, local(self._workstation.view.now, self._site.tz).date()
        head = [
            *self._warning,
            *patient_head(patient, today, privacy=self._workstation.privacy),
        ]
        if self._ledger:
            head.append(owed_line(self._ledger))
        if not self._visits:
            head.append(((f" {SHEET_NO_APPOINTMENTS}", "hint"),))
        shown = windowed(self._visits, self._at, _VISITS_SHOWN)
        return (*head, *(self._row(visit, chosen=row == self._at) for row, visit in shown))

    def hint(self) -> Line:
        """Keys."""
        off = frozenset[str]() if self._visits else frozenset({"show on the schedule", "choose"})
        off |= {"book", "walk-in"} if self._cannot_book else frozenset()
        return keys_line(
            ("Enter", "show on the schedule"),
            ("Up Down", "choose"),
            (self._workstation.keyboard.names["book"], "book"),
            (self._workstation.keyboard.names["walk_in"], "walk-in"),
            ("Ctrl+X", "leave"),
            off=off,
        )

    def refresh(self) -> None:
        """Read the record and its appointments again."""
        self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        self._visits = self._appointments()
        self._ledger = ledger_of(self._workstation, self._patient)
        self._at = min(self._at, max(len(self._visits) - 1, 0))

    def state(self) -> PromptState:
        """Whose card it is, and the appointment highlighted."""
        at = str(self._visits[self._at].appointment.id) if self._visits else ""
        return PromptState("card", str(self._patient.id), {"appointment": at})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The card as the record is now. Raises NotFound."""
        prompt = cls(at.workstation, at.site, patient_again(at.workstation, kept.key))
        numbers = [str(visit.appointment.id) for visit in prompt._visits]
        if kept.fields.get("appointment") in numbers:
            prompt._at = numbers.index(kept.fields["appointment"])
        return Restored(prompt)

    def _appointments(self) -> tuple[ScheduledVisit, ...]:
        with self._workstation.snapshot():
            visits = self._workstation.desk.schedule.of_patient(self._workstation.actor, self._patient.id)
        return tuple(visit for visit in visits if visit.appointment.status is not AppointmentStatus.ENTERED_IN_ERROR)

    def _row(self, visit: ScheduledVisit, *, chosen: bool) -> Line:
        appointment = visit.appointment
        clinic = self._workstation.view.clinic
        start = local(appointment.start, clinic.sites[appointment.site].tz)
        cells = (
            f"{start:%a %-d %b %Y} {format_clock(start)}".ljust(22),
            fit(appointment.visit_type, 8),
            fit(clinic.providers[appointment.provider].short, 14),
            fit(appointment.site, 6),
            appointment.status.value,
        )
        return choice(" ".join(cells), chosen=chosen)
