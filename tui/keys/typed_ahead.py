"""Was a key typed for a question not asked, or as part of a word, so that it means nothing?"""

from __future__ import annotations

from enum import Enum
from typing import Final

from msgspec import Struct

from tui.keys.menu_typing import AT_ONCE

_PAUSE: Final = 1.0
"""Seconds without a key after which somebody has seen that nothing was asked."""


class Meaning(Enum):
    """What a letter would do where no question is open."""

    NOTHING = "nothing"
    """No action has it for a key, or none that can be done here."""
    STEP = "step"
    """A step of a visit, or the last verb once more."""
    BACK = "back"
    """Undo, redo."""
    OTHER = "other"
    """It moves, shows or asks something."""


class TypedAhead(Struct):
    """What follows a question that was refused, a letter that answered one, or the first letter of a word.

    Times are monotonic seconds.
    """

    is_word: bool = False
    """Whether the last key that was text belongs to a word, of which the first letter was taken as a key."""
    _last: float | None = None
    _pause: float = _PAUSE
    _is_text: bool = False
    _letter_at: float | None = None
    _did: Meaning = Meaning.OTHER

    def refused(self, at: float) -> None:
        """The key came `at`, and the question was not asked."""
        self._begin(at, _PAUSE)

    def answered(self, at: float) -> None:
        """The letter that came `at` answered a menu: it was the first of a name if another follows at once."""
        self._begin(at, AT_ONCE)

    def pressed(self, at: float, did: Meaning) -> None:
        """A letter was taken as a key, and is the first of a word if others follow at once."""
        self._letter_at, self._did = at, did

    def may_go_on(self, character: str | None, at: float, meaning: Meaning) -> bool:
        """Whether this letter is the second of a word, or a step as fast as two fingers strike: what follows tells."""
        return meaning is not Meaning.NOTHING and self._goes_on_word(character, at, meaning)

    def is_meant(self) -> None:
        """No third letter followed: the second one is a key."""
        self._letter_at = None

    def takes(self, key: str, character: str | None, at: float, meaning: Meaning = Meaning.NOTHING) -> bool:
        """Whether the key, which would have that `meaning`, is text.

        '10:30' after a move that was refused is neither a count nor a verb; nor is the Enter that ends it the next step
        of the visit on which the cursor stands, however late it comes. Of a word only the first letter is a key. Enter
        at once behind a letter that did nothing ends a word too.
        """
        since = None if self._last is None else at - self._last
        goes_on = self._goes_on_word(character, at, meaning)
        is_at_once = self._letter_at is not None and at - self._letter_at <= AT_ONCE
        came_to_nothing = is_at_once and self._did is Meaning.NOTHING and meaning is Meaning.STEP
        self._letter_at = None
        if key == "enter":
            is_meant_for_it = self._is_text or came_to_nothing or (since is not None and since <= _PAUSE)
            self._last, self._is_text = None, False
            return is_meant_for_it
        is_meant_for_it = goes_on or (bool(character) and since is not None and since <= self._pause)
        self.is_word = goes_on or (is_meant_for_it and self.is_word)
        self._last, self._pause, self._is_text = at if is_meant_for_it else None, _PAUSE, is_meant_for_it
        return is_meant_for_it

    def _begin(self, at: float, pause: float) -> None:
        self._last, self._pause, self._is_text, self.is_word = at, pause, False, False

    def _goes_on_word(self, character: str | None, at: float, meaning: Meaning) -> bool:
        """Whether it is the second letter of a word: after one that did a step, or nothing, a further step is none.

        What was done is taken back as fast as anybody likes; but not by who did nothing.
        """
        if not (character and character.isalpha()) or self._letter_at is None or at - self._letter_at > AT_ONCE:
            return False
        match self._did:
            case Meaning.STEP | Meaning.BACK:
                return meaning in {Meaning.STEP, Meaning.NOTHING}
            case Meaning.NOTHING:
                return meaning is not Meaning.OTHER
            case Meaning.OTHER:
                return meaning is Meaning.BACK
        return False
