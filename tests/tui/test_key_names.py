"""Is a key understood as people write it, shown as they write it, and refused where a terminal would lose it?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import Keys, _character_to_key

from tui.keys.key_names import SIGNS, NoKey, is_text, key_name, may_be_typed, read_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("c", "c"),
        ("C", "C"),
        ("7", "7"),
        ("shift+c", "C"),
        ("Shift+C", "C"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("\\", "backslash"),
        ("+", "plus"),
        ("-", "minus"),
        (".", "full_stop"),
        ('"', "quotation_mark"),
        ("full_stop", "full_stop"),
        ("space", "space"),
        ("Space", "space"),
        (" ", "space"),
        ("ctrl+l", "ctrl+l"),
        ("Ctrl+L", "ctrl+l"),
        ("CTRL + L", "ctrl+l"),
        ("ctrl-l", "ctrl+l"),
        ("control+r", "ctrl+r"),
        ("Strg+R", "ctrl+r"),
        ("F3", "f3"),
        ("f12", "f12"),
        (" F3 ", "f3"),
        ("pgup", "pageup"),
        ("PgUp", "pageup"),
        ("Page Up", "pageup"),
        ("page_down", "pagedown"),
        ("pgdn", "pagedown"),
        ("PgDown", "pagedown"),
        ("Home", "home"),
        ("END", "end"),
        ("left", "left"),
        ("Enter", "enter"),
        ("return", "enter"),
        ("Esc", "escape"),
        ("escape", "escape"),
        ("tab", "tab"),
        ("shift+tab", "shift+tab"),
        ("Shift-Tab", "shift+tab"),
        ("ctrl+x", "ctrl+x"),
    ],
)
def test_as_people_write_it(written: str, key: str) -> None:
    """Upper and lower case count for single letters alone; the other keys have the names printed on them."""
    assert key == read_key(written)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("alt+x", "Alt+X does not come through every terminal"),
        ("meta+x", "Alt+X does not come through every terminal"),
        ("ctrl+left", "Ctrl+Left does not come through every terminal"),
        ("shift+up", "Shift+Up does not come through every terminal"),
        ("ctrl+enter", "Ctrl+Enter does not come through every terminal"),
        ("shift+enter", "Shift+Enter does not come through every terminal"),
        ("alt+enter", "Alt+Enter does not come through every terminal"),
        ("ctrl+shift+l", "Ctrl+Shift+L does not come through every terminal"),
        ("ctrl+g", "Ctrl+G does not come through every terminal"),
        ("ctrl+1", "Ctrl+1 does not come through every terminal"),
        ("ctrl+space", "Ctrl+Space does not come through every terminal"),
        ("shift+F3", "Shift+F3 does not come through every terminal"),
        ("F13", "F13 does not come through every terminal"),
        ("Delete", "Delete does not come through every terminal"),
        ("ins", "Insert does not come through every terminal"),
        ("backspace", "Backspace does not come through every terminal"),
        ("ü", "ü does not come through every terminal"),
        ("super+l", "Super+L does not come through every terminal"),
        ("ctrl+s", "Ctrl+S halts or releases the output of many terminals"),
        ("Ctrl-Q", "Ctrl+Q halts or releases the output of many terminals"),
        ("ctrl+c", "Ctrl+C stops programs in a terminal"),
        ("ctrl+z", "Ctrl+Z stops programs in a terminal"),
        ("ctrl+a", "Ctrl+A belongs to the program screen"),
        ("ctrl+b", "Ctrl+B belongs to tmux"),
        ("ctrl+i", "Ctrl+I is the same as Tab to a terminal"),
        ("ctrl+m", "Ctrl+M is the same as Enter to a terminal"),
        ("ctrl+j", "Ctrl+J is the same as Enter to a terminal"),
        ("ctrl+h", "Ctrl+H is the same as Backspace to a terminal"),
        ("ctrl+[", "Ctrl+[ is the same as Esc to a terminal"),
    ],
)
def test_what_does_not_arrive_is_refused(written: str, says: str) -> None:
    """A key that PuTTY, tmux or screen loses, takes or turns into another is refused with the reason."""
    refused = read_key(written)

    assert isinstance(refused, NoKey)
    assert refused.sentence.startswith(says)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("pgupp", '"pgupp" is not a key; did you mean "pgup"?'),
        ("ctrl+", '"ctrl+" is not a key;'),
        ("entr", '"entr" is not a key; did you mean "Enter"?'),
        ("", '"" is not a key; write "c", "C", "?"'),
        ("check in", '"check in" is not a key;'),
        ("\x1b", '"\\x1b" is not a key;'),
        ("F0", '"F0" is not a key;'),
    ],
)
def test_unknown_key(written: str, says: str) -> None:
    """What is no key is refused with the nearest name, or with examples."""
    refused = read_key(written)

    assert isinstance(refused, NoKey)
    assert refused.sentence.startswith(says)


@given(st.text(max_size=20))
def test_anything_is_read_or_refused(written: str) -> None:
    """Whatever is written is a key that Textual knows, or a sentence that can be shown."""
    known = {key.value for key in Keys} | {_character_to_key(chr(code)) for code in range(0x21, 0x7F)} | {"space"}
    key = read_key(written)

    assert key.sentence.isprintable() if isinstance(key, NoKey) else key in known


def test_signs_are_named_as_textual_names_them() -> None:
    """Every ASCII sign has its key, under the name that Textual sends."""
    signs = [chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()]

    assert {sign: _character_to_key(sign) for sign in signs} == SIGNS


def test_what_is_shown_can_be_written() -> None:
    """The name by which a key is shown is one by which it is read."""
    keys = [*SIGNS.values(), "up", "pageup", "escape", "space", "f1", "f12", "ctrl+d", "shift+tab", "a", "Z", "9"]

    assert keys == [read_key(key_name(key)) for key in keys]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+l", "Ctrl+L"),
        ("pageup", "PgUp"),
        ("question_mark", "?"),
        ("f2", "F2"),
        ("a", "a"),
        ("P", "P"),
        ("up", "Up"),
        ("escape", "Esc"),
        ("left_curly_bracket", "{"),
        ("shift+tab", "Shift+Tab"),
    ],
)
def test_keys_as_people_write_them(key: str, shown: str) -> None:
    """Keys are shown as they stand on the keyboard, letters in the case that must be typed."""
    assert shown == key_name(key)


def test_what_types_a_character() -> None:
    """Letters, digits, signs and the space bar type; brackets stand in no date, time, name or code."""
    assert [True, True, True, True, False, False] == [
        is_text(key) for key in ("a", "7", "slash", "space", "up", "ctrl+r")
    ]
    typed = "".join(sign for sign, name in SIGNS.items() if may_be_typed(name))
    assert not set(typed) & set("<>{}[]")
    assert set("+-./:,'") <= set(typed)
    assert re.fullmatch(r"[^a-zA-Z0-9]*", typed)
