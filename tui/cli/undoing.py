"""The verbs that take acts back, and bring them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refused
from core.journal.model import REDO, UNDO
from tui.cli.exits import exit_of
from tui.cli.progress import Progress
from tui.cli.readers import read_number
from tui.cli.subcommand import DONE, Answer
from tui.commands.repeating import repeat

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call

_MOST = 100


def declare(parser: Parser) -> None:
    """[COUNT]."""
    parser.word("count", shown="COUNT", count="?")


def undo(call: Call) -> Answer:
    """Take back the actor's newest acts, one transaction each, up to the first that is refused."""
    return _repeated(call, is_redo=False)


def redo(call: Call) -> Answer:
    """Do again what the actor took back last, unless the actor has done something else since."""
    return _repeated(call, is_redo=True)


def _repeated(call: Call, *, is_redo: bool) -> Answer:
    wanted = 1 if call.typed.count is None else read_number(call.typed.count, "count", least=1, most=_MOST)
    with call.workstation() as workstation, _progress(call, REDO if is_redo else UNDO) as progress:
        journal, actor = workstation.desk.journal, workstation.actor
        step = journal.redo if is_redo else journal.undo
        done = repeat(lambda: step(actor, progress=_shown(progress)), wanted, is_redo=is_redo)
    sentences = [change.sentence for change in done.changes]
    conflicts = done.refusal.conflicts if isinstance(done.refusal, Refused) else ()
    return Answer(
        done.sentence(),
        result=sentences,
        lines=tuple(sentences) if wanted > 1 else (),
        conflicts=conflicts,
        code=exit_of(done.refusal) if done.refusal else DONE,
    )


def _progress(call: Call, what: str) -> Progress:
    return Progress(what, is_wanted=not call.typed.json)


def _shown(progress: Progress) -> Callable[[int, int], None]:
    return lambda done, count: progress.show(done / max(count, 1))
