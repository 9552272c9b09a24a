"""How is a series that was put aside asked again? With the booking that asked for it, which Shift+Tab goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.structs import replace
from tui.prompts.book import BookPrompt
from tui.prompts.restore_context import Restored

if TYPE_CHECKING:
    from tui.drafts.prompt_state import PromptState
    from tui.prompts.restore_context import RestoreContext


def series_again(kept: PromptState, at: RestoreContext) -> Restored:
    """The series as it would be now; the booking alone where it does not say any more what comes again."""
    restored = BookPrompt.from_state(replace(kept, kind="book"), at)
    booking = restored.prompt
    series = booking.series() if isinstance(booking, BookPrompt) else None
    if series is None:
        return restored
    series.take_up(kept.fields)
    return Restored(series, restored.changed)
