"""How do the messages of a practice clinic go out while it is made, and how are its payers asked, and its faxes sent?

Into its own folders, for which it is armed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.jobs.kinds import SEND_FAX, TAKE_ANSWERS, WRITE_INQUIRIES
from core.messages.model import Way
from core.telehealth.tokens import clinic_name
from storage.links.answer_folder import AnswerFolders
from storage.links.fax_spool import FaxSpool
from storage.links.question_file import QuestionFile
from storage.links.spool_folder import SpoolFolder
from tui.crash import note_crash
from tui.demo.billing import BILLING
from tui.demo.clearing_house import ClearingHouse
from tui.demo.fax_server import FaxServer
from tui.demo.mail import Faxes
from tui.demo.post import Post

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.desk import Desk
    from core.jobs.ports import Leases, Link
    from core.record_ref import AppointmentId
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


def faxes_of(out: Path, desk: Desk, leases: Leases) -> Faxes:
    """Faxes go into the folder `out`, and the fax server of the practice clinic says what became of each."""
    server, room, is_old = FaxServer(out), desk.mailroom, any(out.iterdir())
    spool = FaxSpool(
        out,
        files=lambda number: room.fax_files(BILLING, number),
        note=lambda number, attempt, state, code, pages: room.note_fax(
            BILLING, number, attempt, state, code=code, pages=pages
        ),
        note_trouble=lambda place: desk.verification.note_trouble(BILLING, place),
    )

    def turns() -> None:
        if is_old:
            return  # what an earlier practice clinic left there is about other faxes
        worker = desk.jobs.new_worker(BILLING, {SEND_FAX.name: spool}, leases, note_error=note_crash)
        while worker.turn():
            pass
        server.look()
        spool.look()

    return Faxes(desk, turns, BILLING)


def payers_of(out: Path, answers: Path, desk: Desk, leases: Leases) -> Callable[[str, Sequence[AppointmentId]], None]:
    """Asks the payers about visits, as that user, and takes what the clearing house of the practice clinic answers."""
    house, verification = ClearingHouse(out, answers), desk.verification
    folders = AnswerFolders(
        [answers],
        receive=lambda name, content: verification.receive(BILLING, name, content),
        take=lambda number: verification.take(BILLING, number),
        note_trouble=lambda place: verification.note_trouble(BILLING, place),
    )
    links: dict[str, Link] = {
        WRITE_INQUIRIES.name: QuestionFile(lambda number: verification.outgoing(BILLING, number), Path),
        TAKE_ANSWERS.name: folders,
    }

    def ask(actor: str, numbers: Sequence[AppointmentId]) -> None:
        if any(folder.is_dir() and any(folder.iterdir()) for folder in (out, answers)):
            return  # what an earlier practice clinic left there is to other questions
        house.look()
        verification.ask(actor, numbers, folder=str(out))
        plans = (house.look, folders.look)
        worker = desk.jobs.new_worker(BILLING, links, leases, note_error=note_crash, plans=plans)
        while worker.turn():
            pass

    return ask
