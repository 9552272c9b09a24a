"""How do the messages of a practice clinic go out while it is made? Into its own folder, for which it is armed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.messages.model import Way
from core.telehealth.tokens import clinic_name
from storage.links.spool_folder import SpoolFolder
from tui.crash import note_crash
from tui.demo.billing import BILLING
from tui.demo.post import Post

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk
    from core.jobs.ports import Leases
    from storage.store import SqliteStore


def post_into(folder: Path, store: SqliteStore, desk: Desk, leases: Leases) -> Post:
    """The way out of the desk's messages. Raises what arming and the journal refuse."""
    desk.jobs.arm(BILLING)
    gateways = dict.fromkeys(Way, SpoolFolder(folder, is_made=True))
    outbox = desk.messages.outbox(BILLING, gateways, leases, note_error=note_crash)

    def clinic() -> str:
        with store.read() as reading:
            return clinic_name(reading.telehealth.secret())

    return Post(desk, outbox.turn, BILLING, clinic)
