"""Is a key meant once more, or is it held down, struck twice, or one Enter too many?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

_PAUSE: Final = 1.0
"""Seconds after an act in which its key does no other: nobody reads what was done in less, and the first repeat of a
key held down comes after 0.25 to 0.66 s."""
_ENTER_PAUSE: Final = 2.5
"""The same for Enter, which is struck once more, a second later, by who does not see that it was taken: the next step
of a visit is not a second after the one before, and each step has a key of its own for who means it."""
_ENTER_UNBROKEN: Final = 1.5
"""Seconds between two presses of Enter that are one wish."""
_UNBROKEN: Final = 0.3
"""Seconds between two presses of a key that is held down, as far apart as a slow line may bring them."""
_HELD: Final = 0.08
"""Seconds between two presses that no finger makes; keyboards repeat every 0.03 to 0.09 s."""
_FIRST_REPEAT: Final = 0.19
"""Seconds after which the first repeat of a key held down comes at the earliest."""
DOUBT_SECONDS: Final = 0.12
"""Seconds after which a press that was no repeat is known to be none, as no other has followed it."""


class Press(Struct):
    """The last press of all, whatever it did: the answer to a question is struck, and not held down.

    Several may come at once, as a slow line brings what was typed ahead. A key held down has its first repeat after a
    while and the next soon after that, and is told by both.
    """

    _key: str = ""
    _at: float = 0.0
    _is_holding: bool = False

    def is_struck(self, key: str, at: float) -> bool:
        """Note a press that came `at`; False for one of a key that is held down."""
        since = at - self._at if key == self._key else _PAUSE
        self._is_holding = self._is_holding and since < _UNBROKEN
        self._key, self._at = key, at
        return not self._is_holding

    def is_doubtful(self, key: str, at: float) -> bool:
        """Whether it may be the first repeat of the one before: what follows tells."""
        since = at - self._at
        is_one_more = self._is_holding and since < _UNBROKEN
        return key == self._key and not is_one_more and _FIRST_REPEAT <= since < _PAUSE

    def hold(self, at: float) -> None:
        """One more came too soon after a doubtful press: the key is held down."""
        self._at, self._is_holding = at, True


class KeyRepeats(Struct):
    """The key that did something last, at one desk. `seconds` is a clock that never goes back."""

    seconds: Callable[[], float] = time.monotonic
    arrived_at: float = 0.0
    """When the key came that is being taken."""
    _key: str = ""
    _did_at: float = 0.0
    _pressed_at: float = 0.0
    _is_holding: bool = False
    is_held: bool = False
    """Whether the last press was the same key faster than a finger, or one more of a key held down."""

    def is_again(self, key: str, *, answers: bool = False) -> bool:
        """Whether this press still belongs to the key that did something; it `answers` a question that is open."""
        self.is_held = False
        if key != self._key:
            return False
        since, self._pressed_at = self.arrived_at - self._pressed_at, self.arrived_at
        self._is_holding = self._is_holding and since < _UNBROKEN
        self.is_held = self._is_holding or since < _HELD
        pause, unbroken = (_ENTER_PAUSE, _ENTER_UNBROKEN) if key == "enter" and not answers else (_PAUSE, _UNBROKEN)
        return since < unbroken or self.arrived_at - self._did_at < pause

    def is_doubtful(self, key: str, at: float) -> bool:
        """Whether this press of the key may be the first repeat of the one that did something: what follows tells."""
        since = at - self._pressed_at
        return key == self._key and not self._is_holding and _FIRST_REPEAT <= since < _PAUSE

    def hold(self, at: float) -> None:
        """One more came too soon after a doubtful press: the key is held down."""
        self._pressed_at, self._is_holding = at, True

    def did(self, key: str) -> None:
        """The key did an act, or opened or closed a question."""
        self._is_holding = self._is_holding and key == self._key
        self._key, self._pressed_at, self._did_at = key, self.arrived_at, self.seconds()

    @property
    def is_fresh(self) -> bool:
        """Whether the key that is taken came so soon after the act that nobody has read what was done."""
        return bool(self._key) and self.arrived_at - self._did_at < _PAUSE

    def moved(self) -> None:
        """The person moved the cursor: what is highlighted now is meant."""
        self._key = ""
