"""Is a word that is typed into a menu told from the letters that choose in it?"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tui.keys.menu_typing import Choices, MenuTyping


@dataclass(slots=True)
class Typist:
    """Somebody before a menu with the choices d and k, of which one answers."""

    typing: MenuTyping = field(default_factory=MenuTyping)
    menu: object = field(default_factory=object)
    only_one: bool = True
    enter_acts: bool = True
    forgot: int = 0
    at: float = 100.0

    def after(self, seconds: float, key: str) -> bool:
        """Whether the key, so many seconds after the one before, is text."""
        self.at += seconds
        character = key if len(key) == 1 else None
        return self.typing.takes(self.menu, self.choices, key, character, self.at)

    @property
    def choices(self) -> Choices:
        """D, k."""
        return Choices("dk", self._forget, only_one=self.only_one, enter_acts=self.enter_acts)

    def _forget(self) -> None:
        self.forgot += 1


@pytest.mark.parametrize("key", ["d", "K", "up", "enter", "ctrl+x", "backspace"])
def test_a_choice_is_no_text(key: str) -> None:
    """Nor is a key that types nothing."""
    assert not Typist().after(0.0, key)


@pytest.mark.parametrize("gap", [0.001, 0.15, 0.9])
@pytest.mark.parametrize("word", ["/dk", "dakd", "q", "9", " d", "d "])
def test_a_word_with_another_key_is_all_text(word: str, gap: float) -> None:
    """However fast: what it chose is forgotten, once, and Enter takes nothing, at once or long after."""
    typist = Typist()
    found = [typist.after(gap, letter) for letter in word]
    assert found[-1]
    assert 1 == typist.forgot
    assert [True, True, True] == [typist.after(gap, "enter"), typist.after(1.2, "enter"), typist.after(60, "enter")]


def test_two_choices_at_once_are_a_word() -> None:
    """Whoever takes another choice has seen the first one."""
    assert [False, True] == [(typist := Typist()).after(0.0, "d"), typist.after(0.15, "k")]
    assert [False, False] == [(typist := Typist()).after(0.0, "d"), typist.after(0.6, "k")]


def test_where_several_answer_they_may_follow_at_once() -> None:
    """As verified and verified."""
    typist = Typist(only_one=False)
    assert [False] * 3 == [typist.after(0.01, "d"), typist.after(0.01, "d"), typist.after(0.01, "k")]


@pytest.mark.parametrize(("seconds", "key"), [(1.1, "k"), (0.1, "down"), (0.1, "up"), (0.1, "shift+tab")])
def test_what_is_chosen_anew_counts(seconds: float, key: str) -> None:
    """A letter after a pause, an arrow at once."""
    typist = Typist()
    assert typist.after(0.0, "/")
    assert not typist.after(seconds, key)
    assert not typist.after(0.1, "enter")


def test_a_word_that_is_mended_stays_text() -> None:
    """Its next letter chooses nothing."""
    typist = Typist()
    assert [True, True, True] == [typist.after(0.1, key) for key in ("/", "backspace", "d")]


def test_text_pasted_is_text() -> None:
    """And the Enter after it takes nothing that was chosen before."""
    typist = Typist()
    assert not typist.after(0.0, "d")
    typist.typing.pasted(typist.menu, typist.choices, typist.at + 5)
    assert (1, True) == (typist.forgot, typist.after(9, "enter"))


def test_enter_closes_what_is_only_read() -> None:
    """A word before it does not keep it from that."""
    typist = Typist(enter_acts=False)
    assert [True, False] == [typist.after(0.1, "/"), typist.after(0.1, "enter")]


def test_another_menu_knows_nothing_of_it() -> None:
    """Its first letter chooses."""
    typist = Typist()
    assert typist.after(0.1, "/")
    typist.menu = object()
    assert not typist.after(0.1, "d")
