"""Do words find whom they mean in the directory, in any order, begun, and with a slip?"""

from __future__ import annotations

from core.clinic.payer import Payer
from core.directory.finding import DirectoryIndex
from core.directory.keeping import same_entry
from core.directory.listing import entry_of_payer
from core.directory.model import DirectoryEntry, EntryKind
from core.structs import replace

HEART = DirectoryEntry(
    1,
    "Riverside Heart Group",
    EntryKind.PRACTICE,
    ("cardiology", "electrophysiology"),
    fax="(617) 555-0188",
    address="12 River St, Springfield",
)
QUEST = DirectoryEntry(2, "Quest Diagnostics", EntryKind.LAB, phone="617 555 0142", address="9 Main St, Salem")
MARY = DirectoryEntry(3, "Saint Mary's Hospital", EntryKind.HOSPITAL, contact="Zoë Müller")
AETNA = entry_of_payer(Payer("aetna", "Aetna", phone="800 555 0100"))
INDEX = DirectoryIndex((HEART, QUEST, MARY, AETNA))


def test_words_find() -> None:
    """Each word begins one, in any order, with one slip where it is long enough; digits stand in a number."""
    rows: tuple[tuple[str, list[tuple[int, str]]], ...] = (
        ("riverside heart", [(1, "exact")]),
        ("heart riv", [(1, "prefix")]),
        ("cardio spring", [(1, "prefix")]),
        ("rivreside", [(1, "similar")]),
        ("cardeol", [(1, "similar")]),
        ("qest", [(2, "similar")]),
        ("lab", [(2, "exact")]),
        ("lab heart", []),
        ("st mary", [(3, "prefix")]),
        ("st marys", [(3, "exact")]),
        ("muller", [(3, "exact")]),
        ("0188", [(1, "prefix")]),
        ("617 555", [(2, "prefix"), (1, "prefix")]),
        ("payer", [(0, "exact")]),
        ("aetan", [(0, "similar")]),
        ("hea", [(1, "prefix")]),
        ("hae", []),
        ("", [(0, "exact"), (2, "exact"), (1, "exact"), (3, "exact")]),
        ("\x1b[2J", []),
    )
    for text, expected in rows:
        assert expected == [(hit.entry.id, hit.match) for hit in INDEX.find(text)], text


def test_what_is_one() -> None:
    """The NPI says so, else name and kind, unless address or fax tell two apart."""
    other = replace(HEART, id=9, fax="617.555.0188", address="")
    assert same_entry(HEART, other)
    assert not same_entry(HEART, replace(other, fax="617 555 0199"))
    assert not same_entry(HEART, replace(other, address="3 Hill Rd"))
    assert not same_entry(HEART, replace(other, kind=EntryKind.LAB))
    assert same_entry(replace(HEART, npi="1234567893"), replace(QUEST, npi="1234567893"))
