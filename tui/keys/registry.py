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

from core.errors import BadSettings
from tui.keys import sentences
from tui.keys.key_names import key_name


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

    `keys` are Textual's names, the first is the one shown; `label` fits the hint bar, `help` is a sentence, with the
    ids of other actions as fields where it names their keys.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    scope: Scope


def _group(group: str, scope: Scope, *rows: tuple[str, tuple[str, ...], str, str]) -> tuple[Action, ...]:
    return tuple(Action(id, keys, label, line, group, scope) for id, keys, label, line in rows)  # noqa: A001


_MARK: Final = (
    "Mark it: `{arrive}` `{check_in}` `{room}` `{depart}` `{check_out}` `{no_show}` `{cancel}` then act on all marked."
    " Esc unmarks."
)

ACTIONS: Final = (
    *_group(
        "Screens",
        Scope.MOTION,
        ("day_screen", ("f2",), "day", "The day's schedule."),
        ("queue_screen", ("f3",), "queue", "The queue: everyone expected or here today."),
        ("patients_screen", ("f4",), "patients", "The patients: find them, their records, new ones."),
        ("screen_before", ("minus",), "back", "The screen before."),
        ("find", ("slash",), "find", "Find a patient by parts of the name, birth date, phone or MRN."),
        ("new_patient", ("N", "ctrl+n"), "new", "Register a new patient, once somebody searched for them."),
        ("filter", ("backslash",), "filter", "Narrow the queue by words; with none, show everybody."),
        ("help", ("question_mark", "f1"), "all keys", "All keys that work here."),
        ("command", ("colon",), "command", "Command line; `:quit` leaves the desk."),
    ),
    *_group(
        "Moving",
        Scope.MOTION,
        ("up", ("up", "k"), "up", "One row up."),
        ("down", ("down", "j"), "down", "One row down."),
        ("left", ("left",), "left", "To the left: the visit beside this one, else the provider before."),
        ("right", ("right",), "right", "To the right: the visit beside this one, else the next provider."),
        ("prev_group", ("left_square_bracket",), "providers", "The providers before; in the queue the sorting before."),
        ("next_group", ("right_square_bracket",), "providers", "The next providers; in the queue the next sorting."),
        ("page_up", ("pageup",), "earlier", "A page up."),
        ("page_down", ("pagedown",), "later", "A page down."),
        ("home", ("home",), "first", "The first row."),
        ("end", ("end",), "last", "The last row."),
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
        ("next_site", ("S",), "site", "The next site; in the queue all of them come after the last."),
    ),
    *_group(
        "The appointment or time highlighted",
        Scope.RECORD,
        ("enter", ("enter",), "next step", "The next step, named in the hint bar; on free time: book here."),
        ("arrive", ("a",), "arrive", "The patient has arrived."),
        ("check_in", ("c",), "check in", "Check in; arrives too."),
        ("room", ("r",), "room", "To a room: the appointment's, else a free one; again to change it."),
        ("depart", ("d",), "depart", "The patient has left the room."),
        ("check_out", ("o",), "check out", "Check out."),
        ("left_unseen", ("l",), "left", "The patient left before being seen."),
        ("no_show", ("n",), "no-show", "The patient did not come."),
        ("step_back", ("B",), "step back", "Back to the step before, whoever took it."),
        ("book", ("b",), "book", "Book a visit at this time."),
        ("move", ("m",), "move", "Move: type the new time, or carry the visit there with the arrows."),
        ("cancel", ("x",), "cancel", "Cancel, with a reason."),
        ("edit_record", ("e",), "edit", "Change the patient's record."),
        ("inspect", ("i",), "details", "Everything about it."),
        ("history", ("h",), "history", "What was done with it, by whom and when."),
        ("why", ("exclamation_mark",), "why not", "Why a step is not possible, and what conflicts here."),
        ("mark", ("space",), "mark", _MARK),
        ("repeat", ("full_stop",), "repeat", "The last verb once more, on this one."),
    ),
    *_group(
        "The desk",
        Scope.MOTION,
        ("undo", ("u",), "undo", "Take back your last act."),
        ("redo", ("U",), "redo", "Do again what you took back last."),
        ("count", tuple("1234567890"), "count", "A number before a motion, `{undo}` or `{redo}`: so many times."),
        ("privacy", ("P",), "privacy", "Names as initials only, and back."),
        ("park", ("z",), "park", "Put the question left last aside, with its place; an open menu too."),
        ("resume", ("Z",), "resume", "Take up what was parked last; `{park_question}` at once: the one before."),
        ("repaint", ("ctrl+l",), "repaint", "Draw the screen anew."),
        ("quit", ("ctrl+d",), "leave", "Leave the desk."),
    ),
    *_group(
        "While something is asked",
        Scope.PROMPT,
        ("accept", ("enter",), "accept", "Take what was typed or chosen."),
        ("leave", ("ctrl+x", "escape"), "leave", "Leave it; what was typed is kept, but for a search."),
        ("park_question", ("ctrl+p",), "park", "Put it aside as it stands, for something more urgent."),
        ("save", ("ctrl+o", "f10"), "save", "Save a form, from any of its fields."),
        ("forget", ("ctrl+r",), "forget", "Forget what was typed into a form: press it twice."),
    ),
)


