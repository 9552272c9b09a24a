"""How are supplies ordered, received, and how is what does not come let go of?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.directory.listing import entry_now, present
from core.errors import BadInput, ChangedElsewhere
from core.journal.change import Change
from core.structs import replace
from core.supplies import sentences as say
from core.supplies.fields import checked_pieces
from core.supplies.keeping import refuse_gone
from core.supplies.model import (
    MoveKind,
    MoveStatus,
    OrderLine,
    OrderStatus,
    SupplyItem,
    SupplyMove,
    SupplyOrder,
)
from core.supplies.stock import OpenOrder, Stocked, lines_told, opened, order_of, stock
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.journal.undo import Undoing
    from core.supplies.ports import Reading, SupplyContext, Writing

_OPEN = (OrderStatus.DRAFT, OrderStatus.PLACED)


def draft(
    context: SupplyContext, actor: str, wanted: Mapping[int, int | None], *, supplier: int | None = None
) -> Change:
    """Put items into draft orders, a draft for each site and supplier; None stands for what is lacking to par.

    Without any, all that are low and in no draft. What a draft has of an item already becomes that number. Raises
    BadInput or NotFound.
    """
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, _):
        now = context.clock.now()
        if supplier is not None:
            supplier = present(tx, supplier).id
        there = {one.item.id: one for one in stock(tx)}
        lines = _wanted(there, wanted)
        tx.journal.begin(at=now, actor=actor, verb="supply-order")
        drafts = {(one.site, one.supplier): one for one in _drafts(tx)}
        changed: dict[tuple[str, int | None], SupplyOrder] = {}
        for line in lines:
            item = there[line.item].item
            key = (item.site, supplier if supplier is not None else _supplier_now(tx, item))
            before = changed.get(key) or drafts.get(key) or SupplyOrder(0, *key, (), since=now, since_by=actor)
            others = tuple(one for one in before.lines if one.item != line.item)
            changed[key] = replace(before, lines=(*others, line), since=now, since_by=actor)
        orders = tx.records(SupplyOrder)
        saved = [orders.save(one) if one.id else orders.add(one) for one in changed.values()]
        sentence = " ".join(_told(tx, say.DRAFTED, one) for one in saved)
        entry = tx.journal.end(saved[0].ref, sentence)
    return Change(entry, sentence, tuple(saved))


def place(
    context: SupplyContext,
    actor: str,
    number: int,
    *,
    supplier: int | None = None,
    expected: date | None = None,
    reference: str = "",
) -> Change:
    """Note that a draft was ordered, with the supplier's number for it and when it is expected. Raises BadInput."""
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, _):
        now = context.clock.now()
        order = _in_state(tx, number, "place", OrderStatus.DRAFT).order
        of = present(tx, supplier).id if supplier is not None else order.supplier
        if of is None:
            raise BadInput(say.ORDER_WITHOUT_SUPPLIER.format(number=number), field="supplier")
        tx.journal.begin(at=now, actor=actor, verb="supply-place")
        placed = replace(
            order,
            supplier=of,
            status=OrderStatus.PLACED,
            since=now,
            since_by=actor,
            expected=expected,
            reference=clean_words(reference, "reference"),
        )
        saved = tx.records(SupplyOrder).save(placed)
        sentence = _told(tx, say.PLACED, saved)
        entry = tx.journal.end(saved.ref, sentence)
    return Change(entry, sentence, (saved,))


def receive(context: SupplyContext, actor: str, number: int, came: Mapping[int, int] | None = None) -> Change:
    """Note what came of an order, by item; all that is still to come where nothing is said. Raises BadInput."""
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, _):
        now = context.clock.now()
        before = _in_state(tx, number, "receive", OrderStatus.PLACED)
        lines = before.left if came is None else tuple(OrderLine(item, many) for item, many in came.items())
        if not lines:
            raise BadInput(say.NOTHING_TO_RECEIVE.format(number=number), field="item")
        for line in lines:
            _refuse_too_many(tx, before, line)
        tx.journal.begin(at=now, actor=actor, verb="supply-receive")
        for line in lines:
            tx.records(SupplyMove).add(
                SupplyMove(0, line.item, MoveKind.RECEIVED, line.quantity, now, actor, order=number)
            )
        after, order = opened(tx, before.order), before.order
        if not after.left:
            order = tx.records(SupplyOrder).save(replace(order, status=OrderStatus.RECEIVED))
        template = say.RECEIVED_PART if after.left else say.RECEIVED
        told, rest = lines_told(tx, lines), lines_told(tx, after.left)
        sentence = template.format(number=number, lines=told, rest=rest)
        entry = tx.journal.end(order.ref, sentence)
    return Change(entry, sentence, (order,))


