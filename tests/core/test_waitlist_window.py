"""What do the words for days and hours mean?"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.schedule.waitlist.window import is_within, read_window

MONDAY: Final = date(2026, 11, 23)
# The words, and of Monday to Sunday at which of 8:00, 11:59, 12:00, 16:00 and 18:00 a visit may start, a letter each.
TIMES: Final = (time(8), time(11, 59), time(12), time(16), time(18))
CASES: Final = [
    ("", ["abcde"] * 7),
    ("any", ["abcde"] * 7),
    ("any am", ["ab"] * 7),
    ("am", ["ab"] * 7),
    ("Any PM", ["cde"] * 7),
    ("evening", ["e"] * 7),
    ("mornings", ["ab"] * 7),
    ("any am pm", ["abcde"] * 7),
    ("mon", ["abcde", "", "", "", "", "", ""]),
    ("Monday", ["abcde", "", "", "", "", "", ""]),
    ("mondays", ["abcde", "", "", "", "", "", ""]),
    ("mon wed pm", ["cde", "", "cde", "", "", "", ""]),
    ("mon, wed pm", ["abcde", "", "cde", "", "", "", ""]),
    ("mon am wed pm", ["ab", "", "cde", "", "", "", ""]),
    ("mon am; wed pm", ["ab", "", "cde", "", "", "", ""]),
    ("mon am or wed pm", ["ab", "", "cde", "", "", "", ""]),
    ("mon and tue", ["abcde", "abcde", "", "", "", "", ""]),
    ("mon-wed", ["abcde"] * 3 + [""] * 4),
    ("fri-mon am", ["ab", "", "", "", "ab", "ab", "ab"]),
    ("weekdays", ["abcde"] * 5 + ["", ""]),
    ("weekend pm", ["", "", "", "", "", "cde", "cde"]),
    ("sat sun", ["", "", "", "", "", "abcde", "abcde"]),
    ("tue 9-12", ["", "b", "", "", "", "", ""]),
    ("tue 8-12", ["", "ab", "", "", "", "", ""]),
    ("tue 8:00-16:00", ["", "abc", "", "", "", "", ""]),
    ("tue 8-4p", ["", "abc", "", "", "", "", ""]),
    ("thu after 3p", ["", "", "", "de", "", "", ""]),
    ("thu after 4p", ["", "", "", "de", "", "", ""]),
    ("before noon", ["ab"] * 7),
    ("before 10", ["a"] * 7),
    ("until 11:59", ["a"] * 7),
    ("from 8 to 12", ["ab"] * 7),
    ("mon tue before 10, fri after 3p", ["a", "a", "", "", "de", "", ""]),
    ("mon 8-10 16-18", ["ad", "", "", "", "", "", ""]),
    ("only mondays at am", ["ab", "", "", "", "", "", ""]),
    ("every" + "day am", ["ab"] * 7),
    ("  MON   wed ,", ["abcde", "", "abcde", "", "", "", ""]),
]


@pytest.mark.parametrize(("words", "starts"), CASES)
def test_words(words: str, starts: list[str]) -> None:
    """Days and hours that stand together belong together; a day behind hours, or a comma, begins anew."""
    windows = read_window(words)
    found = [
        "".join(
            letter
            for letter, at in zip("abcde", TIMES, strict=True)
            if is_within(windows, MONDAY + timedelta(days=day), at)
        )
        for day in range(7)
    ]
    assert starts == found


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("mon soon", "soon is neither a day nor a time"),
        ("anytime on a Blursday", "a is neither a day nor a time"),
        ("12-9", "ends before it begins"),
        ("9-9", "ends before it begins"),
        ("after", "after is neither a day nor a time"),
        ("m", "m is neither a day nor a time"),
        ("mon \x1b[31m", "neither a day nor a time"),
        ("25-26", "25"),
    ],
)
def test_what_is_no_window_is_refused(words: str, sentence: str) -> None:
    """With the word that is not understood, and an example."""
    with pytest.raises(BadInput, match=sentence) as refused:
        read_window(words)
    assert "window" == refused.value.field


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(words: str) -> None:
    """Nothing else comes of it."""
    with suppress(BadInput):
        assert all(window.days for window in read_window(words))
