"""Which keys does the desk know, what does each do, and where does it work? The one table of them.

Bindings, help, hint bar and docs/keys.md are made from it. It knows nothing of Textual, as the command line
prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import Final

from core import sentences
from core.errors import BadSettings


class Scope(Enum):
    """Where a key works."""

    MOTION = "motion"
    """Everywhere but in a prompt."""
    RECORD = "record"
    """Where an appointment or a slot is highlighted."""
    PROMPT = "prompt"
    """While something is asked and typed."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `id` is for good: settings and papers refer to it.

    `keys` are Textual's names, the first is the one shown; `label` fits the hint bar, `help` is a sentence.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    scope: Scope


def _group(group: str, scope: Scope, *rows: tuple[str, tuple[str, ...], str, str]) -> tuple[Action, ...]:
    return tuple(Action(id, keys, label, line, group, scope) for id, keys, label, line in rows)  # noqa: A001


ACTIONS: Final = (
    *_group(
        "Screens",
        Scope.MOTION,
        ("day_screen", ("f2",), "day", "The day's schedule."),
        ("find", ("slash",), "find", "Find a patient by parts of the name, birth date, phone or MRN."),
        ("help", ("f1", "question_mark"), "all keys", "All keys that work here."),
        ("command", ("colon",), "command", "Command line; `:quit` leaves the desk."),
    ),
    *_group(
        "Moving",
        Scope.MOTION,
        ("up", ("up", "k"), "up", "One row up."),
        ("down", ("down", "j"), "down", "One row down."),
        ("left", ("left",), "left", "To the left: the visit beside this one, else the provider before."),
        ("right", ("right",), "right", "To the right: the visit beside this one, else the next provider."),
        ("prev_group", ("left_square_bracket",), "providers", "The providers before."),
        ("next_group", ("right_square_bracket",), "providers", "The next providers."),
        ("page_up", ("pageup",), "earlier", "A page up: earlier in the day."),
        ("page_down", ("pagedown",), "later", "A page down: later in the day."),
        ("home", ("home",), "first", "The first row of the day."),
        ("end", ("end",), "last", "The last row of the day."),
    ),
    *_group(
        "Days and sites",
        Scope.MOTION,
        ("goto", ("g",), "go to", "Go to a date: `+3`, `2w`, `fri`, `24dec`."),
        ("today", ("t",), "today", "Today, now."),
        ("prev_day", ("less_than_sign",), "day", "The day before."),
        ("next_day", ("greater_than_sign",), "day", "The next day."),
        ("prev_week", ("left_curly_bracket",), "week", "A week back."),
        ("next_week", ("right_curly_bracket",), "week", "A week on."),
        ("next_site", ("S",), "site", "The next site."),
    ),
    *_group(
        "The appointment or time highlighted",
        Scope.RECORD,
        ("enter", ("enter",), "next step", "The next step, named in the hint bar; on free time: book here."),
        ("arrive", ("a",), "arrive", "The patient has arrived."),
        ("check_in", ("c",), "check in", "Check in; arrives too."),
        ("check_out", ("o",), "check out", "Check out."),
        ("book", ("b",), "book", "Book a visit at this time."),
        ("move", ("m",), "move", "Move: type the new time, or carry the visit there with the arrows."),
        ("cancel", ("x",), "cancel", "Cancel, with a reason."),
        ("inspect", ("i",), "details", "Everything about it."),
        ("why", ("exclamation_mark",), "why not", "Why a step is not possible, and what conflicts here."),
    ),
    *_group(
        "The desk",
        Scope.MOTION,
        ("undo", ("u",), "undo", "Take back your last act."),
        ("privacy", ("P",), "privacy", "Names as initials only, and back."),
        ("repaint", ("ctrl+l",), "repaint", "Draw the screen anew."),
        ("quit", ("ctrl+d",), "leave", "Leave the desk."),
    ),
    *_group(
        "While something is asked",
        Scope.PROMPT,
        ("accept", ("enter",), "accept", "Take what was typed or chosen."),
        ("leave", ("ctrl+x", "escape"), "leave", "Leave it; what was typed is kept."),
    ),
)

_KEY_NAMES: Final[Mapping[str, str]] = {
    "slash": "/", "question_mark": "?", "colon": ":", "exclamation_mark": "!", "dollar_sign": "$",
    "left_square_bracket": "[", "right_square_bracket": "]", "less_than_sign": "<", "greater_than_sign": ">",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "full_stop": ".", "minus": "-", "backslash": "\\",
    "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "space": "Space",
}  # fmt: skip


def in_scope(*scopes: Scope, actions: Iterable[Action] = ACTIONS) -> tuple[Action, ...]:
    """The actions of those scopes, in the order of the table."""
    return tuple(action for action in actions if action.scope in scopes)


def keymap(
    actions: Iterable[Action], *, scopes: tuple[Scope, ...] = (Scope.MOTION, Scope.RECORD)
) -> Mapping[str, Action]:
    """Which action each key stands for, of those whose scopes are in force together.

    Raises BadSettings, naming every clash, where two of them want one key.
    """
    keys: dict[str, Action] = {}
    clashes: list[str] = []
    for action in in_scope(*scopes, actions=actions):
        for key in action.keys:
            other = keys.setdefault(key, action)
            if other is not action:
                clash = sentences.KEY_CLASH.format(key=key_name(key), first=other.id, second=action.id)
                clashes.append(clash)
    if clashes:
        raise BadSettings(" ".join(clashes), clashes)
    return keys


def key_name(key: str) -> str:
    """A key as people write it: 'Ctrl+L', 'PgUp', '?', 'F2', 'a'."""
    *modifiers, name = key.split("+")
    shown = _KEY_NAMES.get(name) or (name if len(name) == 1 else name.capitalize())
    if modifiers:
        shown = shown.upper() if len(shown) == 1 else shown
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def key_names(action: Action) -> str:
    """All keys of an action: 'F1 ?'."""
    return " ".join(map(key_name, action.keys))


def help_lines(*scopes: Scope) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each group with its (keys, help) pairs, in the order of the table; of all scopes when none is named."""
    wanted = in_scope(*(scopes or Scope))
    for group, actions in groupby(wanted, key=lambda action: action.group):
        yield group, tuple((key_names(action), action.help) for action in actions)


def keys_paper() -> str:
    """The text of docs/keys.md."""
    parts = [sentences.KEYS_PAPER_HEAD]
    for group, pairs in help_lines():
        rows = [f"| {_code(keys)} | {line} |" for keys, line in pairs]
        parts.append("\n".join([f"## {group}", "", "| Key | Does |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _code(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())
