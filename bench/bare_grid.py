"""What does Textual itself cost? One hand-drawn grid that fills the terminal, moved over with the arrows.

The reference of the figures on start-up, keys and memory: no clinic, no database, nothing of clinicdesk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import ComposeResult

_CLOCK = 6
_COLUMN = 18
_HEAD = Style(bold=True)
_PLAIN = Style()
_CURSOR = Style(reverse=True)
_NAMES = ("Smith J", "Garcia M", "", "Nguyen T", "", "Lopez A", "Haddad N", "")


class BareGrid(Widget, can_focus=True):
    """Rows of a quarter of an hour, columns of 18 cells."""

    BINDINGS = [  # noqa: RUF012 - Textual's own type
        ("up", "move(-1, 0)"),
        ("down", "move(1, 0)"),
        ("left", "move(0, -1)"),
        ("right", "move(0, 1)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._row = self._column = 0
        self._strips: dict[tuple[int, int | None], Strip] = {}

    def render_line(self, y: int) -> Strip:
        """A head, then the rows, each drawn once for each place of the cursor in it."""
        cursor = self._column if y == self._row + 1 else None
        strip = self._strips.get((y, cursor))
        if strip is None:
            strip = self._strips[y, cursor] = self._drawn(y, cursor)
        return strip

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor; only the two cells concerned are drawn again."""
        before = self._cell()
        self._row = min(max(self._row + down, 0), self.size.height - 2)
        self._column = min(max(self._column + right, 0), self._columns - 1)
        self.refresh(before, self._cell())

    @property
    def _columns(self) -> int:
        return (self.size.width - _CLOCK) // _COLUMN

    def _cell(self) -> Region:
        return Region(_CLOCK + self._column * _COLUMN, self._row + 1, _COLUMN, 1)

    def _drawn(self, y: int, cursor: int | None) -> Strip:
        clock = f"{7 + (y - 1) // 4}:{(y - 1) % 4 * 15:02}"
        segments = [Segment(f"{'READY' if not y else clock:>{_CLOCK - 1}} ", _HEAD)]
        for column in range(self._columns):
            name = _NAMES[(y + column * 3) % len(_NAMES)] if y else f"Dr {column + 1}"
            style = _CURSOR if column == cursor else _PLAIN if y else _HEAD
            segments.append(Segment(name.ljust(_COLUMN), style))
        return Strip(segments).adjust_cell_length(self.size.width, _PLAIN)


class BareApp(App[None]):
    """The grid and nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """The grid."""
        yield BareGrid()

    def on_mount(self) -> None:
        """The arrows are the grid's."""
        self.query_one(BareGrid).focus()


if __name__ == "__main__":
    BareApp().run(mouse=False)
