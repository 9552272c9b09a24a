"""Is the help searched as one types, and does it say of a grey key why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sessions import Sitting, a_sitting
from tui.keys.asked_as import ASKED_AS
from tui.keys.registry import BY_ID
from tui.prompts.help import HelpPrompt
from tui.prompts.prompt import Close
from tui.prompts.sentences import HELP_NOTHING
from tui.screens.day import DAY
from tui.selection.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable


_ASKED = (
    "confirm", "prescription", "refill", "directions", "parking", "address", "message", "doctor", "reschedule",
    "price", "interpreter", "time zone", "wrong number", "phone", "callback", "results", "copay", "balance", "weekly",
    "every week", "video", "telehealth", "sick", "child", "holiday", "vacation", "consent", "reminder", "pharmacy",
    "complaint", "exit", "lunch", "mistake", "wrong patient", "fax", "supplies", "earlier", "running late",
)  # fmt: skip


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
        ("directions", "The appointment or time highlighted", "What to bring, how to prepare, the way"),
        ("refill", "The appointment or time highlighted", "A new case by a letter"),
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


@pytest.mark.parametrize("typed", _ASKED)
def test_it_is_found_by_what_callers_say(shared: Sitting, typed: str) -> None:
    """Each has a key, whatever the desk calls it, and also while that key is grey."""
    assert _press(_help(shared), typed)[0] != HELP_NOTHING


def test_every_word_is_of_a_key() -> None:
    """None was left when an action went."""
    assert set(ASKED_AS) <= set(BY_ID)


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
