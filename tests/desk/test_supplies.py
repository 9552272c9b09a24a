"""Does the stock follow from what was counted, used and received, whatever is taken back?"""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.directory.fields import new_entry
from core.directory.model import DirectoryEntry, EntryKind
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, NotAllowed, NotFound
from core.supplies.fields import new_item
from core.supplies.model import SupplyItem, SupplyOrder
from core.supplies.stock import Need
from tests.depth import depth

if TYPE_CHECKING:
    from core.desk import Desk
    from core.supplies.stock import Stocked

TODAY = date(2026, 11, 23)


@pytest.fixture
def supplier(desk: Desk) -> DirectoryEntry:
    """Of whom things are ordered."""
    draft = new_entry({"name": "Medline", "kind": EntryKind.SUPPLIER, "fax": "800 555 0100"})
    return desk.directory.add("ana", draft).only(DirectoryEntry) or pytest.fail("none")


def keep(desk: Desk, name: str = "gloves, size M", **values: object) -> SupplyItem:
    """An item, by the box: par 10, ordered at 4."""
    said = {"name": name, "unit": "box", "par": 10, "reorder_at": 4, **values}
    return desk.supplies.add("ana", new_item(said)).only(SupplyItem) or pytest.fail(name)


def there(desk: Desk, item: SupplyItem) -> Stocked:
    """It now."""
    return desk.supplies.item("vic", str(item.id))


def low(desk: Desk) -> list[str]:
    """What is to be ordered."""
    return [one.item.name for one in desk.supplies.stock("vic") if one.need(TODAY) is Need.ORDER]


def test_from_the_count_to_the_shelf(desk: Desk, supplier: DirectoryEntry) -> None:
    """Low is no more on hand and on order than where it is ordered; a draft is up to par, and comes in parts."""
    gloves = keep(desk, supplier=supplier.id)
    assert ["gloves, size M"] == low(desk)
    desk.supplies.count("ana", gloves.id, 5)
    assert [] == low(desk), "5 are more than 4"
    used = desk.supplies.use("ana", gloves.id, 1)
    assert "Used 1 box of gloves, size M: 4 left." == used.sentence
    order = desk.supplies.draft("ana", {}).only(SupplyOrder)
    assert order is not None
    assert [(gloves.id, 6)] == [(one.item, one.quantity) for one in order.lines]
    assert (Need.PLACE, 0) == (there(desk, gloves).need(TODAY), there(desk, gloves).on_order), "a draft is no order"
    with pytest.raises(BadInput, match="Nothing is low"):
        desk.supplies.draft("ana", {})
    desk.supplies.place("ana", order.id, expected=date(2026, 11, 20), reference="M-77")
    assert (6, Need.CHASE) == (there(desk, gloves).on_order, there(desk, gloves).need(TODAY))
    assert "Of order 1, 6 box of gloves, size M are still to come, not 7." in _refused(
        desk, lambda: desk.supplies.receive("ana", order.id, {gloves.id: 7})
    )
    part = desk.supplies.receive("ana", order.id, {gloves.id: 2})
    assert "Still to come: 4 box gloves, size M." in part.sentence
    assert "part" == desk.supplies.order("vic", order.id)[0].state
    desk.supplies.receive("ana", order.id)
    one = there(desk, gloves)
    assert (10, 0, "", "received") == (
        one.on_hand,
        one.on_order,
        one.told(TODAY),
        desk.supplies.order("vic", order.id)[0].state,
    )
    assert "cannot be received" in _refused(desk, lambda: desk.supplies.receive("ana", order.id))
    for on_hand in (6, 4, 4):  # the rest, the part, that it was placed
        desk.journal.undo("ana")
        assert on_hand == there(desk, gloves).on_hand
    assert Need.PLACE is there(desk, gloves).need(TODAY)
    form = desk.supplies.form("vic", order.id).text()
    assert all(word in form for word in ("Medline", "800 555 0100", "box", "gloves, size M", "Draft: not ordered yet"))


