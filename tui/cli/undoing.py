"""The verb that takes acts back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import sentences
from core.errors import ClinicdeskError, Refused
from tui.cli.exits import exit_of
from tui.cli.readers import read_number
from tui.cli.verb import Answer

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.verb import Call

_MOST = 100


def declare_undo(parser: Parser) -> None:
    """[COUNT]."""
    parser.word("count", shown="COUNT", count="?")


def undo(call: Call) -> Answer:
    """Take back the actor's newest acts, one transaction each, up to the first that is refused."""
    wanted = 1 if call.typed.count is None else read_number(call.typed.count, "count", least=1, most=_MOST)
    done: list[str] = []
    with call.session() as session:
        for _ in range(wanted):
            try:
                done.append(session.desk.undo(session.actor).sentence)
            except ClinicdeskError as refusal:
                if not done:
                    raise
                return _stopped(done, wanted, refusal)
    message = done[0] if wanted == 1 else sentences.UNDONE_SEVERAL.format(count=len(done))
    return Answer(message, result=done, lines=tuple(done) if wanted > 1 else ())


def _stopped(done: list[str], wanted: int, refusal: ClinicdeskError) -> Answer:
    message = sentences.UNDONE_IN_PART.format(done=len(done), wanted=wanted, why=refusal.sentence)
    conflicts = refusal.conflicts if isinstance(refusal, Refused) else ()
    return Answer(message, result=done, lines=tuple(done), conflicts=conflicts, code=exit_of(refusal))
