"""What storage says. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

DRAFT_NOT_KEPT: Final = "What you type would not outlive a crash, as it cannot be kept on the disk: {why}. Save soon."
HOLD_NOT_KEPT: Final = "The time is not held, as that cannot be noted on the disk: {why}."
CARD_NOT_KEPT: Final = "The card is not kept, as it cannot be written into {folder}: {why}."
CARD_GONE: Final = "The image of the card cannot be read, or is not the one that was kept ({file}: {why}). Take it from the newest backup, or scan the card again."
TEMPLATES_UNREADABLE: Final = "The templates cannot be read, as of {place}: {why}. Mend that, or name another folder under templates of [documents]."
DRAFTS_TOO_MANY: Final = (
    "You have {count} questions and forms that were not finished, so no other is kept. Finish or forget some of them."
)
ROW_UNREADABLE: Final = "Row {row} of {table} is damaged and cannot be read. Stop working in the database, run: clinicdesk doctor, and take the newest backup."
NOT_THE_OWNER: Final = (
    "{path} belongs to the account number {owner}, whose worker this must be. Run: sudo -u '#{owner}' clinicdesk work"
)
