"""Is every key told whole, however a line cuts or damages what the terminal sends?"""

from __future__ import annotations

import asyncio
import signal
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.message import Message

from tests.keystrokes import SEQUENCES, cuts
from tests.terminal import KEYS
from tui.keys.key_names import key_name
from tui.keys.registry import ACTIONS
from tui.terminal.diff import DiffApp
from tui.terminal.input import ESCAPE_SECONDS, InputDriver, TerminalInput

STOPS: Final = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
SLOW: Final = 15
"""Hundredths of a second between the parts of what a slow line cuts."""
CUT: Final = [(key, parts) for key, sent in SEQUENCES.items() for parts in cuts(sent)]


class Line:
    """A terminal whose bytes come when a test says so; the clock is in hundredths of a second."""

    def __init__(self) -> None:
        self._terminal = TerminalInput(ESCAPE_SECONDS)
        self._now = 0
        self.heard: list[Message] = []

    def stall(self, pause: int) -> None:
        """The program is busy elsewhere: time passes, and nobody looks."""
        self._now += pause

    def send(self, *parts: bytes, pause: int = SLOW) -> list[str]:
        """Parts, after each of them a pause; everything heard so far."""
        for part in parts:
            self.heard += self._terminal.read(part, self._now / 100)
            for _ in range(pause):
                self._now += 1
                self.heard += self._terminal.read(b"", self._now / 100)
        return [name_of(message) for message in self.heard]


def heard(*parts: bytes, pause: int = SLOW) -> list[str]:
    """What a new terminal makes of parts that come one after the other, once nothing more does."""
    line = Line()
    line.send(*parts, pause=pause)
    return line.send(b"", pause=600)


def name_of(message: Message) -> str:
    """A key's name, pasted text in quotes, the kind of any other message."""
    match message:
        case events.Key():
            return message.key
        case events.Paste():
            return repr(message.text)
        case _:
            return type(message).__name__


def without_escape(names: list[str], parts: tuple[bytes, ...]) -> list[str]:
    """The rest, where the line was cut after ESC, which is then heard first: it may be Esc."""
    return names[1:] if parts[0] == b"\x1b" and names[:1] == ["escape"] else names


def test_the_table_of_sequences_is_that_of_the_keymap() -> None:
    """Every key of the registry is one that types a sign, or one whose bytes are known: none is left untried."""
    keys = {key for action in ACTIONS for key in action.keys}
    unknown = {key for key in keys if key not in KEYS and len(key_name(key)) > 1}
    assert {"space"} == unknown
    assert {key for key in keys & set(KEYS) if len(KEYS[key]) > 1} == set(SEQUENCES)
    assert len(CUT) > 40


@pytest.mark.parametrize("key", SEQUENCES)
def test_a_whole_sequence_is_its_key(key: str) -> None:
    """Nothing is waited for and nothing is added."""
    line = Line()
    assert [key] == line.send(SEQUENCES[key], pause=0)
    assert [key] == line.send(b"", pause=200)


@pytest.mark.parametrize(("key", "parts"), CUT)
def test_a_cut_sequence_is_its_key(key: str, parts: tuple[bytes, ...]) -> None:
    """Wherever it is cut, the parts are put together, and no Esc is heard that would leave a question."""
    assert [key] == heard(*parts)


@given(
    st.sampled_from([text for text in ANSI_SEQUENCES_KEYS if text[:2] in {"\x1b[", "\x1bO"}]),
    st.sets(st.integers(1, 8)),
    st.integers(1, 90),
)
def test_no_cut_makes_other_keys_of_a_sequence(text: str, places: set[int], pause: int) -> None:
    """Whatever Textual knows means the same in parts that come within a second."""
    sent = text.encode()
    edges = [0, *sorted(place for place in places if place < len(sent)), len(sent)]
    parts = tuple(sent[start:end] for start, end in pairwise(edges))
    whole, cut = heard(sent), heard(*parts, pause=pause)
    assert cut in [whole, ["escape", *whole]] if parts[0] == b"\x1b" else cut == whole


def test_a_lone_escape_is_heard_after_a_fifth_of_a_second() -> None:
    """No sooner, as more may come, and no later, as a person waits for it."""
    line = Line()
    assert [] == line.send(b"\x1b", pause=19)
    assert ["escape"] == line.send(b"", pause=1)
    assert ["escape", "c"] == line.send(b"c", pause=300)


@pytest.mark.parametrize(("rest", "names"), [(b"[B", ["down"]), (b"c", ["escape", "c"])])
def test_a_busy_program_hears_the_same(rest: bytes, names: list[str]) -> None:
    """It looks late and finds the rest already there."""
    line = Line()
    line.send(b"\x1b", pause=0)
    line.stall(SLOW)
    assert names == line.send(rest)


def test_escape_and_another_key_are_both_heard() -> None:
    """Also when the second comes sooner than that, as long as it comes by itself."""
    assert ["escape", "c"] == heard(b"\x1b", b"c", pause=3)
    assert ["escape", "enter"] == heard(b"\x1b", b"\r")
    assert ["escape", "escape", "down"] == heard(b"\x1b", b"\x1b\x1b[B")


@pytest.mark.parametrize("together", [b"\x1bc", b"\x1bB", b"\x1b\r", b"\x1b\x18", "\x1bé".encode()])
def test_what_comes_together_with_escape_does_nothing(together: bytes) -> None:
    """It is Alt and a key, or a line that brings two keys at once: a question is left, and no verb is done."""
    assert ["escape", "x"] == heard(together, b"x")


