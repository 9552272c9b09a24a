"""Which verb does a command line call, and with what?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.errors import BadInput
from core.text.cleaning import clean_text
from core.text.sentences import DID_YOU_MEAN
from core.text.wording import nearest
from tui.cli import sentences
from tui.cli.parser import Parser
from tui.cli.subcommands import VERBS
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from tui.cli.subcommand import Subcommand


class Line(Struct, frozen=True):
    """A command line as understood. Without a verb the desk is meant; `help` is the text, if asked for."""

    verb: Subcommand | None
    typed: Namespace
    launch: LaunchOptions
    help: str = ""


def verb_of(tokens: Sequence[str]) -> str:
    """The name of the verb, '' when there is none. Raises BadInput for one that does not exist."""
    return _split(tokens)[0]


def read_line(tokens: Sequence[str]) -> Line:
    """What was typed. Raises BadInput."""
    name, rest = _split(tokens)
    verb = VERBS[name] if name else None
    parser = Parser(name, verb.summary if verb else sentences.HELP_TOP)
    if verb:
        verb.declare(parser)
    typed = parser.read(rest)
    if typed.help:
        return Line(verb, typed, LaunchOptions(), help=parser.format_help() if verb else _overview(parser))
    launch = LaunchOptions(db=typed.db, config=typed.config, act_as=typed.act_as, now=typed.now, freeze=typed.freeze)
    return Line(verb, typed, launch)


def _split(tokens: Sequence[str]) -> tuple[str, list[str]]:
    """The verb's name, and the rest of the line in its order."""
    globally = Parser("", "")
    at = globally.first_word(tokens)
    if at is None:
        return "", list(tokens)
    _refuse_early(tokens[:at], globally)
    name = tokens[at]
    rest = [*tokens[:at], *tokens[at + 1 :]]
    longer = [known for known in VERBS if known.startswith(f"{name} ")]
    behind = globally.first_word(rest, after=at) if longer else None
    if name in VERBS and (behind is None or f"{name} {rest[behind]}" not in VERBS):
        return name, rest
    if not longer:
        raise _no_such(name, list(VERBS))
    if behind is None:
        if {"-h", "--help"} & set(rest):
            return "", rest
        raise BadInput(sentences.USAGE_HALF_A_VERB.format(verb=name.capitalize(), verbs=" or ".join(longer)))
    whole = f"{name} {rest[behind]}"
    if whole not in VERBS:
        raise _no_such(whole, longer)
    return whole, [*rest[:behind], *rest[behind + 1 :]]


def _refuse_early(tokens: Sequence[str], globally: Parser) -> None:
    """Raise BadInput for an option of a verb that stands before it: its value would be taken for the verb."""
    for token in tokens:
        if token.startswith("-") and not globally.knows(token):
            raise BadInput(sentences.USAGE_TOO_EARLY.format(option=clean_text(token, limit=40)))


def _no_such(name: str, known: Sequence[str]) -> BadInput:
    shown = clean_text(name, limit=40)
    near = nearest(shown, known)
    guess = DID_YOU_MEAN.format(word=near) if near else ""
    return BadInput(sentences.USAGE_NO_VERB.format(verb=shown, guess=guess))


def _overview(parser: Parser) -> str:
    """The help of the whole: what there is, then the options that stand everywhere."""
    width = max(map(len, VERBS))
    verbs = "\n".join(f"  {name:<{width}}  {verb.summary}" for name, verb in VERBS.items())
    parser.usage = sentences.HELP_USAGE
    parser.epilog = f"{sentences.HELP_VERBS_HEAD}:\n{verbs}\n\n{sentences.HELP_MORE}"
    return parser.format_help()
