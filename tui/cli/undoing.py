"""The verbs that take acts back, and bring them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput, Refused
from core.journal.model import REDO, UNDO
from tui.cli.exits import exit_of
from tui.cli.progress import Progress
from tui.cli.readers import read_number, read_overrides
from tui.cli.sentences import DRY_RUN_ONE, OVERRIDE_ONE, WOULD_BE_REDONE, WOULD_BE_UNDONE
from tui.cli.subcommand import DONE, Answer
from tui.commands.repeating import repeat

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MOST = 100


def declare(parser: Parser) -> None:
    """[COUNT] [--override ...] [--dry-run]."""
    parser.word("count", shown="COUNT", count="?")
    parser.option("--override", "RULE=REASON", many=True)
    parser.flag("--dry-run")


def undo(call: Call) -> Answer:
    """Take back the actor's newest acts, one transaction each, up to the first that is refused."""
    return _repeated(call, is_redo=False)


def redo(call: Call) -> Answer:
    """Do again what the actor took back last, unless the actor has done something else since."""
    return _repeated(call, is_redo=True)


def _repeated(call: Call, *, is_redo: bool) -> Answer:
    wanted = 1 if call.typed.count is None else read_number(call.typed.count, "count", least=1, most=_MOST)
    overrides = read_overrides(call.typed.override)
    if overrides and wanted > 1:
        raise BadInput(OVERRIDE_ONE.format(count=wanted), field="override")
    if call.typed.dry_run:
        return _told(call, is_redo=is_redo, wanted=wanted)
    with call.workstation() as workstation, _progress(call, REDO if is_redo else UNDO) as progress:
        journal, actor = workstation.desk.journal, workstation.actor
        step = journal.redo if is_redo else journal.undo
        done = repeat(lambda: step(actor, overrides=overrides, progress=_shown(progress)), wanted, is_redo=is_redo)
    sentences = [change.sentence for change in done.changes]
    met = [warning for change in done.changes for warning in change.warnings]
    if isinstance(done.refusal, Refused):
        met += done.refusal.conflicts
    return Answer(
        done.sentence(),
        result=sentences,
        lines=tuple(sentences) if wanted > 1 else (),
        conflicts=tuple(met),
        code=exit_of(done.refusal) if done.refusal else DONE,
    )


def _told(call: Call, *, is_redo: bool, wanted: int) -> Answer:
    """Which act is the next one, at whatever desk it was done. Raises NotFound, BadInput for more than one."""
    if wanted > 1:
        raise BadInput(DRY_RUN_ONE, field="count")
    with call.workstation() as workstation:
        following = workstation.desk.journal.next_act(workstation.actor, REDO if is_redo else UNDO)
    said = (WOULD_BE_REDONE if is_redo else WOULD_BE_UNDONE).format(sentence=following.sentence, when=following.when)
    return Answer(said, result=[said])


def _progress(call: Call, what: str) -> Progress:
    return Progress(what, is_wanted=not call.typed.json)


def _shown(progress: Progress) -> Callable[[int, int], None]:
    return lambda done, count: progress.show(done / max(count, 1))
