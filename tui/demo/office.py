"""Whom do the demo's people deal with outside, and what is in their cupboard and on order?"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.clinic.codes import first_site, today_at
from core.directory.fields import new_entry
from core.directory.model import EntryKind, ReferralWay
from core.supplies.fields import new_item
from core.supplies.model import SupplyItem, SupplyOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.desk import Desk

_OUTSIDE: Final = (
    ("Riverside Heart Group", EntryKind.PRACTICE, ("cardiology", "electrophysiology"), ReferralWay.FAX, "the last ECG"),
    ("Hillside Orthopedics", EntryKind.PRACTICE, ("orthopedics", "hand surgery"), ReferralWay.PORTAL, "X-rays on disc"),
    ("Lakeview Dermatology", EntryKind.PRACTICE, ("dermatology",), ReferralWay.FAX, ""),
    ("Northgate Sleep Center", EntryKind.PRACTICE, ("sleep",), ReferralWay.PHONE, "a sleep diary"),
    ("Saint Mary's Hospital", EntryKind.HOSPITAL, ("emergency", "surgery"), ReferralWay.ELECTRONIC, ""),
    ("Bay Imaging", EntryKind.IMAGING, ("MRI", "CT", "ultrasound"), ReferralWay.FAX, "the kidney values of this year"),
    ("Valley Laboratories", EntryKind.LAB, ("pathology",), ReferralWay.ELECTRONIC, ""),
    ("Corner Pharmacy", EntryKind.PHARMACY, (), ReferralWay.ANY, ""),
    ("Harbor Medical Supply", EntryKind.SUPPLIER, (), ReferralWay.ANY, ""),
)
_SUPPLIER: Final = 9
_CUPBOARD: Final = (
    ("Gloves, size M", "box", 24, 8, 21),
    ("Gloves, size L", "box", 24, 8, 6),
    ("Table paper", "roll", 30, 10, 12),
    ("Urine cups", "piece", 200, 60, 41),
    ("Printer paper", "ream", 20, 5, 9),
    ("Hand disinfectant", "bottle", 18, 6, 6),
    ("Tongue depressors", "box", 10, 3, 7),
)
"""Name, unit, par, when it is ordered, and how many are there: two are low, one was ordered."""
_ORDERS: Final = ((4, None, 0), (3, 20, 12), (1, 6, 6), (5, 10, 0), (7, 5, None))
"""Item, how many (None: up to par), and how many came of it; None where it is not placed yet."""
_LET_GO: Final = 4
"""The order that is cancelled."""


def enter_directory(seed: int, desk: Desk, actors: Sequence[str]) -> None:
    """Enter whom the clinic deals with."""
    rng = random.Random(f"directory {seed}")
    for name, kind, specialties, way, note in _OUTSIDE:
        values: dict[str, object] = {
            "kind": kind,
            "specialties": specialties,
            "phone": f"617 555 01{rng.randint(10, 49)}",
            "fax": f"617 555 01{rng.randint(50, 97)}",
            "hours": "Mon-Fri 8-17",
            "referrals": way,
            "referral_note": note,
        }
        desk.directory.add(rng.choice(actors), new_entry({"name": name, **values}))


def furnish(seed: int, desk: Desk, actors: Sequence[str]) -> None:
    """Keep what the clinic uses, counted, with an order in every state."""
    rng = random.Random(f"office {seed}")
    for name, unit, par, reorder_at, there in _CUPBOARD:
        who = rng.choice(actors)
        said = {"name": name, "unit": unit, "par": par, "reorder_at": reorder_at, "supplier": _SUPPLIER}
        (item,) = desk.supplies.add(who, new_item(said)).all_of(SupplyItem)
        desk.supplies.count(who, item.id, there)
    clinic = desk.clinic()
    expected = today_at(first_site(clinic), desk.now()) + timedelta(days=2)
    for number, pieces, came in _ORDERS:
        who = rng.choice(actors)
        (order,) = desk.supplies.draft(who, {number: pieces}).all_of(SupplyOrder)
        if came is None:
            continue
        desk.supplies.place(who, order.id, expected=expected, reference=f"H-22{order.id:02}")
        if came:
            desk.supplies.receive(who, order.id, {number: came})
    desk.supplies.cancel(rng.choice(actors), _LET_GO)
