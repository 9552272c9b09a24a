"""Does a fax go out once, is it known what became of it, and does it go nowhere it should not? (`fax_spool`)"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.directory.fields import new_entry
from core.documents.model import Scan, ScanKind
from core.errors import BadInput, ChangedElsewhere, NeedsReason
from core.mailroom.faxing import FaxRequest, pages_of
from core.mailroom.outgoing import FaxStatus, OutgoingFax
from core.settings.messages import MailSettings
from core.settings.model import Policy
from storage.links.fax_spool import FaxSpool
from tests.jobs import ACCOUNT, NoLeases, do_all

if TYPE_CHECKING:
    from pathlib import Path

    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.jobs.model import Job
    from core.jobs.worker import Worker
    from core.patients.model import Patient
    from tests.clinics import FakeClock

PDF = b"%PDF-1.4\n/Type /Pages /Type /Page x /Type/Page y\n%%EOF\n"
COVER = b"%PDF-1.4\n/Type /Page\n%%EOF\n"


@pytest.fixture
def desk(store: Store[Reading, Writing], clock: FakeClock) -> Desk:
    """Where faxes go out, with a practice in the directory."""
    policy = Policy(mail=MailSettings(fax_spool="spool"))
    made = Desk(store, clock, policy, RoleAuthorization(account=ACCOUNT))
    made.directory.add("ana", new_entry({"name": "Riverside Heart", "fax": "617 555 0188"}))
    return made


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """Out of which the fax server takes jobs."""
    made = tmp_path / "spool"
    made.mkdir()
    return made


def link(desk: Desk, spool: Path) -> FaxSpool:
    """A new worker's link."""
    return FaxSpool(
        spool,
        files=lambda number: desk.mailroom.fax_files(ACCOUNT, number),
        note=lambda *said: desk.mailroom.note_fax(ACCOUNT, *said[:3], code=said[3], pages=said[4]),
        note_trouble=pytest.fail,
    )


def worker(desk: Desk, sends: FaxSpool) -> Worker:
    """One that sends and looks for answers."""
    return desk.jobs.new_worker(ACCOUNT, {"send-fax": sends}, NoLeases(), note_error=lambda _: 1, plans=[sends.look])


def send(desk: Desk, patient: Patient, **more: object) -> OutgoingFax:
    """A letter of the patient to the practice."""
    (scan,) = desk.documents.add_scan("ana", patient.ref, PDF, kind=ScanKind.LETTER).all_of(Scan)
    request = FaxRequest(**{"cover": COVER, "entry": 1, "scan": scan.id, **more})  # type: ignore[arg-type]
    return desk.mailroom.send_fax("ana", request).only(OutgoingFax) or pytest.fail("none")


def jobs(spool: Path) -> list[str]:
    """What lies there to be sent."""
    return sorted(path.name for path in spool.glob("*.job"))


def answer(spool: Path, name: str, **said: object) -> None:
    """What the fax server says, which then takes the job away."""
    (spool / f"{name}.status").write_text(json.dumps(said))
    (spool / f"{name}.job").unlink(missing_ok=True)


def test_sent_and_confirmed(desk: Desk, smith: Patient, spool: Path) -> None:
    """Number and pages are those of the moment; nothing goes before a person armed the worker, and then once."""
    fax = send(desk, smith)
    assert ("Riverside Heart", "617 555 0188", 3, FaxStatus.QUEUED) == (
        fax.recipient,
        fax.number,
        fax.pages,
        fax.status,
    )
    do_all(worker(desk, link(desk, spool)))
    assert [] == jobs(spool), "nobody armed the worker here"
    desk.jobs.arm("sue")
    desk.directory.edit("ana", 1, {"fax": "617 555 0000"})
    do_all(worker(desk, link(desk, spool)))
    assert ["fax-1-1.job"] == jobs(spool)
    told = json.loads((spool / "fax-1-1.job").read_text())
    assert ("617 555 0188", [COVER, PDF]) == (told["number"], [(spool / name).read_bytes() for name in told["files"]])
    desk.journal.undo("ana")
    with pytest.raises(ChangedElsewhere):
        desk.journal.undo("ana")
    answer(spool, "fax-1-1", state="confirmed", pages=4)
    do_all(worker(desk, link(desk, spool)))
    do_all(worker(desk, link(desk, spool)))
    done = desk.mailroom.fax("vic", 1).fax
    assert (FaxStatus.CONFIRMED, 4, []) == (done.status, done.pages, jobs(spool))
    assert () == tuple(desk.mailroom.faxes("vic"))


