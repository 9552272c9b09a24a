"""Is text typed for a question that was refused told from keys that are meant?"""

from __future__ import annotations

import pytest

from tui.keys.typed_ahead import TypedAhead


def test_what_follows_without_a_pause_is_text() -> None:
    """However long it is; after a pause it is a key again."""
    typed = TypedAhead()
    typed.refused(10.0)
    assert [True] * 20 == [typed.takes("3", "3", 10.0 + 0.3 * at) for at in range(1, 21)]
    assert not typed.takes("3", "3", 17.5)
    assert not typed.takes("3", "3", 17.6)


def test_a_key_that_types_nothing_ends_it() -> None:
    """Who moves the cursor has seen that nothing was asked."""
    typed = TypedAhead()
    typed.refused(10.0)
    assert not typed.takes("down", None, 10.1)
    assert not typed.takes("c", "c", 10.2)


@pytest.mark.parametrize("text", ["", "s", "fri 10:30"])
def test_the_enter_that_ends_it_is_no_step_of_a_visit(text: str) -> None:
    """What comes after it is meant."""
    typed = TypedAhead()
    typed.refused(10.0)
    assert all(typed.takes(letter, letter, 10.1) for letter in text)
    assert typed.takes("enter", None, 10.9)
    assert not typed.takes("enter", None, 11.0)


def test_where_nothing_was_refused_every_key_is_meant() -> None:
    """At any time."""
    assert not TypedAhead().takes("c", "c", 0.0)


@pytest.mark.parametrize("did", ["ac", "aaq", "qa", "qq"])
def test_letters_at_once_of_which_one_did_nothing_are_a_word(did: str) -> None:
    """What follows is text, and so is the Enter after it, however late; `a` and `c` did something, `q` nothing."""
    typed = TypedAhead()
    for at, letter in enumerate(did):
        assert not typed.takes(letter, letter, 10.0 + 0.15 * at)
        typed.pressed(10.0 + 0.15 * at, did_nothing=letter == "q")
    end = 10.0 + 0.15 * len(did)
    is_word = "q" in did
    assert is_word == typed.takes("r", "r", end)
    assert is_word == typed.takes("enter", None, end + 20)


@pytest.mark.parametrize(("gap", "between"), [(0.6, None), (0.1, "down")])
def test_a_letter_that_was_seen_to_do_nothing_is_no_word(gap: float, between: str | None) -> None:
    """After a pause, or an arrow, the next ones are keys, and Enter is the next step."""
    typed = TypedAhead()
    typed.takes("q", "q", 10.0)
    typed.pressed(10.0, did_nothing=True)
    if between:
        assert not typed.takes(between, None, 10.05)
    assert not typed.takes("c", "c", 10.0 + gap)
    typed.pressed(10.0 + gap, did_nothing=False)
    assert not typed.takes("r", "r", 10.2 + gap)
    assert not typed.takes("enter", None, 12.0 + gap)
