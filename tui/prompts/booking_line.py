"""One line, the times that it proposes for a patient, and what the one that is chosen meets: each follows the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput
from core.schedule.series.requests import SeriesRequest
from tui.prompts.booking_check import BookingCheck
from tui.prompts.intent_line import IntentLine
from tui.prompts.proposals import SHOWN, Proposal, Proposals
from tui.prompts.repeating import rule_from, rule_lines
from tui.prompts.restore_context import number_again, type_again, typed_fields
from tui.prompts.sentences import FIND_TIME_NONE
from tui.prompts.slot_words import slot_lines
from tui.prompts.target import time_of, with_besides
from tui.selection.place import read_slot, slot_text
from tui.text.lines import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.schedule.holds.use_cases import OpenTime
    from core.schedule.slots.usual import Usual
    from tui.prompts.editor import LineEditor
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MOST: Final = 20 * SHOWN
_LEAST_SHOWN: Final = 2
_WIDTH: Final = 80


class BookingLine:
    """What is typed and chosen, for whoever it is; `given` is the time highlighted, which `is_taken` or not."""

    def __init__(self, workstation: Workstation, site: Site, given: Slot | None, *, is_taken: bool = False) -> None:
        self.given, self._is_taken = given, is_taken
        self.patient: Patient | None = None
        self.usual: Usual | None = None
        """What goes without saying for the patient."""
        self.check = BookingCheck(workstation)
        self._workstation, self._site = workstation, site
        self._line = IntentLine(workstation)
        self._proposals = Proposals(workstation, site)

    @property
    def editor(self) -> LineEditor:
        """The line."""
        return self._line.editor

    @property
    def chosen(self) -> Proposal | None:
        """The time that is chosen."""
        return self._proposals.chosen

    @property
    def has_said(self) -> bool:
        """Whether something was typed, or chosen by an arrow."""
        return not self._line.is_empty or self._proposals.is_chosen

    @property
    def repeats(self) -> bool:
        """Whether what is typed comes again."""
        return bool(self._line.repeating.rule)

    def key(self, key: str, character: str | None) -> None:
        """Up and down choose, Tab types what may have been meant, anything typed is read and looked for."""
        if key in {"up", "down"}:
            if self._proposals.move(1 if key == "down" else -1):
                self.look()
            else:
                self.assess()
            return
        before = self.editor.text
        if key == "tab":
            self._line.complete()
        else:
            self.editor.key(key, character)
        if self.editor.text == before:
            return
        if key != "tab":
            self._line.typed()
        self._proposals.begin()
        self.look()

    def explains(self, key: str, character: str | None) -> bool:
        """Whether the key asks what would free the time; that of one that was asked for and is not free comes first."""
        if not self.check.explains(key, character):
            return False
        if self._proposals.choose_refused():
            self.assess()
            self.check.explains(key, character)
        return True

    def taken(self) -> Proposal:
        """The time that Enter takes. Raises BadInput while a word cannot be read, or there is none."""
        if self._line.refusal:
            raise BadInput(self._line.refusal)
        if self.chosen is None:
            raise BadInput(self._proposals.problem or FIND_TIME_NONE)
        return self.chosen

    def agree(self, chosen: Proposal) -> None:
        """That time is proposed first from now on."""
        self.given, self._is_taken = chosen.slot, False

    def series(self) -> SeriesRequest | None:
        """The series that is typed; None where none is. Raises BadInput for one that cannot be."""
        if not self.repeats or self.chosen is None or self.patient is None:
            return None
        rule = rule_from(self._workstation, self._site, self._line.repeating.rule, self.chosen.slot)
        return SeriesRequest(self.chosen.request(self.patient.id), rule) if rule else None

    def look(self) -> None:
        """Read the line and look for what it asks for, all of it in one transaction."""
        with self._workstation.snapshot():
            has_slot, most = self.given is not None, self._proposals.most
            self._line.understand(self.patient, self.usual, has_slot=has_slot, limit=most)
            if self._line.read:
                self._proposals.look(
                    self._line.read,
                    self.given,
                    self._in_the_way if self._may_check else None,
                    prefers_given=not self._is_taken,
                )
            self.assess()

    def works_on(self) -> OpenTime | None:
        """The time that is chosen, of everybody who is to be there; None before it is known for whom."""
        chosen = self.chosen if self.patient else None
        time = time_of(self._workstation, chosen.slot, chosen.minutes) if chosen else None
        return with_besides(time, self.check.assessment)

    def assess(self) -> None:
        """What the time that is chosen meets; nothing before it is known for whom it is."""
        chosen = self.chosen if self._line.read and self._may_check else None
        self.check.check(chosen.request(self.patient.id) if chosen and self.patient else None)

    def lines(self, rows: int) -> tuple[Line, ...]:
        """How the line was read, what it proposes, and what the time that is chosen meets, in so many rows of 80 cells.

        What is met is never left out for what is proposed; while a reason is asked for, nothing else is.
        """
        if self.check.is_asking:
            return self._met()
        slot = self.chosen.slot if self.chosen else None
        head = (
            *self._line.lines(self._proposals.echo),
            *rule_lines(self._workstation, self._site, self._line.repeating.rule, slot),
        )
        met = self._met()
        left = rows - len(whole((*head, *met), _WIDTH)) - 1
        return (*head, *(() if self._line.problem else self._proposals.lines(max(left, _LEAST_SHOWN))), *met)

    def fields(self) -> dict[str, str]:
        """What is typed, and the time that an arrow chose."""
        chosen = self.chosen if self._proposals.is_chosen else None
        return {
            "slot": slot_text(self.given),
            "taken": "taken" if self._is_taken else "",
            "chosen": slot_text(chosen.slot) if chosen else "",
            "most": "" if self._proposals.most == SHOWN else str(self._proposals.most),
            **typed_fields("words", self.editor),
            **self.check.fields(),
        }

    def take_up(self, fields: Mapping[str, str]) -> None:
        """Type it again, look for it anew, and choose what was chosen if it is still proposed."""
        type_again("words", self.editor, fields)
        most = number_again(fields["most"]) if fields.get("most") else SHOWN
        self._proposals.most = min(max(most, SHOWN), _MOST)
        self.look()
        if fields.get("chosen"):
            self._proposals.choose(read_slot(fields["chosen"]))
            self.assess()

    @property
    def _may_check(self) -> bool:
        """Whether what a time meets can be asked: it is known for whom, by who may book."""
        return self.patient is not None and self._workstation.view.may(Privilege.BOOK)

    def _in_the_way(self, asked: Proposal) -> tuple[str, ...]:
        """The rules that stand in the way of it; of what cannot be checked, that."""
        if self.patient:
            self.check.check(asked.request(self.patient.id))
        return self.check.checked.rules if self.check.checked else (self.check.problem,)

    def _met(self) -> tuple[Line, ...]:
        """Where and until when the time that is chosen is, and what it meets."""
        checked = self.check.checked
        if self.chosen is None or self.patient is None:
            return ()
        where = slot_lines(self._workstation, self.chosen.slot, checked.assessment if checked else None)
        problem: tuple[Line, ...] = (((f" {self.check.problem}", "error"),),) if self.check.problem else ()
        return (*where, *self.check.lines(), *problem)
