"""C8: is the time set aside for something else?"""

import pytest

from core.conflict import Conflict, Severity
from core.schedule.model.day import Closure, ClosureKind
from core.schedule.rules.c08_typed_block import typed_block
from core.schedule.rules.proposal import Proposal
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import PROC, between, closed, knowing, propose

PROCEDURES = closed(ClosureKind.BLOCK, between("10:00", "11:00"), "procedure", ("proc", "new40"))
LUNCH = closed(ClosureKind.BLOCK, between("10:00", "11:00"), "lunch")


def fires(proposal: Proposal, *closures: Closure) -> tuple[Conflict, ...]:
    """The conflicts of the rule, with those closures on Lee's day."""
    return typed_block(proposal, knowing(closures=closures), Policy())


def test_a_type_that_the_block_names_fits() -> None:
    """That is what the block is for."""
    assert () == fires(propose(visit_type=PROC), PROCEDURES)


def test_any_other_type_needs_a_reason() -> None:
    """The sentence tells what the time is kept for."""
    sentence = "10:00-11:00 is kept for procedure (proc, new40), not for fu20."
    cause = "lee 202611241500-202611241600 proc new40 for fu20"
    assert (Conflict("C8", Severity.CONFIRM, sentence, cause=cause),) == fires(propose(), PROCEDURES)


def test_a_block_that_names_no_type_takes_none() -> None:
    """Lunch is nobody's visit."""
    sentence, cause = "Lee is blocked 10:00-11:00: lunch.", "lee 202611241500-202611241600 for fu20"
    assert (Conflict("C8", Severity.CONFIRM, sentence, cause=cause),) == fires(propose(), LUNCH)


@pytest.mark.parametrize(("typed", "conflicts"), [("9:40", 0), ("9:45", 1), ("10:55", 1), ("11:00", 0)])
def test_a_block_is_half_open(typed: str, conflicts: int) -> None:
    """Back to back with a block is beside it."""
    assert conflicts == len(fires(propose(typed), LUNCH))


def test_only_the_provider_s_minutes_count() -> None:
    """A patient may be prepared while the provider is at lunch."""
    assert () == fires(propose("10:50", visit_type=PROC, needs_provider=("11:00", "11:20")), LUNCH)


@pytest.mark.parametrize("kind", [kind for kind in ClosureKind if kind is not ClosureKind.BLOCK])
def test_other_closures_are_left_to_c6(kind: ClosureKind) -> None:
    """Leave, holidays and cancellations are no blocks."""
    assert () == fires(propose(), closed(kind, between("10:00", "11:00")))


def test_the_settings_say_how_grave_it_is() -> None:
    """A clinic may be strict about its blocks."""
    found = typed_block(propose(), knowing(closures=[LUNCH]), Policy(rules=RuleSettings(C8=Severity.HARD)))
    assert [Severity.HARD] == [conflict.severity for conflict in found]


NEEDS_BLOCK = replace(PROC, block_kind="procedure")
SECOND = closed(ClosureKind.BLOCK, between("11:00", "12:00"), "Procedure", ("proc",))


@pytest.mark.parametrize(
    ("closures", "released", "typed", "expected"),
    [
        ([PROCEDURES], [], "10:00", []),
        ([PROCEDURES], [], "10:20", []),
        ([PROCEDURES], [], "9:50", ["10:00-11:00"]),
        ([PROCEDURES], [], "10:21", ["10:00-11:00"]),
        ([PROCEDURES, SECOND], [], "10:40", []),  # back to back they are one
        ([PROCEDURES], [], "13:00", ["10:00-11:00"]),
        ([], [PROCEDURES], "10:00", []),  # open to all by now, to this one as well
        ([LUNCH], [], "13:00", ["none that day"]),
        ([], [], "10:00", ["none that day"]),
    ],
)
def test_a_type_may_fit_only_in_blocks_of_a_kind(
    closures: list[Closure], released: list[Closure], typed: str, expected: list[str]
) -> None:
    """The other way round: whole in such blocks, whatever the case of their name."""
    facts = knowing(closures=closures)
    facts = replace(facts, opening=replace(facts.opening, released=tuple(released)))
    found = typed_block(propose(typed, visit_type=NEEDS_BLOCK), facts, Policy())
    assert [f"proc fits only in procedure blocks; Lee has {blocks}." for blocks in expected] == [
        conflict.message for conflict in found
    ]


def test_both_ways_may_be_met_at_once() -> None:
    """In somebody else's block, outside one's own."""
    found = typed_block(propose(visit_type=NEEDS_BLOCK), knowing(closures=[LUNCH]), Policy())
    assert ["C8", "C8"] == [conflict.rule for conflict in found]
