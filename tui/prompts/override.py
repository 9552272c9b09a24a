"""What an act meets that a reason leads over: a letter names the reason, Enter does it all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from core.conflict import Conflict, Severity
from core.errors import BadInput, NotFound, Refused
from core.record_ref import AppointmentId
from tui.drafts.prompt_state import PromptState
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.reasoned_act import act_again
from tui.prompts.reasons import reason_menu
from tui.prompts.restore_context import RestoreContext, Restored
from tui.prompts.sentences import PARKED_UNKNOWN
from tui.text.hiding import hide_conflict
from tui.text.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.journal.change import Change
    from tui.keys.menu_typing import Choices
    from tui.prompts.editor import LineEditor
    from tui.prompts.reasoned_act import ReasonedAct
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class OverridePrompt:
    """The conflicts and the reasons; one reason is given for every rule that asks for one."""

    label = "Reason"
    carries = False

    def __init__(self, workstation: Workstation, conflicts: Sequence[Conflict], act: ReasonedAct) -> None:
        self._workstation, self._act = workstation, act
        self._conflicts = tuple(conflicts)
        self._menu = reason_menu(workstation, "override")

    @property
    def editor(self) -> LineEditor | None:
        """The line for the words of a reason, while these are asked for."""
        return self._menu.editor

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses, Enter acts. What it meets by then that it did not meet before is shown, and asked for."""
        if leaves(key):
            return Close()
        if key == "shift+tab" and self._menu.back():
            return STAY
        if key != "enter":
            self._menu.key(key, character)
            return STAY
        reason = self._menu.taken()
        if reason is None:
            return STAY
        rules = dict.fromkeys(one.rule for one in self._conflicts if one.severity is not Severity.WARN)
        try:
            return Did(self._done(dict.fromkeys(rules, reason)))
        except Refused as refused:
            self._conflicts = refused.conflicts
            self._menu.begin()
            raise

    def _done(self, reasons: Mapping[str, str]) -> Change:
        """Do it; without a reason where what asked for one is not met any more."""
        try:
            return self._act.do(reasons)
        except BadInput as needless:
            if needless.field != "override":
                raise
            return self._act.do({})

    def choices(self) -> Choices | None:
        """The reasons."""
        return self._menu.choices()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom it is about, what is met, and the reasons."""
        about = self._act.patients
        met = (conflict_line(hide_conflict(self._workstation, conflict, about)) for conflict in self._conflicts)
        return (((f" {self._act.title} ", "head"),), *met, *self._menu.lines())

    def hint(self) -> Line:
        """Keys."""
        return self._menu.hint(self._act.word)

    def refresh(self) -> None:
        """What is met is asked again by Enter."""

    def state(self) -> PromptState:
        """The act, what it met, and the reason chosen."""
        key, texts = self._act.texts()
        return PromptState("override", key, {**texts, "met": _written(self._conflicts), **self._menu.fields()})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same act on the records as they are now, with what it met when it was asked. Raises Refused, NotFound."""
        act, changed = act_again(at.workstation, kept.key, kept.fields)
        prompt = cls(at.workstation, _read(kept.fields.get("met", "")), act)
        prompt._menu.take_up(kept.fields)
        return Restored(prompt, changed)


def _written(conflicts: Sequence[Conflict]) -> str:
    return json.dumps([[one.rule, one.severity.value, one.message, *one.appointments] for one in conflicts])


def _read(text: str) -> tuple[Conflict, ...]:
    """The conflicts of that text. Raises NotFound for one that no desk wrote."""
    try:
        return tuple(
            Conflict(rule, Severity(severity), message, tuple(map(AppointmentId, numbers)))
            for rule, severity, message, *numbers in json.loads(text)
        )
    except (ValueError, TypeError) as error:
        raise NotFound(PARKED_UNKNOWN) from error
