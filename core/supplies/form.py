"""What stands on the form of an order, as a supplier reads it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.directory.listing import entry_now
from core.supplies import sentences as say
from core.supplies.model import OrderStatus, SupplyItem
from core.supplies.stock import order_of
from core.templates.kinds import ORDER
from core.templates.languages import written_day
from core.templates.rendering import render
from core.templates.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.settings.model import DocumentSettings
    from core.supplies.model import SupplyOrder
    from core.supplies.ports import Reading
    from core.templates.document import Document
    from core.templates.model import Facts


def order_document(
    reading: Reading, clinic: Clinic, number: int, settings: DocumentSettings, now: datetime
) -> Document:
    """The form in the clinic's language. Raises NotFound, or BadSettings for a template with faults."""
    order = order_of(reading, number).order
    templates = shelf(reading.template_files(settings.templates))
    template = templates.meant(ORDER.name, ORDER.name, filter(None, (settings.language,)))
    return render(template, _facts(reading, clinic, order, template.language, now))


def _facts(reading: Reading, clinic: Clinic, order: SupplyOrder, language: str, now: datetime) -> Facts:
    words = say.ON_FORM.get(language, say.ON_FORM["en"])
    supplier = entry_now(reading, order.supplier) if order.supplier is not None else None
    site = clinic.sites[order.site]
    heads = (words["quantity"], words["unit"], words["catalog"], words["item"])
    return {
        "order": str(order.id),
        "draft": words["draft"] if order.status is OrderStatus.DRAFT else "",
        "site": site.name,
        "today": written_day(local(now, site.tz).date(), language),
        "by": order.since_by,
        "reference": order.reference,
        "supplier": supplier.name if supplier else "",
        "address": supplier.address if supplier else "",
        "fax": supplier.fax if supplier else "",
        "phone": supplier.phone if supplier else "",
        "lines": (heads, *_lines(reading, order)),
    }


def _lines(reading: Reading, order: SupplyOrder) -> Iterator[tuple[str, ...]]:
    for line in order.lines:
        item = reading.records(SupplyItem).by_id(line.item)
        if item:
            yield (str(line.quantity), item.unit, item.catalog, item.name)
