"""What do all screens of one desk share that no file keeps: the view, hidden names, the last Enter?"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.desk_view import DeskView

_ENTER_AGAIN_SECONDS: Final = 0.4


@dataclass(slots=True)
class DeskState:
    """One desk's."""

    privacy: bool = False
    """Whether names are initials."""
    view: DeskView | None = None
    """What screens ask with every key, as it was last read."""
    _entered_at: float | None = None

    def is_enter_again(self, key: str) -> bool:
        """Whether this key is an Enter within 400 ms of another: it was meant for what the first one did."""
        now, before = time.monotonic(), self._entered_at
        self._entered_at = now if key == "enter" else None
        return key == "enter" and before is not None and now - before < _ENTER_AGAIN_SECONDS
