"""The box for a time: what is typed names it, and while nothing is, what the arrows chose on the schedule does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from tui.prompts.editor import LineEditor
from tui.prompts.restore_context import type_again, typed_fields
from tui.prompts.sentences import CHOOSE_A_SLOT
from tui.prompts.slot_words import slot_words
from tui.prompts.target import read_target
from tui.selection.place import in_use, read_slot, slot_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class SlotChoice:
    """One box; a slot that is given is agreed on from the start."""

    def __init__(self, workstation: Workstation, site: Site, given: Slot | None) -> None:
        self.editor = LineEditor()
        self.given = given
        self.slot = given
        """What was agreed on last."""
        self.carried: Slot | None = None
        """Where the schedule's cursor stands."""
        self._workstation, self._site = workstation, site
        self._is_agreed = given is not None

    @property
    def agreed(self) -> Slot | None:
        """What is agreed on, unless it is asked for again."""
        return self.slot if self._is_agreed else None

    def agree(self) -> None:
        """Take what is typed or chosen. Raises BadInput where it is none."""
        target = self._target()
        if target is None:
            raise BadInput(CHOOSE_A_SLOT)
        self.slot, self._is_agreed = target, True

    def ask_again(self) -> None:
        """It is open again."""
        self._is_agreed = False

    def leads_to(self) -> Slot | None:
        """The time that is typed, and from then on."""
        if not self.editor.text.strip():
            return None
        return self.slot if self._is_agreed else self._target_or_none()

    def ask(self) -> Line:
        """Where Enter leads, or how to say it."""
        target = self._target_or_none()
        where = target and slot_words(self._workstation, target)
        ask = f" {where}: Enter takes it" if where else " Arrows choose a free slot, or type: lee fri 10:30"
        return ((ask, "panel"),)

    def fields(self) -> dict[str, str]:
        """What was given, agreed on, chosen and typed."""
        return {
            "given_slot": slot_text(self.given),
            "slot": slot_text(self.agreed),
            "carried": slot_text(self.carried),
            **typed_fields("at", self.editor),
        }

    def choose_again(self, fields: Mapping[str, str]) -> bool:
        """Type it again; whether the slot that was agreed on is still there."""
        clinic = self._workstation.view.clinic
        given, slot, carried = (read_slot(fields.get(name, "")) for name in ("given_slot", "slot", "carried"))
        self.given, self.slot, self.carried = (
            one if one and in_use(one, clinic) else None for one in (given, slot, carried)
        )
        self._is_agreed = self.slot is not None
        type_again("at", self.editor, fields)
        return not slot or self.slot is not None

    def _target(self) -> Slot | None:
        """What is typed or, where nothing is, what the arrows chose. Raises BadInput."""
        if not self.editor.text.strip():
            return self.carried
        return read_target(self._workstation, self._site, self.editor.text, base=self.carried)

    def _target_or_none(self) -> Slot | None:
        try:
            return self._target()
        except BadInput:
            return None
