"""What an act meets that a reason leads over: a letter names the reason, Enter does it all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Severity
from core.errors import Refused
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.reasons import reason_menu
from tui.text.hiding import hide_conflict
from tui.text.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.conflict import Conflict
    from core.journal.change import Change
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class OverridePrompt:
    """The conflicts and the reasons; one reason is given for every rule that asks for one."""

    label = "Reason"
    carries = False
    editor = None

    def __init__(
        self,
        workstation: Workstation,
        conflicts: Sequence[Conflict],
        act: Callable[[Mapping[str, str]], Change],
        *,
        title: str,
        word: str,
    ) -> None:
        """`act` does it for these reasons, {"C3": "urgent"}; `title` says to whom, `word` what: 'arrive'."""
        self._workstation, self._act = workstation, act
        self._conflicts = tuple(conflicts)
        self._title, self._word = title, word
        self._menu = reason_menu(workstation, "override")

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses, Enter acts. What it meets by then that it did not meet before is shown, and asked for."""
        if leaves(key):
            return Close()
        if key != "enter":
            self._menu.key(key, character)
            return STAY
        reason = self._menu.taken()
        rules = dict.fromkeys(one.rule for one in self._conflicts if one.severity is not Severity.WARN)
        try:
            return Did(self._act(dict.fromkeys(rules, reason.code)))
        except Refused as refused:
            self._conflicts, self._menu.chosen = refused.conflicts, None
            raise

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom it is about, what is met, and the reasons."""
        met = (conflict_line(hide_conflict(self._workstation, conflict)) for conflict in self._conflicts)
        return (((f" {self._title} ", "head"),), *met, *self._menu.lines())

    def hint(self) -> Line:
        """Keys."""
        return self._menu.hint(self._word)

    def refresh(self) -> None:
        """What is met is asked again by Enter."""
