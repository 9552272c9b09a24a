"""Are letters made for many at once, and is whoever is left out named?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.documents.mail import MOST, left_out_told
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import PatientStatus
from core.record_ref import RecordRef
from tests.clinics import book, register

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient

_HOURS = (*("09", "10", "11"), *("13", "14", "15"))


def test_who_is_left_out_is_named(desk: Desk) -> None:
    """With why: who asks something or has no address, of what is mailed; who is dead, or restricted, of all."""
    wanted: dict[str, dict[str, object]] = {
        "Al": {"address": "1 Elm St", "language": "Spanish"},
        "Bo": {"address": "2 Elm St", "contact_rule": "write to work only"},
        "Cy": {},
        "Di": {"address": "4 Elm St", "status": PatientStatus.DECEASED},
        "Ed": {"address": "5 Elm St", "restricted": True},
        "Fay": {"address": "6 Elm St", "mail_address": "PO Box 7"},
    }
    people = {name: register(desk, given=name) for name in wanted}
    whose = [book(desk, one, f"2026-11-24T{hour}:00").ref for hour, one in zip(_HOURS, people.values(), strict=True)]
    for name, changes in wanted.items():
        if changes:
            desk.patients.edit("sue", people[name].id, changes)
    made = desk.documents.letters("ana", "appointment", [*whose, whose[0]])
    assert ["Smith, Al", "Smith, Fay"] == [one.patient.name for one in made.letters]
    assert ["es", "en"] == [one.document.language for one in made.letters]
    assert "PO Box 7" in made.letters[1].document.text()
    assert "6 Elm" not in made.letters[1].document.text()
    assert (
        "Left out: Smith, Bo (asks: write to work only); Smith, Cy (no address); Smith, Di (deceased); "
        f"{people['Ed'].mrn} (restricted: open the record with a reason first)."
    ) == left_out_told(made.left_out)
    by_hand = desk.documents.letters("ana", "appointment", whose, by_hand=True)
    assert [people["Di"].mrn, people["Ed"].mrn] == [one.mrn for one in by_hand.left_out]
    without = desk.documents.letters("ana", "appointment", [people["Fay"].ref])
    assert "Left out: Smith, Fay (no visit, of which it tells)." == left_out_told(without.left_out)
    desk.patients.give_reason("ana", people["Ed"].id, "sends the letter that Ed asked for")
    again = desk.documents.letters("ana", "appointment", whose)
    assert people["Ed"].mrn not in [one.mrn for one in again.left_out]
    openings = desk.patients.openings_of("sue", people["Al"].mrn)[1]
    assert "letters" in {one.way for one in openings}
    assert "letters" not in {one.way for one in desk.patients.openings_of("sue", people["Di"].mrn)[1]}


def test_what_cannot_be_made(desk: Desk, smith: Patient) -> None:
    """Too many, a record that is none, a template that is none, and for whom may not."""
    visit = book(desk, smith)
    assert 1 == len(desk.documents.letters("vic", "after-visit", [visit.ref, visit.ref], by_hand=True).letters)
    with pytest.raises(BadInput, match="more than the 500"):
        desk.documents.letters("ana", "appointment", [RecordRef("patient", number) for number in range(1, MOST + 2)])
    with pytest.raises(NotFound):
        desk.documents.letters("ana", "appointment", [RecordRef("patient", 999)])
    with pytest.raises(NotFound, match="after-visit"):
        desk.documents.letters("ana", "aftr-visit", [smith.ref], by_hand=True)
    with pytest.raises(NotAllowed):
        desk.documents.letters("eve", "appointment", [smith.ref])
    assert () == desk.documents.letters("ana", "appointment", []).letters
