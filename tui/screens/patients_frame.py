"""What stands on the patients screen: the box and its reading, whom it finds, and the face sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.sentences import PATIENTS_BOX, PATIENTS_TITLE
from tui.actions import ACTIONS
from tui.cells import width_of
from tui.lines import keys_line
from tui.prompts.fields import editor_line
from tui.widgets.panel import LinePanel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.model.clinic import Site
    from tui.bootstrap import Session
    from tui.lines import Line, Span
    from tui.prompts.editor import LineEditor
    from tui.theme import Palette

WIDE: Final = 124
"""The cells from which there is room for the face sheet beside the list."""
_LIST: Final = 80
_AROUND: Final = 4
"""Rows of head, box, reading and foot."""
_LABELS: Final = {action.id: action.label for action in ACTIONS}


class PatientsFrame:
    """The panels of the patients screen; rows that did not change are not sent."""

    def __init__(self, session: Session, palette: Palette) -> None:
        self.head, self.box, self.reading, self.results, self.sheet, self.foot, self.panel = (
            LinePanel(palette, ascii=session.settings.display.ascii, id=name)
            for name in ("head", "box", "reading", "results", "sheet", "foot", "panel")
        )
        self._session = session

    def set_out(self, width: int, *, reads: bool) -> None:
        """Both beside each other where there is room, else the sheet instead of the list while it is read."""
        self.results.display = width >= WIDE or not reads
        self.sheet.display = width >= WIDE or reads
        self.results.styles.width = _LIST if width >= WIDE else "1fr"

    def sheet_width(self, width: int) -> int:
        """The cells that the sheet has."""
        return width - _LIST if width >= WIDE else width

    def rows(self, height: int) -> int:
        """The rows that the list or the sheet has."""
        return max(height - _AROUND, 1)

    def show_head(self, site: Site, now: datetime, width: int, *, privacy: bool) -> None:
        """' Patients            demo  1 parked  10:20  ana'."""
        right: list[Span] = [("demo ", "hint")] if self._session.is_demo else []
        right += [(f"{text} ", style) for text, style in self._session.shelf.marks]
        right += [("private ", "privacy")] if privacy else []
        right.append((f"{local(now, site.tz):%-H:%M}  {self._session.actor} ", "head"))
        left: Span = (f" {PATIENTS_TITLE}", "title")
        gap = max(width - width_of(left[0]) - sum(width_of(text) for text, _ in right), 1)
        self.head.show(((left, (" " * gap, "head"), *right),))

    def show_box(self, editor: LineEditor, width: int, *, is_typed: bool) -> None:
        """The line typed into; without a cursor while letters are keys."""
        label: Span = (f" {PATIENTS_BOX}: ", "prompt-label")
        typed = editor_line(editor, width - width_of(label[0])) if is_typed else ((editor.text, "panel"),)
        self.box.show(((label, *typed),))

    def show_list(self, reading: Line, rows: Sequence[Line]) -> None:
        """How the words were read, and whom they find."""
        self.reading.show((reading,))
        self.results.show(rows)

    def show_panel(self, lines: Sequence[Line], rows: int) -> None:
        """The question's panel, over the list."""
        self.panel.display = bool(lines)
        self.panel.show(lines[:rows])

    def key_line(self, *actions: tuple[str, str] | str) -> Line:
        """The keys of those actions, by their ids; a pair says the key and the word itself."""
        names = self._session.keyboard.names
        pairs = [action if isinstance(action, tuple) else (names[action], _LABELS[action]) for action in actions]
        return keys_line(*pairs)
