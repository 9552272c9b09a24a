"""Is it kept who belongs to whom, seen from both, and does it survive a merge, an undo and a wrong word?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound
from core.family.model import FamilyLink, Kinship
from core.family.telling import words_of
from core.family.typed import read_relative
from core.record_ref import PatientId
from tests.clinics import register

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient


@pytest.fixture
def smiths(desk: Desk) -> tuple[Patient, Patient, Patient]:
    """John, his mother Mary and his son Tom."""
    born = (("John", 1984), ("Mary", 1955), ("Tom", 2015))
    return tuple(register(desk, "Smith", name, date(year, 3, 14)) for name, year in born)  # type: ignore[return-value]


def family(desk: Desk, patient: Patient) -> list[tuple[str, str]]:
    """The given names of the patient's family, and what they are."""
    return [(one.patient.given, words_of(one)) for one in desk.family.of_patient("vic", patient.id)]


def test_what_one_is_to_the_other_is_seen_from_both(desk: Desk, smiths: tuple[Patient, Patient, Patient]) -> None:
    """Who decides and pays too; a household reaches as far as it is one."""
    john, mary, tom = smiths
    desk.family.relate("ana", tom.id, john.id, {"kinship": Kinship.PARENT, "guardian": True, "guarantor": True})
    change = desk.family.relate("ana", john.id, mary.id, {"kinship": Kinship.PARENT, "household": False})
    assert change is not None
    assert f"Mary, MRN {mary.mrn}, is parent (lives elsewhere) of Smith, John" in change.sentence
    assert [("John", "parent (decides, pays)")] == family(desk, tom)
    assert [("Tom", "child (decided for, paid for)"), ("Mary", "parent (lives elsewhere)")] == family(desk, john)
    assert [("John", "child (lives elsewhere)")] == family(desk, mary)

    desk.family.relate("ana", mary.id, john.id, {"household": True})
    assert {("John", "parent (decides, pays)"), ("Mary", "same household")} == set(family(desk, tom))
    desk.journal.undo("ana")
    assert [("John", "parent (decides, pays)")] == family(desk, tom)


def test_a_link_is_noted_once_and_ended(desk: Desk, smiths: tuple[Patient, Patient, Patient]) -> None:
    """Whichever of the two it is noted of; the same again writes nothing, and what was ended may be noted anew."""
    john, mary, _ = smiths
    desk.family.relate("ana", john.id, mary.id, {"kinship": Kinship.PARENT})
    assert desk.family.relate("ana", mary.id, john.id, {"kinship": Kinship.CHILD}) is None
    desk.family.part("ana", mary.id, john.id)
    assert [] == family(desk, john)
    with pytest.raises(BadInput, match="is not noted as belonging"):
        desk.family.part("ana", mary.id, john.id)
    desk.journal.undo("ana")
    assert [("Mary", "parent")] == family(desk, john)
    assert "Smith, Mary" in desk.journal.entries_on("ana", mary.ref)[-1].sentence


def test_what_cannot_be_is_refused(desk: Desk, smiths: tuple[Patient, Patient, Patient]) -> None:
    """Nobody is their own relative, nobody decides for who decides for them, and who may only look notes nothing."""
    john, mary, tom = smiths
    desk.family.relate("ana", tom.id, john.id, {"kinship": Kinship.PARENT, "guardian": True})
    with pytest.raises(BadInput, match="relative of themselves"):
        desk.family.relate("ana", john.id, john.id, {})
    with pytest.raises(BadInput, match="decides or pays for Smith, Tom already"):
        desk.family.relate("ana", john.id, tom.id, {"guardian": True})
    desk.family.relate("ana", john.id, tom.id, {"kinship": Kinship.GRANDCHILD, "household": False})
    assert [("John", "grandparent (decides, lives elsewhere)")] == family(desk, tom)
    with pytest.raises(NotFound):
        desk.family.relate("ana", john.id, PatientId(999), {})
    with pytest.raises(NotAllowed):
        desk.family.relate("vic", john.id, mary.id, {})


