"""Which fields has an item of the supplies? One row each: command line, JSON and history follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.errors import BadInput
from core.fields import kinds
from core.fields.model import Field, Kind, Option, RecordSpec
from core.supplies import sentences as say
from core.supplies.model import MOST, ItemStatus, SupplyItem
from core.text.cleaning import LONGEST_NUMBER, clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.fields.model import ReadContext

_SECTION: Final = "Item"


def read_pieces(typed: str, name: str, *, least: int = 0) -> int:
    """How many pieces somebody typed. Raises BadInput."""
    text = clean_text(typed)
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else -1
    return checked_pieces(number, name, least=least, typed=text)


def checked_pieces(number: int, name: str, *, least: int = 0, typed: str = "") -> int:
    """The number, where an item can have so many pieces. Raises BadInput."""
    if not least <= number <= MOST:
        raise BadInput(say.NO_QUANTITY.format(typed=typed or number, least=least, most=MOST), field=name)
    return number


def _pieces() -> Kind[int]:
    return Kind(
        lambda typed, name, _: read_pieces(typed[0], name),
        lambda value, name, _: checked_pieces(value, name),
        longest=10,
    )


def _supplier() -> Kind[int | None]:
    """A number of the directory; who holds the store looks whether it is there."""

    def read(typed: Sequence[str], name: str, _: ReadContext) -> int | None:
        text = clean_text(typed[0])
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
            raise BadInput(say.NO_SUPPLIER_NUMBER.format(typed=text), field=name)
        return int(text)

    return Kind(read, write=lambda value, _: "" if value is None else str(value), json=lambda value: value)


SUPPLY_ITEM: Final = RecordSpec(
    "supply_item",
    (
        Field(
            "name",
            kinds.text(),
            label="Name",
            help="What it is called: gloves, size M.",
            section=_SECTION,
            option=Option("NAME", "what it is called"),
            kept=say.NAME_MISSING,
        ),
        Field(
            "unit",
            kinds.text(20),
            label="Unit",
            help="In what it is counted: piece, box, roll.",
            section=_SECTION,
            option=Option("UNIT", "in what it is counted: piece, box, roll"),
            kept=say.UNIT_MISSING,
        ),
        Field(
            "site",
            kinds.site(),
            label="Site",
            help="Where it is kept.",
            section=_SECTION,
            option=Option("CODE", "where it is kept, if not at the first site"),
        ),
        Field(
            "par",
            _pieces(),
            label="Par",
            help="Up to how many it is ordered.",
            section=_SECTION,
            option=Option("N", "up to how many it is ordered"),
        ),
        Field(
            "reorder_at",
            _pieces(),
            label="Order at",
            noun="when it is ordered",
            help="It is ordered once no more than so many are on hand and on order.",
            section=_SECTION,
            option=Option("N", "order it once no more than so many are on hand and on order"),
        ),
        Field(
            "supplier",
            _supplier(),
            label="Supplier",
            help="Of whom it is ordered, by the number of the directory.",
            section=_SECTION,
            option=Option("ENTRY", "of whom it is ordered: an entry of the directory"),
        ),
        Field(
            "catalog",
            kinds.text(60),
            label="Catalog",
            noun="catalog number",
            help="The number under which the supplier has it.",
            section=_SECTION,
            option=Option("NUMBER", "the number under which the supplier has it"),
        ),
        Field(
            "note",
            kinds.text(),
            label="Note",
            help="What else is to be known of it.",
            section=_SECTION,
            option=Option("TEXT", "what else is to be known of it"),
        ),
        Field(
            "status",
            kinds.choice(
                tuple(one for one in ItemStatus if one is not ItemStatus.ENTERED_IN_ERROR), "status", "a status"
            ),
            label="Status",
            help="retired, where it is no longer kept.",
            section=_SECTION,
            option=Option("STATUS", "current, or retired where it is no longer kept"),
            is_asked_of_new=False,
        ),
    ),
)
"""An item of the supplies."""


def new_item(values: Mapping[str, Any]) -> SupplyItem:
    """The draft of a new item that says this."""
    return SupplyItem(**{"id": 0, "name": "", **values})
