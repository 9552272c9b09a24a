"""What do the lines of a ledger come to: the balance, what stands, and what could be given back?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.till.model import Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.till.model import LedgerLine


def balance(lines: Iterable[LedgerLine]) -> int:
    """The cents that the patient owes, less than 0 where they have credit."""
    return sum(line.cents for line in lines)


def taken_back(lines: Iterable[LedgerLine]) -> Mapping[int, LedgerLine]:
    """By the number of a line, the one that takes it back."""
    return {line.voids: line for line in lines if line.voids is not None}


def stands(line: LedgerLine, voids: Mapping[int, LedgerLine]) -> bool:
    """Whether the line counts: nothing takes it back, or what does so is taken back itself."""
    return last_void(line, voids) is None


def last_void(line: LedgerLine, voids: Mapping[int, LedgerLine]) -> LedgerLine | None:
    """The line by which it does not count; None where it stands."""
    newest, counts = line, True
    while newest.id in voids:
        newest, counts = voids[newest.id], not counts
    return None if counts else newest


def says_now(line: LedgerLine, voids: Mapping[int, LedgerLine]) -> LedgerLine:
    """Of a line that stands, the one that says so now: itself, or what took back the void of it last."""
    while line.id in voids:
        line = voids[line.id]
    return line


def refundable(lines: Iterable[LedgerLine]) -> int:
    """The cents that came over the desk and were not given back."""
    return sum(line.passed for line in lines if line.kind.has_receipt)


def expected_cash(floated: int, lines: Iterable[LedgerLine]) -> int:
    """The cents that are in a drawer that was opened with so many, after these lines."""
    return floated + sum(line.passed for line in lines if line.method is Method.CASH)


def by_method(lines: Iterable[LedgerLine]) -> Mapping[Method, int]:
    """The cents that came over the desk, by method, those that there were none of left out."""
    sums: dict[Method, int] = {}
    for line in lines:
        if line.method is not None:
            sums[line.method] = sums.get(line.method, 0) + line.passed
    return {method: sums[method] for method in Method if method in sums}
