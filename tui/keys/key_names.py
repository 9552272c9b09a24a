"""What is a key called, by people and by Textual, and does it reach the desk through every terminal?

It knows nothing of Textual, as the command line reads and prints keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from core.text.sentences import VALUE_NEAR
from tui.keys import sentences

SIGNS: Final[Mapping[str, str]] = {
    "!": "exclamation_mark", '"': "quotation_mark", "#": "number_sign", "$": "dollar_sign", "%": "percent_sign",
    "&": "ampersand", "'": "apostrophe", "(": "left_parenthesis", ")": "right_parenthesis", "*": "asterisk",
    "+": "plus", ",": "comma", "-": "minus", ".": "full_stop", "/": "slash", ":": "colon", ";": "semicolon",
    "<": "less_than_sign", "=": "equals_sign", ">": "greater_than_sign", "?": "question_mark", "@": "at",
    "[": "left_square_bracket", "\\": "backslash", "]": "right_square_bracket", "^": "circumflex_accent",
    "_": "underscore", "`": "grave_accent", "{": "left_curly_bracket", "|": "vertical_line",
    "}": "right_curly_bracket", "~": "tilde",
}  # fmt: skip
"""Sign -> Textual's name of its key."""
_SIGN_NAMES: Final = frozenset(SIGNS.values())
_IN_WORDS: Final = frozenset({"space", *(SIGNS[sign] for sign in "+-./:,'_#@")})
_SHOWN: Final[Mapping[str, str]] = {
    **{name: sign for sign, name in SIGNS.items()},
    "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc",
}  # fmt: skip
_OTHER_NAMES: Final[Mapping[str, str]] = {
    "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown", "esc": "escape", "return": "enter",
    "del": "delete", "ins": "insert", "spacebar": "space",
}  # fmt: skip
"""What people also call a key -> Textual's name."""

_NAMED: Final = (
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab", "space",
    *(f"f{number}" for number in range(1, 13)),
)  # fmt: skip
WITH_CONTROL: Final = "deflnoprtuw"
"""The letters whose control key comes through PuTTY, tmux and screen alike; so does x, which leaves a question."""
_FAR_AND_WIDE: Final = frozenset({*_NAMED, "shift+tab", "ctrl+x", *(f"ctrl+{letter}" for letter in WITH_CONTROL)})
"""Of the keys that are no letter, digit or sign, those that reach the desk through every terminal."""
_ELSEWHERE: Final = frozenset({"backspace", "delete", "insert", *(f"f{number}" for number in range(13, 25))})
"""Keys there are, but not through every terminal."""
_TAKEN: Final[Mapping[str, str]] = {
    "ctrl+a": sentences.KEY_OF_SCREEN, "ctrl+b": sentences.KEY_OF_TMUX,
    "ctrl+c": sentences.KEY_INTERRUPTS, "ctrl+z": sentences.KEY_INTERRUPTS, "ctrl+backslash": sentences.KEY_INTERRUPTS,
    "ctrl+s": sentences.KEY_HOLDS_THE_LINE, "ctrl+q": sentences.KEY_HOLDS_THE_LINE,
}  # fmt: skip
"""What happens on the way to those that something else takes."""
_SAME: Final[Mapping[str, str]] = {
    "ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+j": "enter", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape",
}  # fmt: skip
"""Two names of one key to a terminal."""
_MODIFIERS: Final[Mapping[str, str]] = {
    "ctrl": "ctrl", "control": "ctrl", "strg": "ctrl", "alt": "alt", "meta": "alt", "option": "alt",
    "shift": "shift", "super": "super", "cmd": "super", "win": "super",
}  # fmt: skip
_MODIFIED: Final = r"(?is)(?P<modifier>[a-z]+)\s*[+-]\s*(?P<rest>.+)"


class NoKey(Struct, frozen=True):
    """What was written is no key that can be used; `sentence` says why."""

    sentence: str


def read_key(written: str) -> str | NoKey:
    """The key as Textual names it, of one as people write it: "c", "C", "?", "ctrl+l", "F3", "pgup", "space".

    Letters count in the case that must be typed. NoKey for what is no key, and for one that does not reach the desk
    through every terminal (PuTTY, tmux, screen).
    """
    modifiers, name = _taken_apart(written)
    if name is None:
        return NoKey(_lost(written) if len(written) == 1 and written.isalnum() else _unknown(written))
    if modifiers == {"shift"} and len(name) == 1 and name.isalpha():
        modifiers, name = frozenset(), name.upper()
    if not modifiers and (len(name) == 1 or name in _SHOWN):
        return name
    key = "+".join([*sorted(modifiers), name.lower()])
    if key in _FAR_AND_WIDE:
        return key
    return NoKey(_lost(key))


def key_name(key: str) -> str:
    """A key as people write it, of Textual's name: 'Ctrl+L', 'PgUp', '?', 'F2', 'a'."""
    *modifiers, name = key.split("+")
    known = _SHOWN.get(name) or (name if len(name) == 1 else name.capitalize())
    if modifiers and len(known) == 1:
        known = known.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), known])


def is_text(key: str) -> bool:
    """Whether the key types a character."""
    return len(key) == 1 or key == "space" or key in _SIGN_NAMES


def may_be_typed(key: str) -> bool:
    """Whether the key types a character that stands in dates, times, names or codes."""
    return len(key) == 1 or key in _IN_WORDS


def _taken_apart(written: str) -> tuple[frozenset[str], str | None]:
    """The modifiers and Textual's name of the key itself, None for one there is not."""
    rest, modifiers = written if written.isspace() else written.strip(), set[str]()
    while (found := re.fullmatch(_MODIFIED, rest)) and found["modifier"].lower() in _MODIFIERS:
        modifiers.add(_MODIFIERS[found["modifier"].lower()])
        rest = found["rest"]
    return frozenset(modifiers), _bare(rest)


def _bare(name: str) -> str | None:
    """Textual's name of a key without modifiers."""
    if name == " ":
        return "space"
    if name in SIGNS:
        return SIGNS[name]
    if len(name) == 1 and name.isascii() and name.isalnum():
        return name
    folded = name.lower().replace(" ", "").replace("_", "")
    folded = _OTHER_NAMES.get(folded, folded)
    if folded in _NAMED or folded in _ELSEWHERE:
        return folded
    return name if name in _SIGN_NAMES else None


def _lost(key: str) -> str:
    if key in _SAME:
        return sentences.KEY_IS_ANOTHER.format(key=key_name(key), other=key_name(_SAME[key]))
    return _TAKEN.get(key, sentences.KEY_NOT_EVERYWHERE).format(key=key_name(key), letters=" ".join(WITH_CONTROL))


def _unknown(written: str) -> str:
    from core.text.wording import nearest, shown  # most starts have no keys of their own, and save difflib

    near = nearest(written, [*map(key_name, sorted(_FAR_AND_WIDE)), *_OTHER_NAMES])
    if near:
        return VALUE_NEAR.format(value=shown(written), noun=sentences.A_KEY_NAME, near=shown(near))
    return sentences.KEY_UNKNOWN.format(value=shown(written))
