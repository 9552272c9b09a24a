"""Does every action obey the keys that a clinic gives it, and is every mistake in them told at once?"""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadSettings
from core.settings.reader import read_settings
from tui.keys.action import Scope
from tui.keys.key_names import key_name, read_key
from tui.keys.keymap import Keyboard, keyboard
from tui.keys.own_keys import wrong_keys
from tui.keys.registry import ACTIONS

PLACE = "clinicdesk.toml"
FREE = ["F8", "F9", "F12", "ctrl+r", "ctrl+t", "ctrl+w", "q", "X", "y", "%", "tab", "shift+tab"]
"""Keys that no action has, fit for any that works outside a prompt but for leaving the desk."""


def wrong(**keys: str | list[str]) -> list[str]:
    """What is wrong with those keys, as told."""
    table = {name: (own,) if isinstance(own, str) else tuple(own) for name, own in keys.items()}
    return [f"{problem.where}: {problem.sentence}" for problem in wrong_keys(table)]


def board(**keys: str | list[str]) -> Keyboard:
    """The keyboard with those keys, which are sound."""
    table = {name: (own,) if isinstance(own, str) else tuple(own) for name, own in keys.items()}
    assert () == wrong_keys(table)
    return keyboard(table)


def test_free_keys_are_free() -> None:
    """The keys that these tests give away belong to no action."""
    taken = {key for one in ACTIONS if one.scope in {Scope.MOTION, Scope.RECORD} for key in one.keys}

    assert [] == [key for key in FREE if read_key(key) in taken]


@pytest.mark.parametrize("key", FREE)
def test_a_free_key_is_taken(key: str) -> None:
    """An action takes any key that arrives and that no other has; its usual one is free then."""
    mine = board(check_in=key)

    assert key.lower() == mine.names["check_in"].lower()
    assert "c" not in mine.outside
    assert "check_in" == mine.outside[mine.keys("check_in")[0]].id


@pytest.mark.parametrize("action", [one.id for one in ACTIONS if one.scope is not Scope.PROMPT and not one.is_fixed])
def test_every_action_outside_a_prompt_can_be_given_another_key(action: str) -> None:
    """There is no action, but for counting, whose key is not a clinic's to choose; arrows stay with their motions."""
    arrow = [action] if action in {"up", "down", "left", "right"} else []

    assert "F9" in {key_name(key) for key in board(**{action: [*arrow, "F9"]}).keys(action)}


def test_several_keys_for_one_action() -> None:
    """A list of keys all stand for the action, the first is shown."""
    mine = board(help=["F1", "ctrl+r", "?"])

    assert ["help"] * 3 == [mine.outside[key].id for key in ("f1", "ctrl+r", "question_mark")]
    assert "F1" == mine.names["help"]


def test_a_key_of_the_checklist_may_be_one_of_the_screens() -> None:
    """Where nothing is typed letters and digits answer, whatever they do where nothing is asked."""
    mine = board(verify_item="c", waive_item=["1", "F8"])

    assert (("c",), ("1", "f8"), "check_in") == (
        mine.keys("verify_item"), mine.keys("waive_item"), mine.outside["c"].id
    )  # fmt: skip


def test_two_actions_may_change_keys() -> None:
    """What one action gives up another may take in the same file."""
    mine = board(arrive="c", check_in="a")

    assert ["arrive", "check_in"] == [mine.outside[key].id for key in "ca"]


def test_nothing_said_changes_nothing() -> None:
    """Without own keys the table holds as it stands."""
    assert ACTIONS == board().actions


def test_a_clash_names_the_key_and_both() -> None:
    """A key of two actions is refused with both ids, under the action that the file names."""
    assert ["keys.check_in: a is the key of both arrive and check_in. Give one of them another."] == wrong(check_in="a")
    assert ["keys.arrive: c is the key of both arrive and check_in. Give one of them another."] == wrong(arrive="c")


def test_every_clash_is_named() -> None:
    """Three actions on one key, and another clash beside, are told one by one."""
    told = wrong(arrive="F8", check_in="F8", move="F8", book="x")

    assert ["keys.check_in", "keys.move", "keys.book"] == sorted(
        (line.partition(":")[0] for line in told), key=["keys.check_in", "keys.move", "keys.book"].index
    )


