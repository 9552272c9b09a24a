"""The verbs that take acts back, and bring them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput, ClinicdeskError, Refused
from core.journal.model import REDO, UNDO
from tui.cli import sentences
from tui.cli.exits import exit_of
from tui.cli.progress import Progress
from tui.cli.readers import read_number, read_overrides
from tui.cli.subcommand import Answer
from tui.commands.sentences import UNDONE_IN_PART

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.conflict import Conflict
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MOST = 100


def declare_undo(parser: Parser) -> None:
    """[COUNT] [--override ...]."""
    parser.word("count", shown="COUNT", count="?")
    parser.option("--override", "RULE=REASON", many=True)


def undo(call: Call) -> Answer:
    """Take back the actor's newest acts, one transaction each, up to the first that is refused."""
    wanted = 1 if call.typed.count is None else read_number(call.typed.count, "count", least=1, most=_MOST)
    overrides = read_overrides(call.typed.override)
    if overrides and wanted > 1:
        raise BadInput(sentences.OVERRIDE_ONE.format(count=wanted), field="override")
    done: list[str] = []
    warnings: list[Conflict] = []
    with call.workstation() as workstation, _progress(call, UNDO) as progress:
        for _ in range(wanted):
            try:
                change = workstation.desk.journal.undo(
                    workstation.actor, overrides=overrides, progress=_shown(progress)
                )
            except ClinicdeskError as refusal:
                if not done:
                    raise
                return _stopped(done, wanted, refusal)
            done.append(change.sentence)
            warnings += change.warnings
    message = done[0] if wanted == 1 else sentences.UNDONE_SEVERAL.format(count=len(done))
    return Answer(message, result=done, lines=tuple(done) if wanted > 1 else (), conflicts=tuple(warnings))


def declare_redo(parser: Parser) -> None:
    """[--override ...]."""
    parser.option("--override", "RULE=REASON", many=True)


def redo(call: Call) -> Answer:
    """Do again what the actor took back last, unless the actor has done something else since."""
    overrides = read_overrides(call.typed.override)
    with call.workstation() as workstation, _progress(call, REDO) as progress:
        change = workstation.desk.journal.redo(workstation.actor, overrides=overrides, progress=_shown(progress))
    return Answer(change.sentence, result=[change.sentence], conflicts=change.warnings)


def _progress(call: Call, what: str) -> Progress:
    return Progress(what, is_wanted=not call.typed.json)


def _shown(progress: Progress) -> Callable[[int, int], None]:
    return lambda done, count: progress.show(done / max(count, 1))


def _stopped(done: list[str], wanted: int, refusal: ClinicdeskError) -> Answer:
    message = UNDONE_IN_PART.format(done=len(done), wanted=wanted, why=refusal.sentence)
    conflicts = refusal.conflicts if isinstance(refusal, Refused) else ()
    return Answer(message, result=done, lines=tuple(done), conflicts=conflicts, code=exit_of(refusal))
