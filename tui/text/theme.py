"""What does each kind of text look like? Styles by name, in 16 colours, in true colour and in none.

Colour is never the only difference: states have letters, warnings and errors have words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from rich.style import Style

from tui.terminal.framebuffer import CARET

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
    "hour": "",
    "load": "dim",
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
    "prompt-cursor": "underline",
    "unread": "underline bright_yellow",
    "privacy": "bold magenta",
    "free-few": "",
    "free-some": "green",
    "free-many": "bold green",
    "cursor": "reverse",
    "lost": "underline",
}

# Text is of the 256 colours, which a terminal is told in half the bytes; grounds are true colours, as those 256 have no
# dark tints. Three depths: closed, then open and free, then taken by a visit, which is tinted by its state.
_TRUECOLOR_BACKGROUND: Final = "color(233)"
_BLANK: Final = "#121212"
"""The same, as Textual names it."""
_TRUECOLOR_TEXT: Final = "color(252)"
_FLAT: Final = "on #16181c"
_CLOSED: Final = "on #0c0d10"
_TRUECOLOR: Final = {
    "text": "",
    "panel": "",
    "title": "bold",
    "head": "bold",
    "bar": "on color(235)",
    "rule": "color(237)",
    "time": "color(246)",
    "hour": "",
    "now": "bold color(221)",
    "load": "color(67)",
    "free": "on #1c2028",
    "past": f"color(239) {_FLAT}",
    "closed": f"color(238) {_CLOSED}",
    "label": f"color(245) {_CLOSED}",
    "block": "color(146) on #1f2130",
    "held": "color(182) on #2a2033",
    "away": f"color(245) {_CLOSED}",
    "name": "bold",
    "tab": "reverse",
    "booked": "color(153)",
    "arrived": "color(180)",
    "waits-long": "color(222)",
    "waits-too-long": "bold color(229)",
    "late": "bold color(210)",
    "checked-in": "color(115)",
    "roomed": "color(123)",
    "with-provider": "color(117)",
    "departed": "color(110)",
    "done": "color(246)",
    "noshow": "color(246)",
    "ground-booked": "on #222c44",
    "ground-arrived": "on #33291a",
    "ground-waits-long": "on #4a3812",
    "ground-waits-too-long": "on #664a0c",
    "ground-late": "on #4a1c28",
    "ground-checked-in": "on #1b3a31",
    "ground-roomed": "on #15383f",
    "ground-with-provider": "on #16344a",
    "ground-departed": "on #202e3c",
    "ground-done": _FLAT,
    "ground-noshow": _FLAT,
    "hint": "",
    "hint-key": "bold",
    "hint-off": "color(246)",
    "ok": "color(114)",
    "warn": "color(221)",
    "error": "bold color(210)",
    "prompt": "color(255)",
    "prompt-label": "bold color(255)",
    "prompt-cursor": "underline",
    "unread": "underline color(221)",
    "privacy": "bold color(182)",
    "free-few": "color(249)",
    "free-some": "color(114)",
    "free-many": "bold color(157)",
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
    "prompt-cursor": "underline",
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

    @property
    def has_grounds(self) -> bool:
        """Whether what is closed, free and taken is told by its ground, and needs no pattern."""
        return bool(self["closed"].bgcolor)

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
        foreground="#d0d0d0",
        background=_BLANK,
        surface=_BLANK,
        panel=_BLANK,
        dark=True,
    )


def _parsed(styles: Mapping[str, str]) -> Mapping[str, Style]:
    parsed = {name: Style.parse(style) if style else Style.null() for name, style in styles.items()}
    return {**parsed, "prompt-cursor": parsed["prompt-cursor"] + CARET}
