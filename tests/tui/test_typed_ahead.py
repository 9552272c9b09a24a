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
