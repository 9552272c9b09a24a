"""How does the whole command line look as one parser, for what is written about it: completion and the manual?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from tui.cli import sentences
from tui.cli.parser import Parser
from tui.cli.subcommands import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM: Final = "clinicdesk"
FILE: Final = {"bash": "_shtab_compgen_files", "zsh": "_files"}
"""How shtab is told that a file stands there."""
_FILES: Final = frozenset({"FILE", "FILE.csv", "NEW"})
"""What an argument is called in the help that names a file."""


def declared() -> Iterator[Parser]:
    """The parser of each verb, with all that it takes, in their order."""
    for name, verb in VERBS.items():
        parser = Parser(name, verb.summary)
        verb.declare(parser)
        for argument in parser.arguments:
            if argument.metavar in _FILES:
                argument.complete = FILE  # type: ignore[attr-defined]
        yield parser


def whole_parser() -> argparse.ArgumentParser:
    """Every verb below the program's name, those of two words below their first, the options of everywhere at each."""
    top = argparse.ArgumentParser(PROGRAM, description=sentences.HELP_TOP, parents=[Parser("", "")], add_help=False)
    verbs = top.add_subparsers(metavar="VERB")
    parsers = {parser.verb: parser for parser in declared()}
    for first in dict.fromkeys(name.partition(" ")[0] for name in parsers):
        own = parsers.get(first)
        below = {name.partition(" ")[2]: one for name, one in parsers.items() if name.startswith(f"{first} ")}
        summary = own.description if own else ", ".join(below)
        parser = verbs.add_parser(first, help=summary, parents=[own or Parser("", "")], add_help=False)
        if below:
            seconds = parser.add_subparsers(metavar="VERB")
            for second, one in below.items():
                seconds.add_parser(second, help=one.description, parents=[one], add_help=False)
    return top
