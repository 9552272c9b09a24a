"""What does each screen have of its own, that the others need or that goes its own way?"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.clinic.model import Site
    from tui.selection.place import Place
    from tui.selection.selection import Selection
    from tui.text.lines import Line


class OwnParts(Screen[None]):
    """What a screen must say of itself, and what it may; `DeskScreen` does the rest for all of them."""

    @property
    @abstractmethod
    def here(self) -> Selection:
        """What is highlighted and marked."""

    @property
    @abstractmethod
    def place(self) -> Place:
        """What is shown and highlighted: other screens follow it, and a question put aside comes back there."""

    @abstractmethod
    def _draw(self) -> None:
        """Draw what stands around the list or schedule."""

    @abstractmethod
    def follow(self, place: Place) -> None:
        """Another screen stood on that place: highlight it here too, where that makes sense."""

    @abstractmethod
    def _stand_on(self, place: Place) -> None:
        """Show that place of this screen, as far as it is named, and highlight what was highlighted."""

    @abstractmethod
    def minute_passed(self, now: datetime) -> None:
        """The clock shows another minute."""

    @abstractmethod
    def _reload(self) -> None:
        """Read again what is shown; the cursor stays on its record. Raises what the desk refuses."""

    @property
    @abstractmethod
    def _read(self) -> object:
        """What was read last: as long as it is equal, and so is the view, nothing need be drawn."""

    @abstractmethod
    def _where(self, action: str) -> tuple[Site, date]:
        """The site and day that an action is about."""

    @abstractmethod
    def _do_here(self, action: str, count: int) -> bool:
        """Do what only this screen can: move its cursor, sort, mark; False for anything else. Raises BadInput."""

    def _show_marks(self) -> None:
        """Other appointments are marked, or none any more."""

    def _left(self) -> None:
        """Escape, with no question open, no count typed and nothing marked."""

    @property
    def _legend(self) -> Sequence[Line]:
        """What the signs on this screen mean, for the help."""
        return ()

    def privacy_changed(self) -> None:
        """Names are hidden from now on, or shown."""
