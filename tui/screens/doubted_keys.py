"""What is a key that only the next one tells: struck or held down, a step of a visit or a letter of a word?

Nobody waits for it who goes on with another key: what is doubted is settled before that is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.key_repeats import DOUBT_SECONDS, Press
from tui.keys.menu_typing import AT_ONCE
from tui.keys.typed_ahead import Meaning

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.screens.desk_screen import DeskScreen
    from tui.terminal.burst import GatheredKey
    from tui.workstation import Workstation


class DoubtedKeys:
    """Stands before every key. `take` acts on one; `call_later` hands it back to `nothing_followed` after seconds."""

    def __init__(
        self,
        workstation: Workstation,
        take: Callable[[str, str | None, float], None],
        call_later: Callable[[float, GatheredKey], None],
    ) -> None:
        self._workstation, self._take, self._call_later = workstation, take, call_later
        self._doubted: GatheredKey | None = None
        self._is_letter = False
        self._pressed = Press()

    @property
    def is_waiting(self) -> bool:
        """Whether a key has come that was not acted on yet."""
        return self._doubted is not None

    def press(self, screen: DeskScreen, key: str, character: str | None, at: float) -> None:
        """Take a key that came `at` (monotonic seconds), once it is known what it is: undo is as fast as a finger."""
        answers = self._answers(screen, key, character)
        is_doubtful, is_struck = self._pressed.is_doubtful(key, at), self._pressed.is_struck(key, at)
        state, doubted = self._workstation.state, self._doubted
        if doubted and self._is_letter and _goes_on(key, character) and at - doubted[2] <= AT_ONCE:
            self._doubted = None  # three letters at once, or two and Enter, are a word: neither is a key
            self._take(*doubted)
        elif doubted and not self._is_letter and doubted[0] == key and at - doubted[2] < DOUBT_SECONDS:
            self._doubted = None
            state.repeats.hold(at)
            self._pressed.hold(at)
            return
        self.settle()
        if answers and not is_struck:
            return
        meaning = screen.meaning_of(key)
        if (answers and is_doubtful) or (meaning is Meaning.BACK and state.repeats.is_doubtful(key, at)):
            self._wait((key, character, at), DOUBT_SECONDS)
        elif state.typed_ahead.may_go_on(character, at, meaning):
            self._wait((key, character, at), AT_ONCE, is_letter=True)
        else:
            self._take(key, character, at)

    def nothing_followed(self, key: GatheredKey) -> None:
        """The time is over in which another key would have told."""
        if self._doubted is key:
            self.settle()

    def settle(self) -> None:
        """It is meant: whatever comes next comes after it."""
        doubted, self._doubted = self._doubted, None
        if doubted:
            if self._is_letter:
                self._workstation.state.typed_ahead.is_meant()
            self._take(*doubted)

    def _answers(self, screen: DeskScreen, key: str, character: str | None) -> bool:
        """Whether the key may answer the question that is open: arrows, and what is typed, may be held down."""
        is_letter = character is not None and not screen.has_line
        return screen.is_asking and (is_letter or key == "enter" or key in self._workstation.keyboard.keys("save"))

    def _wait(self, key: GatheredKey, seconds: float, *, is_letter: bool = False) -> None:
        self._doubted, self._is_letter = key, is_letter
        self._call_later(seconds, key)


def _goes_on(key: str, character: str | None) -> bool:
    return key == "enter" or (character is not None and character.isalpha())
