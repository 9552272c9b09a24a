"""What happens to a command line: it is understood, done, answered, and ends with an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from core.errors import BadSettings, ClinicdeskError, Refused
from core.lazy import lazy_modules
from core.structs import replace
from tui.cli import sentences
from tui.cli.exits import INTERNAL, INTERRUPTED, UNUSABLE, USAGE, exit_of
from tui.cli.subcommand import Answer, Call
from tui.limits import refuse_members_limits
from tui.paths import error_log
from tui.warm.client import desk_options
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.cli import line as lines
    from tui.cli import parser, printing
else:  # what the desk does without: argparse alone takes 2 ms to load
    lines, parser, printing = lazy_modules("tui.cli.line", "tui.cli.parser", "tui.cli.printing")


def run(tokens: Sequence[str], open_desk: Callable[[LaunchOptions], int]) -> int:
    """Do what the command line says and return the exit code. `open_desk` is for a line without a verb."""
    verb: str | None = None
    launch: LaunchOptions | None = None
    try:
        options = desk_options(tokens)
        verb = lines.verb_of(tokens) or None if options is None else None
        refuse_members_limits(os.environ)
        line = lines.read_line(tokens) if options is None else None
        launch = line.launch if line else LaunchOptions(**(options or {}))
        if line and line.help:
            answer = Answer(line.help)
        elif line and line.verb:
            call = Call(line.typed, launch, os.environ)
            answer = line.verb.run(call)
            answer = replace(answer, message="\n".join([answer.message, *call.alerts]))
        elif line and parser.asks_for_json(tokens):
            answer = Answer(sentences.USAGE_NAME_A_VERB, code=USAGE)
        elif not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
            answer = Answer(sentences.USAGE_NO_TERMINAL, code=USAGE)
        else:
            return open_desk(launch)
    except ClinicdeskError as refusal:
        answer = refused(refusal)
    except KeyboardInterrupt:
        answer = Answer(sentences.INTERRUPTED, code=INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last guard: no traceback, with its values, on a screen
        answer = _crashed(error, launch)
    written = printing.print_json(verb, answer) if parser.asks_for_json(tokens) else printing.print_plain(answer)
    return answer.code if written else answer.code or INTERNAL


def refused(refusal: ClinicdeskError) -> Answer:
    """The answer to a verb that was refused: every conflict, every problem of a file, and the exit code."""
    problems = refusal.problems if isinstance(refusal, BadSettings) else ()
    conflicts = refusal.conflicts if isinstance(refusal, Refused) else ()
    return Answer("\n".join([refusal.sentence, *problems]), conflicts=conflicts, code=exit_of(refusal))


def _crashed(error: Exception, launch: LaunchOptions | None) -> Answer:
    """The answer to an error that nobody foresaw: damage to the database, where there is some, else a defect."""
    from tui.crash import note_crash
    from tui.upkeep import is_damaged

    reference = note_crash(error)
    if launch and is_damaged(launch, os.environ):
        return Answer(sentences.STUMBLED.format(reference=reference), code=UNUSABLE)
    sentence = sentences.INTERNAL_ERROR.format(reference=reference, log=error_log(os.environ))
    return Answer(sentence, code=INTERNAL)
