"""Whom does the clinic deal with outside: practices, labs, imaging, pharmacies, suppliers, payers?"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from core.record_ref import RecordRef


class EntryKind(Enum):
    """What somebody outside is. A PAYER is one of the set-up, which the directory shows and does not keep."""

    PRACTICE = "practice"
    HOSPITAL = "hospital"
    LAB = "lab"
    IMAGING = "imaging"
    PHARMACY = "pharmacy"
    SUPPLIER = "supplier"
    PAYER = "payer"
    OTHER = "other"


class ReferralWay(Enum):
    """How they want referrals; ANY where nobody said."""

    ANY = "any"
    FAX = "fax"
    PHONE = "phone"
    EMAIL = "e-mail"
    PORTAL = "portal"
    MAIL = "mail"
    ELECTRONIC = "electronic"


class EntryStatus(Enum):
    """Whether the clinic deals with them; ENTERED_IN_ERROR is what undoing an entry leaves behind."""

    CURRENT = "current"
    RETIRED = "retired"
    ENTERED_IN_ERROR = "entered-in-error"


class DirectoryEntry(Struct, frozen=True):
    """Somebody outside. `referral_note` says what they want with a referral, `contact` whom to ask for.

    `merged_into` is the number of the entry that took the place of this one.
    """

    id: int
    name: str
    kind: EntryKind = EntryKind.PRACTICE
    specialties: tuple[str, ...] = ()
    phone: str = ""
    fax: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    contact: str = ""
    referrals: ReferralWay = ReferralWay.ANY
    referral_note: str = ""
    npi: str = ""
    note: str = ""
    status: EntryStatus = EntryStatus.CURRENT
    merged_into: int | None = None
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("directory_entry", self.id)

    @property
    def is_entry(self) -> bool:
        """Whether it is no mistake, and no other took its place."""
        return self.status is not EntryStatus.ENTERED_IN_ERROR and self.merged_into is None


class PayerEntry(DirectoryEntry, frozen=True, kw_only=True):
    """A payer of the set-up as the directory shows it: it has its `code` in place of a number."""

    code: str


class DirectoryHit(Struct, frozen=True):
    """An entry that words found; `match` is exact, prefix, similar, or partial: one word of several fits nothing."""

    entry: DirectoryEntry
    match: str

    @property
    def is_near(self) -> bool:
        """Whether the words do not stand there as they were typed."""
        return self.match in {"similar", "partial"}