def test_a_merge_takes_the_family_along_once(desk: Desk, smiths: tuple[Patient, Patient, Patient]) -> None:
    """Nobody belongs to them twice, nor to themselves; taken apart again, both have what they had."""
    john, mary, tom = smiths
    again = register(desk, "Smith", "Jon", date(1984, 3, 14))
    desk.family.relate("ana", tom.id, john.id, {"kinship": Kinship.PARENT})
    desk.family.relate("ana", tom.id, again.id, {"kinship": Kinship.PARENT, "guardian": True})
    desk.family.relate("ana", again.id, mary.id, {"kinship": Kinship.PARENT})
    desk.family.relate("ana", again.id, john.id, {"kinship": Kinship.SIBLING})
    before = {one.id: family(desk, one) for one in (john, mary, tom, again)}

    desk.merging.merge("sue", again.id, john.id, overrides={"MERGE": "other"})
    assert {("Tom", "child (decided for)"), ("Mary", "parent")} == set(family(desk, john))
    assert ("John", "parent (decides)") in family(desk, tom)
    assert 1 == sum(given == "John" for given, _ in family(desk, tom))
    desk.merging.unmerge("sue", again.id)
    assert before == {one.id: family(desk, one) for one in (john, mary, tom, again)}


def test_a_merge_loses_nobody_who_decides(desk: Desk, smiths: tuple[Patient, Patient, Patient]) -> None:
    """Though what was noted of the record that stays was noted the other way round, and says nothing of it."""
    john, _, tom = smiths
    again = register(desk, "Smith", "Jon", date(1984, 3, 14))
    desk.family.relate("ana", john.id, tom.id, {"kinship": Kinship.CHILD})
    desk.family.relate("ana", tom.id, again.id, {"kinship": Kinship.PARENT, "guardian": True})
    desk.merging.merge("sue", again.id, john.id, overrides={"MERGE": "other"})
    assert [("John", "parent (decides)")] == family(desk, tom)
    assert [("Tom", "child (decided for)")] == family(desk, john)
    desk.merging.unmerge("sue", again.id)
    assert [("John", "parent"), ("Jon", "parent (decides)")] == sorted(family(desk, tom))


def test_no_undo_links_two_people_twice(desk: Desk, smiths: tuple[Patient, Patient, Patient]) -> None:
    """Nor a redo: what was noted since is ended first."""
    john, mary, _ = smiths
    desk.family.relate("ana", john.id, mary.id, {"kinship": Kinship.PARENT})
    desk.family.part("ana", mary.id, john.id)
    desk.family.relate("ben", mary.id, john.id, {"kinship": Kinship.CHILD})
    with pytest.raises(ChangedElsewhere, match="again since"):
        desk.journal.undo("ana")
    desk.family.part("ben", mary.id, john.id)
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    desk.family.relate("ben", mary.id, john.id, {"kinship": Kinship.CHILD})
    with pytest.raises(ChangedElsewhere, match="again since"):
        desk.journal.redo("ana")
    assert [("Mary", "parent")] == family(desk, john)


def test_links_are_undone_with_their_act(desk: Desk, smiths: tuple[Patient, Patient, Patient]) -> None:
    """As a mistake that counts for nobody."""
    john, mary, _ = smiths
    desk.family.relate("ana", john.id, mary.id, {"kinship": Kinship.PARENT})
    desk.journal.undo("ana")
    assert [] == family(desk, john)
    desk.journal.redo("ana")
    assert [("Mary", "parent")] == family(desk, john)


@pytest.mark.parametrize(
    ("text", "who", "changes"),
    [
        ("smith mary 3/14 mother", "smith mary 3/14", {"kinship": Kinship.PARENT}),
        ("100967 son pays elsewhere", "100967", {"kinship": Kinship.CHILD, "guarantor": True, "household": False}),
        ("Son Ann wife", "Son Ann", {"kinship": Kinship.SPOUSE}),
        ("brother", "", {"kinship": Kinship.SIBLING}),
        ("pays guardian", "", {"guarantor": True, "guardian": True}),
        ("smith, guardian", "smith,", {"guardian": True}),
        ("", "", {}),
    ],
)
def test_one_line_says_who_and_what(text: str, who: str, changes: dict[str, object]) -> None:
    """What stands behind the name is what they are; a name that is such a word as well stays one before others."""
    read = read_relative(text)
    assert (who, changes) == (read.who, read.changes)


def test_a_link_of_one_record_counts_for_nobody() -> None:
    """Such as a merge may leave of one that was ended before."""
    assert not FamilyLink(1, PatientId(7), PatientId(7)).counts
