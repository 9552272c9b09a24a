"""In which other ways may the number that was typed stand in a record?"""

from __future__ import annotations

from typing import Final

_LEAST_NATIONAL: Final = 8
"""Digits of a whole number without its country: with fewer, other places have the same."""
_LONGEST_COUNTRY: Final = 3


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
