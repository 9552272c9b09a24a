"""What is shown of the journal, and how are acts taken back and done again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from core.structs import replace
from tui.commands.reasons import done_or_asked
from tui.commands.repeating import repeat
from tui.prompts.prompt import Did, Open
from tui.text.hiding import acted_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal.change import Change
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
    return _taken_back(context, context.workstation.desk.journal.undo, is_redo=False)


def redo(context: CommandContext) -> Outcome:
    """Do again what was taken back last, or as many as were typed."""
    return _taken_back(context, context.workstation.desk.journal.redo, is_redo=True)


def _taken_back(context: CommandContext, step: Callable[..., Change], *, is_redo: bool) -> Outcome:
    """As many steps as were typed, one transaction each; a reason is asked for where the first one needs one."""
    workstation, actor = context.workstation, context.workstation.actor
    outcome = done_or_asked(
        workstation,
        lambda overrides: step(actor, overrides=overrides),
        title=context.action.help,
        word=context.action.label,
    )
    if not isinstance(outcome, Did):
        return outcome
    repeated = repeat(lambda: step(actor), context.count, is_redo=is_redo, first=outcome.change)
    last = repeated.changes[-1]
    names = dict.fromkeys(patient.name for change in repeated.changes for patient in acted_on(change))
    patients = "; ".join(names) or last.sentence.removesuffix(".")
    return Did(replace(last, sentence=repeated.sentence(patients)))
