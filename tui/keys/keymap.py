"""Which keys are in force: those of `tui.keys.registry`, but for what the [keys] table of `clinicdesk.toml` says.

It knows nothing of Textual, as the command line prints keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from tui.keys.key_names import read_key
from tui.keys.registry import ACTIONS, Action, Scope, first_keys, keymap

TOGETHER: Final = ((Scope.MOTION, Scope.RECORD), (Scope.PROMPT,))
"""The scopes that are in force at the same time."""

Remapped: TypeAlias = Mapping[str, tuple[str, ...]]
"""Action's id -> its keys as people write them."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keys of one workstation: `actions` is the table with the keys in force."""

    actions: tuple[Action, ...]
    outside: Mapping[str, Action]
    """By key, where nothing is asked."""
    asked: Mapping[str, Action]
    """By key, while something is asked."""
    names: Mapping[str, str]
    """What fills the fields of a sentence that names keys."""

    def keys(self, action: str) -> tuple[str, ...]:
        """All keys of the action, as Textual names them. Raises KeyError for an unknown id."""
        for one in self.actions:
            if one.id == action:
                return one.keys
        raise KeyError(action)


def keyboard(remapped: Remapped, actions: Iterable[Action] = ACTIONS) -> Keyboard:
    """The table with the keys of `remapped`, which `tui.keys.own_keys` found sound, in place of the usual ones."""
    mine = remap(actions, remapped)
    outside, asked = (keymap(mine, scopes=scopes) for scopes in TOGETHER)
    return Keyboard(mine, outside, asked, first_keys(mine))


def remap(actions: Iterable[Action], remapped: Remapped) -> tuple[Action, ...]:
    """The actions, those that `remapped` names with the keys it gives them; what is no key is left out."""
    return tuple(
        replace(action, keys=_read(remapped[action.id])) if action.id in remapped else action for action in actions
    )


def _read(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in map(read_key, written) if isinstance(key, str)))
