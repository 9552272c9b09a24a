"""How text pasted without brackets is told from keys: no hand types eight within 30 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Collection

GATHER_SECONDS = 0.004
"""How long printable keys are gathered before they act: a pasted chunk is parsed within a millisecond."""

_BURST_KEYS = 8
_BURST_SECONDS = 0.03
_MOST_KEYS = 512
"""Keys that are gathered at most."""
_LATE_SECONDS = 0.008
"""From here on a key has waited longer than was asked for: the machine is busy, and more may be on its way."""


GatheredKey: TypeAlias = tuple[str, str | None, float]
"""The key, the character it types, and when it came."""


class Gathered(Message):
    """Printable keys were gathered for long enough."""


class NothingFollowed(Message):
    """No other key came close after one that may have been held down."""

    def __init__(self, key: GatheredKey) -> None:
        super().__init__()
        self.key = key


class Burst(Struct):
    """Gathers keys typed outside a prompt. Times are monotonic seconds."""

    waiting: list[GatheredKey] = field(default_factory=list)
    _last: float = -1.0
    _pasting: bool = False
    _seen: int = 0

    def add(self, key: str, character: str | None, at: float) -> bool:
        """Keep a key; True when it is the first one waiting, so that somebody must come for it."""
        if self._pasting and at - self._last < _BURST_SECONDS:
            self._last = at
            return False
        self._pasting = False
        self._last = at
        if len(self.waiting) < _MOST_KEYS:  # so many are no hand's, and how many more come does not matter
            self.waiting.append((key, character, at))
        return len(self.waiting) == 1

    def is_coming(self, at: float) -> bool:
        """Whether a key that comes `at` belongs to others: they are gathered still, or were pasted until just now."""
        return bool(self.waiting) or (self._pasting and at - self._last < _BURST_SECONDS)

    def wait(self, now: float) -> float:
        """How many seconds to go on gathering, 0 when all has come that was coming.

        One key acts at once. Two within the time that keys are gathered are no hand's: more of a paste is awaited until
        none came, as it is where the machine was so busy that it may have kept them back.
        """
        before, self._seen = self._seen, len(self.waiting)
        is_hand = self._seen == 1 and now - self._last < _LATE_SECONDS
        return 0 if before == self._seen or (is_hand and not before) else _BURST_SECONDS

    def take(self, line_keys: Collection[str] = ()) -> tuple[list[GatheredKey], bool]:
        """The keys to act on of those gathered, and whether others were pasted: one of `line_keys` begins no paste.

        A slow line brings what was typed behind '/' in one piece. The line ends with its first Enter.
        """
        keys, self.waiting, self._seen = self.waiting, [], 0
        if sum(character is not None for _, character, _ in keys) < _BURST_KEYS:
            return keys, False
        line = _first_line(keys) if keys[0][0] in line_keys else []
        self._pasting = len(line) < len(keys)
        return line, self._pasting


def _first_line(keys: list[GatheredKey]) -> list[GatheredKey]:
    """The keys up to the first Enter, with it."""
    end = next((number for number, (key, _, _) in enumerate(keys) if key == "enter"), len(keys))
    return keys[: end + 1]
