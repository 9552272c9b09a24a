"""Walk-in (`w`): who is here, and for what; who can take them soonest is proposed, with what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock
from core.calendar.interval import Interval
from core.calendar.wall import local
from core.errors import ClinicdeskError
from core.schedule.held_things import things_assessed
from core.schedule.holds.use_cases import OpenTime
from core.structs import replace
from core.text.cleaning import fold
from core.visits.walk_in import WalkInRequest
from tui.drafts.prompt_state import PromptState
from tui.prompts.booking_check import BookingCheck
from tui.prompts.picker import PatientPicker
from tui.prompts.prompt import STAY, Close, Open, Outcome, leaves
from tui.prompts.registering import new_patient_form, register_line, registers
from tui.prompts.restore_context import RestoreContext, Restored, patient_again
from tui.prompts.sentences import (
    PARKED_TYPE_GONE,
    WALK_IN_AT,
    WALK_IN_NOW,
    WALK_IN_OTHERS,
    WALK_IN_USUAL,
    WALK_IN_WORDS,
)
from tui.prompts.type_choice import TypeChoice
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.visits.candidates import Candidate
    from core.visits.walk_in import WalkIn
    from tui.keys.menu_typing import Choices
    from tui.prompts.editor import LineEditor
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_OTHERS_SHOWN = 4


class WalkInPrompt:
    """Stages: patient, type, reason. The line of the type takes a provider's letters and a length too."""

    carries = False
    holds_at_once = False

    def __init__(self, workstation: Workstation, site: Site, *, patient: Patient | None = None) -> None:
        self._workstation, self._site = workstation, site
        self._patient: Patient | None = None
        self._warning: tuple[Line, ...] = ()
        self._picker = PatientPicker(workstation, site)
        self._type = TypeChoice(workstation, says_else=self._providers_of)
        self._check = BookingCheck(workstation)
        self._found: WalkIn | None = None
        self._problem = ""
        if patient:
            self._choose(patient)

    @property
    def label(self) -> str:
        """The question of the stage."""
        if self._patient is None:
            return "Walk-in"
        return "Reason" if self._check.is_asking else "Type"

    @property
    def editor(self) -> LineEditor | None:
        """The line of the stage."""
        if self._patient is None:
            return self._picker.editor
        return self._check.editor if self._check.is_asking else self._type.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter answers the stage; Shift+Tab goes back one."""
        if leaves(key):
            return Close()
        if self._patient is None:
            return self._key_patient(key, character)
        if key == "shift+tab":
            if self._check.is_asking:
                self._check.back()
            else:
                self._patient = None
            return STAY
        if self._check.is_asking:
            overrides = self._check.key(key, character)
            return STAY if overrides is None else self._book(overrides)
        if key == "enter":
            return STAY if self._check.asks() else self._book({})
        self._type.key(key, character)
        self._assess()
        return STAY

    def choices(self) -> Choices | None:
        """The reasons, once one is asked for."""
        return self._check.choices() if self._patient else None

    def works_on(self) -> OpenTime | None:
        """The time that would be booked, with whomever it is."""
        found = self._found.assessment if self._found else None
        if found is None:
            return None
        span, things = Interval(found.start, found.end), things_assessed(found)
        return OpenTime(found.provider.code, found.site.code, span, besides=found.besides, things=things)

    def carry(self, slot: Slot | None) -> None:
        """It is for now: the schedule's cursor does not matter."""

    def come_back(self, patient: PatientId | None) -> None:
        """Of the form: whoever was registered is who it is for. Raises NotFound."""
        if patient is not None:
            self._choose(self._workstation.desk.patients.by_id(self._workstation.actor, patient))

    def refresh(self) -> None:
        """Read again whom it is for, and check again what is shown. Raises NotFound."""
        if self._patient is None:
            self._picker.search()
            return
        self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        self._assess()

    def panel(self) -> tuple[Line, ...]:
        """Who it is for, what would be booked and meets what, who else there is, and the types."""
        if self._patient is None:
            unknown = register_line(self._workstation) if self._picker.finds_nobody else ()
            return (*self._picker.panel(), *unknown)
        privacy, today = self._workstation.privacy, local(self._workstation.view.now, self._site.tz).date()
        return (
            *self._warning,
            *patient_head(self._patient, today, privacy=privacy),
            *self._proposed(),
            *self._check.lines(),
            *(() if self._check.is_asking else self._type.rows()),
        )

    def hint(self) -> Line:
        """Keys of the stage."""
        if self._check.is_asking:
            return self._check.hint("book over it")
        if self._patient is None:
            return keys_line(("Enter", "take"), ("Up Down", "choose"), ("Ctrl+X", "leave"))
        return keys_line(("Enter", "is here"), ("Up Down", "choose"), ("Shift+Tab", "back"), ("Ctrl+X", "leave"))

    def state(self) -> PromptState:
        """Everything answered, typed and chosen so far, and the stage."""
        fields = {
            "patient": str(self._patient.id) if self._patient else "",
            "asking": "reason" if self._check.is_asking else "",
            **self._picker.fields(),
            **self._type.fields(),
            **self._check.fields(),
        }
        return PromptState("walk-in", "", fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same walk-in at the same stage, for the time it is now. Raises NotFound where the patient is gone."""
        prompt, fields = cls(at.workstation, at.site), kept.fields
        prompt._picker.search_again(fields)
        if fields.get("patient"):
            prompt._choose(patient_again(at.workstation, fields["patient"]))
        is_type_there = prompt._type.choose_again(fields)
        prompt._assess()
        if fields.get("asking"):
            prompt._check.ask_again(fields)
        return Restored(prompt, "" if is_type_there else PARKED_TYPE_GONE.format(type=fields["chosen"]))

    def _key_patient(self, key: str, character: str | None) -> Outcome:
        if key == "enter" and self._picker.chosen:
            self._choose(self._picker.chosen)
        elif registers(self._workstation, key):
            return Open(new_patient_form(self._workstation, self._site, self._picker.editor.text), over=True)
        else:
            self._picker.key(key, character)
        return STAY

    def _choose(self, patient: Patient) -> None:
        """It is for them, whose phones and alerts are shown from now on, so that their record is opened."""
        self._warning = note_opened(self._workstation, patient, "walk-in")
        self._patient = patient
        desk, actor = self._workstation.desk, self._workstation.actor
        self._type.first = desk.visits.walk_in_types(actor, patient.id, self._site.code)
        self._assess()

    def _book(self, overrides: dict[str, str]) -> Outcome:
        """What is shown is booked: with the provider who is named there."""
        request, found = self._request(), self._found
        if request is None or found is None:
            return STAY
        meant = replace(request, providers=(found.request.provider,), overrides=overrides)
        desk, actor = self._workstation.desk, self._workstation.actor
        return self._check.make(lambda: desk.visits.walk_in(actor, meant), found.request)

    def _request(self) -> WalkInRequest | None:
        visit_type = self._type.chosen
        if self._patient is None or visit_type is None:
            return None
        words = self._type.editor.text.split()
        named = [code for word in words for code in self._providers_of(word)]
        return WalkInRequest(
            patient=self._patient.id,
            visit_type=visit_type.code,
            providers=tuple(dict.fromkeys(named)),
            site=self._site.code,
            minutes=self._type.minutes,
        )

    def _assess(self) -> None:
        request, self._found, self._problem = self._request(), None, ""
        if request:
            try:
                self._found = self._workstation.desk.visits.propose_walk_in(self._workstation.actor, request)
            except ClinicdeskError as error:
                self._problem = error.sentence
        self._check.check(self._found.request if self._found else None)

    def _providers_of(self, word: str) -> list[str]:
        """Whom a typed word begins to name, by code or family name, unless it begins to name a visit type."""
        clinic, typed = self._workstation.view.clinic, fold(word)
        kinds = (one for one in clinic.visit_types.values() if not one.retired)
        if not typed or any(part.startswith(typed) for one in kinds for part in (fold(one.code), *_words(one.name))):
            return []
        in_use = [one for one in clinic.providers.values() if not one.retired]
        return [one.code for one in in_use if fold(one.code).startswith(typed) or fold(one.family).startswith(typed)]

    def _proposed(self) -> tuple[Line, ...]:
        """What would be booked, and who else could take them when."""
        if self._found is None:
            return (((f" {self._problem}", "error"),),) if self._problem else ()
        found = self._found.assessment
        start, end = (format_clock(local(at, found.site.tz)) for at in (found.start, found.end))
        mine = next(one for one in self._found.candidates if one.provider.code == found.provider.code)
        said = WALK_IN_AT.format(
            hours=f"{start}-{end}",
            provider=found.provider.short,
            usual=WALK_IN_USUAL if mine.is_usual else "",
            room=f", room {found.room.code}" if found.room else "",
            interpreter=f", interpreter {found.interpreter.name}" if found.interpreter else "",
            when=self._free(mine),
        )
        others = [one for one in self._found.candidates if one is not mine and one.free_at][:_OTHERS_SHOWN]
        told = " · ".join(f"{one.provider.family} {self._free(one)}" for one in others)
        line = WALK_IN_OTHERS.format(others=told) if told else WALK_IN_WORDS
        return (((f" {said}", "panel"),), ((f" {line}", "hint"),))

    def _free(self, one: Candidate) -> str:
        """'now', '10:40', or '-' for no more today."""
        if one.free_at is None:
            return "-"
        is_now = self._found is not None and one.free_at <= self._found.assessment.start
        return WALK_IN_NOW if is_now else format_clock(local(one.free_at, self._site.tz))


def _words(text: str) -> list[str]:
    return [fold(word) for word in text.split()]
