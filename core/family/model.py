"""What is one patient to another: their mother, who decides for them, who pays, who lives with them?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.record_ref import PatientId, RecordRef
from core.record_status import LinkStatus

if TYPE_CHECKING:
    from core.patients.model import Patient


class Kinship(Enum):
    """What somebody is to a patient."""

    PARENT = "parent"
    CHILD = "child"
    SPOUSE = "spouse"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    OTHER = "other"

    @property
    def inverse(self) -> Kinship:
        """What the patient is to them."""
        return _INVERSE.get(self, self)


_INVERSE = {
    Kinship.PARENT: Kinship.CHILD,
    Kinship.CHILD: Kinship.PARENT,
    Kinship.GRANDPARENT: Kinship.GRANDCHILD,
    Kinship.GRANDCHILD: Kinship.GRANDPARENT,
}


class FamilyLink(Struct, frozen=True):
    """`other` is the `kinship` of `patient`, and decides for them or pays for them where it says so.

    Both live in one household unless it says otherwise.
    """

    id: int
    patient: PatientId
    other: PatientId
    kinship: Kinship = Kinship.OTHER
    household: bool = True
    guardian: bool = False
    guarantor: bool = False
    status: LinkStatus = LinkStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("family_link", self.id)

    @property
    def counts(self) -> bool:
        """Whether it is so now, between two people."""
        return self.status is LinkStatus.CURRENT and self.patient != self.other

    def across(self, number: PatientId) -> PatientId:
        """The other one of the two."""
        return self.other if self.patient == number else self.patient


class Relative(Struct, frozen=True):
    """Somebody of a patient's family, as seen from that patient.

    `decides` and `pays`: they do for the patient; `is_ward` and `is_paid_for`: the patient does for them. `link` is
    None of who lives in the same household by way of somebody else.
    """

    patient: Patient
    link: FamilyLink | None
    kinship: Kinship | None
    household: bool
    decides: bool = False
    pays: bool = False
    is_ward: bool = False
    is_paid_for: bool = False


def seen_from(link: FamilyLink, number: PatientId, other: Patient) -> Relative:
    """The link as the patient of that number sees it."""
    if link.patient == number:
        return Relative(other, link, link.kinship, link.household, decides=link.guardian, pays=link.guarantor)
    return Relative(
        other, link, link.kinship.inverse, link.household, is_ward=link.guardian, is_paid_for=link.guarantor
    )
