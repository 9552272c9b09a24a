"""What is there of each item, what is on order, and what is to be done about it?"""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput, NotFound
from core.supplies import sentences as say
from core.supplies.model import ItemStatus, OrderLine, OrderStatus, SupplyItem, SupplyOrder
from core.text.cleaning import LONGEST_NUMBER, clean_text, fold, folded_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.supplies.ports import Reading

_SOME: Final = 5


class OpenOrder(Struct, frozen=True):
    """An order, and by item how many of it are still to come. Of a draft nothing is."""

    order: SupplyOrder
    received: Mapping[int, int]

    @property
    def left(self) -> tuple[OrderLine, ...]:
        """What is still to come once it is placed."""
        there = ((line, line.quantity - self.received.get(line.item, 0)) for line in self.order.lines)
        return tuple(OrderLine(line.item, left) for line, left in there if left > 0)

    @property
    def state(self) -> str:
        """draft, placed, part, received or cancelled."""
        is_part = self.order.status is OrderStatus.PLACED and any(self.received.values())
        return "part" if is_part else self.order.status.value

    def left_of(self, item: int) -> int:
        """How many of the item are still to come."""
        return next((line.quantity for line in self.left if line.item == item), 0)


class Need(IntEnum):
    """What is to be done about an item, the most urgent first."""

    COUNT = 0
    ORDER = 1
    CHASE = 2
    PLACE = 3
    RECEIVE = 4
    NOTHING = 5


class Stocked(Struct, frozen=True):
    """An item with what is there of it; `orders` are the open ones that have it."""

    item: SupplyItem
    on_hand: int
    orders: tuple[OpenOrder, ...] = ()

    @property
    def on_order(self) -> int:
        """How many are still to come of what was placed."""
        return sum(one.left_of(self.item.id) for one in self._placed)

    @property
    def is_low(self) -> bool:
        """Whether what is on hand and on order is no more than where it is ordered."""
        item = self.item
        kept = item.status is ItemStatus.CURRENT and item.par > 0
        return kept and self.on_hand + self.on_order <= item.reorder_at

    @property
    def wanted(self) -> int:
        """How many are lacking to par."""
        return max(self.item.par - self.on_hand - self.on_order, 0)

    @property
    def draft(self) -> SupplyOrder | None:
        """The draft that has it."""
        return next((one.order for one in self.orders if one.order.status is OrderStatus.DRAFT), None)

    @property
    def coming(self) -> OpenOrder | None:
        """The placed order of which some is still to come, the first expected first."""
        placed = [one for one in self._placed if one.left_of(self.item.id)]
        return min(placed, key=lambda one: (one.order.expected or date.max, one.order.id), default=None)

    @property
    def _placed(self) -> tuple[OpenOrder, ...]:
        return tuple(one for one in self.orders if one.order.status is OrderStatus.PLACED)

    def need(self, today: date) -> Need:
        """What is to be done first."""
        if self.on_hand < 0:
            return Need.COUNT
        if self.is_low and not self.draft:
            return Need.ORDER
        coming = self.coming
        if coming and coming.order.expected and coming.order.expected < today:
            return Need.CHASE
        if self.draft:
            return Need.PLACE
        return Need.RECEIVE if coming else Need.NOTHING

    def told(self, today: date) -> str:
        """The same in words; '' where nothing is."""
        item, coming, draft = self.item, self.coming, self.draft
        need = self.need(today)
        if need is Need.COUNT:
            return say.BELOW_ZERO.format(on_hand=self.on_hand)
        if need is Need.ORDER:
            return say.LOW.format(
                on_hand=self.on_hand, unit=item.unit, reorder_at=item.reorder_at, wanted=max(self.wanted, 1)
            )
        if need is Need.PLACE and draft:
            template = say.LOW_DRAFTED if self.is_low else say.TO_PLACE
            return template.format(on_hand=self.on_hand, unit=item.unit, number=draft.id)
        if coming:
            day = f"{coming.order.expected:%-d %b}" if coming.order.expected else ""
            late = say.OVERDUE if need is Need.CHASE else say.ON_ORDER_BY if day else say.ON_ORDER
            return late.format(number=coming.order.id, left=coming.left_of(item.id), unit=item.unit, day=day)
        return ""


def stock(reading: Reading) -> tuple[Stocked, ...]:
    """Every item that is no mistake, by name and site."""
    orders = [opened(reading, order) for order in reading.supplies.open_orders()]
    on_hand = reading.supplies.on_hand()
    by_item: dict[int, list[OpenOrder]] = {}
    for one in orders:
        for line in one.order.lines:
            by_item.setdefault(line.item, []).append(one)
    items = sorted(reading.supplies.items(), key=lambda item: (fold(item.name), item.site, item.id))
    return tuple(Stocked(item, on_hand.get(item.id, 0), tuple(by_item.get(item.id, ()))) for item in items)


def stocked(reading: Reading, number: int) -> Stocked:
    """One of them, for an act on it. Raises NotFound, or BadInput for a mistake."""
    item = reading.records(SupplyItem).by_id(number)
    if item is None:
        raise NotFound(say.NO_SUCH_ITEM.format(ref=number))
    if item.status is ItemStatus.ENTERED_IN_ERROR:
        raise BadInput(say.ITEM_IN_ERROR.format(number=number), field="item")
    return next(one for one in stock(reading) if one.item.id == number)


def item_of(reading: Reading, ref: str) -> Stocked:
    """The one that a number means, or words that begin those of one name alone. Raises NotFound."""
    typed = clean_text(ref)
    if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER:
        return stocked(reading, int(typed))
    words = folded_words(typed)
    there = [one for one in stock(reading) if words and _begins(words, one.item)]
    kept = [one for one in there if one.item.status is ItemStatus.CURRENT] or there
    exact = [one for one in kept if fold(one.item.name) == fold(typed)] or kept
    if not exact:
        raise NotFound(say.NO_SUCH_ITEM.format(ref=typed or '""'))
    if len(exact) > 1:
        items = (one.item for one in exact[:_SOME])
        some = ", ".join(say.ONE_OF_SEVERAL.format(number=one.id, name=one.name, site=one.site) for one in items)
        raise NotFound(say.SEVERAL_ITEMS.format(ref=typed, count=len(exact), some=some))
    return exact[0]


def opened(reading: Reading, order: SupplyOrder) -> OpenOrder:
    """The order with what came of it."""
    return OpenOrder(order, reading.supplies.received(order.id))


def order_of(reading: Reading, number: int) -> OpenOrder:
    """The order of that number, whatever became of it but a mistake. Raises NotFound."""
    order = reading.records(SupplyOrder).by_id(number)
    if order is None or order.status is OrderStatus.ENTERED_IN_ERROR:
        raise NotFound(say.NO_SUCH_ORDER.format(number=number))
    return opened(reading, order)


def lines_told(reading: Reading, lines: Sequence[OrderLine]) -> str:
    """'4 box gloves, size M; 2 roll table paper'."""
    told = []
    for line in lines:
        item = reading.records(SupplyItem).by_id(line.item)
        if item:
            told.append(say.LINE.format(quantity=line.quantity, unit=item.unit, item=item.name))
    return "; ".join(told)


def _begins(words: tuple[str, ...], item: SupplyItem) -> bool:
    names = folded_words(item.name)
    return all(any(name.startswith(word) for name in names) for word in words)