@pytest.mark.parametrize(
    "parts",
    [(b"\x1b", b"B"), (b"\x1b", b"["), (b"\x1b", b"O"), (b"\x1b", b"[", b"9", b"B"), (b"\x1b", b"[1;9", b"c")],
)
def test_what_completes_no_sequence_after_escape_is_dropped(parts: tuple[bytes, ...]) -> None:
    """`B` is a verb; after ESC it is rather the rest of an arrow key."""
    names = heard(*parts, b"", b"", b"", b"", b"", b"", b"", b"x")
    assert names == (["escape", "x"] if parts[1] == b"B" else ["x"])


def test_after_a_second_a_sequence_is_over() -> None:
    """What was begun is dropped, and the next key is itself again."""
    assert ["B"] == heard(b"\x1b[", b"B", pause=100)
    assert ["escape", "B"] == heard(b"\x1b", b"B", pause=100)
    assert ["enter"] == heard(b"\x1b[1", b"\r", pause=20)
    assert ["down"] == heard(b"\x1b[1", b"\x1b[B", pause=20)


@pytest.mark.parametrize("sent", [b"\x9bB", b"\x8fB", "\x9bB".encode()])
def test_sequences_of_terminals_with_eight_bits(sent: bytes) -> None:
    """One byte stands for ESC and the sign after it."""
    assert ["down"] == heard(sent)
    assert ["down"] == heard(sent[:-1], sent[-1:])


@pytest.mark.parametrize(
    "sent",
    [
        b"\x1b]11;rgb:0000/bbbb/cccc\x07",
        b"\x1b]11;rgb:0000/bbbb/cccc\x1b\\",
        b"\x1bP>|tmux 3.3a\x1b\\",
        b"\x1b[?64;1;2;6c",
        b"\x1b[1114112u",
        b"\x1b[1;9:9B",
        b"\x1b[99B",
        b"\x1b[99;1~",
        b"\x1b[13A",
        b"\x1b[24;80R",
        b"\x1b[M !!",
        b"\x1b[M\x7fdc",
        b"\x1b[M \xa0c",
        b"\x1b[<0;12;7M",
        b"\x1b]" + b"c" * 500 + b"\x1b\\",
        b"\x1b[" + b"1" * 500 + b"B",
        b"\x1b[201~",
    ],
)
def test_what_a_terminal_answers_types_nothing(sent: bytes) -> None:
    """Answers that nobody asked for, the mouse, and key numbers that there are not, however long."""
    assert ["x"] == [name for name in heard(sent, b"x") if not name.startswith("Mouse")]


def test_a_paste_is_one_whole_text() -> None:
    """Wherever it is cut, and even if escapes are in it; what comes after it are keys again."""
    sent = b"\x1b[200~b \x1b[B\xc3\xa9\r\x1b[201~"
    assert [repr("b \x1b[Bé\r"), "x"] == heard(sent + b"x")
    for parts in cuts(sent):
        assert [repr("b \x1b[Bé\r"), "x"] == without_escape(heard(*parts, b"x"), parts)


def test_a_paste_that_never_ends_is_over_after_five_seconds() -> None:
    """The keys then work again."""
    assert ["'bc'", "x"] == heard(b"\x1b[200~b", b"c", b"", b"x", pause=450)


def test_characters_cut_within_are_whole() -> None:
    """The bytes of one character may come one by one."""
    assert ["é", "山"] == heard(*(bytes([byte]) for byte in "é山".encode()))


def test_bytes_that_are_no_utf8_are_shown_and_told_of_once() -> None:
    """Each is a replacement character; it is said when the keys rest, and not again."""
    line = Line()
    assert ["M", "replacement_character", "l"] == line.send(b"M\xfcl", pause=40)
    assert ["x"] == line.send(b"x", pause=49)[3:]
    assert ["InputNotUtf8"] == line.send(b"", pause=1)[4:]
    assert ["replacement_character", "x"] == line.send(b"\xfcx", pause=300)[5:]
    assert [repr("M\ufffdl"), "InputNotUtf8"] == heard(b"\x1b[200~M\xfcl\x1b[201~")


def test_a_key_after_a_character_that_was_cut_is_itself() -> None:
    """What of the character came is over with a second of silence, though its last byte would begin a sequence."""
    for cut in (b"\xe1\x8f", b"\xe1", b"\xf0\x9f\x98"):
        assert "x" == [name for name in heard(cut, *[b""] * 4, b"x", pause=130) if name != "InputNotUtf8"][-1]
    assert ["山"] == heard("山".encode()[:2], b"", "山".encode()[2:], pause=40)


@given(st.lists(st.binary(min_size=1, max_size=8), max_size=12), st.sampled_from([0, 3, SLOW, 110]))
def test_no_bytes_at_all_end_the_reading(parts: list[bytes], pause: int) -> None:
    """Once a second has passed, or five in a paste, the next key is itself."""
    assert (
        "x" == [name for name in heard(*parts, *[b""] * 4, b"x", pause=max(pause, 130)) if name != "InputNotUtf8"][-1]
    )
    heard(*parts, pause=pause)


async def new_driver() -> InputDriver:
    """One that Textual makes within its loop."""
    return InputDriver(DiffApp[None]())


def test_a_desk_that_ignores_ctrl_z_goes_on_ignoring_it() -> None:
    """Textual would have it stop; one that is stopped by who comes through the account's command never ends."""
    before = {number: signal.getsignal(number) for number in (*STOPS, signal.SIGCONT)}
    try:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        asyncio.run(new_driver())
        assert [signal.SIG_IGN] * 3 == [signal.getsignal(number) for number in STOPS]
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        asyncio.run(new_driver())
        assert signal.getsignal(signal.SIGTSTP) not in {signal.SIG_IGN, signal.SIG_DFL}
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
