"""How is a command line taken apart: options anywhere, and a sentence for what does not fit?"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Final, NoReturn

from core.errors import BadInput
from core.text.cleaning import fold
from core.text.sentences import DID_YOU_MEAN
from core.text.wording import nearest
from tui.cli import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

END_OF_OPTIONS: Final = "--"
_NUMBER: Final = re.compile(r"-[0-9]+")
_REQUIRED: Final = "the following arguments are required: "
_TOO_MUCH: Final = "unrecognized arguments: "


class Parser(argparse.ArgumentParser):
    """argparse that knows the global options, never abbreviates, and raises BadInput instead of leaving."""

    UNTOLD: Final = argparse.SUPPRESS
    """The summary of an option that is read, but not told in the help."""

    def __init__(self, name: str, summary: str) -> None:
        super().__init__(
            prog=f"clinicdesk {name}".strip(),
            description=summary,
            allow_abbrev=False,
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.verb = name
        self._meant: dict[str, str] = {}
        everywhere = self.add_argument_group(sentences.HELP_EVERYWHERE)
        for option, metavar in (("--db", "FILE"), ("--config", "FILE"), ("--now", "ISO")):
            everywhere.add_argument(option, metavar=metavar, help=sentences.HELP_OPTIONS[option])
        everywhere.add_argument("--as", dest="act_as", metavar="USER", help=sentences.HELP_OPTIONS["--as"])
        for option in ("--freeze", "--json"):
            everywhere.add_argument(option, action="store_true", help=sentences.HELP_OPTIONS[option])
        everywhere.add_argument("-h", "--help", action="store_true", dest="help", help=sentences.HELP_OPTIONS["--help"])

    def option(self, name: str, metavar: str, summary: str = "", *, required: bool = False, many: bool = False) -> None:
        """An option with a value; with `many` it may be repeated, and its value is a list.

        `summary` is said of it in the help, else what `HELP_OPTIONS` has.
        """
        summary = summary or sentences.HELP_OPTIONS[name]
        if many:
            self.add_argument(name, metavar=metavar, help=summary, action="append", default=[])
        else:
            self.add_argument(name, metavar=metavar, help=summary, required=required)

    def flag(self, name: str, summary: str = "") -> None:
        """An option without a value."""
        self.add_argument(name, help=summary or sentences.HELP_OPTIONS[name], action="store_true")

    def also_called(self, name: str, others: Iterable[str]) -> None:
        """By which other words, folded, somebody may mean the option `name`: it is what is suggested then."""
        self._meant |= dict.fromkeys(others, name)

    def word(self, name: str, *, shown: str, summary: str = "", count: str | None = None) -> None:
        """What stands without an option before it; `count` is argparse's ("?", "*", "+").

        `summary` is said of it in the help, else what `HELP_WORDS` has.
        """
        self.add_argument(name, metavar=shown, nargs=count, help=summary or sentences.HELP_WORDS[shown])

    @property
    def arguments(self) -> tuple[argparse.Action, ...]:
        """All that the line takes, the options of everywhere first."""
        return tuple(self._actions)

    def read(self, tokens: Sequence[str]) -> argparse.Namespace:
        """What was typed. Raises BadInput."""
        options, words = self._sorted(tokens)
        if {"-h", "--help"} & set(options):
            return argparse.Namespace(help=True)
        return self.parse_args([*options, END_OF_OPTIONS, *words] if words else options)

    def first_word(self, tokens: Sequence[str], *, after: int = 0) -> int | None:
        """The place of the first word from `after` on: neither an option nor the value of one."""
        at = after
        while at < len(tokens) and tokens[at] != END_OF_OPTIONS:
            if not _is_option(tokens[at]):
                return at
            at += 2 if self._takes_next(tokens, at) else 1
        return None

    def knows(self, token: str) -> bool:
        """Whether the token is an option of this line, with or without its value."""
        return token.partition("=")[0] in self._option_string_actions

    def error(self, message: str) -> NoReturn:
        """Say what argparse found wrong in a sentence of ours."""
        if message.startswith(_REQUIRED):
            missing = message.removeprefix(_REQUIRED)
            raise BadInput(sentences.USAGE_MISSING.format(verb=self.verb, missing=missing))
        if message.startswith(_TOO_MUCH):
            words = message.removeprefix(_TOO_MUCH).removeprefix(f"{END_OF_OPTIONS} ")
            raise BadInput(sentences.USAGE_TOO_MUCH.format(verb=self.verb, words=words))
        raise BadInput(sentences.USAGE_OTHER.format(why=message, verb=self.verb))

    def _sorted(self, tokens: Sequence[str]) -> tuple[list[str], list[str]]:
        """Options, each joined to its value, and the words, which argparse loses behind options."""
        options: list[str] = []
        words: list[str] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token == END_OF_OPTIONS:
                return options, [*words, *tokens[at + 1 :]]
            if not _is_option(token):
                words.append(token)
            elif self._takes_next(tokens, at):
                at += 1
                options.append(f"{token}={tokens[at]}")
            else:
                self._check(token)
                options.append(token)
            at += 1
        return options, words

    def _takes_next(self, tokens: Sequence[str], at: int) -> bool:
        """Whether the token is an option whose value is the next token."""
        action = self._option_string_actions.get(tokens[at])
        if action is None or action.nargs == 0 or at + 1 >= len(tokens):
            return False
        following = tokens[at + 1]
        return following != END_OF_OPTIONS and not self.knows(following)

    def _check(self, token: str) -> None:
        """Raise BadInput for an option that does not exist, lacks its value, or takes none."""
        name, equals, value = token.partition("=")
        action = self._option_string_actions.get(name)
        if action is None:
            options = [known for known in self._option_string_actions if known.startswith("--")]
            near = self._meant.get(fold(name)) or nearest(name, options)
            guess = DID_YOU_MEAN.format(word=near) if near else sentences.USAGE_DASH
            raise BadInput(sentences.USAGE_NO_OPTION.format(verb=self.prog, option=name, guess=guess))
        if action.nargs == 0 and equals:
            raise BadInput(sentences.USAGE_NO_VALUE.format(option=name))
        if action.nargs != 0 and (not equals or value == END_OF_OPTIONS):  # argparse drops it, wherever it stands
            raise BadInput(sentences.USAGE_VALUE_MISSING.format(option=name, value=action.metavar))


def asks_for_json(tokens: Sequence[str]) -> bool:
    """Whether `--json` is among the options, also of a line that cannot be read."""
    end = tokens.index(END_OF_OPTIONS) if END_OF_OPTIONS in tokens else len(tokens)
    return "--json" in tokens[:end]


def _is_option(token: str) -> bool:
    """Whether it begins as an option does: -2 is a word (two days ago), as is - alone."""
    return len(token) > 1 and token.startswith("-") and not _NUMBER.fullmatch(token)
