"""Was a key typed for a question that was not asked, so that it means nothing where it falls?"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from tui.keys.menu_typing import AT_ONCE

_PAUSE: Final = 1.0
"""Seconds without a key after which somebody has seen that nothing was asked."""


class TypedAhead(Struct):
    """What follows a question that was refused, or a letter that answered one. Times are monotonic seconds."""

    _last: float | None = None
    _pause: float = _PAUSE
    _is_text: bool = False
    _letters: int = 0
    _letter_at: float = 0.0
    _did_nothing: bool = False

    def refused(self, at: float) -> None:
        """The key came `at`, and the question was not asked."""
        self._last, self._pause, self._is_text = at, _PAUSE, False

    def answered(self, at: float) -> None:
        """The letter that came `at` answered a menu: it was the first of a name if another follows at once."""
        self._last, self._pause, self._is_text = at, AT_ONCE, False

    def pressed(self, at: float, *, did_nothing: bool) -> None:
        """A letter was taken as a key. Of several at once of which one did nothing, what follows is text: 'carlos'."""
        follows = self._letters > 0 and at - self._letter_at <= AT_ONCE
        self._letters, self._letter_at = (self._letters + 1 if follows else 1), at
        self._did_nothing = did_nothing or (follows and self._did_nothing)
        if self._letters > 1 and self._did_nothing:
            self._last, self._pause, self._is_text = at, AT_ONCE, True

    def takes(self, key: str, character: str | None, at: float) -> bool:
        """Whether the key is meant for it: '10:30' after a move that was refused is neither a count nor a verb.

        Nor is the Enter that ends it the next step of the visit on which the cursor stands, however late it comes.
        """
        since = None if self._last is None else at - self._last
        self._letters = self._letters if character else 0
        if key == "enter":
            is_meant_for_it = self._is_text or (since is not None and since <= _PAUSE)
            self._last, self._is_text = None, False
            return is_meant_for_it
        is_meant_for_it = bool(character) and since is not None and since <= self._pause
        self._last, self._pause, self._is_text = at if is_meant_for_it else None, _PAUSE, is_meant_for_it
        return is_meant_for_it
