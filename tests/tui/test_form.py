"""Does a form go from field to field, say what belongs where, and keep every text?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.prompts.editor import LineEditor
from tui.prompts.fields import FormField, choice_line
from tui.prompts.form import Form
from tui.terminal.cells import width_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.text.lines import Line, Span

SEX = FormField("sex", "Birth", "Sex", "Choose.", choices=(("f", "female"), ("m", "male"), ("o", "other")))


def layout(texts: Mapping[str, str]) -> tuple[FormField, ...]:
    """Two names, a sex, and a kind for a phone there is."""
    fields = [
        FormField("family", "Names", "Family name", "As on the papers."),
        FormField("given", "Names", "Given name", "As on the papers."),
        SEX,
        FormField("phone", "Contact", "Phone", "Digits.", longest=12),
    ]
    if texts.get("phone"):
        fields.append(FormField("kind", "Contact", "Kind", "Choose.", choices=(("m", "mobile"), ("h", "home"))))
    return tuple(fields)


def told(name: str, text: str) -> Span | None:
    """Something of a phone alone."""
    return (f"{text} is read.", "ok") if name == "phone" and text else None


def form(**texts: str) -> Form:
    """The form with those texts."""
    return Form(layout, texts, told=told)


def typed(one: Form, *keys: str) -> Form:
    """The form after those keys; what is no key's name is typed letter by letter."""
    for key in keys:
        if key in {"tab", "shift+tab", "up", "down", "enter", "left", "right", "space", "pagedown", "pageup", "ctrl+u"}:
            one.key(key, " " if key == "space" else None)
        else:
            for letter in key:
                one.key(letter, letter)
    return one


def shown(one: Form, width: int = 60, rows: int = 20) -> list[str]:
    """Its lines as text."""
    return ["".join(text for text, _ in line).rstrip() for line in one.lines(width, rows)]


def test_keys_go_from_field_to_field() -> None:
    """Tab, Down and Enter go on, Shift+Tab and Up back, Page keys to another section; the ends are the ends."""
    one = form()
    places = []
    for key in ("tab", "down", "enter", "enter", "shift+tab", "up", "pagedown", "pageup", "pageup", "up"):
        typed(one, key)
        places.append(one.at)
    assert ["given", "sex", "phone", "phone", "sex", "given", "sex", "family", "family", "family"] == places


def test_what_is_typed_stands_in_its_field() -> None:
    """And stays there when another is typed into."""
    one = typed(form(given="Ana"), "Núñez", "tab", "-María", "shift+tab", "!")
    assert {"family": "Núñez!", "given": "Ana-María"} == one.texts


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("right",), "m"),
        (("space", "space"), "o"),
        (("left",), "o"),
        (("o",), "o"),
        (("m", "f"), "f"),
        (("x",), "f"),
        (("right", "right", "right"), "f"),
    ],
)
def test_a_choice_is_made_by_arrows_or_letters(keys: tuple[str, ...], expected: str) -> None:
    """Left, right and space go round; a letter goes to the word it begins; others do nothing."""
    assert expected == typed(form(sex="f"), "tab", "tab", *keys).texts["sex"]


def test_a_field_that_depends_on_another_comes_and_goes() -> None:
    """Its text stays while it is away."""
    one = typed(form(), "tab", "tab", "tab", "555", "tab", "right")
    assert ("kind", "h") == (one.at, one.texts["kind"])
    typed(one, "shift+tab", "ctrl+u")
    assert ["family", "given", "sex", "phone"] == [field.name for field in one.fields]
    assert one.is_last
    assert "h" == typed(one, "7").texts["kind"]


def test_what_belongs_there_stands_under_the_field_typed_into() -> None:
    """Else what is said of its text, else what is wrong with it, which goes with the next letter."""
    one = form()
    assert "     As on the papers." in shown(one)
    typed(one, "tab", "tab", "tab", "555")
    assert "     555 is read." in shown(one)
    one.errors["phone"] = "No."
    assert "     No." in shown(one)
    typed(one, "6")
    assert "     No." not in shown(one)


def test_an_error_stands_under_its_field_wherever_the_cursor_is() -> None:
    """A long sentence in as many lines as it needs."""
    one = form()
    one.errors["given"] = "word " * 30
    assert shown(one)[4].startswith("     word word")
    assert all(width_of(line) <= 60 for line in shown(one))
    assert 3 == sum("word" in line for line in shown(one))


@pytest.mark.parametrize("width", [1, 6, 20])
def test_a_form_is_drawn_on_any_terminal(width: int) -> None:
    """What does not fit is cut off by whoever paints it."""
    assert "     As on the papers." in shown(form(), width=width)


@pytest.mark.parametrize("rows", [3, 5, 8, 20])
def test_the_field_typed_into_is_always_in_sight(rows: int) -> None:
    """However few rows there are; there are always as many lines as rows."""
    one = form(phone="555")
    for _ in range(5):
        lines = shown(one, rows=rows)
        assert rows == len(lines)
        assert 1 == sum(line.startswith(" > ") for line in lines)
        typed(one, "tab")


def test_a_field_takes_no_more_than_it_holds() -> None:
    """What is typed or pasted beyond its length is left out."""
    one = typed(form(), "tab", "tab", "tab", "1" * 50)
    one.editor.insert("2" * 50)
    one.take_line()
    assert "1" * 12 == one.texts["phone"]


@given(st.text("aé山\u0301 b", max_size=40), st.integers(0, 40), st.integers(4, 30))
def test_the_cursor_is_in_sight_and_the_line_fits(text: str, at: int, cells: int) -> None:
    """Whatever the width of the letters."""
    editor = LineEditor(text)
    editor.cursor = min(at, len(text))
    line = editor.line(cells)
    assert _cells(line) <= cells + 1
    assert "prompt-cursor" in {style for _, style in line}


@given(st.text(max_size=40), st.integers(10, 40))
def test_a_choice_fits(word: str, cells: int) -> None:
    """Also one that came from elsewhere."""
    assert _cells(choice_line(FormField("x", "X", "X", "x", choices=(("a", word),)), "a", cells)) <= cells


def _cells(line: Line) -> int:
    return sum(width_of(text) for text, _ in line)


@given(st.text("aé山\u0301 b", max_size=40), st.integers(0, 40), st.integers(4, 30), st.integers(0, 40))
def test_what_is_marked_is_drawn_so_and_nothing_is_lost(text: str, at: int, cells: int, first: int) -> None:
    """A word that cannot be read, wherever the cursor stands."""
    editor = LineEditor(text)
    editor.cursor, editor.marks = min(at, len(text)), ((first, first + 5),)
    whole = "".join(part for part, _ in editor.line())
    assert text == whole.removesuffix(" " * (editor.cursor == len(text)))
    marked = "".join(part for part, style in editor.line() if style == "unread")
    assert set(marked) <= set(text[first : first + 5])
    assert _cells(editor.line(cells)) <= cells + 1
