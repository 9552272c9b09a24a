"""Which keys came while a screen did not yet stand on what it is to show? They are taken once it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.terminal.burst import GatheredKey


class EarlyKeys:
    """Stands before `take`, which acts on a key."""

    def __init__(self, take: Callable[[str, str | None, float], None]) -> None:
        self._take = take
        self._early: list[GatheredKey] | None = None
        """None while no screen is waited for."""

    def press(self, key: str, character: str | None, at: float) -> None:
        """Take a key that came `at` (monotonic seconds), or keep it."""
        if self._early is None:
            self._take(key, character, at)
        else:
            self._early.append((key, character, at))

    def wait(self) -> None:
        """A screen is shown that is to stand on something, and cannot yet."""
        self._early = self._early or []

    def arrive(self, step: Callable[[], None]) -> None:
        """Have it stand there by `step`; then come the keys that were kept."""
        try:
            step()
        finally:
            early, self._early = self._early or [], None
        for each in early:
            self.press(*each)
