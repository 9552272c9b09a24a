"""What does an answer say of one benefit: an EB segment, and what follows upon it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.exchange.x12.elements import read_cents, read_days, read_percent, read_quantity
from core.exchange.x12.rejections import Rejection, rejected
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from datetime import date

    from core.exchange.x12.segments import Segment

_LONGEST_MESSAGE = 264


class Period(Struct, frozen=True):
    """Days of a kind (DTP01); None where one is open or cannot be read."""

    kind: str
    first: date | None
    last: date | None


class Benefit(Struct, frozen=True):
    """One benefit. `code` is EB01; `services` are EB03; cents, a share in per cent and a quantity where they are said.

    `unread` are elements that are no amounts; `who` is a provider or payer that it names.
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
    who: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    unread: tuple[str, ...] = ()


def benefit(held: list[Segment]) -> Benefit:
    """The benefit that an EB segment and those behind it tell of."""
    said, *more = held
    cents, percent, quantity = read_cents(said.at(7)), read_percent(said.at(8)), read_quantity(said.at(10))
    typed = ((said.at(7), cents), (said.at(8), percent), (said.at(10), quantity))
    unread = tuple(clean_text(text) for text, value in typed if text and value is None)
    unit = said.code(9)
    delivered = next((one for one in more if one.name == "HSD" and one.at(2)), None)
    if delivered and quantity is None:
        unit, quantity = delivered.code(1), read_quantity(delivered.at(2))
    return Benefit(
        code=said.code(1),
        level=said.code(2),
        services=said.repeated(3),
        plan=clean_text(said.at(5)),
        period=said.code(6),
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
        who=tuple(name for one in more if one.name == "NM1" if (name := entity_name(one))),
        rejections=tuple(rejected(one) for one in more if one.name == "AAA"),
        unread=unread,
    )


def period(segment: Segment) -> Period:
    """The days of a DTP segment."""
    return Period(segment.code(1), *read_days(segment.code(2), segment.at(3)))


def entity_name(segment: Segment) -> str:
    """'JONES, MARCUS' of an NM1 segment."""
    return clean_text(", ".join(part for part in (segment.at(3), segment.at(4)) if part))
