"""When a provider works (`E`): leave, an extra session, a block, cancelled sessions, and what of these goes again.

A letter chooses what to do, a digit what is to be taken away. Whom it would strand is shown before Enter does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_wall
from core.errors import BadInput, ClinicdeskError, NotFound
from core.journal.change import Change
from core.schedule.availability.requests import RemovalRequest
from core.schedule.availability.telling import dated_on, told
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.prompts.editor import LineEditor
from tui.prompts.hours_typed import HoursKind, HoursOf, read_change
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, type_again, typed_fields
from tui.prompts.sentences import (
    HOURS_CHOOSE,
    HOURS_GONE,
    HOURS_HELP,
    HOURS_HOW,
    HOURS_MORE,
    HOURS_NONE_STRANDED,
    PARKED_SLOT_GONE,
)
from tui.selection.place import Slot, in_use, read_slot, slot_text
from tui.text.lines import keys_line
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.dated import Dated
    from core.schedule.availability.changing import AvailabilityReport
    from core.schedule.availability.requests import AvailabilityRequest
    from core.schedule.to_move import ToBeMoved
    from tui.text.lines import Line
    from tui.workstation import Workstation

_DIGITS: Final = "123456789"
_NAMED: Final = 8
"""How many of those stranded are named; the question needs its rows too."""
_LETTERS: Final = {kind.letter: kind for kind in HoursKind}


class HoursPrompt:
    """What is to be done with a provider's hours, and then when."""

    carries = False

    def __init__(self, workstation: Workstation, slot: Slot) -> None:
        """`slot` says whose, at which site and on which day."""
        self._workstation, self._slot = workstation, slot
        self._of = HoursOf(slot.provider, slot.site, slot.start.date())
        self._line = LineEditor()
        self._kind: HoursKind | None = None
        self._removes: int | None = None
        self._report: AvailabilityReport | None = None
        self._problem = ""

    @property
    def label(self) -> str:
        """The question."""
        if self._removes is not None:
            return "Take away"
        return self._kind.value if self._kind else "Hours"

    @property
    def editor(self) -> LineEditor | None:
        """The line, once it is said what to do."""
        return self._line if self._kind else None

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter or digit chooses; Enter does it. Raises what the desk refuses."""
        if leaves(key):
            return Close()
        if self._kind is None and self._removes is None:
            return self._choose(key, (character or "").lower())
        if key == "shift+tab":
            self._kind = self._removes = None
        elif key == "enter":
            return self._change()
        elif self._kind:
            self._line.key(key, character)
        self.refresh()
        return STAY

    def choices(self) -> Choices | None:
        """What to do, until there is a line for it; nothing answers whether it is to be taken away but Enter."""
        if self._kind is not None:
            return None
        is_chosen = self._removes is not None
        return Choices(() if is_chosen else (*_LETTERS, *_DIGITS), self._choose_none)

    def _choose_none(self) -> None:
        self._removes = None
        self.refresh()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def refresh(self) -> None:
        """Ask again what would come of it."""
        self._report, self._problem = None, ""
        try:
            request = self._request()
            if request is not None:
                self._report = self._workstation.desk.schedule.assess_hours(self._workstation.actor, request)
        except ClinicdeskError as error:
            self._problem = error.sentence

    def panel(self) -> tuple[Line, ...]:
        """Whose hours, and the choice, or what would come of it."""
        clinic = self._workstation.view.clinic
        provider, site = clinic.providers[self._of.provider], clinic.sites[self._of.site]
        head: Line = ((f" {provider.name} ", "head"), (f" {self._of.on:%a %-d %b %Y} at {site.name}", "panel"))
        if self._kind is None and self._removes is None:
            return (head, *self._choices())
        asks_how = self._kind if not self._line.text.strip() else None
        how: tuple[Line, ...] = (((f" {HOURS_HOW[asks_how.name]}", "hint"),),) if asks_how else ()
        if self._report:
            act: Line = ((f" {self._report.act}", "ok"),)
            return (head, *how, act, *self._stranded(self._report.stranded, self._report.count))
        return (head, *(how or (((f" {self._problem}", "warn"),),)))

    def hint(self) -> Line:
        """Keys."""
        if self._kind is None and self._removes is None:
            digits = (("1-9", "take away"),) if self._there() else ()
            return keys_line(("letter", "choose"), *digits, ("Ctrl+X", "leave"))
        label = "do it"
        off = frozenset[str]() if self._report else frozenset({label})
        return keys_line(("Enter", label), ("Shift+Tab", "back"), ("Ctrl+X", "leave"), off=off)

    def state(self) -> PromptState:
        """Whose hours, what is to be done, and what is typed."""
        fields = {
            "slot": slot_text(self._slot),
            "kind": self._kind.name if self._kind else "",
            "removes": "" if self._removes is None else str(self._removes),
            **typed_fields("line", self._line),
        }
        return PromptState("hours", "", fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same question of the hours as they are now. Raises NotFound for a provider or site no longer in use."""
        slot = read_slot(kept.fields.get("slot", ""))
        if slot is None or not in_use(slot, at.workstation.view.clinic):
            raise NotFound(PARKED_SLOT_GONE)
        prompt = cls(at.workstation, slot)
        prompt._kind = next((kind for kind in HoursKind if kind.name == kept.fields.get("kind")), None)
        removes = kept.fields.get("removes", "")
        there = {str(one.number): one.number for one in prompt._there()}
        prompt._removes = there.get(removes)
        type_again("line", prompt._line, kept.fields)
        prompt.refresh()
        return Restored(prompt, HOURS_GONE if removes and removes not in there else "")

    def _choose(self, key: str, character: str) -> Outcome:
        there = dict(zip(_DIGITS, self._there(), strict=False))
        if key == "enter":
            raise BadInput(HOURS_CHOOSE)
        if character in there:
            self._removes = there[character].number
        else:
            self._kind = _LETTERS.get(character)
        self.refresh()
        return STAY

    def _request(self) -> AvailabilityRequest | None:
        if self._removes is not None:
            return RemovalRequest(self._removes)
        return read_change(self._workstation, self._of, self._kind, self._line.text) if self._kind else None

    def _change(self) -> Outcome:
        request = self._request()
        if request is None:
            return STAY
        report = self._workstation.desk.schedule.change_hours(self._workstation.actor, request)
        assert report.entry is not None  # noqa: S101 - it was done
        return Did(Change(report.entry, report.sentence))

    def _there(self) -> tuple[Dated, ...]:
        """What is set up for the provider on that day."""
        return dated_on(self._workstation.view.clinic, self._of.provider, self._of.site, self._of.on)

    def _choices(self) -> Iterator[Line]:
        view = self._workstation.view
        for kind in HoursKind:
            yield ((f" {kind.letter} ", "hint-key"), (f"{kind.value:<16}", "panel"), (HOURS_HELP[kind.name], "hint"))
        for digit, one in zip(_DIGITS, self._there(), strict=False):
            yield ((f" {digit} ", "hint-key"), (f"take away: {told(view.clinic, one, view.now)}", "panel"))

    def _stranded(self, found: tuple[ToBeMoved, ...], count: str) -> Iterator[Line]:
        """How many and who fall outside, the next one first."""
        if not found:
            yield ((f" {HOURS_NONE_STRANDED}", "hint"),)
            return
        now, privacy = self._workstation.view.now, self._workstation.privacy
        yield ((f" {count}", "warn"),)
        for one in found[:_NAMED]:
            when = format_wall(one.scheduled.appointment.start, one.site, now)
            who = name_of(one.scheduled.patient, privacy=privacy)
            yield ((f"   {when:<17} ", "time"), (f"{who}  {one.scheduled.appointment.visit_type}", "panel"))
        if len(found) > _NAMED:
            yield ((f"   {HOURS_MORE.format(count=len(found) - _NAMED)}", "hint"),)
