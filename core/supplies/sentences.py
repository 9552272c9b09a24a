"""Every sentence about supplies. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

ADDED: Final = "Supplies: {item}, number {number}, is kept at {site}, par {par}, ordered at {reorder_at}."
EDITED: Final = "Changed {fields} of {item}, number {number} of the supplies."
COUNTED: Final = "Counted {item}: {counted} {unit} on hand ({change:+d})."
COUNTED_EVEN: Final = "Counted {item}: {counted} {unit} on hand, as the books say."
USED: Final = "Used {quantity} {unit} of {item}: {on_hand} left."
DRAFTED: Final = "Drafted order {number} of {supplier}: {lines}."
PLACED: Final = "Placed order {number} of {supplier}: {lines}."
RECEIVED: Final = "Received of order {number}: {lines}. All of it is here."
RECEIVED_PART: Final = "Received of order {number}: {lines}. Still to come: {rest}."
CANCELLED: Final = "Cancelled order {number} of {supplier}."
CANCELLED_REST: Final = "Closed order {number} of {supplier}: {rest} will not come."
LINE: Final = "{quantity} {unit} {item}"
NO_SUPPLIER: Final = "no supplier yet"

NAME_MISSING: Final = "Say the name: an item has one."
UNIT_MISSING: Final = "Say in what it is counted: piece, box, roll."
NO_QUANTITY: Final = "{typed} is no number of pieces. Say a whole number from {least} to {most}."
NO_SUPPLIER_NUMBER: Final = (
    "{typed} is no number of the directory. Look for the supplier: clinicdesk directory find {typed}."
)
PAR_TOO_LOW: Final = "Par is {par}, and it is to be ordered at {reorder_at} already. Say a par above that."
ITEM_THERE: Final = "{site} has {item} already, as number {number}. Change that one."
NO_SUCH_ITEM: Final = "The supplies have no item {ref}. clinicdesk supply list shows them."
SEVERAL_ITEMS: Final = "{ref} fits {count} items: {some}. Say the number of one."
ONE_OF_SEVERAL: Final = "{number} {name} ({site})"
ITEM_GONE: Final = "{item} is no longer kept. Set it current first: clinicdesk supply edit {number} --status current."
ITEM_IN_ERROR: Final = "Number {number} of the supplies was entered by mistake, and taken back."
NOT_SO_MANY: Final = (
    "By the books {on_hand} {unit} of {item} are there. Count it first: clinicdesk supply count {number} N."
)
NOTHING_LOW: Final = "Nothing is low: all of it is above where it is ordered, or on order."
NOTHING_TO_ORDER: Final = "{item} is at par with what is on order. Say how many to order all the same: --quantity N."
NO_SUCH_ORDER: Final = "There is no order {number} of supplies."
ORDER_WRONG_STATE: Final = "Order {number} is {state}, and cannot be {verb}."
ORDER_WITHOUT_SUPPLIER: Final = "Say of whom order {number} is: --supplier, an entry of the directory."
NOT_ON_ORDER: Final = "Order {number} has no {item}."
TOO_MANY: Final = (
    "Of order {number}, {left} {unit} of {item} are still to come, not {quantity}."
    " Receive these, and count what came beyond them."
)
NOTHING_TO_RECEIVE: Final = "Say what came of order {number}: ITEM=QUANTITY, or nothing for all of it."
ALL_RECEIVED_SINCE: Final = "the rest of order {number} was received since"
RECEIVED_SINCE: Final = "some of order {number} was received since"
ORDER_NOT_OPEN: Final = "order {number} is {state} by now"
NO_LONGER_TO_COME: Final = "so many of order {number} are no longer to come"

VERBS: Final = {"place": "placed", "receive": "received", "cancel": "cancelled", "form": "written out"}
BELOW_ZERO: Final = "{on_hand} by the books: count it"
LOW: Final = "{on_hand} {unit} on hand, ordered at {reorder_at}: order {wanted}"
LOW_DRAFTED: Final = "{on_hand} {unit} on hand, in draft order {number}: place it"
TO_PLACE: Final = "draft order {number}: place it"
ON_ORDER: Final = "order {number}: {left} {unit} still to come"
ON_ORDER_BY: Final = "order {number}: {left} {unit} still to come, expected {day}"
OVERDUE: Final = "order {number}: {left} {unit} expected {day}, and not here"

ON_FORM: Final = {
    "en": {
        "quantity": "Quantity",
        "unit": "Unit",
        "catalog": "Catalog number",
        "item": "Item",
        "draft": "Draft: not ordered yet",
    },
    "es": {
        "quantity": "Cantidad",
        "unit": "Unidad",
        "catalog": "Número de catálogo",
        "item": "Artículo",
        "draft": "Borrador: aún no pedido",
    },
}
