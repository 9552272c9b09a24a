"""The line that says what a caller wants, in any order of words: how it was read, and what could not be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.errors import BadInput, ClinicdeskError
from core.schedule.slots.line import Unread
from core.structs import replace
from tui.prompts.editor import LineEditor
from tui.prompts.repeating import Repeating, split_repeating
from tui.prompts.sentences import FIND_TIME_THEN, INTENT_HOW, INTENT_TAB, INTENT_TYPES
from tui.terminal.cells import fit
from tui.text.lines import Line

if TYPE_CHECKING:
    from core.patients.model import Patient
    from core.schedule.slots.usual import Usual
    from core.schedule.slots.words import Understood
    from tui.workstation import Workstation

_TYPES_CELLS = 60


class IntentLine:
    """One line, read anew with every key. It never says for whom: a name in it is a provider's."""

    def __init__(self, workstation: Workstation) -> None:
        self.editor = LineEditor()
        self.read: Understood | None = None
        """None while it cannot be read at all."""
        self.repeating = Repeating("", "")
        self.problem = ""
        """Why it cannot."""
        self._workstation = workstation
        self._tabbed: tuple[Unread, str] | None = None
        """What Tab put into the place of words that could not be read, and those words."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.editor.text.strip()

    @property
    def refusal(self) -> str:
        """Why Enter takes nothing yet; '' where everything was read."""
        return self.read.unread[0].sentence if self.read and self.read.unread else self.problem

    def understand(self, patient: Patient | None, usual: Usual | None, *, has_slot: bool, limit: int) -> None:
        """Read what is typed, for the patient."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self.read, self.problem, ambiguous = None, "", None
        try:
            self.repeating = split_repeating(self.editor.text, has_slot=has_slot)
        except BadInput as refusal:
            words = refusal.instead[0].removeprefix("every ")
            ambiguous = Unread(words, refusal.sentence, refusal.instead)
            self.repeating = Repeating("", self.editor.text.replace(words, " "))
        try:
            read = desk.schedule.read_search(actor, self.repeating.others, patient=patient, usual=usual, limit=limit)
            self.read = replace(read, unread=(ambiguous, *read.unread)) if ambiguous else read
        except ClinicdeskError as error:
            self.problem = error.sentence
        self.editor.marks = tuple(filter(None, (self._span(one.words) for one in self._unread)))

    def complete(self) -> bool:
        """Put what may have been meant in the place of the first words that could not be read; again: the next of it.

        Whether there was anything to put there.
        """
        if self._tabbed and self._span(self._tabbed[1]):
            unread, put = self._tabbed
            after = unread.instead[(unread.instead.index(put) + 1) % len(unread.instead)]
            self._put(unread, put, after)
            return True
        first = next((one for one in self._unread if one.instead and self._span(one.words)), None)
        if first is not None:
            self._put(first, first.words, first.instead[0])
        return first is not None

    def typed(self) -> None:
        """Something else was typed: Tab begins anew."""
        self._tabbed = None

    def lines(self, echo: str) -> tuple[Line, ...]:
        """What can be typed, how it was read, what could have been meant besides, and what could not be read."""
        if self.problem:
            return (((f" {self.problem}", "warn"),),)
        told: list[Line] = [((f" {echo}", "ok"),)] if echo else []
        for one in self._unread:
            more = f" {INTENT_TAB.format(instead=one.instead[0])}" if one.instead and self._span(one.words) else ""
            told.append(((f" {one.sentence}{more}", "warn"),))
        told += [((f" {note}", "hint"),) for note in (self.read.notes if self.read else ())]
        return (*self._how(), *told)

    @property
    def _unread(self) -> tuple[Unread, ...]:
        return self.read.unread if self.read else ()

    def _how(self) -> tuple[Line, ...]:
        """Before anything is typed: how, and which types of visit there are."""
        if not self.is_empty:
            return ()
        kinds = (one.code for one in self._workstation.view.clinic.visit_types.values() if not one.retired)
        types = fit(" ".join(kinds), _TYPES_CELLS).rstrip()
        how = (INTENT_HOW, INTENT_TYPES.format(types=types), FIND_TIME_THEN)
        return tuple(((f" {line}", "hint"),) for line in how)

    def _put(self, unread: Unread, before: str, after: str) -> None:
        span = self._span(before)
        if span:
            text, is_at_end = self.editor.text, self.editor.cursor == len(self.editor.text)
            cursor = None if is_at_end else span[0] + len(after)
            self.editor.put_back(f"{text[: span[0]]}{after}{text[span[1] :]}", cursor)
            self._tabbed = unread, after

    def _span(self, words: str) -> tuple[int, int] | None:
        """Where these words stand in the line; None where they were spelt otherwise."""
        spaced = r"\s+".join(map(re.escape, words.split()))
        found = re.search(rf"(?<!\S){spaced}(?!\S)", self.editor.text, re.IGNORECASE) if words else None
        return found.span() if found else None
