"""Undo or redo of what was not done at this desk: it says which act that is, and Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import NotFound
from core.journal.model import UNDO
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.reasoned import done_or_asked
from tui.prompts.reasoned_act import TakingBack, act_again
from tui.prompts.restore_context import RestoreContext, Restored
from tui.prompts.sentences import ALREADY_TAKEN_BACK, NOT_DONE_HERE, NOT_UNDONE_HERE, PARKED_UNKNOWN
from tui.text.hiding import hide_act
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.journal.model import NextAct
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class TakeBackPrompt:
    """The newest own act, of another desk, of the command line, or of before this desk was opened."""

    carries = False
    editor = None

    def __init__(self, workstation: Workstation, verb: str, act: NextAct) -> None:
        self._workstation, self._verb, self._act = workstation, verb, act
        self._taking_back = TakingBack(workstation, verb, act.entry)

    @property
    def label(self) -> str:
        """What its key does."""
        return self._taking_back.word.capitalize()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter does it, if it is still what comes next. Raises what the desk refuses."""
        if leaves(key):
            return Close()
        return done_or_asked(self._workstation, self._taking_back) if key == "enter" else STAY

    def choices(self) -> Choices:
        """No letter chooses anything."""
        return Choices((), lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The act, with when it was done, and why that is asked."""
        why = NOT_DONE_HERE if self._verb == UNDO else NOT_UNDONE_HERE
        told = hide_act(self._workstation, self._act.sentence, self._taking_back.patients)
        return (((f" {why}", "warn"),), ((f" {told} ({self._act.when})", "head"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", self._taking_back.word), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Whether it is still what comes next is asked by Enter."""

    def state(self) -> PromptState:
        """The entry that is meant."""
        key, texts = self._taking_back.texts()
        return PromptState("take-back", key, texts)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same, where it is still what comes next. Raises NotFound."""
        act, _ = act_again(at.workstation, kept.key, kept.fields)
        if not isinstance(act, TakingBack):
            raise NotFound(PARKED_UNKNOWN)
        verb = kept.fields["act"]
        following = at.workstation.desk.journal.next_act(at.workstation.actor, verb)
        if following.entry != act.entry:
            raise NotFound(ALREADY_TAKEN_BACK)
        return Restored(cls(at.workstation, verb, following))
