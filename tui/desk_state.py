"""What do all screens of one desk share that no file keeps: the view, hidden names, questions left, the last Enter?"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from core.desk_view import DeskView

_MOST_LEFT: Final = 20
_ENTER_AGAIN_SECONDS: Final = 0.4


class DraftMemory:
    """Questions left on whatever screen, by what they ask: asked again, they are taken up."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[object, ...], tuple[Any, bool]] = {}

    def add(self, key: tuple[object, ...], question: object, *, lasting: bool) -> None:
        """It was left. Of those that are not `lasting` the oldest goes when there are too many."""
        self._by_key.pop(key, None)
        self._by_key[key] = question, lasting
        passing = [key for key, (_, lasts) in self._by_key.items() if not lasts]
        for oldest in passing[:-_MOST_LEFT]:
            del self._by_key[oldest]

    def take(self, key: tuple[object, ...]) -> Any | None:  # noqa: ANN401 - whatever was added under that key
        """What was left under that key; it is left no longer."""
        return self._by_key.pop(key, (None, False))[0]

    def forget(self, question: object) -> None:
        """It is kept elsewhere, and not taken up from here."""
        self._by_key = {key: one for key, one in self._by_key.items() if one[0] is not question}

    def all(self) -> tuple[Any, ...]:
        """All of them, the one left last at the end."""
        return tuple(question for question, _ in self._by_key.values())


@dataclass(slots=True)
class DeskState:
    """One desk's."""

    privacy: bool = False
    """Whether names are initials."""
    view: DeskView | None = None
    """What screens ask with every key, as it was last read."""
    left: DraftMemory = field(default_factory=DraftMemory)
    _entered_at: float | None = None

    def is_enter_again(self, key: str) -> bool:
        """Whether this key is an Enter within 400 ms of another: it was meant for what the first one did."""
        now, before = time.monotonic(), self._entered_at
        self._entered_at = now if key == "enter" else None
        return key == "enter" and before is not None and now - before < _ENTER_AGAIN_SECONDS
