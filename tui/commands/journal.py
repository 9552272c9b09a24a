"""What is shown of the journal, and how are acts taken back and done again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.journal.model import REDO, UNDO
from core.lazy import lazy_modules
from core.structs import replace
from tui.commands.repeating import repeat
from tui.commands.sentences import NEXT_NOT_DONE_HERE
from tui.prompts import held_act
from tui.prompts.prompt import Did, Open
from tui.prompts.reasoned import done_or_asked
from tui.prompts.reasoned_act import TakingBack
from tui.text.hiding import acted_on, hide_act, met_in

if TYPE_CHECKING:
    from core.journal.change import Change
    from tui.commands.context import CommandContext
    from tui.prompts import history as reading, take_back  # isort: skip
    from tui.prompts.prompt import Outcome
    from tui.workstation import Workstation
else:  # a question is loaded when it is first asked
    reading, take_back = lazy_modules("tui.prompts.history", "tui.prompts.take_back")


def history(context: CommandContext) -> Outcome:
    """What was done with the appointment."""
    return Open(
        reading.HistoryPrompt(
            context.workstation, context.site, context.scheduled, rows=context.rows, width=context.width
        )
    )


def undo(context: CommandContext) -> Outcome:
    """Take back the newest act, or as many as were typed."""
    return _taken_back(context, UNDO)


def redo(context: CommandContext) -> Outcome:
    """Do again what was taken back last, or as many as were typed."""
    return _taken_back(context, REDO)


def _taken_back(context: CommandContext, verb: str) -> Outcome:
    """As many steps as were typed, one transaction each; a reason is asked for where the first one needs one.

    What was not done at this desk is shown first, and Enter takes it back. A hold that was made or released last is the
    only step: no act of before is taken back beside it unseen.
    """
    if told := held_act.taken_back(context.workstation, verb):
        return told
    workstation = context.workstation
    following = workstation.desk.journal.next_act(workstation.actor, verb)
    if following.entry not in workstation.state.done_here:
        return Open(take_back.TakeBackPrompt(workstation, verb, following))
    outcome = done_or_asked(workstation, TakingBack(workstation, verb, following.entry))
    if not isinstance(outcome, Did):
        return outcome
    workstation.state.done_here.add(outcome.change.entry.id)
    repeated = repeat(lambda: _one_more(workstation, verb), context.count, is_redo=verb == REDO, first=outcome.change)
    last = repeated.changes[-1]
    who = {patient.name: patient for change in repeated.changes for patient in acted_on(change)}
    patients = "; ".join(who) or last.sentence.removesuffix(".")
    met = met_in(context.workstation, repeated.refusal) if repeated.refusal else ()
    said = hide_act(context.workstation, repeated.sentence(patients), (*who.values(), *met))
    return Did(replace(last, sentence=said))


def _one_more(workstation: Workstation, verb: str) -> Change:
    """The next one, if it was done at this desk. Raises BadInput where it was not, and what the desk refuses."""
    following = workstation.desk.journal.next_act(workstation.actor, verb)
    if following.entry not in workstation.state.done_here:
        raise BadInput(NEXT_NOT_DONE_HERE.format(**workstation.keyboard.names))
    change = TakingBack(workstation, verb, following.entry).do({})
    workstation.state.done_here.add(change.entry.id)
    return change
