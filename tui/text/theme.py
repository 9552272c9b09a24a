"""What does each kind of text look like? Styles by name, in 16 colours, in true colour and in none.

Colour is never the only difference: states have letters, warnings and errors have words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from rich.style import Style

if TYPE_CHECKING:
    from textual.theme import Theme

TRUECOLOR_DARK: Final = "truecolor-dark"

# The terminal's own 16 colours on its own background. Plain blue and bright black are left out: many palettes
# make them unreadable, and Solarized has its background there. Where `dim` is unknown, plain text remains.
_ANSI: Final = {
    "text": "",
    "panel": "",
    "title": "bold",
    "head": "bold",
    "bar": "",
    "rule": "dim",
    "time": "dim",
    "now": "bold bright_yellow",
    "free": "",
    "past": "dim",
    "closed": "dim",
    "label": "",
    "block": "magenta",
    "held": "magenta",
    "away": "dim",
    "booked": "",
    "arrived": "yellow",
    "waits-long": "bright_yellow",
    "waits-too-long": "bold bright_yellow",
    "late": "bold bright_red",
    "checked-in": "bright_green",
    "roomed": "bright_cyan",
    "with-provider": "cyan",
    "departed": "cyan",
    "done": "dim",
    "noshow": "dim",
    "hint": "",
    "hint-key": "bold",
    "hint-off": "dim",
    "ok": "bright_green",
    "warn": "bright_yellow",
    "error": "bold bright_red",
    "prompt": "",
    "prompt-label": "bold",
    "prompt-cursor": "reverse",
    "unread": "underline bright_yellow",
    "privacy": "bold magenta",
    "free-few": "",
    "free-some": "green",
    "free-many": "bold green",
    "cursor": "reverse",
    "lost": "underline",
}

_TRUECOLOR_BACKGROUND: Final = "#10151c"
_TRUECOLOR_TEXT: Final = "#d5dbe3"
_TRUECOLOR: Final = {
    "text": "",
    "panel": "",
    "title": "bold #ffffff",
    "head": "bold #ffffff",
    "bar": "on #1b2430",
    "rule": "#39465a",
    "time": "#8593a8",
    "now": "bold #ffd166",
    "free": "",
    "past": "#39465a",
    "closed": "#39465a on #161c25",
    "label": "#8593a8",
    "block": "#c39bd3",
    "held": "#c39bd3",
    "away": "#8593a8 on #161c25",
    "booked": "",
    "arrived": "#d8b25e",
    "waits-long": "#ffd166",
    "waits-too-long": "bold #ffd166",
    "late": "bold #ff6b6b",
    "checked-in": "#8bd17c",
    "roomed": "#67c7e2",
    "with-provider": "#4aa3c0",
    "departed": "#4aa3c0",
    "done": "#8593a8",
    "noshow": "#8593a8",
    "hint": "#a9b4c4",
    "hint-key": "bold #ffffff",
    "hint-off": "#8593a8",
    "ok": "#8bd17c",
    "warn": "#ffd166",
    "error": "bold #ff6b6b",
    "prompt": "#ffffff",
    "prompt-label": "bold #ffffff",
    "prompt-cursor": "reverse",
    "unread": "underline #ffd166",
    "privacy": "bold #c39bd3",
    "free-few": "#a9b4c4",
    "free-some": "#8bd17c",
    "free-many": "bold #a6e898",
    "cursor": "reverse",
    "lost": "underline",
}

# NO_COLOR: bold, underline and reverse are all there is.
_PLAIN: Final = {
    "title": "bold",
    "head": "bold",
    "now": "bold",
    "waits-too-long": "bold",
    "late": "bold underline",
    "free-many": "bold",
    "hint-key": "bold",
    "warn": "underline",
    "error": "bold underline",
    "prompt-label": "bold",
    "prompt-cursor": "reverse",
    "unread": "underline",
    "privacy": "bold",
    "cursor": "reverse",
    "lost": "underline",
}


class Palette:
    """Rich styles by name. Several names are laid over each other, left to right: "late cursor"."""

    def __init__(self, base: Style, styles: Mapping[str, Style]) -> None:
        self._base = base
        self._named = styles
        self._mixed: dict[str, Style] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names that have a style of their own."""
        return frozenset(self._named)

    def __getitem__(self, names: str) -> Style:
        """The style of those names; one that is unknown looks like text."""
        style = self._mixed.get(names)
        if style is None:
            style = self._base
            for name in names.split():
                style += self._named.get(name, Style.null())
            self._mixed[names] = style
        return style


def palette(theme: str, *, color: bool = True) -> Palette:
    """The styles of "ansi-dark" or "truecolor-dark", or without `color` those of NO_COLOR."""
    if not color:
        return Palette(Style.null(), _parsed(_PLAIN))
    if theme == TRUECOLOR_DARK:
        base = Style.parse(f"{_TRUECOLOR_TEXT} on {_TRUECOLOR_BACKGROUND}")
        return Palette(base, _parsed(_TRUECOLOR))
    return Palette(Style.null(), _parsed(_ANSI))


def truecolor_theme() -> Theme:
    """The Textual theme that fits "truecolor-dark", to register; "ansi-dark" is one of Textual's own."""
    from textual.theme import Theme

    return Theme(
        name=TRUECOLOR_DARK,
        primary="#67c7e2",
        warning="#ffd166",
        error="#ff6b6b",
        success="#8bd17c",
        foreground=_TRUECOLOR_TEXT,
        background=_TRUECOLOR_BACKGROUND,
        surface=_TRUECOLOR_BACKGROUND,
        panel=_TRUECOLOR_BACKGROUND,
        dark=True,
    )


def _parsed(styles: Mapping[str, str]) -> Mapping[str, Style]:
    return {name: Style.parse(style) if style else Style.null() for name, style in styles.items()}
