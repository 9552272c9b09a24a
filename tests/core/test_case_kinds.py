"""Is every kind of case whole: no state without a deadline, no way in that has no way out, one letter for one step?"""

from __future__ import annotations

from typing import Final

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


USUAL: Final = {
    "referral-out": "draft:ready ready:send sent:receive received:accept accepted:schedule scheduled:see seen:report "
    "report-received:review needs-info:answer declined:send redirected:send no-show:schedule unreachable:schedule "
    "expired:send other:receive cancelling:cancel-confirmed accepted-after-cancel:keep",
    "referral-in": "received:triage triage:accept needs-info:triage accepted:schedule unreachable:schedule "
    "scheduled:see no-show:schedule seen:outcome interim-sent:outcome outcome-sent:close declined:tell redirected:tell "
    "cancel-requested:confirm-cancel",
    "authorization": "needed:gather gathering:submit submitted:approve pended:answer approved:renew partial:renew "
    "renewing:renewed denied:appeal appealed:approve",
    "records-request": "received:check checked:gather defective:check gathering:review review:ready fee-notice:ready "
    "ready:release",
    "result": "ordered:done unsolicited:match scheduled:done awaited:receive received:show with-clinician:review "
    "reviewed:tell not-done:schedule",
    "task": "new:acknowledge seen:acknowledge acknowledged:done",
    "complaint": "received:acknowledge acknowledged:look-into looked-into:answer answered:close",
    "care-plan": "draft:agree agreed:review",
    "care-step": "due:done missed:done talked-about:done",
}


@EACH
def test_the_first_step_is_the_usual_one(kind: CaseKind) -> None:
    """Enter in an opened case takes what mostly comes next there."""
    steps = {one.name: kind.steps_from(one.name)[0].name for one in kind.states if not one.is_end}
    assert USUAL[kind.name].split() == [f"{state}:{name}" for state, name in steps.items()]
