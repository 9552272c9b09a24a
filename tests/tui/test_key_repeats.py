"""Does a key that did something do no other thing, held down, struck twice or an Enter too many?"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tui.keys.key_repeats import DOUBT_SECONDS, KeyRepeats, Press


@dataclass(slots=True)
class Watch:
    """A clock set by hand."""

    at: float = 100.0

    def __call__(self) -> float:
        """Seconds."""
        return self.at


@dataclass(slots=True)
class Fingers:
    """A keyboard at which `c` just did something."""

    watch: Watch
    repeats: KeyRepeats

    def after(self, seconds: float, key: str = "c") -> bool:
        """Whether the key, so many seconds after the one before, does nothing more."""
        self.watch.at += seconds
        self.repeats.arrived_at = self.watch.at
        return self.repeats.is_again(key)


@pytest.fixture
def fingers() -> Fingers:
    """Just after the act."""
    watch = Watch()
    repeats = KeyRepeats(watch, arrived_at=watch.at)
    repeats.did("c")
    return Fingers(watch, repeats)


@pytest.mark.parametrize(("seconds", "expected"), [(0.03, True), (0.5, True), (0.99, True), (1.01, False), (5, False)])
def test_a_second_must_pass(fingers: Fingers, seconds: float, expected: bool) -> None:  # noqa: FBT001
    """Half a second after the act, as after half a minute's waiting, it is the time since the act that counts."""
    assert expected == fingers.after(seconds)


@pytest.mark.parametrize("interval", [0.03, 0.04, 0.1, 0.25])
@pytest.mark.parametrize("delay", [0.25, 0.5, 0.66])
def test_a_key_held_down_does_one_thing(fingers: Fingers, delay: float, interval: float) -> None:
    """However long: from its first repeat on, at any rate of keyboards and lines."""
    assert {True} == {fingers.after(delay), *(fingers.after(interval) for _ in range(400))}


def test_pressed_with_a_pause_it_comes_through(fingers: Fingers) -> None:
    """Who presses again every 0.6 s is not kept away for ever."""
    assert [True, False] == [fingers.after(0.6), fingers.after(0.6)]


def test_another_key_is_another_intent(fingers: Fingers) -> None:
    """At once."""
    assert not fingers.after(0.01, "r")


def test_the_cursor_moved_means_what_is_highlighted_now(fingers: Fingers) -> None:
    """A row down and the same key cost an expert no pause."""
    fingers.repeats.moved()
    assert not fingers.after(0.01)


@pytest.mark.parametrize(("seconds", "expected"), [(0.03, True), (0.12, False), (0.5, False)])
def test_held_is_faster_than_a_finger(fingers: Fingers, seconds: float, expected: bool) -> None:  # noqa: FBT001
    """What a finger strikes twice is not held."""
    fingers.after(seconds)
    assert expected == fingers.repeats.is_held


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0.03, False), (0.15, False), (0.2, True), (0.66, True), (0.99, True), (1.01, False)]
)
def test_a_first_repeat_is_doubtful(fingers: Fingers, seconds: float, expected: bool) -> None:  # noqa: FBT001
    """Keys repeat after 0.2 to 0.7 s: sooner it is a finger, or no key at all, and later a new intent."""
    assert expected == fingers.repeats.is_doubtful("c", fingers.watch.at + seconds)
    assert not fingers.repeats.is_doubtful("r", fingers.watch.at + seconds)


def test_what_is_held_stays_held_until_it_rests(fingers: Fingers) -> None:
    """However slowly a keyboard or a line repeats it; let go and pressed anew it is a press."""
    fingers.watch.at += 0.5
    fingers.repeats.hold(fingers.watch.at)
    assert not fingers.repeats.is_doubtful("c", fingers.watch.at + 0.2)
    for _ in range(50):
        fingers.after(0.2)
        assert fingers.repeats.is_held
    fingers.after(0.4)
    assert not fingers.repeats.is_held


@pytest.mark.parametrize("seconds", [0.5, 1.0, 1.4])
def test_enter_struck_again_and_again_is_one_wish(fingers: Fingers, seconds: float) -> None:
    """About once a second, as by who does not see that it was taken; after a longer pause it is the next step."""
    fingers.repeats.did("enter")
    assert [True] * 6 == [fingers.after(seconds, "enter") for _ in range(6)]
    assert not fingers.after(2.6, "enter")


def test_enter_is_the_next_step_after_a_pause(fingers: Fingers) -> None:
    """Two seconds and a half."""
    fingers.repeats.did("enter")
    assert fingers.after(2.4, "enter")
    fingers.repeats.did("enter")
    assert not fingers.after(2.6, "enter")


def struck(*gaps: float) -> list[bool]:
    """Whether Enter counts as struck without a doubt, at once and after each gap."""
    press, at, doubtful = Press(), 100.0, False
    counted = [press.is_struck("enter", at)]
    for gap in gaps:
        at += gap
        is_repeat = doubtful and gap < DOUBT_SECONDS
        doubtful = press.is_doubtful("enter", at)
        counted.append(press.is_struck("enter", at) and not (doubtful or is_repeat))
        if is_repeat:
            press.hold(at)
    return counted


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ((0.0,), [True, True]),  # typed ahead: a slow line brings both at once
        ((0.0, 0.05, 0.05), [True] * 4),
        ((0.12, 0.12, 0.15), [True] * 4),  # a quick finger
        ((0.66, *[0.03] * 9), [True, *[False] * 10]),  # held down
        ((0.03, 0.4), [True, True, False]),  # let go, and pressed anew: the next key tells
        ((1.1, 1.1), [True] * 3),
    ],
)
def test_an_answer_is_struck(gaps: tuple[float, ...], expected: list[bool]) -> None:
    """And not held down, at the speed of any finger and line."""
    assert expected == struck(*gaps)


def test_another_key_between_makes_it_a_press_of_its_own() -> None:
    """However fast the two follow."""
    press = Press()
    assert [True] * 3 == [press.is_struck(key, 100.0) for key in ("enter", "a", "enter")]
