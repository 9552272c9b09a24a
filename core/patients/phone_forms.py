"""In which other ways may the number that was typed stand in a record?"""

from __future__ import annotations

import string
from typing import Final

_LEAST_NATIONAL: Final = 8
"""Digits of a whole number without its country: with fewer, other places have the same."""
_LONGEST_COUNTRY: Final = 3
_LEAST_SWAPPED: Final = 4
_LEAST_LOCAL: Final = 7


def number_forms(run: str) -> frozenset[str]:
    """The ends of a whole number that tell as much: without what is dialled first abroad, country, or a nought.

    Each is how a number in a record may end; empty for a number that is typed in part. 447911123456 is also 7911123456,
    as 07911 123456 ends.
    """
    bare = run.lstrip("0")
    has_country = run.startswith("00") or len(bare) > _LEAST_NATIONAL + _LONGEST_COUNTRY - 1
    most = _LONGEST_COUNTRY if has_country else 0
    ends = (bare[length:] for length in range(most + 1))
    is_whole = bare != run or most > 0
    return frozenset(end for end in (run, *ends) if is_whole and len(end) >= _LEAST_NATIONAL)


def number_slips(run: str) -> frozenset[str]:
    """What the digits may have been meant for, with one slip: two neighbours swapped, and where they are enough to tell
    a number (seven) also one replaced, left out, or put in.

    Empty for fewer than four.
    """
    if len(run) < _LEAST_SWAPPED:
        return frozenset()
    slips = {run[:at] + run[at + 1] + run[at] + run[at + 2 :] for at in range(len(run) - 1)}
    if len(run) >= _LEAST_LOCAL:
        ends = range(len(run))
        slips |= {run[:at] + digit + run[at + 1 :] for at in ends for digit in string.digits}
        slips |= {run[:at] + run[at + 1 :] for at in ends}
        slips |= {run[:at] + digit + run[at:] for at in (*ends, len(run)) for digit in string.digits}
    return frozenset(slips) - {run}
