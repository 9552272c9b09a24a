"""What do several columns of a file make of one field of a coverage?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_ONE_DAY: Final = timedelta(days=1)


def ends(told: Mapping[str, Any]) -> date | None:
    """The last day; a file may have the day after it instead, on which the next coverage begins."""
    last: date | None = told.get("to")
    after: date | None = told.get("day_after")
    return last if last or not after else after - _ONE_DAY
