"""What is kept of whom the clinic deals with outside and of its supplies, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.directory.model import DirectoryEntry, EntryKind, EntryStatus, ReferralWay
from core.supplies.model import (
    ItemStatus,
    MoveKind,
    MoveStatus,
    OrderLine,
    OrderStatus,
    SupplyItem,
    SupplyMove,
    SupplyOrder,
)
from storage.codec import from_json, to_json
from storage.columns import DAY_OR_NONE, INSTANT, INSTANT_OR_NONE, TEXTS, Codec, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided

DIRECTORY_ENTRY: Final = JournalledTable(
    Table(
        "directory_entry",
        DirectoryEntry,
        (
            *plain("id name"),
            Column("kind", word_of(EntryKind)),
            Column("specialties", TEXTS),
            *plain("phone fax email address hours contact"),
            Column("referrals", word_of(ReferralWay)),
            *plain("referral_note npi note"),
            Column("status", word_of(EntryStatus)),
            *plain("merged_into rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
)

_LINES: Final = Codec(
    lambda lines: to_json([[one.item, one.quantity] for one in lines]),
    lambda text: tuple(OrderLine(*line) for line in from_json(text)),
)

SUPPLY_ITEM: Final = JournalledTable(
    Table(
        "supply_item",
        SupplyItem,
        (
            *plain("id name unit site par reorder_at supplier catalog note"),
            Column("status", word_of(ItemStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
)

SUPPLY_MOVE: Final = JournalledTable(
    Table(
        "supply_move",
        SupplyMove,
        (
            *plain("id item"),
            Column("kind", word_of(MoveKind)),
            Column("quantity"),
            Column("at", INSTANT),
            Column("made_by", field="by"),
            Column("counted"),
            Column("order_id", field="order"),
            Column("note"),
            Column("status", word_of(MoveStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(SUPPLY_ITEM, "item", keeps=(MoveStatus.POSTED.value,)),
    taken={"mistake": "item"},
)

SUPPLY_ORDER: Final = JournalledTable(
    Table(
        "supply_order",
        SupplyOrder,
        (
            *plain("id site supplier"),
            Column("lines", _LINES),
            Column("status", word_of(OrderStatus)),
            Column("since", INSTANT_OR_NONE),
            Column("since_by"),
            Column("expected", DAY_OR_NONE),
            *plain("reference rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
)
