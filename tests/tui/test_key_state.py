"""What do the keys before prepare for the next one?"""

import pytest

from core.errors import BadInput
from core.record_ref import RecordRef
from tests.days import visit
from tui.selection.key_state import KeyState

ONE, TWO = RecordRef("appointment", 1), RecordRef("appointment", 2)


def test_digits_make_a_count_that_is_used_once() -> None:
    """Three digits at most, the newest; no count begins with 0."""
    key_state = KeyState()
    for key in "012345":
        key_state.digit(key)
    assert ("345", 345, 1) == (key_state.typed, key_state.count_for("down"), key_state.count_for("down"))


@pytest.mark.parametrize("action", ["check_in", "book", "mark", "help", "find"])
def test_a_count_goes_with_motions_and_undo_only(action: str) -> None:
    """Nobody checks in three patients by mistake; the count is dropped."""
    key_state = KeyState(typed="3")
    with pytest.raises(BadInput, match="3 was dropped"):
        key_state.count_for(action)
    assert 1 == key_state.count_for(action)


def test_a_mark_is_taken_away_by_marking_again() -> None:
    """The same key does both."""
    key_state = KeyState()
    for number in (ONE, TWO, ONE):
        key_state.mark(number)
    shown = (visit(1, "9:00"), visit(2, "10:00"), visit(3, "11:00"))
    assert (shown[1],) == key_state.marked_of(shown)
    assert () == key_state.marked_of(shown[2:])


def test_what_is_gone_is_marked_no_longer() -> None:
    """Somebody else cancelled it."""
    key_state = KeyState(marked={ONE, TWO})
    key_state.keep((visit(2, "10:00"),))
    assert {TWO} == key_state.marked


def test_escape_forgets_the_count_before_the_marks() -> None:
    """One thing at a time; after that there is nothing to forget."""
    key_state = KeyState(typed="2", marked={ONE})
    assert [(True, {ONE}), (True, set()), (False, set())] == [
        (key_state.drop(), set(key_state.marked)) for _ in range(3)
    ]


def test_only_verbs_are_remembered() -> None:
    """Looking something up does not change what `.` repeats."""
    key_state = KeyState()
    for action in ("check_in", "inspect", "undo"):
        key_state.remember(action)
    assert "check_in" == key_state.last
