"""How are two records, or two versions of one, put side by side, so that a person sees where they differ?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.prompts.sentences import SIDE_EMPTY, SIDE_HIDDEN
from tui.terminal.cells import fit
from tui.text.words import hidden

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

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


def row(
    key: str,
    left: Mapping[str, str],
    right: Mapping[str, str],
    texts: RecordTexts,
    width: int,
    *,
    hides: Collection[str] | None = None,
) -> Line:
    """One field of both, marked where they say different things.

    `hides` are the names of both while names are hidden, None while they are not.
    """
    mine, theirs = (_said(side, key, texts, hides) for side in (left, right))
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
    hides: Collection[str] | None = None,
) -> Line:
    """One field of both, the side that stays marked; `hides` as in `row`."""
    cells = _side(width)
    sides = ((left, keeps_left), (right, not keeps_left))
    spans = [
        (f"{'>' if is_here else ' '}{texts.spec.keyed(key).label:<{_LABEL}}", "prompt-label" if is_here else "hint")
    ]
    for side, stays in sides:
        word = fit(_said(side, key, texts, hides) or SIDE_EMPTY, cells)
        spans += [
            (" * " if stays else "   ", "ok"),
            (word, ("cursor" if is_here else "panel") if stays else "hint-off"),
        ]
    return tuple(spans)


def _said(side: Mapping[str, str], key: str, texts: RecordTexts, hides: Collection[str] | None) -> str:
    said = texts.shown(side, key)
    if hides is None or not said:
        return said
    return SIDE_HIDDEN if texts.spec.keyed(key).is_hidden else hidden(said, hides)


def _side(width: int) -> int:
    return max((width - _LABEL - 2 * _MARK - 2) // 2, 8)
