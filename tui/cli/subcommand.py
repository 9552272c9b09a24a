"""What is a verb of the command line: how it is called, what it takes, and what it answers?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from core.conflict import Conflict
    from tui.cli.parser import Parser
    from tui.workstation import LaunchOptions, Workstation

DONE: Final = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb came to: `message` and `conflicts` for everyone, `result` for scripts, `lines` for people.

    `code` is the exit code; anything but 0 says that it was not done. `is_output_taken` when the verb wrote a document
    to standard output, which holds nothing else then.
    """

    message: str
    result: object = None
    lines: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    code: int = DONE
    is_output_taken: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A verb as it was typed: what it was given, and what was asked for the workstation."""

    typed: Namespace
    launch: LaunchOptions
    env: Mapping[str, str]

    def workstation(self) -> AbstractContextManager[Workstation]:
        """The clinic, opened for as long as the verb takes."""
        from tui.bootstrap import opened

        return opened(self.launch, self.env)


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A verb: its name ("patient add"), what `--help` says of it, and its parts.

    They are the functions that declare its arguments and that do it; their module is loaded when they are asked for.
    """

    name: str
    summary: str
    parts: Callable[[], tuple[Callable[[Parser], None], Callable[[Call], Answer]]]

    def declare(self, parser: Parser) -> None:
        """Tell the parser which arguments it takes."""
        self.parts()[0](parser)

    def run(self, call: Call) -> Answer:
        """Do it."""
        return self.parts()[1](call)
