"""Is the [keys] table of a `clinicdesk.toml` sound, and if not, what is wrong with it, all at once?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.settings.reader import KEYS
from core.text.wording import not_among, shown
from core.toml.file import Problem
from core.toml.sentences import NAMED_TWICE
from tui.keys import sentences
from tui.keys.action import Action, Scope
from tui.keys.key_names import WITH_CONTROL, NoKey, is_text, key_name, read_key
from tui.keys.keymap import TOGETHER, Remapped, clashes_of, remap
from tui.keys.registry import ACTIONS

_LEAVING: Final = frozenset({"ctrl+x", "escape"})
_EDITING: Final = frozenset(
    {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "enter"}
    | {"ctrl+e", "ctrl+u", "ctrl+w"}
)
"""What moves and deletes in a line, chooses below it, or answers."""
_ARROWS: Final = frozenset({"up", "down", "left", "right"})
"""Actions named as the arrow that stays among their keys."""
_DELIBERATE: Final = re.compile(r"f[0-9]+|ctrl\+[a-z]")


def wrong_keys(remapped: Remapped, actions: tuple[Action, ...] = ACTIONS) -> tuple[Problem, ...]:
    """Everything wrong with the table: ids and keys there are not, keys that cannot serve there, and clashes."""
    by_id = {action.id: action for action in actions}
    problems: list[Problem] = []
    sound: dict[str, tuple[str, ...]] = {}
    for name, written in remapped.items():
        action = by_id.get(name)
        if action is None:
            problems.append(Problem((KEYS, name), f"[{KEYS}]", not_among(name, by_id, sentences.AN_ACTION)))
        elif action.is_fixed:
            problems.append(_problem(name, sentences.KEY_ACTION_STAYS.format(action=name)))
        else:
            said = {one: _unfit(action, one) for one in written}
            problems += [_problem(name, sentence) for sentence in said.values() if sentence]
            problems += [_problem(name, sentence) for sentence in (*_twice(written), *_arrow_lost(name, written))]
            sound[name] = tuple(one for one, sentence in said.items() if not sentence)
    return (*problems, *_clashes(sound, actions))


def _problem(name: str, sentence: str) -> Problem:
    return Problem((KEYS, name), f"{KEYS}.{name}", sentence)


def _unfit(action: Action, written: str) -> str:
    """Why that cannot be a key of the action, or ''."""
    key = read_key(written)
    if isinstance(key, NoKey):
        return key.sentence
    asked = action.scope is Scope.PROMPT
    letters = [letter for letter in WITH_CONTROL if not asked or f"ctrl+{letter}" not in _EDITING]
    return _objection(action, key).format(key=key_name(key), letters=" ".join(letters))


def _objection(action: Action, key: str) -> str:
    """Why a key that arrives cannot serve that action, or ''."""
    if key in _LEAVING:
        return sentences.KEY_LEAVES
    if action.scope is Scope.PROMPT:
        if is_text(key):
            return sentences.KEY_IS_TEXT
        return sentences.KEY_EDITS if key in _EDITING else ""
    if action.scope is Scope.CHECKLIST:
        return sentences.KEY_CHOOSES if key in _EDITING else ""
    if key.isdigit():
        return sentences.KEY_IS_A_COUNT
    if action.id == "quit" and not _DELIBERATE.fullmatch(key):
        return sentences.KEY_QUITS
    return ""


def _twice(written: tuple[str, ...]) -> Iterator[str]:
    """Keys that are named twice under different names: "?" and "question_mark"."""
    keys = [key for key in map(read_key, written) if isinstance(key, str)]
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield NAMED_TWICE.format(value=shown(key_name(key)))


def _arrow_lost(name: str, written: tuple[str, ...]) -> Iterator[str]:
    """The arrows choose in lists and carry appointments, whatever else does."""
    if name in _ARROWS and name not in map(read_key, written):
        yield sentences.KEY_ARROW_STAYS.format(key=key_name(name), action=name)


def _clashes(remapped: Remapped, actions: tuple[Action, ...]) -> Iterator[Problem]:
    """Each key of two actions, told at one that the file names."""
    mine = remap(actions, remapped)
    found = {clash.sentence: clash for scopes in TOGETHER for clash in clashes_of(mine, scopes)}
    for clash in found.values():
        named = clash.second if clash.second.id in remapped else clash.first
        yield _problem(named.id, clash.sentence)
