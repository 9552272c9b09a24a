"""Book (`b`, or Enter on a free slot) and follow up (`f`): for whom, then one line and the times that it proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.schedule.series.chain_words import names_several
from core.structs import replace
from tui.drafts.prompt_state import PromptState
from tui.prompts.booking_line import BookingLine
from tui.prompts.find_chain import FindChainPrompt
from tui.prompts.picker import PatientPicker
from tui.prompts.prompt import STAY, Close, Go, Open, Outcome, leaves
from tui.prompts.registering import new_patient_form, register_line, registers
from tui.prompts.restore_context import RestoreContext, Restored, patient_again, scheduled_again
from tui.prompts.sentences import BOOK, BOOK_FOR, FIND_TIME, PARKED_SLOT_GONE
from tui.prompts.series import SeriesPrompt
from tui.prompts.slot_words import slot_lines
from tui.prompts.target import time_of
from tui.selection.place import Day, Place, in_use, read_slot, slot_text
from tui.terminal.cells import fit, width_of
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import name_of, patient_head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.holds.use_cases import OpenTime
    from core.schedule.model.visit import ScheduledVisit
    from tui.keys.menu_typing import Choices
    from tui.prompts.editor import LineEditor
    from tui.prompts.proposals import Proposal
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MOST_NAME: Final = 24
_ROWS: Final = 18
"""What a terminal of 24 rows leaves for a panel, below which a sentence may stand."""


class BookPrompt:
    """Stages: patient, line, reason. The line proposes times; Enter books the one that is chosen."""

    asks_for_slot = True
    carries = False

    def __init__(
        self,
        workstation: Workstation,
        site: Site,
        *,
        patient: Patient | None = None,
        slot: Slot | None = None,
        is_taken: bool = False,
        after: ScheduledVisit | None = None,
        asks_time_first: bool = False,
    ) -> None:
        """The `slot` is proposed first; one that `is_taken` stands there for who wants it all the same.

        What is usual is that of the patient, or `after` a visit of theirs. Whoever `asks_time_first` is asked for the
        patient only once a time is chosen.
        """
        self._workstation, self._site = workstation, site
        self._after = after
        self._warning: tuple[Line, ...] = ()
        self._asks_whom = patient is None and not asks_time_first
        self._picker = PatientPicker(workstation, site)
        self._line = BookingLine(workstation, site, slot, is_taken=is_taken)
        if patient:
            self._choose(patient)
        elif asks_time_first:
            self._line.look()

    @property
    def label(self) -> str:
        """The question of the stage."""
        if self._stage == "line":
            return self._for_whom
        return {"patient": BOOK_FOR, "reason": "Reason"}[self._stage]

    @property
    def _for_whom(self) -> str:
        """Said in the line itself: who is booked is not whoever is calling."""
        if self._line.patient is None:
            return FIND_TIME
        who = name_of(self._line.patient, privacy=self._workstation.privacy)
        return BOOK.format(patient=fit(who, min(width_of(who), _MOST_NAME)))

    @property
    def editor(self) -> LineEditor | None:
        """The line of the stage."""
        return {"patient": self._picker.editor, "line": self._line.editor}.get(self._stage, self._line.check.editor)

    @property
    def holds_at_once(self) -> bool:
        """A time that was highlighted or named is agreed on; an opening is held once the mark rests on it."""
        chosen = self._line.chosen
        return self._asks_whom or chosen is None or chosen.is_asked

    @property
    def _stage(self) -> str:
        if self._asks_whom:
            return "patient"
        return "reason" if self._line.check.is_asking else "line"

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter answers the stage; Shift+Tab goes back one."""
        if leaves(key):
            return Close()
        if key == "shift+tab":
            return self._back()
        if self._stage == "patient":
            return self._key_patient(key, character)
        if self._line.explains(key, character):
            return STAY
        if self._stage == "reason":
            return self._key_reason(key, character)
        if names_several(self._line.editor.text):  # it was pasted
            return Open(self._several())
        if key == "enter":
            return self._enter()
        self._line.key(key, character)
        return Open(self._several()) if names_several(self._line.editor.text) else STAY

    def choices(self) -> Choices | None:
        """The reasons, once one is asked for."""
        return self._line.check.choices()

    def leads_to(self) -> Slot | None:
        """The time that is chosen, once something was typed or chosen."""
        chosen = self._line.chosen
        return chosen.slot if chosen and self._line.has_said and not self._asks_whom else None

    def works_on(self) -> OpenTime | None:
        """The time that is chosen, as long as the visit; before it is known for whom, the one that was highlighted."""
        given = self._line.given
        if self._asks_whom:
            return time_of(self._workstation, given, None) if given else None
        return self._line.works_on()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def refresh(self) -> None:
        """Read again whom it is for, and look again for what is proposed. Raises NotFound."""
        patient, desk, actor = self._line.patient, self._workstation.desk, self._workstation.actor
        if patient:
            self._line.patient = desk.patients.by_id(actor, patient.id)
        if self._asks_whom:
            self._picker.search()
        else:
            self._line.look()

    def panel(self) -> tuple[Line, ...]:
        """For whom, how the line was read, what it proposes, and what the time that is chosen meets."""
        if not self._asks_whom:
            return (*(who := self._who()), *self._line.lines(_ROWS - len(who)))
        given = self._line.given
        where = slot_lines(self._workstation, given, None) if given else ()
        unknown = register_line(self._workstation) if self._picker.finds_nobody else ()
        return (*where, *self._picker.panel(), *unknown)

    def hint(self) -> Line:
        """Keys of the stage."""
        if self._stage == "reason":
            return self._line.check.hint("book over it")
        if self._stage == "patient":
            return keys_line(("Enter", "take"), ("Up Down", "choose"), ("Ctrl+X", "leave"))
        books = "show" if self._line.repeats else "book"
        enter = books if self._workstation.view.may(Privilege.BOOK) else "go there"
        off = frozenset[str]() if self._line.chosen else frozenset({enter, "choose"})
        pairs = (("Enter", enter), ("Up Down", "choose"), ("Shift+Tab", "back"), ("Ctrl+X", "leave"))
        return keys_line(*pairs, off=off)

    def state(self) -> PromptState:
        """Everything answered, typed and chosen so far, and the stage."""
        patient = self._line.patient
        fields = {
            "patient": str(patient.id) if patient else "",
            "after": str(self._after.appointment.id) if self._after else "",
            "stage": self._stage,
            **self._picker.fields(),
            **self._line.fields(),
        }
        return PromptState("book", slot_text(self._line.given), fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same booking at the same stage, looked for anew. Raises NotFound where the patient is gone."""
        fields, clinic = kept.fields, at.workstation.view.clinic
        slot = read_slot(fields.get("slot", ""))
        is_gone = slot is not None and not in_use(slot, clinic)
        after = scheduled_again(at.workstation, fields["after"]) if fields.get("after") else None
        left, is_taken = None if is_gone else slot, bool(fields.get("taken"))
        prompt = cls(at.workstation, at.site, slot=left, is_taken=is_taken, after=after)
        if fields.get("patient"):
            prompt._choose(patient_again(at.workstation, fields["patient"]))
        prompt._take_up(fields)
        is_chain = prompt._stage == "line" and names_several(prompt._line.editor.text)
        return Restored(prompt._several() if is_chain else prompt, PARKED_SLOT_GONE if is_gone else "")

    def _take_up(self, fields: Mapping[str, str]) -> None:
        self._asks_whom = fields.get("stage", "patient") == "patient"
        self._picker.search_again(fields)
        self._line.take_up(fields)
        if fields.get("stage") == "reason":
            self._line.check.ask_again(fields)

    def _several(self) -> FindChainPrompt:
        """The same words, which mean several visits."""
        self._line.editor.marks = ()
        line, is_found = self._line, not self._picker.is_empty
        return FindChainPrompt(
            self._workstation, self._site, line.editor, patient=line.patient, is_found=is_found, for_one=self._go_on_for
        )

    def _go_on_for(self, patient: Patient | None) -> BookPrompt:
        """The words mean one visit again; that of somebody else is no follow-up of the visit it began with."""
        if patient and patient != self._line.patient:
            self._after = None
            self._choose(patient)
        else:
            self._line.look()
        return self

    def _back(self) -> Outcome:
        """From the reason to the line, and from there to whom it is for.

        Who was found here may have been the wrong one; what was typed for whose record it was goes on for nobody else.
        """
        if self._stage == "reason":
            self._line.check.back()
        elif self._stage == "line":
            if self._picker.is_empty:
                self._line.editor.clear()
            self._line.patient, self._line.usual, self._after = None, None, None
            self._asks_whom = True
        return STAY

    def _key_patient(self, key: str, character: str | None) -> Outcome:
        if key == "enter" and (patient := self._picker.taken()):
            self._choose(patient)
        elif registers(self._workstation, key):
            return Open(new_patient_form(self._workstation, self._site, self._picker.editor.text), over=True)
        else:
            self._picker.key(key, character)
        return STAY

    def come_back(self, patient: PatientId | None) -> None:
        """Of the form: whoever was registered is who it is for. Raises NotFound."""
        if patient is not None:
            self._choose(self._workstation.desk.patients.by_id(self._workstation.actor, patient))

    def _choose(self, patient: Patient) -> None:
        """It is for them, whose phones and alerts are shown from now on, so that their record is opened."""
        self._warning = note_opened(self._workstation, patient, "book")
        self._line.usual = self._workstation.desk.schedule.usual(self._workstation.actor, patient, after=self._after)
        self._line.patient, self._asks_whom = patient, False
        self._line.look()

    def _enter(self) -> Outcome:
        """Book it, show every visit of what comes again, or ask for whom. Raises BadInput where there is none."""
        chosen, patient = self._line.taken(), self._line.patient
        if not self._workstation.view.may(Privilege.BOOK):
            return Go(Place("day", Day(chosen.slot.site, chosen.slot.wall.date()), slot=chosen.slot))
        if patient is None:
            self._line.agree(chosen)
            self._asks_whom = True
            return STAY
        if series := self.series():
            return Open(series)
        return STAY if self._line.check.asks() else self._book(chosen, patient, {})

    def _key_reason(self, key: str, character: str | None) -> Outcome:
        overrides, chosen, patient = self._line.check.key(key, character), self._line.chosen, self._line.patient
        return STAY if overrides is None or not chosen or not patient else self._book(chosen, patient, overrides)

    def _book(self, chosen: Proposal, patient: Patient, overrides: dict[str, str]) -> Outcome:
        request, desk, actor = chosen.request(patient.id), self._workstation.desk, self._workstation.actor
        return self._line.check.make(lambda: desk.schedule.book(actor, replace(request, overrides=overrides)), request)

    def series(self) -> SeriesPrompt | None:
        """The series that is typed; None where none is. Raises BadInput for one that cannot be."""
        request, patient = self._line.series(), self._line.patient
        return SeriesPrompt(self._workstation, self._site, patient, request, self) if request and patient else None

    def _who(self) -> tuple[Line, ...]:
        """Name and birth date, and what must be known of them."""
        patient, privacy = self._line.patient, self._workstation.privacy
        if patient is None:
            return ()
        today = local(self._workstation.view.now, self._site.tz).date()
        return (*self._warning, *patient_head(patient, today, privacy=privacy))
