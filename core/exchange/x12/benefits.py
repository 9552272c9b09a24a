"""What does an answer say of one benefit: an EB segment, and what follows upon it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.exchange.x12 import codes
from core.exchange.x12.benefit_details import details, is_over_several
from core.exchange.x12.elements import read_cents, read_days, read_percent, read_quantity
from core.exchange.x12.rejections import Rejection, rejected
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from datetime import date

    from core.exchange.x12.segments import Segment

_LONGEST_MESSAGE = 264
_LONGEST_DATE = 35


class Period(Struct, frozen=True):
    """Days of a kind (DTP01); None where one is open or cannot be read, which `unread` tells as it stands."""

    kind: str
    first: date | None
    last: date | None
    unread: str = ""


class Benefit(Struct, frozen=True):
    """One benefit. `code` is EB01; `services` are EB03; cents, a share in per cent and a quantity where they are said.

    `unread` are elements that are no amounts; `details` are what else it names: procedure, place, provider, phone.
    """

    code: str
    level: str = ""
    services: tuple[str, ...] = ()
    plan: str = ""
    period: str = ""
    cents: int | None = None
    percent: str | None = None
    unit: str = ""
    quantity: str | None = None
    needs_authorization: bool = False
    network: str = ""
    messages: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    details: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    unread: tuple[str, ...] = ()


def benefit(held: list[Segment]) -> Benefit:
    """The benefit that an EB segment and those behind it tell of."""
    said, *more = held
    delivered = next((one for one in more if one.name == "HSD" and one.at(2)), None)
    unit, number, period_code = said.code(9), said.at(10), said.code(6)
    if number:
        delivered = None
    elif delivered:
        unit, number = delivered.code(1), delivered.at(2)
        period_code = period_code or ("" if is_over_several(delivered) else delivered.code(5))
    cents, percent, quantity = read_cents(said.at(7)), read_percent(said.at(8)), read_quantity(number)
    amounts = ((said.at(7), cents), (said.at(8), percent), (number, quantity))
    return Benefit(
        code=said.code(1),
        level=said.code(2),
        services=said.repeated(3),
        plan=_plan(said),
        period=period_code,
        cents=cents,
        percent=percent,
        unit=unit,
        quantity=quantity,
        needs_authorization=said.code(11) == "Y",
        network=said.code(12),
        messages=tuple(
            text for one in more if one.name == "MSG" if (text := clean_text(one.at(1), limit=_LONGEST_MESSAGE))
        ),
        periods=tuple(period(one) for one in more if one.name == "DTP"),
        details=details(said, more, delivered),
        rejections=tuple(rejected(one) for one in more if one.name == "AAA"),
        unread=tuple(clean_text(typed) for typed, value in amounts if typed and value is None),
    )


def _plan(said: Segment) -> str:
    """What it is called, else which kind of insurance it is; of another payer both: they tell who is billed."""
    name, kind = clean_text(said.at(5)), codes.INSURANCES.get(said.code(4), "")
    if said.code(1) in codes.OF_ANOTHER_PAYER:
        return ", ".join(filter(None, (kind, name)))
    return name or kind


def period(segment: Segment) -> Period:
    """The days of a DTP segment."""
    first, last, is_read = read_days(segment.code(2), segment.at(3))
    return Period(segment.code(1), first, last, "" if is_read else clean_text(segment.at(3), limit=_LONGEST_DATE))
