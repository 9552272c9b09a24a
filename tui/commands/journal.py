"""What is shown of the journal, and how are acts taken back and done again?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from tui.commands.repeating import Repeated, repeat
from tui.prompts.prompt import Did, Open
from tui.text.hiding import acted_on

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import history as reading
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    (reading,) = lazy_modules("tui.prompts.history")


def history(context: CommandContext) -> Outcome:
    """What was done with the appointment."""
    return Open(
        reading.HistoryPrompt(
            context.workstation, context.site, context.scheduled, rows=context.rows, width=context.width
        )
    )


def undo(context: CommandContext) -> Outcome:
    """Take back the newest act, or as many as were typed."""
    desk, actor = context.workstation.desk, context.workstation.actor
    return _did(repeat(lambda: desk.journal.undo(actor), context.count, is_redo=False))


def redo(context: CommandContext) -> Outcome:
    """Do again what was taken back last, or as many as were typed."""
    desk, actor = context.workstation.desk, context.workstation.actor
    return _did(repeat(lambda: desk.journal.redo(actor), context.count, is_redo=True))


def _did(repeated: Repeated) -> Did:
    """The last change; of several it is said to whom."""
    last = repeated.changes[-1]
    names = dict.fromkeys(patient.name for change in repeated.changes for patient in acted_on(change))
    patients = "; ".join(names) or last.sentence.removesuffix(".")
    return Did(replace(last, sentence=repeated.sentence(patients)))
