"""The verb that makes a host warm: host warm."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import NotAllowed
from tui.cli.subcommand import Answer
from tui.identity import is_member
from tui.limits import held_back
from tui.warm import sentences
from tui.warm.host import keep_warm
from tui.warm.meeting import meeting_folder

if TYPE_CHECKING:
    from tui.cli.subcommand import Call


def host_warm(call: Call) -> Answer:
    """Fork desks for this account until it is ended. A new version of the program goes on in the same process."""
    if is_member(call.env):
        raise NotAllowed(sentences.FOR_MEMBERS)
    limit = held_back()
    if limit:
        raise NotAllowed(sentences.HELD_BACK.format(limit=limit))
    env = dict(call.env)  # as it is now: Textual's loading adds to it
    if keep_warm(env, Path(meeting_folder(env)), _tell):
        _tell(sentences.ANEW)
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], env)  # noqa: S606 - this program, as it was called
    return Answer(sentences.ENDED)


def _tell(sentence: str) -> None:
    print(sentence, flush=True)
