"""What stands on the manual page, `man clinicdesk`?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from tui import sentences as tui_sentences
from tui.cli import sentences
from tui.cli.parser import Parser
from tui.cli.whole_parser import PROGRAM, declared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEAD: Final = f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM}" "{tui_sentences.MANUAL_OF}"'


def manual() -> str:
    """The page in the language of man(7), made from the parser of each verb."""
    everywhere = Parser("", "")
    known = {option for action in everywhere.arguments for option in action.option_strings}
    return "\n".join((*_lines(everywhere, known), ""))


def _lines(everywhere: Parser, known: set[str]) -> Iterator[str]:
    yield from (tui_sentences.MANUAL_COMMENT, _HEAD)
    yield from (".SH NAME", f"{PROGRAM} \\- {_text(tui_sentences.MANUAL_NAME)}")
    yield from (".SH SYNOPSIS", f".B {PROGRAM}", _text(sentences.HELP_USAGE.removeprefix(f"{PROGRAM} ")))
    yield ".SH DESCRIPTION"
    for paragraph in tui_sentences.MANUAL_DESCRIPTION:
        yield from (".PP", _text(paragraph))
    yield ".SH OPTIONS"
    yield _text(tui_sentences.MANUAL_EVERYWHERE)
    yield from _arguments(everywhere.arguments)
    yield ".SH VERBS"
    for parser in declared():
        own = [action for action in parser.arguments if not known.intersection(action.option_strings)]
        yield from (f".SS {_text(' '.join((parser.verb, *map(_usage, own))))}", _text(f"{parser.description}."))
        yield from _arguments(own)
    yield ".SH EXIT STATUS"
    for code, meaning in tui_sentences.MANUAL_EXITS.items():
        yield from (".TP", f".B {code}", _text(meaning))
    yield ".SH FILES"
    for path, meaning in tui_sentences.MANUAL_FILES.items():
        yield from (".TP", f".I {_text(path)}", _text(meaning))


def _arguments(actions: Sequence[argparse.Action]) -> Iterator[str]:
    for action in actions:
        if action.help == argparse.SUPPRESS:
            continue
        value = "" if action.nargs == 0 else f" \\fI{_text(str(action.metavar))}\\fR"
        names = ", ".join(f"\\fB{_text(name)}\\fR{value}" for name in action.option_strings)
        yield from (".TP", names or value.strip(), _text(f"{action.help}"))


def _usage(action: argparse.Action) -> str:
    """'--start WHEN', in brackets unless it must be given; '' for what is not told."""
    if action.help == argparse.SUPPRESS:
        return ""
    shown = str(action.metavar)
    if action.option_strings:
        shown = action.option_strings[0] + ("" if action.nargs == 0 else f" {shown}")
    elif action.nargs in {"*", "+"}:
        shown += "..."
    return shown if action.required else f"[{shown}]"


def _text(text: str) -> str:
    """As roff reads it: no dash becomes a hyphen, no line a request."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in {".", "'"} else safe
