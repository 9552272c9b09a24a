"""How are two records, or two versions of one, put side by side, so that a person sees where they differ?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.prompts.sentences import SIDE_EMPTY
from tui.terminal.cells import fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.prompts.record_texts import RecordTexts
    from tui.text.lines import Line

_LABEL: Final = 15
_MARK: Final = 3


def heads(left: str, right: str, width: int) -> Line:
    """What stands on the two sides."""
    cells = _side(width)
    return (
        (" " * (_LABEL + _MARK + 1), "hint"),
        (fit(left, cells), "head"),
        (" " * _MARK, ""),
        (fit(right, cells), "head"),
    )


def row(key: str, left: Mapping[str, str], right: Mapping[str, str], texts: RecordTexts, width: int) -> Line:
    """One field of both, marked where they say different things."""
    mine, theirs = texts.shown(left, key), texts.shown(right, key)
    differ = bool(mine and theirs) and texts.group(left, key) != texts.group(right, key)
    cells = _side(width)
    return (
        (f" {texts.spec.keyed(key).label:<{_LABEL}}", "hint"),
        ("   ", "panel"),
        (fit(mine or SIDE_EMPTY, cells), "panel" if mine else "hint-off"),
        (" ! " if differ else "   ", "warn"),
        (fit(theirs or SIDE_EMPTY, cells), "warn" if differ else "panel" if theirs else "hint-off"),
    )


def choice_row(
    key: str,
    left: Mapping[str, str],
    right: Mapping[str, str],
    texts: RecordTexts,
    width: int,
    *,
    keeps_left: bool,
    is_here: bool,
) -> Line:
    """One field of both, the side that stays marked."""
    cells = _side(width)
    sides = ((left, keeps_left), (right, not keeps_left))
    spans = [
        (f"{'>' if is_here else ' '}{texts.spec.keyed(key).label:<{_LABEL}}", "prompt-label" if is_here else "hint")
    ]
    for side, stays in sides:
        word = fit(texts.shown(side, key) or SIDE_EMPTY, cells)
        spans += [
            (" * " if stays else "   ", "ok"),
            (word, ("cursor" if is_here else "panel") if stays else "hint-off"),
        ]
    return tuple(spans)


def _side(width: int) -> int:
    return max((width - _LABEL - 2 * _MARK - 2) // 2, 8)
