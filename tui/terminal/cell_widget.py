"""How does what changed in a widget reach the terminal without the screen being composed?

For two cells Textual composes every line between the first that changed and the last, after a message from each widget
and a timer: half of what a cursor key takes. What lies open can be sent as it is, and only what lies below or above
something else need be composed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Generic, Self

from textual.app import ReturnType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.diff import DiffApp
from tui.terminal.framebuffer import Piece

OVERLAY: Final = "overlay"
"""The layer of what may lie over the rest of a screen."""


class CellWidget(Widget):
    """A widget that draws itself line by line in `render_line`, without border, padding or opacity."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._safe: dict[int, tuple[Strip, Strip]] = {}

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again: soon where `regions` name the cells, else when Textual composes the screen."""
        if regions and not layout and self.is_mounted and isinstance(self.app, DrawingApp):
            self.app.draw(self, regions)
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def compose_again(self, regions: Iterable[Region]) -> None:
        """Leave these cells to Textual."""
        super().refresh(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop` as the filters leave them, past Textual's cache of lines with a style around them."""
        first, end = crop.column_span
        lines = (self._filtered_line(y) for y in crop.line_range)
        return [line if (first, end) == (0, line.cell_length) else line.crop_extend(first, end, None) for line in lines]

    def pieces(self, regions: Iterable[Region]) -> Iterator[Piece]:
        """What stands in `regions` of the widget, and where that is on the screen: a piece a row."""
        place, spans = self.region, dict[int, tuple[int, int]]()
        for region in regions:
            first, end = region.column_span
            for y in region.line_range:
                known = spans.get(y, (first, end))
                spans[y] = min(first, known[0]), max(end, known[1])
        for y, (first, end) in spans.items():
            x, _, width, height = Region(first, y, end - first, 1).intersection(place.size.region)
            if height:
                yield Piece(place.y + y, place.x + x, width, self.render_lines(Region(x, y, width, 1))[0])

    def _filtered_line(self, y: int) -> Strip:
        """A line is asked for with every key, and is the same strip for as long as it is not drawn anew."""
        drawn = self.render_line(y)
        before, safe = self._safe.get(y, (None, drawn))
        if before is not drawn:
            _, background = self.background_colors
            safe = drawn
            for line_filter in self.get_line_filters():
                safe = safe.apply_filter(line_filter, background)
            self._safe[y] = drawn, safe
        return safe


class DrawingApp(DiffApp[ReturnType], Generic[ReturnType]):
    """An App that sends the cells of a `CellWidget` once the act that changed them is over."""

    _changed: Mapping[CellWidget, set[Region]] = {}

    def draw(self, widget: CellWidget, regions: Iterable[Region]) -> None:
        """Send these cells of the widget as they are then, together with others that changed meanwhile."""
        if not self._changed:
            asyncio.get_running_loop().call_soon(self._draw_changed)
        self._changed = {**self._changed, widget: {*self._changed.get(widget, ()), *regions}}

    def _draw_changed(self) -> None:
        changed, self._changed = self._changed, {}
        try:
            if self.reaches_terminal and self._lie_open(changed):
                self.send(piece for widget, regions in changed.items() for piece in widget.pieces(regions))
            else:
                for widget, regions in changed.items():
                    widget.compose_again(regions)
        except Exception as error:  # noqa: BLE001 - whatever it is, the loop would only note it
            self._handle_exception(error)

    def _lie_open(self, changed: Iterable[CellWidget]) -> bool:
        """Whether they are on the screen shown, and nothing lies over it or did when it was laid out last."""
        over = (one for one in self.screen.children if one.layer == OVERLAY)
        return all(one.screen is self.screen for one in changed) and not any(one.display or one.region for one in over)
