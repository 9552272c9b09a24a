"""Which keys are in force: those of `tui.keys.registry`, but for what the [keys] table of `clinicdesk.toml` says.

It knows nothing of Textual, as the command line prints keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from msgspec import Struct

from core.errors import BadSettings
from core.structs import replace
from tui.keys.action import Action, Scope
from tui.keys.key_names import key_name, read_key
from tui.keys.registry import ACTIONS, first_keys
from tui.keys.sentences import KEY_CLASH

TOGETHER: Final = ((Scope.MOTION, Scope.RECORD), (Scope.PROMPT,), (Scope.PROMPT, Scope.CHECKLIST))
"""The scopes that are in force at the same time."""

Remapped: TypeAlias = Mapping[str, tuple[str, ...]]
"""Action's id -> its keys as people write them."""


def in_scope(*scopes: Scope, actions: Iterable[Action] = ACTIONS) -> tuple[Action, ...]:
    """The actions of those scopes, in the order of the table."""
    return tuple(action for action in actions if not {action.scope, *action.also}.isdisjoint(scopes))


class Clash(Struct, frozen=True):
    """Two actions that want one key while both are in force."""

    key: str
    first: Action
    second: Action

    @property
    def sentence(self) -> str:
        """The key as people write it, and both ids."""
        return KEY_CLASH.format(key=key_name(self.key), first=self.first.id, second=self.second.id)


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


class Keyboard(Struct, frozen=True):
    """The keys of one workstation: `actions` is the table with the keys in force."""

    actions: tuple[Action, ...]
    outside: Mapping[str, Action]
    """By key, where nothing is asked."""
    asked: Mapping[str, Action]
    """By key, while something is asked."""
    checklist: Mapping[str, Action]
    """By key, at the gate of check-in."""
    names: Mapping[str, str]
    """What fills the fields of a sentence that names keys."""

    def keys(self, action: str) -> tuple[str, ...]:
        """All keys of the action, as Textual names them. Raises KeyError for an unknown id."""
        for one in self.actions:
            if one.id == action:
                return one.keys
        raise KeyError(action)

    @property
    def line_keys(self) -> tuple[str, ...]:
        """The keys that begin a line of which Enter alone does something, and with which no name begins."""
        return tuple(key for action in ("find", "command") for key in self.keys(action) if len(key) > 1)


def keyboard(remapped: Remapped, actions: Iterable[Action] = ACTIONS) -> Keyboard:
    """The table with the keys of `remapped`, which `tui.keys.own_keys` found sound, in place of the usual ones."""
    mine = remap(actions, remapped)
    outside, asked, checklist = (keymap(mine, scopes=scopes) for scopes in TOGETHER)
    return Keyboard(mine, outside, asked, checklist, first_keys(mine))


def remap(actions: Iterable[Action], remapped: Remapped) -> tuple[Action, ...]:
    """The actions, those that `remapped` names with the keys it gives them; what is no key is left out."""
    return tuple(
        replace(action, keys=_read(remapped[action.id])) if action.id in remapped else action for action in actions
    )


def _read(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in map(read_key, written) if isinstance(key, str)))
