"""Does what comes by mail and fax come in once and whole, is it filed where it belongs, and does nothing get lost?"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.access.roles import RoleAuthorization
from core.cases.beginning import CaseRequest
from core.desk import Desk
from core.documents.model import ScanKind
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, NotAllowed
from core.mailroom.filing import Filing
from core.mailroom.model import IncomingDocument, IncomingStatus, MailWay
from core.mailroom.taking_in import MOST_BYTES
from core.settings.model import Policy
from storage.links.inbox_folder import PATIENCE_SECONDS, TAKEN, InboxFolders
from storage.sqlite.doctor import examine
from tests.clinics import register
from tests.images import tiff
from tests.jobs import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.patients.model import Patient
    from tests.clinics import FakeClock

PDF = b"%PDF-1.4\n one page of a letter \n%%EOF\n"
LATER = 4e9
"""Seconds since 1970 at which every file is old."""


@pytest.fixture
def desk(store: Store[Reading, Writing], clock: FakeClock) -> Desk:
    """With the account that keeps the clinic, as whom the worker runs."""
    return Desk(store, clock, Policy(), RoleAuthorization(account=ACCOUNT))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Into which the fax server lays files."""
    made = tmp_path / "faxes"
    made.mkdir()
    return made


def look(
    desk: Desk, folder: Path, *, seconds: float = LATER, receive: Callable[..., object] | None = None
) -> list[str]:
    """A new worker's look into the folder, and the places that it could not read."""
    told: list[str] = []
    taken_in = receive or (lambda *file: desk.mailroom.receive(ACCOUNT, *file))
    place = InboxFolders(
        ((folder, MailWay.FAX),),
        receive=taken_in,  # type: ignore[arg-type]
        note_trouble=told.append,
        seconds=lambda: seconds,
    )
    place.look()
    place.look()
    return told


def came(desk: Desk) -> list[tuple[str, str]]:
    """Name and status of all that came in."""
    return [(one.document.name, one.document.status.value) for one in desk.mailroom.listed("vic")]


def fax(desk: Desk, content: bytes = PDF, name: str = "a.pdf") -> IncomingDocument:
    """One that came in."""
    return desk.mailroom.receive(ACCOUNT, name, content, MailWay.FAX)[0]


def test_what_comes_in(desk: Desk, folder: Path) -> None:
    """Whole documents once, whatever they are called; what is none stays where it lies, with why on the list."""
    files = {
        "a.pdf": PDF,
        "same again.pdf": PDF,
        "\x1b[2J evil\n.pdf": PDF + b"2 %%EOF",
        "page.tif": tiff(b"page"),
        "setup.exe": b"MZ\x90\x00",
        "letter.pdf": b"<script>no pdf</script>",
        "empty.pdf": b"",
        "cut off.pdf": b"%PDF-1.4 half of it",
        "growing.pdf.part": PDF,
        ".hidden.pdf": PDF,
        "empty too.pdf": b"",
        os.fsdecode(b"na\xefve \xff.pdf"): PDF + b"3 %%EOF",
        f"{'long' * 61}.pdf": PDF + b"4 %%EOF",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "large.pdf").write_bytes(b"%PDF-" + bytes(MOST_BYTES))
    (folder / "link.pdf").symlink_to(folder / "a.pdf")
    assert [str(folder / "link.pdf")] == look(desk, folder), "no link is followed"
    look(desk, folder)
    assert {
        ("a.pdf", "received"),
        ("[2J evil .pdf", "received"),
        ("page.tif", "received"),
        *((name, "refused") for name in ("setup.exe", "letter.pdf", "empty.pdf", "cut off.pdf", "large.pdf")),
        ("empty too.pdf", "refused"),
    } <= set(came(desk))
    assert len(came(desk)) == 11
    left = {
        "link.pdf",
        "setup.exe",
        "letter.pdf",
        "empty.pdf",
        "empty too.pdf",
        "cut off.pdf",
        "large.pdf",
        "growing.pdf.part",
        ".hidden.pdf",
    }
    assert left | {TAKEN} == {path.name for path in folder.iterdir()}
    problems = {one.document.name: one.document.problem for one in desk.mailroom.to_do("vic")}
    assert "larger than 32 MB" in problems["large.pdf"]
    assert "no PDF, TIFF, JPEG or PNG" in problems["setup.exe"]


def test_what_is_still_written_is_left(desk: Desk, folder: Path) -> None:
    """For a moment after the last byte, and longer while its end is missing."""
    (folder / "new.pdf").write_bytes(PDF)
    (folder / "slow.pdf").write_bytes(b"%PDF-1.4 half of it")
    at = 1_800_000_000.0
    for name in ("new.pdf", "slow.pdf"):
        os.utime(folder / name, (at, at))
    look(desk, folder, seconds=at + 1)
    assert [] == came(desk)
    look(desk, folder, seconds=at + 3)
    assert [("new.pdf", "received")] == came(desk)
    look(desk, folder, seconds=at + PATIENCE_SECONDS + 1)
    assert [("new.pdf", "received"), ("slow.pdf", "refused")] == came(desk)


