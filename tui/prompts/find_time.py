"""Find free time (`f`): words typed in any order, how they were read, and the openings that they ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.errors import BadInput, ClinicdeskError
from core.schedule.model.appointment import Mode
from core.schedule.series.chain_words import names_several
from core.structs import replace
from tui.drafts.prompt_state import PromptState
from tui.prompts.book import BookPrompt
from tui.prompts.editor import LineEditor
from tui.prompts.find_chain import FindChainPrompt
from tui.prompts.prompt import STAY, Close, Go, Open, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, patient_again, type_again, typed_fields
from tui.prompts.sentences import (
    FIND_TIME,
    FIND_TIME_ANOTHER,
    FIND_TIME_FOR,
    FIND_TIME_HOW,
    FIND_TIME_MORE,
    FIND_TIME_NONE,
    FIND_TIME_THEN,
)
from tui.selection.place import Day, Place, Slot, slot_text
from tui.terminal.cells import fit, width_of
from tui.text.lines import choice, keys_line, windowed
from tui.text.words import name_of

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.schedule.slots.model import Opening
    from core.schedule.slots.words import Understood
    from tui.prompts.prompt import Prompt
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 8
_MOST_NAME: Final = 24


class FindTimePrompt:
    """One line; the openings below it change with every key. Enter asks the rest of the booking."""

    carries = False
    asks_for_slot = True

    def __init__(self, workstation: Workstation, site: Site, *, patient: Patient | None = None) -> None:
        self._workstation, self._site, self._patient = workstation, site, patient
        self.editor = LineEditor()
        self._most = _SHOWN
        self._at = 0
        self._read: Understood | None = None
        self._openings: tuple[Opening, ...] = ()
        self._problem = ""
        self._search()

    @property
    def label(self) -> str:
        """For whom, in the line itself: who is booked is not whoever is calling."""
        who = name_of(self._patient, privacy=self._workstation.privacy) if self._patient else ""
        return FIND_TIME_FOR.format(patient=fit(who, min(width_of(who), _MOST_NAME))) if who else FIND_TIME

    @property
    def _chosen(self) -> Opening | None:
        """The opening highlighted."""
        return self._openings[self._at] if self._openings else None

    def key(self, key: str, character: str | None) -> Outcome:
        """Up and down choose, Enter takes, anything typed searches again."""
        if leaves(key):
            return Close()
        if names_several(self.editor.text):  # it was pasted
            return Open(self._several())
        if key == "enter":
            return self._enter()
        if key == "shift+tab":
            self._for_another()
            return STAY
        if key in {"up", "down"}:
            self._move(1 if key == "down" else -1)
            return STAY
        before = self.editor.text
        self.editor.key(key, character)
        if self.editor.text != before:
            if names_several(self.editor.text):
                return Open(self._several())
            self._most, self._at = _SHOWN, 0
            self._search()
        return STAY

    def leads_to(self) -> Slot | None:
        """The schedule shows what is highlighted, once something was typed or chosen."""
        return self._slot(self._chosen) if self._chosen and (self._at or self.editor.text.strip()) else None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def refresh(self) -> None:
        """Search again: somebody else may have taken one. Raises NotFound where the patient is gone."""
        if self._patient:
            self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        kept = self._chosen
        self._search()
        starts = [(one.start, one.provider) for one in self._openings]
        here = (kept.start, kept.provider) if kept else None
        self._at = starts.index(here) if here in starts else 0

    def panel(self) -> tuple[Line, ...]:
        """For whom, how the words were read, and what they find."""
        who = name_of(self._patient, privacy=self._workstation.privacy) if self._patient else ""
        head: tuple[Line, ...] = (((f" {who}", "head"), (f"  {FIND_TIME_ANOTHER}", "hint")),) if who else ()
        if not self.editor.text.strip():
            head += (((f" {FIND_TIME_HOW}", "hint"),), ((f" {FIND_TIME_THEN}", "hint"),))
        if self._problem:
            return (*head, ((f" {self._problem}", "warn"),))
        unread = tuple(((f" {one.sentence}", "warn"),) for one in self._read.unread) if self._read else ()
        echo: tuple[Line, ...] = (((f" {self._read.echo}", "ok"),),) if self._read else ()
        return (*head, *unread, *echo, *self._rows())

    def hint(self) -> Line:
        """Keys."""
        enter = "book" if self._workstation.view.may(Privilege.BOOK) else "go there"
        off = frozenset[str]() if self._openings else frozenset({enter, "choose"})
        return keys_line(("Enter", enter), ("Up Down", "choose"), ("Ctrl+X", "leave"), off=off)

    def state(self) -> PromptState:
        """For whom it is, and what is typed."""
        key = str(self._patient.id) if self._patient else ""
        return PromptState("find-time", key, typed_fields("words", self.editor))

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same words, searched anew. Raises NotFound where the patient is gone."""
        patient = patient_again(at.workstation, kept.key) if kept.key else None
        prompt = cls(at.workstation, at.site, patient=patient)
        type_again("words", prompt.editor, kept.fields)
        if names_several(prompt.editor.text):
            return Restored(prompt._several())
        prompt._search()
        return Restored(prompt)

    def _enter(self) -> Outcome:
        """Book it, or for who may not: go there. Raises BadInput while a word cannot be read, or nothing is found."""
        if self._read and self._read.unread:
            raise BadInput(self._read.unread[0].sentence)
        opening = self._chosen
        if opening is None:
            raise BadInput(self._problem or FIND_TIME_NONE)
        slot = self._slot(opening)
        if not self._workstation.view.may(Privilege.BOOK):
            return Go(Place("day", Day(slot.site, slot.start.date()), slot=slot))
        return Open(self._booking(opening, slot))

    def _several(self) -> FindChainPrompt:
        """The same words, which mean several visits."""
        return FindChainPrompt(
            self._workstation, self._site, self.editor, patient=self._patient, for_one=self._go_on_for
        )

    def _go_on_for(self, patient: Patient | None) -> FindTimePrompt:
        """The words mean one visit again."""
        self._patient, self._most, self._at = patient, _SHOWN, 0
        self._search()
        return self

    def _for_another(self) -> None:
        """For a new caller, who is asked for with the booking; nothing typed for somebody goes on for another."""
        if self._patient is None:
            return
        self._patient, self._most, self._at = None, _SHOWN, 0
        self.editor.clear()
        self._search()

    def _booking(self, opening: Opening, slot: Slot) -> Prompt:
        """The booking as if it had been typed so far: for whom, when, and which type, how long and how it is held."""
        minutes = (opening.end - opening.start) // timedelta(minutes=1)
        kind = self._workstation.view.clinic.visit_types[opening.visit_type]
        fields = {
            "patient": str(self._patient.id) if self._patient else "",
            "slot": slot_text(slot),
            "at": f"{slot.provider} {slot.start:%Y-%m-%d %H:%M}",
            "type": kind.code if minutes == kind.minutes else f"{kind.code} {minutes}min",
            "mode": opening.mode.value,
        }
        at = RestoreContext(self._workstation, self._site)
        return BookPrompt.from_state(PromptState("book", "", fields), at).prompt

    def _slot(self, opening: Opening) -> Slot:
        """Where it stands on the schedule."""
        start = local(opening.start, self._workstation.view.clinic.sites[opening.site].tz)
        return Slot(opening.site, opening.provider, start.replace(tzinfo=None))

    def _move(self, rows: int) -> None:
        """Highlight another; more are looked for where there are more."""
        if self._at + rows >= len(self._openings) >= self._most:
            self._most += _SHOWN
            self._search()
        self._at = min(max(self._at + rows, 0), max(len(self._openings) - 1, 0))

    def _search(self) -> None:
        """Read the words and look for what they ask for: openings that could all be taken."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self._read, self._openings, self._problem = None, (), ""
        try:
            with self._workstation.snapshot():
                read = desk.schedule.read_search(actor, self.editor.text, patient=self._patient, limit=self._most)
                self._read = read
                self._openings = desk.schedule.openings(actor, replace(read.search, apart=True))
        except ClinicdeskError as error:
            self._problem = error.sentence
        self._at = min(self._at, max(len(self._openings) - 1, 0))

    def _rows(self) -> tuple[Line, ...]:
        if not self._openings:
            return (((f" {FIND_TIME_NONE}", "hint"),),)
        more: tuple[Line, ...] = (((f" {FIND_TIME_MORE}", "hint"),),) if len(self._openings) == self._most else ()
        shown = windowed(self._openings, self._at, _SHOWN)
        return (*(self._row(one, chosen=row == self._at) for row, one in shown), *more)

    def _row(self, opening: Opening, *, chosen: bool) -> Line:
        clinic = self._workstation.view.clinic
        start = local(opening.start, clinic.sites[opening.site].tz)
        place = opening.room or ("" if opening.mode is Mode.IN_PERSON else opening.mode.value)
        cells = (
            fit(f"{start:%a %-d %b} {format_clock(start)}", 17),
            fit(clinic.providers[opening.provider].short, 12),
            fit(clinic.sites[opening.site].name, 11),
            fit(place, 5),
            fit(", ".join(opening.why), 29),
        )
        return choice(" ".join(cells), chosen=chosen)
