"""Is a key in a menu its answer, or part of a name that somebody types or pastes without looking at what is asked?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_PAUSE: Final = 1.0
"""Seconds without a key after which somebody has seen what is asked."""
AT_ONCE: Final = 0.5
"""Seconds between two letters of a word that is typed; who takes another choice has seen the first one."""
_EDITING: Final = frozenset({"backspace", "delete", "ctrl+h", "ctrl+u", "ctrl+w"})
"""Keys that mend a word."""


class Choices(Struct, frozen=True):
    """What the keys of a menu choose."""

    keys: Collection[str]
    """Keys, or what they type, that choose or do something now."""
    forget: Callable[[], None]
    """What was chosen since these choices were asked for is chosen no longer."""
    only_one: bool = False
    """Whether one letter answers: a second one at once is a word."""
    enter_acts: bool = True
    """Whether Enter does more than to close it."""

    def have(self, key: str, character: str) -> bool:
        """Whether it is one of them."""
        return key in self.keys or character.lower() in self.keys


class MenuTyping(Struct):
    """What is typed into the menus of one desk. Times are monotonic seconds.

    Once a key came that is no choice, all of the word is none: what it chose is forgotten, what follows without a pause
    chooses nothing, and nor does Enter, however late, until something is chosen anew.
    """

    is_text: bool = False
    """Whether the last keys were text."""
    _menu: object = None
    _last: float | None = None
    _first: Choices | None = None
    _chose: bool = False

    def left(self) -> None:
        """There is no menu, or another key than one of text was pressed in it."""
        self.is_text, self._menu, self._last, self._first = False, None, None, None

    def takes(self, menu: object, choices: Choices, key: str, character: str | None, at: float) -> bool:
        """Whether the key that came `at` is text, and chooses nothing."""
        if menu is not self._menu:
            self.left()
            self._menu = menu
        if character is None:
            if key == "enter" or key in _EDITING:
                return self.is_text and choices.enter_acts
            self.left()
            return False
        since = None if self._last is None else at - self._last
        if since is None or since > _PAUSE:
            self.is_text, self._first, self._chose = False, choices, False
        self._last = at
        is_word = choices.only_one and self._chose and since is not None and since <= AT_ONCE
        if not self.is_text and (is_word or not choices.have(key, character)):
            self._forget(choices)
        self._chose = True
        return self.is_text

    def pasted(self, menu: object, choices: Choices, at: float) -> None:
        """Text was pasted into it."""
        if menu is not self._menu:
            self.left()
            self._menu = menu
        self._last = at
        self._forget(choices)

    def is_typing(self, at: float) -> bool:
        """Whether a key that comes `at` goes on with the text."""
        return self.is_text and self._last is not None and at - self._last <= _PAUSE

    def _forget(self, choices: Choices) -> None:
        (self._first or choices).forget()
        self.is_text = True
