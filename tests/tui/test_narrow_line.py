"""Is a line that is typed drawn in however few cells there are?"""

from __future__ import annotations

import pytest

from tui.prompts.editor import LineEditor
from tui.terminal.cells import width_of


@pytest.mark.parametrize("cells", range(-3, 6))
@pytest.mark.parametrize("text", ["", "x", "feb 30", "陈美玲", "é" * 40])
def test_with_its_cursor_in_sight(text: str, cells: int) -> None:
    """The cursor is drawn at every place of the text, though nothing else may have room."""
    editor = LineEditor()
    editor.insert(text)
    for cursor in range(len(text) + 1):
        editor.cursor = cursor
        line = editor.line(cells)
        assert 1 == sum(style == "prompt-cursor" for _, style in line)
        assert sum(width_of(part) for part, _ in line) <= max(cells, 3)
