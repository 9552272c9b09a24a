"""What is shown of the journal, and how are acts taken back and done again?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import ClinicdeskError
from core.lazy import lazy_modules
from tui.commands.reasons import done_or_asked
from tui.commands.sentences import REDONE_IN_PART, REDONE_SEVERAL_OF, UNDONE_IN_PART, UNDONE_SEVERAL_OF
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
    return Open(reading.HistoryPrompt(context.workstation, context.site, context.scheduled, rows=context.rows))


def undo(context: CommandContext) -> Outcome:
    """Take back the newest act, or as many as were typed."""
    return _taken_back(context, context.workstation.desk.journal.undo, UNDONE_SEVERAL_OF, UNDONE_IN_PART)


def redo(context: CommandContext) -> Outcome:
    """Do again what was taken back last, or as many as were typed."""
    return _taken_back(context, context.workstation.desk.journal.redo, REDONE_SEVERAL_OF, REDONE_IN_PART)


def _taken_back(context: CommandContext, step: Callable[..., Change], several: str, in_part: str) -> Outcome:
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
    return _repeated(outcome.change, lambda: step(actor), context.count, several, in_part)


def _repeated(first: Change, step: Callable[[], Change], count: int, several: str, in_part: str) -> Did:
    """The steps after the first, up to one that is refused; what was done is said, and to whom."""
    changes = [first]
    for _ in range(1, count):
        try:
            changes.append(step())
        except ClinicdeskError as refusal:
            sentence = in_part.format(done=len(changes), wanted=count, why=refusal.sentence)
            return Did(replace(changes[-1], sentence=sentence))
    if count == 1:
        return Did(changes[0])
    names = dict.fromkeys(patient.name for change in changes for patient in acted_on(change))
    sentence = several.format(count=count, patients="; ".join(names) or changes[-1].sentence)
    return Did(replace(changes[-1], sentence=sentence))
