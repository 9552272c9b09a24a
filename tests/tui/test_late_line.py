"""What does a line about a late provider mean, what is told before Enter, and what of a line that cannot be read?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, ClinicdeskError
from tests.sessions import Sitting, a_sitting
from tui.prompts.command import CommandPrompt
from tui.prompts.late_line import LateLine, read_late
from tui.prompts.prompt import ByName, Did, Quit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """A clinic that nothing is written in."""
    return a_sitting(tmp_path_factory.mktemp("late"))


def _typed(prompt: CommandPrompt, text: str) -> str:
    """What is told once the text is typed."""
    prompt.editor.clear()
    for character in text:
        prompt.key(character, character)
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("lee 25", LateLine("lee", 25)),
        ("25 lee", LateLine("lee", 25)),
        ("LEE 25min", LateLine("lee", 25)),
        ("dr lee is 25 min", LateLine("lee", 25)),
        ("Ito by 5 minutes", LateLine("ito", 5)),
        ("lee lee 0", LateLine("lee", 0)),
        ("novak 0090", LateLine("novak", 90)),
        ("", "Who is late? Write a provider's code or family name"),
        ("25", "Who is late? Write a provider's code or family name"),
        ("lee", "How many minutes late?"),
        ("lee 25 30", "How many minutes late?"),
        ("lee -5", "Who is late? -5 is no provider"),
        ("lee 2.5", "Who is late? 2.5 is no provider"),
        ("lee 99999", "Who is late? 99999 is no provider"),
        ("smith 25", "Who is late? smith is no provider"),
        ("lee ito 25", "Say with one of them: lee, ito."),
        ("lee ٢٥", "Who is late? ٢٥ is no provider"),
    ],
)
def test_words_come_in_any_order(shared: Sitting, line: str, expected: LateLine | str) -> None:
    """A provider and a number; what else stands there is named."""
    if isinstance(expected, LateLine):
        assert expected == read_late(shared.workstation, line.split())
    else:
        with pytest.raises(BadInput) as caught:
            read_late(shared.workstation, line.split())
        assert caught.value.sentence.startswith(expected)


def test_what_would_come_of_it_is_told_before_enter(tmp_path: Path) -> None:
    """Whom it makes later, who is called, who can be moved; Enter notes it, and 0 takes it back."""
    sitting = a_sitting(tmp_path)
    prompt = CommandPrompt(sitting.workstation)
    assert "late lee 25" in _typed(prompt, "la")
    assert "Who is late?" in _typed(prompt, "late")
    told = _typed(prompt, "late lee 25")
    assert "Lee, Dana MD 25 minutes late from now on" in told
    assert "Smith, John" in told
    assert not sitting.workstation.desk.schedule.seen_later(sitting.workstation.actor)
    outcome = prompt.key("enter", None)
    assert isinstance(outcome, Did)
    assert outcome.change.sentence.startswith("Lee is 25 minutes late:")
    assert sitting.workstation.desk.schedule.seen_later(sitting.workstation.actor)
    _typed(prompt, "late lee 0")
    assert isinstance(prompt.key("enter", None), Did)
    assert not sitting.workstation.desk.schedule.seen_later(sitting.workstation.actor)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("lat lee 25", "There is no command 'lat lee 25' here: did you mean late?"),
        ("xyzzy smith", "There is no command 'xyzzy smith' here. quit leaves the desk."),
        ("late lee 0", "Lee is not noted as late today."),
        ("check in lee", "Highlight it, and leave out “lee”."),
        ("undo 3", "leave out “3”"),
        ("late lee 481", "481 minutes is no delay"),
    ],
)
def test_what_cannot_be_done_keeps_the_line(shared: Sitting, line: str, says: str) -> None:
    """With a sentence, and the nearest command."""
    prompt = CommandPrompt(shared.workstation)
    _typed(prompt, line)
    with pytest.raises(ClinicdeskError) as caught:
        prompt.key("enter", None)
    assert says in caught.value.sentence
    assert line == prompt.editor.text


@pytest.mark.parametrize(
    ("line", "action", "words"),
    [
        ("move fri 10:30", "move", "fri 10:30"),
        ("go +3mo", "goto", "+3mo"),
        ("check in", "check_in", ""),
        ("Check-In", "check_in", ""),
        ("cancel no-ride", "cancel", "no-ride"),
        ("find O'Neil 3/14", "find", "O'Neil 3/14"),
        ("free derm third mon-wed pm", "find_time", "derm third mon-wed pm"),
        ("wait", "waitlist", ""),
        ("move late pm", "move", "late pm"),
        ("left", "left_unseen", ""),
        ("no show", "no_show", ""),
        (":undo", "undo", ""),
        ("ask payer", "ask_payer", ""),
    ],
)
def test_any_verb_of_a_key_is_a_command(shared: Sitting, line: str, action: str, words: str) -> None:
    """What it would do is told before Enter, and its words go into the line that it asks."""
    prompt = CommandPrompt(shared.workstation)
    assert "late lee 25" not in _typed(prompt, line)
    assert ByName(action, words) == prompt.key("enter", None)


def test_quit_leaves(shared: Sitting) -> None:
    """As ever."""
    prompt = CommandPrompt(shared.workstation)
    for word in ("quit", ":q"):
        _typed(prompt, word)
        assert isinstance(prompt.key("enter", None), Quit)
