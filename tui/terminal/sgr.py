"""What takes a terminal from one style to another: no more than the parameters that differ, where that is shorter?"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.style import Style

_ATTRIBUTES: Final = (
    ("bold", "1"), ("dim", "2"), ("italic", "3"), ("underline", "4"), ("blink", "5"), ("blink2", "6"),
    ("reverse", "7"), ("conceal", "8"), ("strike", "9"), ("underline2", "21"), ("frame", "51"),
    ("encircle", "52"), ("overline", "53"),
)  # fmt: skip

_ENDED_BY: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
"""What ends an attribute; bold and dim end together."""
_OF_TEXT: Final = frozenset({"1", "2", "3", "5", "6", "8"})
"""Attributes that a blank does not show."""
_FOREGROUND, _BACKGROUND = "38", "48"
_PARAMETERS: Final = {"5": 3, "2": 5}
"""How many a colour takes that is one of 256, or red, green and blue."""


@lru_cache(maxsize=4096)
def change(before: str, after: str) -> str:
    """The sequence from one style to another, each as its parameters for a plain pen; '' is plain."""
    if before == after:
        return ""
    if not after:
        return "\x1b[m"
    anew = f"\x1b[0;{after}m" if before else f"\x1b[{after}m"
    differing = _differing(before, after) if before else None
    return min(f"\x1b[{differing}m", anew, key=len) if differing else anew


def parameters(style: Style, colors: ColorSystem) -> str:
    """Those of a style for a plain pen. Links and meta are not sent."""
    codes = [code for name, code in _ATTRIBUTES if getattr(style, name)]
    for color, foreground in ((style.color, True), (style.bgcolor, False)):
        if color is not None and not color.is_default:
            codes.extend(color.downgrade(colors).get_ansi_codes(foreground=foreground))
    return ";".join(codes)


@lru_cache(maxsize=4096)
def ground(style: str) -> str:
    """What of a style is seen of a blank: its ground and the lines about it, and the colour of text if reversed."""
    if not style:
        return ""
    attributes, text, behind = _parts(style)
    seen = [code for code in attributes if code not in _OF_TEXT]
    return ";".join(filter(None, (*seen, text if "7" in attributes or seen else "", behind)))


def _differing(before: str, after: str) -> str | None:
    """Only the parameters that differ; None where an attribute cannot be ended by itself, or a colour goes."""
    had, has = _parts(before), _parts(after)
    (had_set, *had_colors), (has_set, *has_colors) = had, has
    gone = [_ENDED_BY.get(code) for code in had_set if code not in has_set]
    if None in gone or any(was and not now for was, now in zip(had_colors, has_colors, strict=True)):
        return None
    ended = list(dict.fromkeys(code for code in gone if code))
    kept = [code for code in has_set if code not in had_set or _ENDED_BY.get(code) in ended]
    colors = [now for was, now in zip(had_colors, has_colors, strict=True) if was != now]
    return ";".join([*ended, *kept, *colors])


def _parts(style: str) -> tuple[tuple[str, ...], str, str]:
    """The attributes, and the parameters of the colours of text and ground."""
    codes, attributes, colors = style.split(";"), list[str](), {_FOREGROUND: "", _BACKGROUND: ""}
    at = 0
    while at < len(codes):
        code = codes[at]
        if code in colors:
            count = _PARAMETERS[codes[at + 1]]
            colors[code] = ";".join(codes[at : at + count])
            at += count
            continue
        place = _FOREGROUND if 30 <= int(code) <= 37 or 90 <= int(code) <= 97 else ""
        place = _BACKGROUND if 40 <= int(code) <= 47 or 100 <= int(code) <= 107 else place
        if place:
            colors[place] = code
        else:
            attributes.append(code)
        at += 1
    return tuple(attributes), colors[_FOREGROUND], colors[_BACKGROUND]
