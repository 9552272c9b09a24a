"""In which order do the dates of one text write day and month, where one of them can only be the other way round?"""

from __future__ import annotations

import re
from typing import Final

from core.calendar.date_order import DateOrder

_IN_NUMBERS: Final = re.compile(
    r"(?<![0-9/.:])(?P<one>[0-9]{1,2})(?:/(?P<two>[0-9]{1,2})(?:/(?:[0-9]{4}|[0-9]{2}))?"
    r"|(?P<sign>[.-])(?P<other>[0-9]{1,2})(?P=sign)(?:[0-9]{4}|[0-9]{2}))(?![0-9/.:])"
)
"""30/11, 30/11/26, 30.11.2026; 30.11 may be a time, and 30-11 a span of days."""


def order_of(text: str, order: DateOrder) -> DateOrder:
    """`order`, unless not all dates of `text` can be in it and all of them can be in the other: 30/11-2/12."""
    pairs = [(int(found["one"]), int(found["two"] or found["other"])) for found in _IN_NUMBERS.finditer(text)]
    month_first = all(one <= 12 and two <= 31 for one, two in pairs)
    day_first = all(one <= 31 and two <= 12 for one, two in pairs)
    if len(pairs) < 2 or month_first == day_first:
        return order
    return DateOrder.MDY if month_first else DateOrder.DMY
