"""Whom does a line of any file mean: by either number, after a merge, and never a mistake or two people?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from core.patients.named_in_file import patient_named
from tests.clinics import register

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient


def meant(desk: Desk, mrn: str = "", external_id: str = "") -> int:
    """The row of who is meant."""
    with desk._context.snapshot() as reading:
        return patient_named(reading, mrn, external_id, "patient_id").id


def test_either_number_means_the_patient(desk: Desk, smith: Patient) -> None:
    """Also both; the number in the other system may be told beside the MRN."""
    desk.patients.edit("ana", smith.id, {"external_id": "E-9"})
    assert [smith.id] * 3 == [meant(desk, smith.mrn), meant(desk, "", "E-9"), meant(desk, smith.mrn, "E-9")]


def test_the_number_that_went_means_who_stays(desk: Desk, smith: Patient) -> None:
    """As everywhere; both numbers of a merged record are one patient's."""
    smyth = register(desk, "Smyth", "John", phone="617 555 0188", actor="cy")
    desk.patients.edit("ana", smyth.id, {"external_id": "E-9"}, anyway=True)
    desk.merging.merge("sue", smyth.id, smith.id)
    assert [smith.id] * 3 == [meant(desk, smyth.mrn), meant(desk, "", "E-9"), meant(desk, smith.mrn, "E-9")]


def test_who_is_not_clear_is_refused(desk: Desk, smith: Patient, jones: Patient) -> None:
    """By the column that is wrong, with what to do."""
    desk.patients.edit("ana", jones.id, {"external_id": "E-9"})
    cases = (
        (("nobody", ""), "mrn", "Import the patients first"),
        ((smith.mrn, "E-8"), "patient_id", "Import the patients first"),
        ((smith.mrn, "E-9"), "patient_id", "Correct one of the two"),
    )
    for numbers, field, told in cases:
        with pytest.raises(BadInput, match=told) as refusal:
            meant(desk, *numbers)
        assert field == refusal.value.field


def test_a_mistake_is_nobody(desk: Desk, smith: Patient) -> None:
    """A registration that was taken back has no visits, no insurance and owes nothing."""
    desk.journal.undo("cy")
    with pytest.raises(BadInput, match=r"entered in error|no patient"):
        meant(desk, smith.mrn)
