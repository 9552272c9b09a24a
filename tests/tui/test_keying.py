"""What do the keys before prepare for the next one?"""

import pytest

from core.errors import BadInput
from core.model.appointment import AppointmentId
from tests.days import visit
from tui.keying import Keying

ONE, TWO = AppointmentId(1), AppointmentId(2)


def test_digits_make_a_count_that_is_used_once() -> None:
    """Three digits at most, the newest; no count begins with 0."""
    keying = Keying()
    for key in "012345":
        keying.digit(key)
    assert ("345", 345, 1) == (keying.typed, keying.count_for("down"), keying.count_for("down"))


@pytest.mark.parametrize("action", ["check_in", "book", "mark", "help", "find"])
def test_a_count_goes_with_motions_and_undo_only(action: str) -> None:
    """Nobody checks in three patients by mistake; the count is dropped."""
    keying = Keying(typed="3")
    with pytest.raises(BadInput, match="3 was dropped"):
        keying.count_for(action)
    assert 1 == keying.count_for(action)


def test_a_mark_is_taken_away_by_marking_again() -> None:
    """The same key does both."""
    keying = Keying()
    for number in (ONE, TWO, ONE):
        keying.mark(number)
    shown = (visit(1, "9:00"), visit(2, "10:00"), visit(3, "11:00"))
    assert (shown[1],) == keying.marked_of(shown)
    assert () == keying.marked_of(shown[2:])


def test_what_is_gone_is_marked_no_longer() -> None:
    """Somebody else cancelled it."""
    keying = Keying(marked={ONE, TWO})
    keying.keep((visit(2, "10:00"),))
    assert {TWO} == keying.marked


def test_escape_forgets_the_count_before_the_marks() -> None:
    """One thing at a time; after that there is nothing to forget."""
    keying = Keying(typed="2", marked={ONE})
    assert [(True, {ONE}), (True, set()), (False, set())] == [(keying.drop(), set(keying.marked)) for _ in range(3)]


def test_only_verbs_are_remembered() -> None:
    """Looking something up does not change what `.` repeats."""
    keying = Keying()
    for action in ("check_in", "inspect", "undo"):
        keying.remember(action)
    assert "check_in" == keying.last
