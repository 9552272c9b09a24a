"""Is what must be minded in sight where a line has no room for all?"""

from __future__ import annotations

from tui.screens.hint_bar import keys_at_both_ends
from tui.text.lines import cells_of, fitted, whole

PIECES = [
    ((" Jones, Ann ", "title"), 0),
    ((" 10:20-10:40", "panel"), 3),
    ((" Lee", "panel"), 4),
    ((" booked", "panel"), 0),
    ((" over C3", "hint"), 1),
]


def said(width: int) -> str:
    """What is left of the line."""
    return "".join(text for text, _ in fitted(PIECES, width))


def test_what_is_shown_above_gives_way_first() -> None:
    """One after the other, and never what has no number."""
    assert " Jones, Ann  10:20-10:40 Lee booked over C3" == said(43)
    assert " Jones, Ann  10:20-10:40 booked over C3" == said(42)
    assert " Jones, Ann  booked over C3" == said(38)
    assert " Jones, Ann  booked" == said(26)
    assert " Jones, Ann  booked" == said(3)


def test_a_long_line_is_shown_whole() -> None:
    """On as many lines as it needs, below where its last part begins; a short one stays as it is."""
    short, long = (
        ((" ok   no conflicts", "ok"),),
        ((" ask ", "warn"), ("C3  ", "warn"), ("Lee has somebody " * 8, "panel")),
    )
    assert (short,) == whole([short], 80)
    lines = whole([long], 80)
    assert ("Lee has somebody " * 8).split() == [word for line in lines for word in line[-1][0].split()]
    assert all(cells_of(line) <= 80 for line in lines)
    assert [" ask C3  ", "         "] == ["".join(text for text, _ in line[:-1]) for line in lines]


def test_keys_that_act_anywhere_stand_at_the_right_end() -> None:
    """Whatever stands before them; where not all have room, the first of them go, then the last of the others."""
    anywhere = [("i", "details"), ("/", "find"), ("?", "all keys")]

    def told(*pairs: tuple[str, str], width: int = 60) -> str:
        line = keys_at_both_ends((), [*pairs], [*anywhere], width)
        assert cells_of(line) <= max(width, len(" ? all keys "))
        return "".join(text for text, _ in line)

    assert told().endswith(" i details  / find  ? all keys ")
    assert told(("Enter", "check in"), ("m", "move"))[29:] == told(("Enter", "book here"))[29:]
    assert " Enter check in  m move   / find  ? all keys " == told(("Enter", "check in"), ("m", "move"), width=45)
    assert " Enter check in     ? all keys " == told(("Enter", "check in"), ("m", "move"), width=31)
