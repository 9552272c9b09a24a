"""How is a question that was put aside asked again, by its kind?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import NotFound
from tui.prompts.book import BookPrompt
from tui.prompts.cancel import CancelPrompt
from tui.prompts.case_step import CaseStepPrompt
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.command import CommandPrompt
from tui.prompts.family import RelativePrompt
from tui.prompts.find import CardPrompt, FindPrompt
from tui.prompts.form_of import every_form
from tui.prompts.forms import FormsPrompt
from tui.prompts.goto import GotoPrompt
from tui.prompts.hours import HoursPrompt
from tui.prompts.log_contact import LogPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.new_case import NewCasePrompt
from tui.prompts.override import OverridePrompt
from tui.prompts.pay import PayPrompt
from tui.prompts.recall import RecallPrompt
from tui.prompts.rooms import RoomPrompt
from tui.prompts.same_person import SamePersonPrompt
from tui.prompts.sentences import PARKED_UNKNOWN
from tui.prompts.series_again import series_again
from tui.prompts.take_back import TakeBackPrompt
from tui.prompts.verify import VerifyPrompt
from tui.prompts.walk_in import WalkInPrompt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.drafts.prompt_state import PromptState
    from tui.prompts.restore_context import RestoreContext, Restored


def _of_forms() -> Mapping[str, Callable[[PromptState, RestoreContext], Restored]]:
    """Those of the forms that the rows of actions name."""
    return {kind: form.again for form in every_form() for kind in form.kinds}


RESTORERS: Final[Mapping[str, Callable[[PromptState, RestoreContext], Restored]]] = {
    "book": BookPrompt.from_state,
    "cancel": CancelPrompt.from_state,
    "card": CardPrompt.from_state,
    "case-step": CaseStepPrompt.from_state,
    "check-in": CheckInPrompt.from_state,
    "command": CommandPrompt.from_state,
    "find": FindPrompt.from_state,
    "forms": FormsPrompt.from_state,
    "goto": GotoPrompt.from_state,
    "hours": HoursPrompt.from_state,
    "log": LogPrompt.from_state,
    "move": MovePrompt.from_state,
    "new-case": NewCasePrompt.from_state,
    "override": OverridePrompt.from_state,
    "pay": PayPrompt.from_state,
    "recall": RecallPrompt.from_state,
    "relative": RelativePrompt.from_state,
    "room": RoomPrompt.from_state,
    "same-person": SamePersonPrompt.from_state,
    "series": series_again,
    "take-back": TakeBackPrompt.from_state,
    "verify": VerifyPrompt.from_state,
    "walk-in": WalkInPrompt.from_state,
    **_of_forms(),
}
"""By the kind that the prompt's `kept` names. Each asks of the records as they are now, and raises Refused or NotFound
where the question does not fit any more."""


def restore(kept: PromptState, at: RestoreContext) -> Restored:
    """The question again. Raises NotFound for a kind that nobody asks, and what its restorer raises."""
    restorer = RESTORERS.get(kept.kind)
    if restorer is None:
        raise NotFound(PARKED_UNKNOWN)
    return restorer(kept, at)
