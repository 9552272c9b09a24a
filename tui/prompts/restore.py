"""How is a question that was put aside asked again, by its kind?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import NotFound
from core.sentences import PARKED_UNKNOWN
from tui.prompts.book import BookPrompt
from tui.prompts.cancel import CancelPrompt
from tui.prompts.command import CommandPrompt
from tui.prompts.find import CardPrompt, FindPrompt
from tui.prompts.gate import GatePrompt
from tui.prompts.goto import GotoPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.patient_form import PatientForm
from tui.prompts.rooms import RoomPrompt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.kept import Kept
    from tui.prompts.again import Asking, Restored


RESTORERS: Final[Mapping[str, Callable[[Kept, Asking], Restored]]] = {
    "book": BookPrompt.from_kept,
    "cancel": CancelPrompt.from_kept,
    "card": CardPrompt.from_kept,
    "check-in": GatePrompt.from_kept,
    "command": lambda kept, _: CommandPrompt.from_kept(kept),
    "find": FindPrompt.from_kept,
    "goto": GotoPrompt.from_kept,
    "edit-patient": PatientForm.from_kept,
    "move": MovePrompt.from_kept,
    "new-patient": PatientForm.from_kept,
    "room": RoomPrompt.from_kept,
}
"""By the kind that the prompt's `kept` names. Each asks of the records as they are now, and raises Refused or NotFound
where the question does not fit any more."""


def restore(kept: Kept, at: Asking) -> Restored:
    """The question again. Raises NotFound for a kind that nobody asks, and what its restorer raises."""
    restorer = RESTORERS.get(kept.kind)
    if restorer is None:
        raise NotFound(PARKED_UNKNOWN)
    return restorer(kept, at)
