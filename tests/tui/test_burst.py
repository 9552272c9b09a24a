"""Is pasted text told from keys, on a busy machine too?"""

from __future__ import annotations

from tui.terminal.burst import GATHER_SECONDS, Burst


def _add(burst: Burst, text: str, at: float) -> None:
    for character in text:
        burst.add(character, character, at)


def test_one_key_waits_for_nobody() -> None:
    """It acts at the first look, 4 ms after it came."""
    burst = Burst()
    assert burst.add("c", "c", 1.0)
    assert 0 == burst.wait(1.0 + GATHER_SECONDS)
    assert ([("c", "c", 1.0)], False) == burst.take()


def test_a_paste_that_trickles_in_is_one_paste() -> None:
    """Two keys at once are no hand's: what follows is awaited until nothing came, however slowly it is read."""
    burst = Burst()
    _add(burst, "ca", 1.0)
    assert burst.wait(1.004) > 0
    _add(burst, "nce", 1.02)
    assert burst.wait(1.034) > 0
    _add(burst, "l x", 1.05)
    assert burst.wait(1.064) > 0
    assert 0 == burst.wait(1.094)
    assert ([], True) == burst.take()


def test_a_machine_that_is_late_waits_once_more() -> None:
    """The rest of a paste may have been kept back with the first key; a key that came alone acts then."""
    burst = Burst()
    _add(burst, "c", 1.0)
    assert burst.wait(1.05) > 0
    assert 0 == burst.wait(1.08)
    assert ([("c", "c", 1.0)], False) == burst.take()
    _add(burst, "d", 2.0)
    assert 0 == burst.wait(2.004), "the next one is as quick as ever"


def test_few_keys_at_once_are_keys() -> None:
    """Fewer than eight act, in their order."""
    burst = Burst()
    _add(burst, "3u", 1.0)
    assert burst.wait(1.004) > 0
    assert 0 == burst.wait(1.034)
    keys, pasted = burst.take()
    assert (["3", "u"], False) == ([key for key, _, _ in keys], pasted)


def test_a_line_that_comes_at_once_behind_its_key_is_typed() -> None:
    """A slow line brings `/` and a name in one piece: all of it up to the first Enter, and nothing behind that."""
    for text, typed in (("/smith 3/14", "/smith 3/14"), ("/smith j\nroach\n", "/smith j\n")):
        burst = Burst()
        for character in text:
            burst.add("enter" if character == "\n" else character, None if character == "\n" else character, 1.0)
        keys, pasted = burst.take("/")
        assert list(typed.replace("\n", "")) == [character for _, character, _ in keys if character]
        assert (typed != text) == pasted
    burst = Burst()
    _add(burst, "smith john", 2.0)
    assert ([], True) == burst.take("/")