def in_scope(*scopes: Scope, actions: Iterable[Action] = ACTIONS) -> tuple[Action, ...]:
    """The actions of those scopes, in the order of the table."""
    return tuple(action for action in actions if action.scope in scopes)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two actions that want one key while both are in force."""

    key: str
    first: Action
    second: Action

    @property
    def sentence(self) -> str:
        """The key as people write it, and both ids."""
        return sentences.KEY_CLASH.format(key=key_name(self.key), first=self.first.id, second=self.second.id)


def keymap(
    actions: Iterable[Action], *, scopes: tuple[Scope, ...] = (Scope.MOTION, Scope.RECORD)
) -> Mapping[str, Action]:
    """Which action each key stands for, of those whose scopes are in force together.

    Raises BadSettings, naming every clash, where two of them want one key.
    """
    keys, clashes = _by_key(actions, scopes)
    if clashes:
        told = [clash.sentence for clash in clashes]
        raise BadSettings(" ".join(told), told)
    return keys


def clashes_of(actions: Iterable[Action], scopes: tuple[Scope, ...]) -> tuple[Clash, ...]:
    """Every clash among the actions of those scopes."""
    return tuple(_by_key(actions, scopes)[1])


def _by_key(actions: Iterable[Action], scopes: tuple[Scope, ...]) -> tuple[dict[str, Action], list[Clash]]:
    keys: dict[str, Action] = {}
    clashes: list[Clash] = []
    for action in in_scope(*scopes, actions=actions):
        for key in action.keys:
            other = keys.setdefault(key, action)
            if other is not action:
                clashes.append(Clash(key, other, action))
    return keys, clashes


def key_names(action: Action) -> str:
    """All keys of an action: 'F1 ?'."""
    return " ".join(map(key_name, action.keys))


def by_group(actions: Iterable[Action] = ACTIONS) -> Iterator[tuple[str, tuple[Action, ...]]]:
    """Each group with its actions, in the order of the table."""
    for group, members in groupby(actions, key=lambda action: action.group):
        yield group, tuple(members)


def first_keys(actions: Iterable[Action]) -> Mapping[str, str]:
    """Action's id -> its first key as people write it: what fills the fields of a sentence that names keys."""
    return {action.id: key_name(action.keys[0]) for action in actions}


def keys_doc() -> str:
    """The text of docs/keys.md."""
    parts, names = [sentences.KEYS_DOC_HEAD], first_keys(ACTIONS)
    for group, actions in by_group():
        rows = [f"| {_code(key_names(one))} | {one.help.format(**names)} | `{one.id}` |" for one in actions]
        parts.append("\n".join([f"## {group}", "", "| Key | Does | Id |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _code(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())