def test_a_worker_that_is_killed_loses_nothing_and_takes_nothing_twice(desk: Desk, folder: Path) -> None:
    """Before the bytes are kept, and after it before the file is moved."""
    (folder / "a.pdf").write_bytes(PDF)

    def dies_before(*_: object) -> object:
        raise KeyboardInterrupt

    def dies_after(*file: object) -> object:
        desk.mailroom.receive(ACCOUNT, *file)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    for dies in (dies_before, dies_after):
        with pytest.raises(KeyboardInterrupt):
            look(desk, folder, receive=dies)
        assert (folder / "a.pdf").exists()
    look(desk, folder)
    assert [("a.pdf", "received")] == came(desk)
    assert not (folder / "a.pdf").exists()
    assert PDF == (folder / TAKEN / "1-a.pdf").read_bytes()


def test_filed_shown_and_seen(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """It is a document of the patient from then on; each step is taken back; bytes come back as they were sent."""
    number = fax(desk).id
    with pytest.raises(BadInput, match="not filed with anybody"):
        desk.mailroom.refile("ana", number, smith.id)
    with pytest.raises(BadInput, match="waits for nobody"):
        desk.mailroom.acknowledge("ana", number)
    change = desk.mailroom.index("ana", number, Filing(smith.id, ScanKind.LETTER, "From the heart clinic", route="lee"))
    assert "as From the heart clinic (document 1). Lee, Dana MD is to see it." in change.sentence
    (scan,) = desk.documents.scans("vic", smith.ref)
    assert ("From the heart clinic", "pdf") == (scan.title, scan.format)
    with pytest.raises(BadInput, match="is routed already"):
        desk.mailroom.index("ben", number, Filing(smith.id))
    assert PDF == desk.mailroom.content("vic", number, way="mail and fax")[1]
    desk.mailroom.acknowledge("ana", number)
    assert [] == desk.mailroom.to_do("vic")
    for status in (IncomingStatus.ROUTED, IncomingStatus.RECEIVED):
        desk.journal.undo("ana")
        assert status is desk.mailroom.by_id("vic", number).document.status
    assert () == tuple(desk.documents.scans("vic", smith.ref))
    with pytest.raises(NotAllowed, match="see to mail and fax"):
        desk.mailroom.index("vic", number, Filing(smith.id))
    assert [] == list(examine(tmp_path / "clinic.db"))


def test_what_was_misfiled_leaves_its_trace_in_both_charts(desk: Desk, smith: Patient) -> None:
    """The document goes from one to the other in one act, which both histories have, and an undo puts it back."""
    jones = register(desk, "Jones", "Ann", date(1990, 5, 6))
    number = fax(desk).id
    desk.mailroom.index("ana", number, Filing(smith.id, ScanKind.RESULT))
    with pytest.raises(BadInput, match="already"):
        desk.mailroom.refile("ana", number, smith.id)
    desk.mailroom.refile("ben", number, jones.id)
    assert ([], [jones.id]) == (
        [one.patient for one in desk.documents.scans("vic", smith.ref)],
        [one.patient for one in desk.documents.scans("vic", jones.ref)],
    )
    for chart in (smith, jones):
        assert "refile-mail" in {entry.verb for entry in desk.journal.entries_on("vic", chart.ref)}
    with pytest.raises(ChangedElsewhere, match="ben"):
        desk.journal.undo("ana")
    desk.journal.undo("ben")
    assert [smith.id] == [one.patient for one in desk.documents.scans("vic", smith.ref)]


def test_for_a_case_and_put_aside(desk: Desk, smith: Patient) -> None:
    """A case notes it, if it is the patient's; what is nobody's needs a reason, and is not filed any more."""
    jones = register(desk, "Jones", "Ann", date(1990, 5, 6))
    case = desk.cases.begin("ana", CaseRequest("task", "Read the letter", patient=smith.id)).entry.subject.id
    number = fax(desk).id
    with pytest.raises(ClinicdeskError, match="is not of Jones, Ann"):
        desk.mailroom.index("ana", number, Filing(jones.id, case=case))
    assert "for case" in desk.mailroom.index("ana", number, Filing(smith.id, case=case)).sentence
    assert any("fax of" in event.note for event in desk.cases.whole("vic", case).events)
    other = fax(desk, PDF + b"%%EOF", "junk.pdf").id
    with pytest.raises(BadInput, match="Say why"):
        desk.mailroom.dismiss("ana", other, " ")
    desk.mailroom.dismiss("ana", other, "advertisement")
    with pytest.raises(BadInput, match="is dismissed already"):
        desk.mailroom.index("ana", other, Filing(smith.id))
    assert [] == desk.mailroom.to_do("vic")
    assert fax(desk, PDF + b"%%EOF", "junk again.pdf").id == other, "it does not come back"
