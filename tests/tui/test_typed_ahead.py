"""Is text typed for a question that was refused told from keys that are meant?"""

from __future__ import annotations

from typing import Final

import pytest

from tui.keys.typed_ahead import Meaning, TypedAhead


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


@pytest.mark.parametrize(
    ("did", "gap", "is_text"), [("NOTHING", 0.1, True), ("NOTHING", 0.6, False), ("OTHER", 0.1, False)]
)
def test_enter_at_once_behind_a_letter_that_did_nothing_is_no_step(did: str, gap: float, *, is_text: bool) -> None:
    """Nobody has read by then that there is no such key; behind one that moved it is meant."""
    ahead = TypedAhead()
    ahead.pressed(10.0, Meaning[did])
    assert is_text is ahead.takes("enter", None, 10.0 + gap, Meaning.STEP)
    assert not ahead.takes("enter", None, 12.0)


def typed(letters: str, did: dict[str, Meaning], *, gap: float = 0.15) -> list[str]:
    """Which of the letters, typed one after the other, are keys; `did` says what each does, `q` nothing."""
    typed_ahead, keys = TypedAhead(), []
    for number, letter in enumerate(letters):
        at, meaning = 10.0 + gap * number, did.get(letter, Meaning.NOTHING)
        if not typed_ahead.takes(letter, letter, at, meaning):
            keys.append(letter)
            if letter.isalpha():
                typed_ahead.pressed(at, meaning)
    return keys


DID: Final = {
    **dict.fromkeys("acdlnor", Meaning.STEP),
    **dict.fromkeys("uU", Meaning.BACK),
    **dict.fromkeys("jkt>3", Meaning.OTHER),
}


@pytest.mark.parametrize(
    ("word", "keys"),
    [("cohn", "c"), ("carlos", "c"), ("quinn", "q"), ("Cole", "C"), ("urr", "u"), ("curtis", "cu"), ("jordan", "jo")],
)
def test_of_a_word_no_second_letter_is_a_step(word: str, keys: str) -> None:
    """Whatever the first one did. What it did may be taken back at once, and to move the cursor is no step."""
    assert list(keys) == typed(word, DID)
    assert list(keys) == typed(word, DID, gap=0.4)


@pytest.mark.parametrize("keys", ["cjcjc", "njkn", "tc", ">>", "ck", "cu", "cj>c", "3u", "3uu", "c3j", "q>c"])
def test_who_moves_between_two_steps_never_waits(keys: str) -> None:
    """As fast as anybody types."""
    assert list(keys) == typed(keys, DID, gap=0.1)


def test_two_steps_of_one_visit_are_half_a_second_apart() -> None:
    """Who reads what the first one did needs longer."""
    assert list("cro") == typed("cro", DID, gap=0.6)


@pytest.mark.parametrize("first", ["c", "q"])
def test_the_enter_after_a_word_is_none_however_late(first: str) -> None:
    """And the next one is meant."""
    typed_ahead = TypedAhead()
    typed_ahead.takes(first, first, 10.0, DID.get(first, Meaning.NOTHING))
    typed_ahead.pressed(10.0, DID.get(first, Meaning.NOTHING))
    assert typed_ahead.takes("o", "o", 10.15, Meaning.STEP)
    assert typed_ahead.is_word
    assert typed_ahead.takes("enter", None, 30.0)
    assert not typed_ahead.takes("enter", None, 31.0)


@pytest.mark.parametrize(("gap", "between"), [(0.6, None), (0.1, "down")])
def test_a_letter_that_was_seen_to_do_nothing_is_no_word(gap: float, between: str | None) -> None:
    """After a pause, or an arrow, the next ones are keys, and Enter is the next step."""
    typed_ahead = TypedAhead()
    typed_ahead.takes("q", "q", 10.0)
    typed_ahead.pressed(10.0, Meaning.NOTHING)
    if between:
        assert not typed_ahead.takes(between, None, 10.05)
    assert not typed_ahead.takes("c", "c", 10.0 + gap, Meaning.STEP)
    typed_ahead.pressed(10.0 + gap, Meaning.STEP)
    assert not typed_ahead.takes("enter", None, 12.0 + gap)
