"""Does any text steer the terminal, or take another width than it was given?"""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from core.text.cleaning import UNSAFE
from tui.terminal.cells import clip, fit, glyphs, plain, width_of
from tui.terminal.filter import SafeFilter, show

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)
ANY_TEXT = st.text() | st.text(
    "ab \u0301\u0308\u200d\u200c\ufe0f\u00ad\u202e\x1b\x9b\x07\n\u2800\u1160山ｱ가🙂👩🏽🇺🇸नि\u0e33"
)
PAYLOADS = (
    "\x1b[31mred", "\x1b]52;c;aGk=\x07", "\x9b2J", "\x07bell", "a\u202eb", "a\u2066b\u2069", "zero\u200bwidth",
    "a\u200db\u200dc", "👩\u200d👩\u200d👧", "❤\ufe0f", "soft\u00adhyphen", "tag\U000e0041", "line\u2028end",
    "tab\tstop",
    "e" + "\u0301" * 500, "\u0301first", "\u1160jamo", "山田太郎", "Smith [/]", "[@click=app.quit]x[/]",
)  # fmt: skip


def filtered(*segments: Segment) -> list[Segment]:
    """What the filter lets through."""
    return SafeFilter().apply(list(segments), BLACK)


@pytest.fixture(scope="session")
def naughty(corpora: Path) -> list[str]:
    """The big list of naughty strings."""
    strings: list[str] = json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    return strings


# Fitting


@pytest.mark.parametrize(
    ("text", "cells", "expected", "in_ascii"),
    [
        ("Smith", 8, "Smith   ", "Smith   "),
        ("Smith", 5, "Smith", "Smith"),
        ("Smith", 4, "Smi…", "Smi~"),
        ("Smith", 1, "…", "~"),
        ("Smith", 0, "", ""),
        ("Smith", -3, "", ""),
        ("山田太郎", 8, "山田太郎", "山田太郎"),
        ("山田太郎", 7, "山田太…", "山田太~"),
        ("山田太郎", 6, "山田… ", "山田~ "),
        ("山田太郎", 2, "… ", "~ "),
        ("Zoe\u0301", 3, "Zoe\u0301", "Zoe\u0301"),
        ("Zoe\u0301!", 3, "Zo…", "Zo~"),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301", 2, "a\u0301\u0301\u0301\u0301 ", "a\u0301\u0301\u0301\u0301 "),
        ("\u0301a", 2, "a ", "a "),
        ("tab\tstop", 8, "tab stop", "tab stop"),
        ("\x1b[31mred", 8, "[31mred ", "[31mred "),
        ("👩\u200d👧", 4, "👩👧", "👩👧"),
    ],
)
def test_fit(text: str, cells: int, expected: str, in_ascii: str) -> None:
    """A text takes exactly the cells it is given: cut with a mark, padded with spaces, no character halved."""
    assert (expected, in_ascii) == (fit(text, cells), fit(text, cells, ascii=True))


@given(text=ANY_TEXT, cells=st.integers(0, 40))
def test_fit_is_exact(text: str, cells: int) -> None:
    """Any text fits any width to the cell, as rich counts, and holds nothing unsafe."""
    fitted = fit(text, cells)

    assert cells == cell_len(fitted)
    assert UNSAFE.search(fitted) is None


@given(text=ANY_TEXT)
def test_fit_into_its_own_width_keeps_all(text: str) -> None:
    """In the width that is counted for it a text is not cut, and fitting again changes nothing."""
    whole = fit(text, width_of(text))

    assert "…" not in whole or "…" in text
    assert whole == fit(whole, cell_len(whole))


@given(text=ANY_TEXT, cells=st.integers(0, 40))
def test_clip_is_a_beginning(text: str, cells: int) -> None:
    """Clipping without padding gives the beginning of the text as it is painted, and no more cells than asked."""
    clipped = clip(text, cells, pad=False)

    assert "".join(glyph for glyph, _ in glyphs(plain(text))).startswith(clipped)
    assert cell_len(clipped) <= cells


@given(text=ANY_TEXT)
def test_glyphs_begin_with_a_base(text: str) -> None:
    """A glyph is one character with cells of its own and at most four marks that have none."""
    for glyph, width in glyphs(text):
        assert width in {1, 2}
        assert width == cell_len(glyph[0])
        assert [0] * (len(glyph) - 1) == [cell_len(mark) for mark in glyph[1:]]
        assert len(glyph) <= 5


def test_blns_fits(naughty: list[str]) -> None:
    """Every naughty string fits into 1 to 40 cells exactly."""
    wrong = [(text, cells) for text in naughty for cells in range(1, 41) if cells != cell_len(fit(text, cells))]

    assert [] == wrong


# The filter


@given(text=ANY_TEXT)
def test_the_filter_keeps_every_width(text: str) -> None:
    """Whatever is taken out, the segment takes as many cells as before, and nothing unsafe is left."""
    (segment,) = filtered(Segment(text, BOLD))

    assert cell_len(text) == cell_len(segment.text)
    assert UNSAFE.search(segment.text) is None
    assert BOLD == segment.style


@given(text=ANY_TEXT)
def test_fitted_text_passes_the_filter_as_it_is(text: str) -> None:
    """What was fitted is already what the filter lets through, so the layout never moves."""
    fitted = fit(text, 20)

    assert [Segment(fitted)] == filtered(Segment(fitted))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads(payload: str) -> None:
    """No payload byte passes, and what stands right of the payload stays in its column."""
    line = filtered(Segment("|"), Segment(payload), Segment("|"))
    text = "".join(segment.text for segment in line)

    assert cell_len("|" + payload) == cell_len(text) - 1
    assert [] == [char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


def test_blns_passes_without_steering(naughty: list[str]) -> None:
    """Every naughty string keeps its cells and loses its control characters."""
    for text in naughty:
        (segment,) = filtered(Segment(text))
        assert (cell_len(text), None) == (cell_len(segment.text), UNSAFE.search(segment.text))


def test_safe_segments_are_not_copied() -> None:
    """A line of safe text comes back as the same list, so nothing is built anew for each paint."""
    line = [Segment("Smith", BOLD), Segment("│"), Segment("山田")]

    assert SafeFilter().apply(line, BLACK) is line


def test_control_segments_are_textuals_own() -> None:
    """Segments that are control sequences by kind come from Textual and pass."""
    home = Control.home().segment

    assert [home, Segment("ab")] == filtered(home, Segment("a\u200bb"))


def test_filters_are_alike() -> None:
    """Two filters are equal, so that strips already filtered by one are found by the other."""
    strip = Strip([Segment("a\x1bb")])

    assert strip.apply_filter(SafeFilter(), BLACK) is strip.apply_filter(SafeFilter(), BLACK)
    assert "ab" == strip.apply_filter(SafeFilter(), BLACK).text


# Text for widgets


@pytest.mark.parametrize("payload", PAYLOADS)
def test_show_is_no_markup(payload: str) -> None:
    """Text for a widget has no styles that its words ask for, and no control characters."""
    text = show(payload)

    assert [] == text.spans
    assert UNSAFE.search(text.plain) is None


def test_rich_agrees_on_widths() -> None:
    """A fitted text is what rich's own cutting and padding leaves alone."""
    for payload in PAYLOADS:
        fitted = fit(payload, 12)
        assert fitted == set_cell_size(fitted, 12)
