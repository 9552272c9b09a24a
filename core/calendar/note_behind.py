"""Do the words behind a period that was read say more of when it is, and are no note?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.calendar.parse_when import find_when
from core.errors import BadInput

if TYPE_CHECKING:
    from datetime import date

    from core.calendar.date_order import DateOrder

_MORE_OF_IT: Final = re.compile(
    r"(?:half (?:a )?day|for [0-9]|noon|midnight|midday|(?:morning|afternoon|evening|week|month|weekend)s?)\b.*",
    re.IGNORECASE,
)
"""What behind the words that were read is no note but more of when it is."""
_BEFORE_IT: Final = frozenset(
    {
        *("from", "after", "since", "until", "till", "til", "before", "between"),
        *("at", "to", "through", "and", "or", "&", ","),
    }
)
_NOT_A_DAY: Final = frozenset(("t", "tom", "yes", "sun", "sat"))
"""Names and words of a note, where they stand alone."""


def says_when(rest: str, today: date, order: DateOrder) -> bool:
    """Whether the note begins with what may be a day or a time: fri, and wed; fri from noon."""
    words = rest.lower().replace(",", " , ").split()
    if not words or _MORE_OF_IT.fullmatch(" ".join(words)):
        return bool(words)
    if words[0] in _BEFORE_IT:
        return any(_is_when(" ".join(words[1 : 1 + count]), today, order) for count in (3, 2, 1))
    return words[0] not in _NOT_A_DAY and _is_when(words[0], today, order)


def _is_when(words: str, today: date, order: DateOrder) -> bool:
    try:
        understood = find_when(words, today=today, order=order, field="")
    except BadInput:
        return True
    return understood.when is not None and not understood.rest
