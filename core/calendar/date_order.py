"""Which of the numbers in 3/4/1984 is the month."""

from __future__ import annotations

from datetime import date
from enum import Enum


class DateOrder(Enum):
    """The order in which a clinic writes day, month and year."""

    MDY = "mdy"
    DMY = "dmy"
    YMD = "ymd"

    @property
    def example(self) -> str:
        """14 March as this order types it without a year."""
        return {DateOrder.MDY: "3/14", DateOrder.DMY: "14/3", DateOrder.YMD: "03-14"}[self]

    def write(self, day: date) -> str:
        """`day` in numbers as this order types it: 3/14/1984, 14/3/1984, 1984-03-14."""
        match self:
            case DateOrder.MDY:
                return f"{day.month}/{day.day}/{day.year}"
            case DateOrder.DMY:
                return f"{day.day}/{day.month}/{day.year}"
            case DateOrder.YMD:
                return day.isoformat()
