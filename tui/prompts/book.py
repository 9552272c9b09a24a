"""Book (`b`, or Enter on a free slot): patient, slot and type, each skipped when known, conflicts shown live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.schedule.requests import BookingRequest
from core.schedule.series.requests import SeriesRequest
from core.structs import replace
from tui.drafts.prompt_state import PromptState
from tui.prompts.booking_check import BookingCheck
from tui.prompts.editor import LineEditor
from tui.prompts.picker import PatientPicker
from tui.prompts.prompt import STAY, Close, Open, Outcome, leaves
from tui.prompts.registering import new_patient_form, register_line, registers
from tui.prompts.repeating import enter_word, rule_lines, typed_rule
from tui.prompts.restore_context import RestoreContext, Restored, patient_again
from tui.prompts.sentences import PARKED_SLOT_GONE, PARKED_TYPE_GONE
from tui.prompts.series import SeriesPrompt
from tui.prompts.slot_choice import SlotChoice
from tui.prompts.slot_words import slot_lines
from tui.prompts.target import time_of
from tui.prompts.type_choice import TypeChoice
from tui.selection.place import slot_text
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import alert_lines, who_line

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.holds.use_cases import OpenTime
    from tui.keys.menu_typing import Choices
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class BookPrompt:
    """Stages: patient, slot, type, reason."""

    asks_for_slot = True
    holds_at_once = True

    def __init__(
        self,
        workstation: Workstation,
        site: Site,
        *,
        patient: Patient | None = None,
        slot: Slot | None = None,
    ) -> None:
        self._workstation, self._site = workstation, site
        self._patient: Patient | None = None
        self._warning: tuple[Line, ...] = ()
        if patient:
            self._choose(patient)
        self._at = SlotChoice(workstation, site, slot)
        self._picker = PatientPicker(workstation, site)
        self._type = TypeChoice(workstation)
        self._check = BookingCheck(workstation)

    @property
    def label(self) -> str:
        """The question of the stage."""
        return {"patient": "Book for", "slot": "at", "type": "Type", "reason": "Reason"}[self._stage]

    @property
    def editor(self) -> LineEditor | None:
        """The line of the stage."""
        stages = {"patient": self._picker.editor, "slot": self._at.editor, "type": self._type.editor}
        return stages.get(self._stage)

    @property
    def carries(self) -> bool:
        """While the slot is open and nothing is typed for it, arrows choose it on the schedule."""
        return self._stage == "slot" and not self._at.editor.text

    @property
    def _stage(self) -> str:
        if self._patient is None:
            return "patient"
        if self._at.agreed is None:
            return "slot"
        return "reason" if self._check.is_asking else "type"

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter answers the stage; Shift+Tab goes back one."""
        if leaves(key):
            return Close()
        if key == "shift+tab":
            return self._back()
        if self._stage in {"type", "reason"} and self._check.explains(key, character):
            return STAY
        if self._stage == "patient":
            return self._key_patient(key, character)
        if self._stage == "slot":
            return self._key_slot(key, character)
        if self._stage == "reason":
            return self._key_reason(key, character)
        return self._key_type(key, character)

    def choices(self) -> Choices | None:
        """The reasons, once one is asked for."""
        return self._check.choices()

    def leads_to(self) -> Slot | None:
        """The time that is typed, and from then on."""
        return self._at.leads_to()

    def works_on(self) -> OpenTime | None:
        """The time agreed on, as long as the visit that is chosen."""
        agreed = self._at.agreed
        return time_of(self._workstation, agreed, self._type.length) if agreed else None

    def carry(self, slot: Slot | None) -> None:
        """Arrows moved the schedule's cursor."""
        self._at.carried = slot

    def refresh(self) -> None:
        """Read again whom it is for, and check again what is shown. Raises NotFound."""
        if self._patient:
            self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        if self._stage == "patient":
            self._picker.search()
        elif self._stage in {"type", "reason"}:
            self._assess()

    def panel(self) -> tuple[Line, ...]:
        """What is known so far, then the question of the stage."""
        if self._patient is None:
            unknown = register_line(self._workstation) if self._picker.finds_nobody else ()
            return (*self._slot_line(), *self._picker.panel(), *unknown)
        today = local(self._workstation.view.now, self._site.tz).date()
        who = (
            *self._warning,
            who_line(self._patient, today, privacy=self._workstation.privacy),
            *alert_lines(self._patient, privacy=self._workstation.privacy),
        )
        if self._stage == "slot":
            return (*who, self._at.ask(), *self._problem_line())
        types = self._type.rows() if self._stage == "type" else ()
        again = rule_lines(self._workstation, self._site, self._type.editor.text, self._at.slot)
        return (*who, *self._slot_line(), *again, *self._check.lines(), *self._problem_line(), *types)

    def hint(self) -> Line:
        """Keys of the stage."""
        if self._stage == "reason":
            return self._check.hint("book over it")
        if self._stage == "patient":
            return keys_line(("Enter", "take"), ("Up Down", "choose"), ("Ctrl+X", "leave"))
        enter = "take" if self._stage == "slot" else enter_word(self._type.editor.text)
        return keys_line(("Enter", enter), ("Up Down", "choose"), ("Shift+Tab", "back"), ("Ctrl+X", "leave"))

    def state(self) -> PromptState:
        """Everything answered, typed and chosen so far, and the stage."""
        fields = {
            "patient": str(self._patient.id) if self._patient else "",
            "asking": "reason" if self._check.is_asking else "",
            **self._picker.fields(),
            **self._at.fields(),
            **self._type.fields(),
        }
        return PromptState("book", slot_text(self._at.given), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same booking at the same stage, checked anew. Raises NotFound where the patient is gone."""
        prompt = cls(at.workstation, at.site)
        return Restored(prompt, prompt._take_up(kept))

    def _take_up(self, kept: PromptState) -> str:
        """What does not fit any more is left open again; the sentence says so."""
        fields = kept.fields
        is_slot_there = self._at.choose_again(fields)
        if fields.get("patient"):
            self._choose(patient_again(self._workstation, fields["patient"]))
        self._picker.search_again(fields)
        is_type_there = self._type.choose_again(fields)
        self._assess()
        if fields.get("asking"):
            self._check.asks()
        if not is_slot_there:
            return PARKED_SLOT_GONE
        return "" if is_type_there else PARKED_TYPE_GONE.format(type=fields["chosen"])

    def _back(self) -> Outcome:
        if self._stage == "reason":
            self._check.is_asking = False
        elif self._stage == "type" and self._at.given is None:
            self._at.ask_again()
        else:
            self._patient = None
        return STAY

    def _key_patient(self, key: str, character: str | None) -> Outcome:
        if key == "enter" and (patient := self._picker.taken()):
            self._choose(patient)
            self._assess()
        elif registers(self._workstation, key):
            return Open(new_patient_form(self._workstation, self._site, self._picker.editor.text), over=True)
        else:
            self._picker.key(key, character)
        return STAY

    def come_back(self, patient: PatientId | None) -> None:
        """Of the form: whoever was registered is who it is for. Raises NotFound."""
        if patient is not None:
            self._choose(self._workstation.desk.patients.by_id(self._workstation.actor, patient))
            self._assess()

    def _choose(self, patient: Patient) -> None:
        """It is for them, whose phones and alerts are shown from now on, so that their record is opened."""
        self._warning = note_opened(self._workstation, patient, "book")
        self._patient = patient

    def _key_slot(self, key: str, character: str | None) -> Outcome:
        if key != "enter":
            self._at.editor.key(key, character)
            return STAY
        self._at.agree()
        self._assess()
        return STAY

    def _key_type(self, key: str, character: str | None) -> Outcome:
        if key == "enter":
            return self._enter_type()
        self._type.key(key, character)
        self._assess()
        return STAY

    def _enter_type(self) -> Outcome:
        if series := self.series():
            return Open(series)
        return STAY if self._check.asks() else self._book({})

    def _key_reason(self, key: str, character: str | None) -> Outcome:
        overrides = self._check.key(key, character)
        return STAY if overrides is None else self._book(overrides)

    def _book(self, overrides: dict[str, str]) -> Outcome:
        request, desk, actor = self._request(), self._workstation.desk, self._workstation.actor
        if request is None:
            return STAY
        return self._check.make(lambda: desk.schedule.book(actor, replace(request, overrides=overrides)), request)

    def _request(self) -> BookingRequest | None:
        slot, visit_type = self._at.slot, self._type.chosen
        if self._patient is None or slot is None or visit_type is None:
            return None
        return BookingRequest(
            patient=self._patient.id,
            visit_type=visit_type.code,
            provider=slot.provider,
            start=slot.wall,
            fold=slot.fold,
            site=slot.site,
            minutes=self._type.minutes,
            mode=self._type.mode,
        )

    def _assess(self) -> None:
        self._check.check(self._request())

    def series(self) -> SeriesPrompt | None:
        """The series that is typed behind the type; None where none is. Raises BadInput for one that cannot be."""
        request = self._request()
        rule = typed_rule(self._workstation, self._site, self._type.editor.text, self._at.slot)
        if request is None or rule is None or self._patient is None:
            return None
        return SeriesPrompt(self._workstation, self._site, self._patient, SeriesRequest(request, rule), self)

    def _slot_line(self) -> tuple[Line, ...]:
        checked = self._check.checked.assessment if self._check.checked else None
        return slot_lines(self._workstation, self._at.slot, checked) if self._at.slot else ()

    def _problem_line(self) -> tuple[Line, ...]:
        return (((f" {self._check.problem}", "error"),),) if self._check.problem else ()
