"""Is every kind of case whole: no state without a deadline, no way in that has no way out, one letter for one step?"""

from __future__ import annotations

import pytest

from core.cases.kind import CaseKind
from core.cases.kinds.book import KINDS

EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


@EACH
def test_every_name_is_one_of_the_kind(kind: CaseKind) -> None:
    """Steps lead between states of the kind and name facts of it; so do deadlines, columns and what begins one."""
    states, facts = [one.name for one in kind.states], {one.name for one in kind.facts}
    assert len(states) == len(set(states))
    assert len(kind.steps) == len({one.name for one in kind.steps})
    for row in kind.steps:
        assert {*row.source, row.target or row.source[0]} <= set(states), row.name
        assert set(kind.begins_in) <= set(states)
        assert {*row.needs, *row.asks, *row.takes, *row.stamps, *row.forgets} <= facts, row.name
    assert {one.due.after for one in kind.states if one.due and one.due.after} <= facts
    assert {*kind.columns, *kind.begins_with} <= facts
    assert all(fact.words for fact in kind.facts if fact.kind.value == "word")


@EACH
def test_nothing_is_stuck(kind: CaseKind) -> None:
    """From every state that is no end a step leads on, and an end is reached; every state is reached from the first."""
    ends = {one.name for one in kind.states if one.is_end}
    assert ends
    assert not kind.first.is_end
    for state in kind.states:
        reached = {state.name}
        while more := {row.target for row in kind.steps if row.target and reached & set(row.source)} - reached:
            reached |= more
        assert state.is_end or reached & ends, state.name
        if state is kind.first:
            assert {one.name for one in kind.states} == reached | set(kind.begins_in)


@EACH
def test_an_end_has_an_outcome_and_nothing_else_has(kind: CaseKind) -> None:
    """A step has outcomes where it closes the case, and only there."""
    for row in kind.steps:
        assert bool(row.outcomes) is bool(row.target and kind.state(row.target).is_end), row.name
        assert row.target or not any(kind.state(one).is_end for one in row.source), row.name


@EACH
def test_one_letter_is_one_step(kind: CaseKind) -> None:
    """In no state do two steps share a letter."""
    for state in kind.states:
        letters = [row.key for row in kind.steps_from(state.name)]
        assert len(letters) == len(set(letters)), state.name
        assert all(len(letter) == 1 and letter.islower() for letter in letters)
