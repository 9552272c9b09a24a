"""Is it kept whom the clinic deals with outside, once, with every act taken back as it was done?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.directory.fields import new_entry
from core.directory.importing import HEADINGS
from core.directory.model import DirectoryEntry, EntryKind, EntryStatus
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound
from core.importing.request import ImportFile
from core.structs import replace
from tests.desk.importing import Told

if TYPE_CHECKING:
    from core.desk import Desk


def enter(desk: Desk, name: str, actor: str = "ana", **values: object) -> DirectoryEntry:
    """Somebody in the directory."""
    return desk.directory.add(actor, new_entry({"name": name, **values})).only(DirectoryEntry) or pytest.fail(name)


def names(desk: Desk, text: str = "") -> list[str]:
    """Whom words find."""
    return [hit.entry.name for hit in desk.directory.index("vic").find(text)]


def test_entered_changed_and_taken_back(desk: Desk) -> None:
    """Every act stands in the history of its entry, and is undone and redone; who only looks enters nobody."""
    heart = enter(desk, "Riverside Heart", specialties=("cardiology",), fax="617 555 0188")
    desk.directory.edit("ana", heart.id, {"hours": "Mon-Fri 8-17", "status": EntryStatus.RETIRED})
    assert [] == names(desk, "heart")
    assert heart.id == desk.directory.by_ref("vic", "riverside heart").id, "a reference also means who is retired"
    desk.journal.undo("ana")
    assert ["Riverside Heart"] == names(desk, "heart")
    desk.journal.undo("ana")
    assert [] == names(desk, "heart")
    with pytest.raises(BadInput, match="by mistake"):
        desk.directory.edit("ana", heart.id, {"hours": "9-5"})
    desk.journal.redo("ana")
    ref = desk.read_ref("vic", f"directory:{heart.id}")
    assert heart.ref == ref
    assert 5 == len(desk.journal.entries_on("vic", ref))
    with pytest.raises(NotAllowed, match="vic may not keep the directory"):
        enter(desk, "Quest", actor="vic")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": " "}, "Say the name"),
        ({"name": "X", "fax": "ask"}, "fewer than 3 digits"),
        ({"name": "X", "npi": "1234567890"}, "is no NPI"),
        ({"name": "X", "email": "x.org"}, "has no @"),
        ({"name": "X", "note": "card 4111 1111 1111 1111"}, "card"),
        ({"name": "Riverside HEART"}, "already, as number 1"),
    ],
)
def test_what_cannot_be_entered(desk: Desk, values: dict[str, object], told: str) -> None:
    """It is said what is wrong, and nothing is written."""
    enter(desk, "Riverside Heart")
    with pytest.raises(BadInput, match=told):
        desk.directory.add("ana", new_entry(values))
    assert 1 == len(names(desk))


def test_two_entries_made_one(desk: Desk) -> None:
    """The one that stays learns what it lacked, the number of the other means it, and an undo parts them again."""
    one = enter(desk, "Riverside Heart", fax="617 555 0188", specialties=("cardiology",))
    other = enter(desk, "Riverside Heart Grp", phone="617 555 0100", specialties=("sleep",))
    third = enter(desk, "Riverside Cardiology", hours="9-5")
    desk.directory.merge("ana", one.id, other.id)
    desk.directory.merge("ben", other.id, third.id)
    stays = desk.directory.by_id("vic", one.id)
    assert (third.id, "617 555 0188", "617 555 0100", "9-5") == (stays.id, stays.fax, stays.phone, stays.hours)
    assert ("sleep", "cardiology") == stays.specialties
    assert ["Riverside Cardiology"] == names(desk)
    with pytest.raises(ChangedElsewhere, match="ben"):
        desk.journal.undo("ana")
    with pytest.raises(BadInput, match=f"merged into number {other.id}"):
        desk.directory.edit("ana", one.id, {"note": "x"})
    desk.journal.undo("ben")
    desk.journal.undo("ana")
    assert [one, other] == [replace(desk.directory.by_id("vic", each.id), rev=1) for each in (one, other)]
    assert 3 == len(names(desk))
    lab = enter(desk, "Quest", kind=EntryKind.LAB)
    with pytest.raises(BadInput, match="Make them the same kind first"):
        desk.directory.merge("ana", lab.id, one.id)
    with pytest.raises(BadInput, match="not merged with itself"):
        desk.directory.merge("ana", one.id, one.id)


def test_who_others_lead_to_is_no_mistake(desk: Desk) -> None:
    """Whoever entered the one that stays does not take that back while another leads to it."""
    stays = enter(desk, "Riverside Heart", actor="ben")
    goes = enter(desk, "Riverside Hart")
    desk.directory.merge("ana", goes.id, stays.id)
    with pytest.raises(ChangedElsewhere, match="ana"):
        desk.journal.undo("ben")


def test_what_a_reference_means(desk: Desk) -> None:
    """A number, or words that find one alone; several are named with their numbers."""
    one, other = enter(desk, "Riverside Heart"), enter(desk, "Riverside Lab", kind=EntryKind.LAB)
    assert one == desk.directory.by_ref("vic", str(one.id)) == desk.directory.by_ref("vic", "hart river")
    with pytest.raises(NotFound, match=f"fits 2 entries .*{one.id} Riverside Heart, {other.id} Riverside Lab"):
        desk.directory.by_ref("vic", "river")
    for ref in ("99", "nobody", "", "9" * 40):
        with pytest.raises(NotFound, match="no entry"):
            desk.directory.by_ref("vic", ref)


def test_a_file_out_and_in(desk: Desk) -> None:
    """What was written out is known again; a changed line changes its entry, a new one adds, one act to undo."""
    enter(desk, "Riverside Heart", specialties=("cardiology", "sleep"), fax="617 555 0188", npi="1234567893")
    enter(desk, "Quest", kind=EntryKind.LAB, address="9 Main St, Salem")
    lines = [",".join(f'"{cell}"' for cell in row) + "\n" for row in (HEADINGS, *desk.directory.lines("sue"))]
    report = desk.directory.import_file("ana", ImportFile("d.csv", lines), sink=Told())
    assert (0, 0, 2) == (report.added, report.updated, report.unchanged)
    text = (
        "Organization,Type,Specialty,Fax,NPI\n"
        "Riverside Heart Group,practice,ep,617 555 0188,1234567893\n"
        "Quest,lab,,1,\n"
        "Bay Imaging,imaging,mri;ct,617 555 0190,\n"
        "Aetna,payer,,,\n"
    )
    told = Told()
    report = desk.directory.import_file("ana", ImportFile("d.csv", text.splitlines(keepends=True)), sink=told)
    assert (1, 1, 0) == (report.added, report.updated, report.unchanged)
    assert [(3, "fax"), (5, "kind")] == [(one.line, one.field) for one in told.rejected]
    assert ("cardiology", "sleep", "ep") == desk.directory.by_ref("vic", "1").specialties
    desk.journal.undo("ana")
    assert ["Quest", "Riverside Heart"] == names(desk)
