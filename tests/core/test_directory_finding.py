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
        ("heart grp", [(1, "exact")]),
        ("cardiologist", [(1, "exact")]),
        ("hrt", [(1, "similar")]),
        ("river side hart", [(1, "similar")]),
        ("heartgroup", [(1, "exact")]),
        ("the heart group of springfield", [(1, "exact")]),
        ("er", [(3, "similar")]),
        ("bloodwork", [(2, "similar")]),
        ("labs", [(2, "exact")]),
        ("dr zoe mueller", [(3, "similar")]),
        ("+1 617-555-0142", [(2, "prefix")]),
        ("fax 0188", [(1, "prefix")]),
        ("main street", [(2, "exact")]),
        ("", [(0, "exact"), (2, "exact"), (1, "exact"), (3, "exact")]),
        ("\x1b[2J", []),
    )
    for text, expected in rows:
        assert expected == [(hit.entry.id, hit.match) for hit in INDEX.find(text)], text
    partly = [(hit.entry.id, hit.match) for hit in INDEX.find("lab heart", partly=True)]
    assert [(2, "partial"), (1, "partial")] == partly, (
        "where nobody has each word, all but one is shown where that helps"
    )


def test_words_are_found_as_people_type_them() -> None:
    """Short, British, of who does it, or as patients call it: each finds who says it in other words, and few others."""
    said = {
        "Hillside Orthopedics": "hillside ortho, orthopaedics, orthopedist, orthopaedic hillside, bone, knee",
        "Lakeview Dermatology": "derm, dermatologist, dermotologist, skin, lake view derm, lakview derm",
        "Northgate Sleep Center": "sleep ctr, sleep centre, northgate cntr, apnea, nrthgt",
        "St. Elizabeth's Med Ctr": "saint elizabeth, st elizabeths medical center, ste elizabeth, st. elizabeth",
        "Ctr for Gastro Assoc": "gi center, center for gastroenterology associates, gastroenterologist, the gi ctr",
        "Women's Clin OB/GYN": "obgyn, ob gyn, ob/gyn, obstetrics, gynaecologist, gynecology, womens clinic, women",
        "Mt. Auburn Eye Assoc": "mount auburn, ophthalmologist, opthalmology, eye doctor, auburn eye associates, optho",
        "Osei, Kwame MD": "dr osei, kwame osei md, doctor osei, osie",
        "Little Steps Peds": "pediatrics, pediatrician, paediatrics, kids, paediatrician, children",
        "Univ. Physicians Grp": "university physicians group, univ phys",
        "Back In Motion P.T.": "pt, physical therapist, physiotherapy, physio",
        "Ear, Nose & Throat of Salem": "ent, otolaryngologist, ent salem, throat",
        "Walgreens #123": "walgreens, wallgreens, walgreen's, drugstore, drug store, rx, pharmcy",
        "Psych Associates": "psychiatrist, psychologist, psych assoc",
    }
    specialties = {
        "Hillside Orthopedics": "orthopedics",
        "Northgate Sleep Center": "sleep",
        "Mt. Auburn Eye Assoc": "ophthalmology",
        "Women's Clin OB/GYN": "obstetrics gynecology",
        "Back In Motion P.T.": "physical therapy",
        "Ctr for Gastro Assoc": "gastroenterology",
        "Ear, Nose & Throat of Salem": "otolaryngology",
    }
    kinds = {"Walgreens #123": EntryKind.PHARMACY, "St. Elizabeth's Med Ctr": EntryKind.HOSPITAL}
    index = DirectoryIndex(
        DirectoryEntry(0, name, kinds.get(name, EntryKind.PRACTICE), tuple(specialties.get(name, "").split()))
        for name in said
    )
    for name, typed in said.items():
        for words in typed.split(", "):
            found = [hit.entry.name for hit in index.find(words)]
            assert name == next(iter(found), None), (words, found)
            assert len(found) < 4, (words, found)


def test_what_is_one() -> None:
    """The NPI says so, else name and kind, unless address or fax tell two apart."""
    other = replace(HEART, id=9, fax="617.555.0188", address="")
    assert same_entry(HEART, other)
    assert not same_entry(HEART, replace(other, fax="617 555 0199"))
    assert not same_entry(HEART, replace(other, address="3 Hill Rd"))
    assert not same_entry(HEART, replace(other, kind=EntryKind.LAB))
    assert same_entry(replace(HEART, npi="1234567893"), replace(QUEST, npi="1234567893"))