def test_a_wrong_key_makes_no_second_problem() -> None:
    """An action whose only key was refused does not fall back on its usual one, nor clash with who took that."""
    assert 1 == len(wrong(check_in="alt+c", arrive="c"))


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"chek_in": "c"}, '[keys]: "chek_in" is not an action; did you mean "check_in"?'),
        ({"check-in": "c"}, '[keys]: "check-in" is not an action; did you mean "check_in"?'),
        ({"frobnicate": "c"}, '[keys]: "frobnicate" is not an action.'),
        ({"check_in": "alt+c"}, "keys.check_in: Alt+C does not come through every terminal"),
        ({"check_in": "pgupp"}, 'keys.check_in: "pgupp" is not a key; did you mean "pgup"?'),
        ({"check_in": ["F8", "f8"]}, 'keys.check_in: "F8" is named twice.'),
        ({"check_in": ["?", "question_mark"]}, 'keys.check_in: "?" is named twice.'),
        ({"check_in": "3"}, "keys.check_in: 3 is a digit, and digits count"),
        ({"check_in": "Esc"}, "keys.check_in: Esc leaves a question"),
        ({"check_in": "ctrl+x"}, "keys.check_in: Ctrl+X leaves a question"),
        ({"accept": "F8"}, "keys.accept: the keys of accept stay as they are"),
        ({"leave": "q"}, "keys.leave: the keys of leave stay as they are"),
        ({"count": "F8"}, "keys.count: the keys of count stay as they are"),
        ({"quit": "q"}, "keys.quit: q alone would leave the desk"),
        ({"quit": "Enter"}, "keys.quit: Enter alone would leave the desk"),
        ({"park_question": "z"}, "keys.park_question: z is text in a question"),
        ({"park_question": "/"}, "keys.park_question: / is text in a question"),
        ({"park_question": "Space"}, "keys.park_question: Space is text in a question"),
        ({"park_question": "Up"}, "keys.park_question: Up moves or deletes in a line"),
        ({"park_question": "ctrl+u"}, "keys.park_question: Ctrl+U moves or deletes in a line"),
        ({"park_question": "Enter"}, "keys.park_question: Enter moves or deletes in a line"),
        ({"park_question": "ctrl+x"}, "keys.park_question: Ctrl+X leaves a question"),
        ({"verify_item": "Up"}, "keys.verify_item: Up chooses or answers at the checklist"),
        ({"waive_item": "Enter"}, "keys.waive_item: Enter chooses or answers at the checklist"),
        ({"waive_item": "y"}, "keys.waive_item: y is the key of both verify_item and waive_item."),
        ({"verify_item": "z"}, "keys.verify_item: z is the key of both park and verify_item."),
        ({"verify_item": "ctrl+p"}, "keys.verify_item: Ctrl+P is the key of both park_question and verify_item."),
        ({"park": "y"}, "keys.park: y is the key of both park and verify_item."),
        ({"down": "F8"}, "keys.down: Down stays among the keys of down"),
    ],
)
def test_what_cannot_serve_is_refused(keys: dict[str, str | list[str]], says: str) -> None:
    """A key that cannot do the work of its action is refused with the reason."""
    (told, *more) = wrong(**keys)

    assert told.startswith(says)
    assert not [line for line in more if "is the key of both" not in line]


def test_the_letters_offered_can_be_taken() -> None:
    """The control keys that a refusal offers are not refused in their turn."""
    for action in ("check_in", "park_question"):
        (told,) = wrong(**{action: "ctrl+g" if action == "check_in" else "q"})
        offered = told.partition("one of ")[2].rstrip(".").split()
        unfit = [line for letter in offered for line in wrong(**{action: f"ctrl+{letter}"})]
        assert not [line for line in unfit if "is the key of both" not in line]


def test_a_parking_key_in_questions_can_be_changed() -> None:
    """Where something is typed, a function key or another control key may park."""
    mine = board(park_question=["F8", "ctrl+t"])

    assert ["park_question"] * 2 == [mine.asked[key].id for key in ("f8", "ctrl+t")]


def test_all_mistakes_come_with_those_of_the_other_settings() -> None:
    """One reading of the file tells wrong keys, clashes and wrong settings together, by their lines."""
    text = (
        '[keys]\ncheck_in = "a"\nchek_out = "o"\nbook = ["alt+b", 3]\nmove = "F8"\ncancel = "F8"\n'
        '[rules]\nC4 = "warn"\n'
    )

    with pytest.raises(BadSettings) as refused:
        read_settings(text, place=PLACE, check_keys=wrong_keys)
    assert ["line 2", "line 3", "line 4", "line 6", "line 8"] == [
        problem.split(":")[0].removeprefix(f"{PLACE} ") for problem in refused.value.problems
    ]


def test_sentences_name_the_keys_in_force() -> None:
    """A help text that names other actions' keys names those in force."""
    mine = board(undo="F9", check_in="F8")
    texts = {one.id: one.help.format(**mine.names) for one in mine.actions}

    assert "`F9`" in texts["count"]
    assert "`F8`" in texts["mark"]


@given(
    st.dictionaries(
        st.sampled_from([one.id for one in ACTIONS]),
        st.lists(st.sampled_from([*FREE, "a", "alt+x", "9", "Esc", "??"]), min_size=1, max_size=3),
    )
)
def test_what_is_sound_makes_a_keyboard(keys: Mapping[str, list[str]]) -> None:
    """Whatever a file says of the keys, it is refused, or every action has a key and every key one action."""
    table = {name: tuple(own) for name, own in keys.items()}
    if wrong_keys(table):
        return
    mine = keyboard(table)
    assert all(one.keys for one in mine.actions)
    for one in mine.actions:
        in_force = {Scope.PROMPT: mine.asked, Scope.CHECKLIST: mine.checklist}.get(one.scope, mine.outside)
        assert all(in_force[key].id == one.id for key in one.keys)