def test_a_busy_line_is_tried_three_times(desk: Desk, smith: Patient, spool: Path, clock: FakeClock) -> None:
    """Then it stands on the list, and is sent again to another number, as a fax of its own."""
    send(desk, smith)
    desk.jobs.arm("sue")
    for attempt in (1, 2, 3):
        do_all(worker(desk, link(desk, spool)))
        assert [f"fax-1-{attempt}.job"] == jobs(spool)
        answer(spool, f"fax-1-{attempt}", state="failed", code="busy\x1b[2J")
        do_all(worker(desk, link(desk, spool)))
        clock.forward(minutes=20)
    (listed,) = desk.mailroom.faxes_to_see_to("vic")
    failed = listed.fax
    assert (FaxStatus.FAILED, 3, "busy[2J") == (failed.status, failed.tries, failed.code)
    desk.mailroom.fax_again("ana", 1, to="617 555 0199")
    other = desk.mailroom.fax("vic", 2).fax
    assert ("617 555 0199", None) == (other.recipient, other.entry), "it goes to whoever is there"
    assert other.cover != failed.cover, "and its cover names nobody else"
    assert [] == list(desk.mailroom.faxes_to_see_to("vic"))
    do_all(worker(desk, link(desk, spool)))
    assert ["fax-2-1.job"] == jobs(spool)
    answer(spool, "fax-1-3", state="confirmed")
    do_all(worker(desk, link(desk, spool)))
    assert FaxStatus.WITHDRAWN is desk.mailroom.fax("vic", 1).fax.status, "what is over stays so"


def test_a_worker_that_is_killed_sends_nothing_twice(desk: Desk, smith: Patient, spool: Path) -> None:
    """Between any two files, and before it is noted that they lie there."""
    send(desk, smith)
    job = next(iter(_open_jobs(desk)))
    (spool / "fax-1-1-cover.pdf").write_bytes(COVER)  # killed behind the first file
    link(desk, spool).carry_out(job)  # killed before its worker noted that it was done
    laid = (spool / "fax-1-1.job").stat().st_mtime_ns
    link(desk, spool).carry_out(job)
    assert laid == (spool / "fax-1-1.job").stat().st_mtime_ns
    answer(spool, "fax-1-1", state="sent")
    link(desk, spool).carry_out(job)
    assert [] == jobs(spool)


def test_what_is_not_sent(desk: Desk, smith: Patient, store: Store[Reading, Writing], clock: FakeClock) -> None:
    """Without a folder, a number or a document; and what is undone in time goes nowhere."""
    desk.directory.add("ana", new_entry({"name": "No Fax Clinic"}))
    refused = (({"entry": 2}, "has no fax number"), ({"entry": None, "number": "x"}, "can be dialled"))
    for more, told in refused:
        with pytest.raises(BadInput, match=told):
            send(desk, smith, **more)
        desk.journal.undo("ana")
    with pytest.raises(BadInput, match="Only a PDF"):
        desk.mailroom.send_fax("ana", FaxRequest(COVER, 1, content=b"MZ"))
    without = Desk(store, clock, Policy(), RoleAuthorization())
    with pytest.raises(BadInput, match="No folder is set"):
        without.mailroom.send_fax("ana", FaxRequest(COVER, 1, content=PDF))
    send(desk, smith)
    desk.journal.undo("ana")
    assert [] == list(_open_jobs(desk))
    assert (1, 2) == (pages_of(b"II*\x00"), pages_of(PDF))


def test_sent_again_it_asks_what_sending_it_asked(desk: Desk, smith: Patient) -> None:
    """A reason for a restricted record, which is logged with the opening; what was taken away goes nowhere again."""
    fax = send(desk, smith)
    desk.mailroom.note_fax(ACCOUNT, fax.id, 1, FaxStatus.SENT)
    desk.patients.edit("ana", smith.id, {"restricted": True})
    with pytest.raises(NeedsReason):
        desk.mailroom.fax_again("ana", fax.id, to="617 555 0199")
    desk.patients.give_reason("ana", smith.id, "their cardiologist asks")
    again = desk.mailroom.fax_again("ana", fax.id, to="617 555 0199").only(OutgoingFax)
    assert again is not None
    _, openings = desk.patients.openings_of("sue", smith.mrn)
    assert ["fax", "reason: their cardiologist asks", "fax"] == [one.way for one in openings]
    desk.mailroom.note_fax(ACCOUNT, again.id, 1, FaxStatus.SENT)
    desk.documents.remove_scan("ana", 1, "of another patient")
    with pytest.raises(BadInput, match="no longer the patient's"):
        desk.mailroom.fax_again("ana", again.id)


def _open_jobs(desk: Desk) -> list[Job]:
    with desk._context.snapshot() as reading:
        return list(reading.jobs.open(["send-fax"]))
