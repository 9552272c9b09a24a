"""Is the help searched as one types, and does it say of a grey key why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sessions import Sitting, a_sitting
from tui.prompts.help import HelpPrompt
from tui.prompts.prompt import Close
from tui.screens.day import DAY
from tui.selection.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """A clinic that nothing is written in."""
    return a_sitting(tmp_path_factory.mktemp("help"))


def _help(sitting: Sitting, *, rows: int = 200) -> HelpPrompt:
    """The help with Smith's appointment highlighted."""
    here = Selection(DAY, (sitting.smith,))
    return HelpPrompt(here, sitting.workstation, rows=rows, width=80, legend=((("the legend", "panel"),),))


def _press(prompt: HelpPrompt, keys: Iterable[str]) -> list[str]:
    """The lines shown once these characters were typed."""
    for character in keys:
        prompt.key({" ": "space", "?": "question_mark"}.get(character, character), character)
    return [text for line in prompt.panel() if (text := "".join(span for span, _ in line).strip())]


@pytest.mark.parametrize(
    ("typed", "first", "also"),
    [
        ("undo", "The desk", "Take back your last act."),
        ("take back", "The desk", "Take back your last act."),
        ("/undo", "The desk", "Take back your last act."),
        ("/ undo", "The desk", "Take back your last act."),
        ("c", "The key c", "Check in; arrives too."),
        ("C", "The desk", "Draw the screen anew."),
        ("F5", "The key F5", "The work: to be moved"),
        ("Ctrl+P", "The key Ctrl+P", "Put it aside as it stands"),
        ("/", "The key /", "Find a patient by parts of the name"),
        ("check out", "The appointment or time highlighted", "Only a checked-in patient can be checked out."),
        ("reschedule", "The appointment or time highlighted", "Move: type the new time"),
        ("series", "The appointment or time highlighted", "b book"),
        ("vacation", "The appointment or time highlighted", "Whose hours?"),
        ("zebra", "No key that works here is described so. Ctrl+U clears the line.", ""),
    ],
)
def test_it_is_searched_as_one_types(shared: Sitting, typed: str, first: str, also: str) -> None:
    """Words in any order, or a key as it is written, which then comes first; no key begins the search."""
    prompt = _help(shared)
    assert "the legend" == _press(prompt, "")[0]
    lines = _press(prompt, typed)
    if first.startswith(("The key", "No key")):
        assert first == lines[0]
    else:
        assert first in lines
    assert also in " ".join(" ".join(lines).split())


def test_a_word_narrows_with_every_letter(shared: Sitting) -> None:
    """And what is deleted widens again."""
    prompt = _help(shared)
    counts = [len(_press(prompt, character)) for character in "cancel"]
    assert counts == sorted(counts, reverse=True)
    prompt.key("ctrl+u", None)
    assert "the legend" == _press(prompt, "")[0]


def test_its_own_key_closes_it_and_is_text_behind_words(shared: Sitting) -> None:
    """So do Enter and what leaves any question; space pages while nothing is typed."""
    for key, character in (("question_mark", "?"), ("f1", None), ("enter", None), ("escape", None), ("ctrl+x", None)):
        assert isinstance(_help(shared).key(key, character), Close)
    prompt = _help(shared)
    _press(prompt, "why?")
    assert "why?" == prompt.editor.text
    assert isinstance(prompt.key("f1", None), Close)
    paged = _help(shared, rows=5)
    before = paged.panel()
    paged.key("space", " ")
    assert (before, "") != (paged.panel(), paged.editor.text)
    assert "" == paged.editor.text
