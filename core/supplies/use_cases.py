"""The use cases of supplies: items kept, counted and used, orders drafted, placed and received."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.supplies import form, keeping, ordering, stock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.fields.model import Changes
    from core.journal.change import Change
    from core.supplies.model import SupplyItem
    from core.supplies.ports import SupplyContext
    from core.supplies.stock import OpenOrder, Stocked
    from core.templates.document import Document


class SuppliesDesk:
    """`desk.supplies`."""

    def __init__(self, context: SupplyContext) -> None:
        self._context = context

    def stock(self, actor: str) -> Sequence[Stocked]:
        """Every item with what is there of it and on order, by name."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return stock.stock(reading)

    def to_do(self, actor: str) -> Sequence[Stocked]:
        """Those of which something is to be counted, ordered, chased, placed or received, in that order."""
        now = self._context.clock.now()
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            today = today_at(first_site(clinic), now)
            needed = [(one.need(today), one) for one in stock.stock(reading)]
        return [one for need, one in sorted(needed, key=itemgetter(0)) if need is not stock.Need.NOTHING]

    def item(self, actor: str, ref: str, privilege: Privilege = Privilege.SEE_SCHEDULE) -> Stocked:
        """The one that a number means, or words that begin those of one name; for who may do that. Raises NotFound."""
        with self._context.reading(actor, privilege) as (reading, _):
            return stock.item_of(reading, ref)

    def order(self, actor: str, number: int) -> tuple[OpenOrder, str]:
        """The order of that number, and of whom it is. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            found = stock.order_of(reading, number)
            return found, ordering.supplier_name(reading, found.order)

    def add(self, actor: str, draft: SupplyItem) -> Change:
        """Keep an item. Raises BadInput or NotFound."""
        return keeping.add(self._context, actor, draft)

    def edit(self, actor: str, number: int, changes: Changes, *, rev: int | None = None) -> Change | None:
        """Change an item; None when it says so already. Raises NotFound, BadInput or ChangedElsewhere."""
        return keeping.edit(self._context, actor, number, changes, rev=rev)

    def count(self, actor: str, number: int, counted: int, *, note: str = "") -> Change:
        """Note how many are there. Raises NotFound or BadInput."""
        return keeping.count(self._context, actor, number, counted, note=note)

    def use(self, actor: str, number: int, quantity: int, *, note: str = "") -> Change:
        """Take so many out. Raises NotFound or BadInput."""
        return keeping.use(self._context, actor, number, quantity, note=note)

    def draft(self, actor: str, wanted: Mapping[int, int | None], *, supplier: int | None = None) -> Change:
        """Put items into draft orders; without any, all that are low. Raises NotFound or BadInput."""
        return ordering.draft(self._context, actor, wanted, supplier=supplier)

    def place(
        self,
        actor: str,
        number: int,
        *,
        supplier: int | None = None,
        expected: date | None = None,
        reference: str = "",
    ) -> Change:
        """Note that a draft was ordered. Raises NotFound or BadInput."""
        return ordering.place(self._context, actor, number, supplier=supplier, expected=expected, reference=reference)

    def receive(self, actor: str, number: int, came: Mapping[int, int] | None = None) -> Change:
        """Note what came of an order; all of it where nothing is said. Raises NotFound or BadInput."""
        return ordering.receive(self._context, actor, number, came)

    def cancel(self, actor: str, number: int) -> Change:
        """Let go of an order, or of what has not come of it. Raises NotFound or BadInput."""
        return ordering.cancel(self._context, actor, number)

    def form(self, actor: str, number: int) -> Document:
        """The form of an order. Raises NotFound, or BadSettings for a template with faults."""
        context = self._context
        with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            return form.order_document(reading, clinic, number, context.policy.documents, context.clock.now())