def cancel(context: SupplyContext, actor: str, number: int) -> Change:
    """Let go of an order, or of what has not come of it. Raises BadInput or NotFound."""
    with context.writing(actor, Privilege.KEEP_SUPPLIES) as (tx, _):
        before = _in_state(tx, number, "cancel", *_OPEN)
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="supply-cancel")
        saved = tx.records(SupplyOrder).save(replace(before.order, status=OrderStatus.CANCELLED))
        template = say.CANCELLED_REST if any(before.received.values()) else say.CANCELLED
        sentence = template.format(number=number, supplier=supplier_name(tx, saved), rest=lines_told(tx, before.left))
        entry = tx.journal.end(saved.ref, sentence)
    return Change(entry, sentence, (saved,))


def permit_undo(undoing: Undoing) -> None:
    """No undo or redo leaves an order received that is not, nor a draft of which some came. Raises ChangedElsewhere."""
    tx = undoing.tx
    images = tx.journal.images(undoing.entry.id)
    written = {image.ref for image in images}
    for image in images:
        again = image.before
        if (
            isinstance(again, SupplyOrder)
            and again.status is OrderStatus.DRAFT
            and any(tx.supplies.received(again.id).values())
        ):
            raise _refusal(undoing, say.RECEIVED_SINCE, number=again.id)
        move = tx.records(SupplyMove).by_id(image.ref.id) if image.ref.kind == "supply_move" else None
        if move is None or move.order is None:
            continue
        one = order_of(tx, move.order)
        if move.status is MoveStatus.POSTED:
            if one.order.status is OrderStatus.RECEIVED and one.order.ref not in written:
                raise _refusal(undoing, say.ALL_RECEIVED_SINCE, number=move.order)
        elif one.order.ref not in written and one.order.status is not OrderStatus.PLACED:
            raise _refusal(undoing, say.ORDER_NOT_OPEN, number=move.order, state=one.state)
        elif move.quantity > one.left_of(move.item):
            raise _refusal(undoing, say.NO_LONGER_TO_COME, number=move.order)


def supplier_name(reading: Reading, order: SupplyOrder) -> str:
    """Of whom it is ordered."""
    return entry_now(reading, order.supplier).name if order.supplier is not None else say.NO_SUPPLIER


def _refusal(undoing: Undoing, template: str, **fields: object) -> ChangedElsewhere:
    return ChangedElsewhere(undoing.refusal.format(why=template.format(**fields)))


def _wanted(there: Mapping[int, Stocked], wanted: Mapping[int, int | None]) -> list[OrderLine]:
    """What is to be ordered: at least a piece each. Raises BadInput where there is nothing, NotFound."""
    if not wanted:
        low = [one for one in there.values() if one.is_low and not one.draft]
        if not low:
            raise BadInput(say.NOTHING_LOW)
        return [OrderLine(one.item.id, one.wanted) for one in low]
    lines = []
    for number, quantity in wanted.items():
        one = refuse_gone(there.get(number), number)
        many = one.wanted if quantity is None else checked_pieces(quantity, "quantity", least=1)
        if not many:
            raise BadInput(say.NOTHING_TO_ORDER.format(item=one.item.name), field="quantity")
        lines.append(OrderLine(number, many))
    return lines


def _drafts(tx: Reading) -> list[SupplyOrder]:
    return [one for one in tx.supplies.open_orders() if one.status is OrderStatus.DRAFT]


def _supplier_now(tx: Reading, item: SupplyItem) -> int | None:
    return None if item.supplier is None else entry_now(tx, item.supplier).id


def _in_state(tx: Reading, number: int, verb: str, *states: OrderStatus) -> OpenOrder:
    """The order, where it is in one of these. Raises NotFound or BadInput."""
    one = order_of(tx, number)
    if one.order.status not in states:
        sentence = say.ORDER_WRONG_STATE.format(number=number, state=one.state, verb=say.VERBS[verb])
        raise BadInput(sentence, field="order")
    return one


def _refuse_too_many(tx: Reading, order: OpenOrder, line: OrderLine) -> None:
    checked_pieces(line.quantity, "quantity", least=1)
    item = tx.records(SupplyItem).by_id(line.item)
    name, unit = (item.name, item.unit) if item else (str(line.item), "")
    if not any(one.item == line.item for one in order.order.lines):
        raise BadInput(say.NOT_ON_ORDER.format(number=order.order.id, item=name), field="item")
    left = order.left_of(line.item)
    if line.quantity > left:
        sentence = say.TOO_MANY.format(number=order.order.id, left=left, unit=unit, item=name, quantity=line.quantity)
        raise BadInput(sentence, field="quantity")


def _told(tx: Writing, template: str, order: SupplyOrder) -> str:
    return template.format(number=order.id, supplier=supplier_name(tx, order), lines=lines_told(tx, order.lines))
