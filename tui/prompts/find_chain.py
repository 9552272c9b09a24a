"""Find several visits one after the other: "then" among the words of a booking, and ways to have them, booked whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput, ClinicdeskError
from core.schedule.series.chain_words import names_several
from core.schedule.wanted import NOBODY
from core.structs import replace
from tui.drafts.prompt_state import PromptState
from tui.prompts.chain_lines import bundle_row, part_lines, visit_lines
from tui.prompts.picker import PatientPicker
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, leaves
from tui.prompts.registering import new_patient_form, register_line, registers
from tui.prompts.restore_context import typed_fields
from tui.prompts.sentences import CHAIN_CHOOSE, CHAIN_FIND, CHAIN_HOW, CHAIN_NONE, CHAIN_TAKE, CHAIN_WHOSE
from tui.selection.place import Slot
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import alert_lines, name_of, who_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.series.chain_requests import Bundle
    from core.schedule.series.chain_words import UnderstoodChain
    from tui.prompts.editor import LineEditor
    from tui.prompts.prompt import Prompt
    from tui.text.lines import Line
    from tui.workstation import Workstation

_NONE_YET: Final = -1


class FindChainPrompt:
    """Stages: the words, and for whom where nobody is known yet. Enter looks for ways, arrows choose, Enter books.

    Looking takes longer than a key may, so the words are read with every key and looked for by Enter alone; nothing is
    chosen then, so that an Enter too many books nothing.
    """

    carries = False
    asks_for_slot = True

    def __init__(
        self,
        workstation: Workstation,
        site: Site,
        editor: LineEditor,
        *,
        patient: Patient | None,
        for_one: Callable[[Patient | None], Prompt],
        is_found: bool = False,
    ) -> None:
        """A patient who `is_found` was looked for here. `for_one` is who asks where the words mean one visit again."""
        self._is_given = patient is not None and not is_found
        self._workstation, self._site, self._patient, self._for_one = workstation, site, patient, for_one
        self._words = editor
        self._picker = PatientPicker(workstation, site)
        self._asks_whom = False
        self._warning: tuple[Line, ...] = ()
        self._read: UnderstoodChain | None = None
        self._problem = ""
        self._found: tuple[Bundle, ...] | None = None
        self._at = _NONE_YET
        self._understand()

    @property
    def label(self) -> str:
        """The question of the stage."""
        return CHAIN_WHOSE if self._asks_whom else CHAIN_FIND

    @property
    def editor(self) -> LineEditor:
        """The line of the stage."""
        return self._picker.editor if self._asks_whom else self._words

    @property
    def _chosen(self) -> Bundle | None:
        return self._found[self._at] if self._found and self._at >= 0 else None

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter looks, then books what is chosen; Shift+Tab asks for whom."""
        if leaves(key):
            return Close()
        if self._asks_whom:
            return self._key_patient(key, character)
        if key == "enter":
            return self._enter()
        if key == "shift+tab":
            self._ask_whom()
        elif key in {"up", "down"} and self._found:
            self._at = min(max(self._at + (1 if key == "down" else -1), 0), len(self._found) - 1)
        else:
            before = self._words.text
            self._words.key(key, character)
            if self._words.text != before:
                return self._typed()
        return STAY

    def leads_to(self) -> Slot | None:
        """The schedule shows the first visit of what is chosen."""
        if self._chosen is None:
            return None
        first = self._chosen.visits[0]
        return Slot(first.site.code, first.provider.code, local(first.start, first.site.tz).replace(tzinfo=None))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def come_back(self, patient: PatientId | None) -> None:
        """Of the form: whoever was registered is whose visits they are. Raises NotFound."""
        if patient is not None:
            self._choose(self._workstation.desk.patients.by_id(self._workstation.actor, patient))

    def refresh(self) -> None:
        """Read whose they are and the words again, and look again where there were ways. Raises NotFound."""
        if self._patient:
            self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        if self._asks_whom:
            self._picker.search()
            return
        self._understand()
        if self._found:
            self._look_again()

    def panel(self) -> tuple[Line, ...]:
        """Whose they are, how the words were read, and the ways to have them."""
        if self._asks_whom:
            unknown = register_line(self._workstation) if self._picker.finds_nobody else ()
            return (*self._picker.panel(), *unknown)
        if not self._found:
            none = () if self._found is None else (((f" {CHAIN_NONE}", "warn"),),)
            return (*self._whose(), *self._reading(), *none)
        rows = (bundle_row(one, chosen=at == self._at) for at, one in enumerate(self._found))
        visits = visit_lines(self._workstation, self._chosen) if self._chosen else ()
        return (*self._whose(), *rows, *visits, ((f" {CHAIN_TAKE}", "hint"),))

    def hint(self) -> Line:
        """Keys of the stage."""
        if self._asks_whom:
            return keys_line(("Enter", "take"), ("Up Down", "choose"), ("Ctrl+X", "leave"))
        if self._found:
            off = frozenset[str]() if self._chosen else frozenset({"book all"})
            return keys_line(("Enter", "book all"), ("Up Down", "choose"), ("Ctrl+X", "leave"), off=off)
        return keys_line(("Enter", "find"), ("Shift+Tab", "for whom"), ("Ctrl+X", "leave"))

    def state(self) -> PromptState:
        """Whose they are, and what is typed: as of a booking, which they are again without "then"."""
        if self._asks_whom:
            typed = {} if self._is_given else typed_fields("words", self._words)
            return PromptState("book", "", {"stage": "patient", **self._picker.fields(), **typed})
        patient = str(self._patient.id) if self._patient else ""
        return PromptState("book", "", {"patient": patient, "stage": "line", **typed_fields("words", self._words)})

    def _key_patient(self, key: str, character: str | None) -> Outcome:
        if key == "shift+tab":
            self._asks_whom = False
        elif key == "enter" and (patient := self._picker.taken()):
            self._choose(patient)
            return self._enter() if names_several(self._words.text) else Open(self._for_one(patient))
        elif registers(self._workstation, key):
            return Open(new_patient_form(self._workstation, self._site, self._picker.editor.text), over=True)
        else:
            self._picker.key(key, character)
        return STAY

    def _ask_whom(self) -> None:
        """Look for somebody anew."""
        self._picker, self._asks_whom = PatientPicker(self._workstation, self._site), True

    def _choose(self, patient: Patient) -> None:
        """They are theirs; what was found for somebody else is looked for again.

        What was typed for whose record it was goes on for nobody else; who was found here may have been the wrong one.
        """
        if self._is_given and patient != self._patient:
            self._words.clear()
            self._is_given = False
        self._patient, self._asks_whom = patient, False
        self._forget()
        self._understand()

    def _typed(self) -> Outcome:
        if not names_several(self._words.text):
            return Open(self._for_one(self._patient))
        self._forget()
        self._understand()
        return STAY

    def _forget(self) -> None:
        self._found, self._at = None, _NONE_YET

    def _understand(self) -> None:
        """Read the words; what is wrong with them as a whole is told in their place."""
        desk, actor = self._workstation.desk, self._workstation.actor
        whose = self._patient.id if self._patient else NOBODY
        self._read, self._problem = None, ""
        try:
            self._read = desk.schedule.read_chain(
                actor, self._words.text, whose, lambda ref: desk.patients.by_ref(actor, ref)
            )
        except ClinicdeskError as error:
            self._problem = error.sentence

    def _enter(self) -> Outcome:
        """Look for ways to have them; with one chosen, book it. Raises BadInput while a word cannot be read."""
        if self._chosen:
            return self._book(self._chosen)
        if self._found:
            raise BadInput(CHAIN_CHOOSE)
        if self._read is None or self._read.unread:
            raise BadInput(self._read.unread[0].sentence if self._read else self._problem)
        if self._patient is None:
            self._ask_whom()
            return STAY
        people = (self._patient, *self._read.family)
        self._warning = tuple(
            line for one in dict.fromkeys(people) for line in note_opened(self._workstation, one, "book")
        )
        self._look()
        return STAY

    def _look(self) -> None:
        if self._read and self._patient:
            request = replace(self._read.request, patient=self._patient.id)
            self._found, self._at = self._workstation.desk.schedule.bundles(self._workstation.actor, request), _NONE_YET

    def _look_again(self) -> None:
        """What was chosen stays so, if it can be had still."""
        kept = self._chosen
        self._look()
        bookings = [one.bookings for one in self._found or ()]
        self._at = bookings.index(kept.bookings) if kept and kept.bookings in bookings else _NONE_YET

    def _book(self, bundle: Bundle) -> Outcome:
        desk, actor = self._workstation.desk, self._workstation.actor
        try:
            return Did(desk.schedule.book_chain(actor, bundle.bookings))
        except ClinicdeskError:
            self._look_again()
            raise

    def _whose(self) -> tuple[Line, ...]:
        """Whose visits they are: the name, and once they were looked for all by which nobody is mistaken."""
        privacy = self._workstation.privacy
        if self._patient is None:
            return ()
        if self._found is None:
            return (((f" {name_of(self._patient, privacy=privacy)} ", "head"),),)
        today = local(self._workstation.view.now, self._site.tz).date()
        who = who_line(self._patient, today, privacy=privacy)
        return (*self._warning, who, *alert_lines(self._patient, today, privacy=privacy))

    def _reading(self) -> tuple[Line, ...]:
        """How each visit was read and what holds for all, with what could not be read."""
        if self._read is None:
            return (((f" {self._problem}", "warn"),),)
        unread = (((f" {one.sentence}", "warn"),) for one in self._read.unread)
        return (((f" {CHAIN_HOW}", "hint"),), *unread, *part_lines(self._workstation, self._read))
