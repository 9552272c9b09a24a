"""What is kept of whom the clinic deals with outside, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.directory.model import DirectoryEntry, EntryKind, EntryStatus, ReferralWay
from storage.columns import TEXTS, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Voided

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
