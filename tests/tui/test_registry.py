"""Is the table of keys sound: every key once, every name stable, every key one that arrives?"""

import inspect
import re

import pytest
from textual.keys import Keys, _character_to_key

from core.errors import BadSettings
from core.visits.state import Verb
from tests.test_architecture import in_fresh_interpreter
from tui.commands.act import handler
from tui.keys.action import Action, Scope
from tui.keys.groups import by_group, keys_doc
from tui.keys.key_names import key_name
from tui.keys.keymap import keymap
from tui.keys.registry import ACTIONS, BY_VERB, first_keys
from tui.screens.hint_bar import hinted

# Keys that reach a program through PuTTY, tmux and screen alike.
ARRIVING = re.compile(
    r"[a-zA-Z0-9]|up|down|left|right|home|end|pageup|pagedown|enter|escape|tab|f\d+|ctrl\+[deflnoprstuwx]"
)


def action(id: str, *keys: str, scope: Scope = Scope.MOTION) -> Action:
    """An action with those keys."""
    return Action(id, keys, id, id.capitalize() + ".", "Group", scope)


def test_ids_are_unique() -> None:
    """An id names one action: settings refer to it."""
    assert len(ACTIONS) == len({one.id for one in ACTIONS})


def test_ids_are_words() -> None:
    """Ids are lower-case words, fit for a settings file."""
    assert [] == [one.id for one in ACTIONS if not re.fullmatch(r"[a-z]+(_[a-z]+)*", one.id)]


def test_no_key_is_taken_twice() -> None:
    """Motion and record keys are in force together and clash nowhere; nor do those of what is asked."""
    together = [keymap(ACTIONS), keymap(ACTIONS, scopes=(Scope.PROMPT, Scope.CHECKLIST))]

    assert sum(len(one.keys) * (1 + len(one.also)) for one in ACTIONS) == sum(map(len, together))


def test_every_key_arrives() -> None:
    """Each action has a key that every terminal sends: a letter, digit, sign, arrow, function or plain control key."""
    signs = {_character_to_key(sign) for sign in "/?:!$[]<>{}.-\\'; "}

    assert [] == [one.id for one in ACTIONS if not any(ARRIVING.fullmatch(key) or key in signs for key in one.keys)]


def test_every_key_is_spelt_as_textual_spells_it() -> None:
    """A key name Textual never sends would be a key that does nothing."""
    known = {key.value for key in Keys} | {_character_to_key(chr(code)) for code in range(0x21, 0x7F)}

    assert [] == [key for one in ACTIONS for key in one.keys if key not in known]


def test_no_single_letter_leaves() -> None:
    """The desk is left by a control key or a typed command, never by one letter."""
    (leave,) = [one for one in ACTIONS if one.id == "quit"]

    assert ("ctrl+d",) == leave.keys


def test_keymap_finds_by_any_key() -> None:
    """Each of an action's keys stands for it."""
    keys = keymap([action("help", "f1", "question_mark")])

    assert ["help", "help"] == [keys["f1"].id, keys["question_mark"].id]


def test_clashes_are_refused_and_all_named() -> None:
    """Two actions that want one key are refused, with the key as people write it and both ids, for every clash."""
    table = [action("up", "k", "u"), action("undo", "u"), action("kill", "k", scope=Scope.RECORD)]

    with pytest.raises(BadSettings) as refused:
        keymap(table)
    assert (
        "u is the key of both up and undo. Give one of them another.",
        "k is the key of both up and kill. Give one of them another.",
    ) == refused.value.problems


def test_scopes_that_are_never_together_may_share_a_key() -> None:
    """Enter on a record and Enter in a prompt are two actions."""
    table = [action("step", "enter", scope=Scope.RECORD), action("accept", "enter", scope=Scope.PROMPT)]

    assert "step" == keymap(table)["enter"].id
    assert "accept" == keymap(table, scopes=(Scope.PROMPT,))["enter"].id


def test_every_key_has_a_short_name() -> None:
    """No key is shown by a name of Textual's."""
    assert [] == [key for one in ACTIONS for key in one.keys if "_" in key_name(key)]


def test_help_is_grouped_and_complete() -> None:
    """Every action is in one group, and each group comes once, in the order of the table."""
    groups = list(by_group())

    assert list(ACTIONS) == [one for _, actions in groups for one in actions]
    assert len(groups) == len(dict(groups))


def test_help_is_made_of_sentences() -> None:
    """Each line of help is a sentence; each label is short enough for the hint bar."""
    assert [] == [one.id for one in ACTIONS if not re.fullmatch(r"[A-Z].*\.", one.help)]
    assert [] == [one.id for one in ACTIONS if len(one.label) > 10]


def test_the_paper_names_every_key() -> None:
    """docs/keys.md has a row for each action."""
    paper = keys_doc()

    assert paper.startswith("# Keys\n")
    names = first_keys(ACTIONS)
    assert [] == [one.id for one in ACTIONS if f"| {one.help.format(**names)} |" not in paper]
    assert paper.endswith("|\n")


def test_the_table_needs_no_textual() -> None:
    """The command line prints the keys without loading Textual."""
    program = "import sys, tui.keys.registry; print('textual' in sys.modules)"

    assert ["False"] == in_fresh_interpreter(program)


def test_every_handler_is_there() -> None:
    """What a row names can be loaded and takes the context; only what a screen does itself has none."""
    named = [one for one in ACTIONS if one.handler]
    of_screens = {one.id for one in ACTIONS if not one.handler and one.scope in {Scope.MOTION, Scope.RECORD}}

    assert [] == [one.id for one in named if list(inspect.signature(handler(one)).parameters) != ["context"]]
    assert of_screens == {
        *("up", "down", "left", "right", "prev_group", "next_group", "page_up", "page_down", "home", "end"),
        *("filter", "enter", "mark", "repeat", "count"),
    }


def test_every_verb_has_a_key() -> None:
    """The state table's verbs each have one row, which names what it takes and who may."""
    assert set(Verb) == set(BY_VERB)
    assert len(BY_VERB) == len([one for one in ACTIONS if one.verb])
    assert [] == [one.id for one in BY_VERB.values() if one.takes != ("appointment",) or not one.privilege]


def test_next_verbs_have_a_word_for_the_hint_bar() -> None:
    """Enter says what it would do."""
    assert {"arrive", "check_in", "room", "check_out", "book", "pay", "find_time"} == {
        one.id for one in ACTIONS if one.next_word
    }


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        ("day", "move cancel details undo find all-keys"),
        ("queue", "cancel details undo filter find all-keys"),
        ("patients", "find new edit book insurance undo all-keys"),
        ("sheet", "edit book list find undo all-keys"),
        ("box", "queue"),
        ("unfinished", "day queue"),
    ],
)
def test_hint_bars(bar: str, expected: str) -> None:
    """The most wanted first; what a narrow terminal cuts off is the least."""
    assert expected.split() == [word.replace(" ", "-") for _, word in hinted(bar)]


def test_what_acts_on_marks_repeats() -> None:
    """Whatever is done to several is a verb, and `.` does it once more; letters are asked for anew."""
    others = {"enter", "letters"}
    assert [] == [one.id for one in ACTIONS if one.on_marked and one.id not in others and not one.is_repeated]