def test_what_cannot_be(desk: Desk, supplier: DirectoryEntry) -> None:
    """More than is there, a par that is none, an item twice, a supplier that is none, an order without one."""
    gloves = keep(desk)
    assert "By the books 0 box" in _refused(desk, lambda: desk.supplies.use("ana", gloves.id, 1))
    assert "is no number of pieces" in _refused(desk, lambda: desk.supplies.count("ana", gloves.id, -1))
    assert "is no number of pieces" in _refused(desk, lambda: desk.supplies.use("ana", gloves.id, 0))
    assert "already" in _refused(desk, lambda: keep(desk, "Gloves size M"))
    assert "Say a par above" in _refused(desk, lambda: keep(desk, "tape", par=4))
    assert "no entry 99" in _refused(desk, lambda: keep(desk, "tape", supplier=99))
    assert "Say the name" in _refused(desk, lambda: keep(desk, " "))
    order = desk.supplies.draft("ana", {gloves.id: 3}).only(SupplyOrder)
    assert order is not None
    assert "Say of whom" in _refused(desk, lambda: desk.supplies.place("ana", order.id))
    desk.supplies.place("ana", order.id, supplier=supplier.id)
    desk.supplies.edit("ana", gloves.id, {"status": type(gloves.status)("retired")})
    assert "no longer kept" in _refused(desk, lambda: desk.supplies.count("ana", gloves.id, 1))
    with pytest.raises(NotAllowed):
        desk.supplies.count("vic", gloves.id, 1)
    with pytest.raises(NotFound):
        desk.supplies.item("vic", "tape")


def test_an_undo_leaves_no_order_wrong(desk: Desk, supplier: DirectoryEntry) -> None:
    """Who received the first part does not take it back once another received the rest; nor is what came unordered."""
    gloves = keep(desk, supplier=supplier.id)
    order = desk.supplies.draft("ana", {gloves.id: 5}).only(SupplyOrder)
    assert order is not None
    desk.supplies.place("ana", order.id)
    desk.supplies.receive("ben", order.id, {gloves.id: 2})
    with pytest.raises(ChangedElsewhere, match="some of order 1 was received since"):
        desk.journal.undo("ana")
    desk.supplies.receive("cy", order.id)
    with pytest.raises(ChangedElsewhere, match="the rest of order 1 was received since"):
        desk.journal.undo("ben")
    desk.journal.undo("cy")
    desk.journal.undo("ben")
    desk.supplies.cancel("sue", order.id)
    with pytest.raises(ChangedElsewhere, match="cancelled by now"):
        desk.journal.redo("ben")
    assert (0, 0) == (there(desk, gloves).on_hand, there(desk, gloves).on_order)


def test_whatever_is_done_no_order_is_wrong(desk: Desk, supplier: DirectoryEntry) -> None:
    """Three people at random: no order is received that is not, nor open that is, nor drafted with some of it here."""
    gloves = keep(desk, supplier=supplier.id)
    pick = random.Random(16)
    done = 0
    for _ in range(depth(60, whole=3000)):
        who, many = pick.choice(("ana", "ben", "cy")), pick.randint(0, 6)
        number = pick.randint(1, 3)
        acts = (
            lambda who=who, many=many: desk.supplies.count(who, gloves.id, many),
            lambda who=who, many=many: desk.supplies.use(who, gloves.id, many),
            lambda who=who, many=many: desk.supplies.draft(who, {gloves.id: many}),
            lambda who=who, number=number: desk.supplies.place(who, number),
            lambda who=who, many=many, number=number: desk.supplies.receive(who, number, {gloves.id: many}),
            lambda who=who, number=number: desk.supplies.receive(who, number),
            lambda who=who, number=number: desk.supplies.cancel(who, number),
            lambda who=who: desk.journal.undo(who),
            lambda who=who: desk.journal.redo(who),
        )
        try:
            pick.choice(acts)()
            done += 1
        except ClinicdeskError:
            continue
        one = there(desk, gloves)
        for each in one.orders:
            assert all(0 <= came for came in each.received.values())
            assert each.left_of(gloves.id) + each.received.get(gloves.id, 0) == each.order.lines[0].quantity
            assert each.order.status.value != "placed" or each.left, "what came whole is no longer open"
            assert each.order.status.value != "draft" or not any(each.received.values())
    assert done > 10


def _refused(desk: Desk, act: object) -> str:
    """The sentence of the refusal, after which the stock is what it was."""
    before = desk.supplies.stock("vic")
    with pytest.raises(ClinicdeskError) as refused:
        act()  # type: ignore[operator]
    assert before == desk.supplies.stock("vic")
    return refused.value.sentence
