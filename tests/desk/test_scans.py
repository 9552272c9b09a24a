"""Are scanned documents kept beside the database with those who they are of, and had again by who may?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.documents.model import Scan, ScanKind
from core.documents.scans import MOST_BYTES
from core.errors import BadInput, NeedsReason, NotAllowed, NotFound
from core.record_ref import RecordRef
from storage.folders import cards_folder
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from tests.clinics import book, register
from tests.images import pdf

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient

PDF, OTHER = pdf(b"letter"), pdf(b"another")


@pytest.fixture
def database(store: Any) -> Path:  # noqa: ANN401
    """Where the clinic is."""
    path: Path = store._path
    return path


def keep(desk: Desk, whose: RecordRef, content: bytes = PDF, **more: Any) -> Scan:  # noqa: ANN401 - any field
    """Keep it, as ana does."""
    (scan,) = desk.documents.add_scan("ana", whose, content, kind=ScanKind.REFERRAL, **more).all_of(Scan)
    return scan


def had(desk: Desk, scan: Scan, actor: str = "ana") -> bytes:
    """Its bytes, taken out."""
    return desk.documents.scan_content(actor, scan.id, way="document export", is_export=True)[1]


def numbers(desk: Desk, whose: RecordRef) -> list[int]:
    """The documents that are told."""
    return [one.id for one in desk.documents.scans("vic", whose)]


def test_it_is_kept_with_the_patient_and_the_visit(desk: Desk, smith: Patient, database: Path) -> None:
    """Known by its bytes; undo and redo take it away and bring it back, and so does who says why."""
    visit = book(desk, smith)
    first = keep(desk, smith.ref, title="Letter of Dr. Ito", day=date(2026, 11, 20))
    second = keep(desk, visit.ref, OTHER)
    assert ("Letter of Dr. Ito", "pdf", date(2026, 11, 20), "ana") == (first.title, first.format, first.day, first.by)
    assert ("Referral", visit.appointment.id) == (second.title, second.appointment)
    assert ([second.id, first.id], [second.id]) == (numbers(desk, smith.ref), numbers(desk, visit.ref))
    assert (PDF, OTHER) == (had(desk, first), had(desk, second))
    desk.journal.undo("ana")
    assert [first.id] == numbers(desk, smith.ref)
    desk.journal.redo("ana")
    assert "of another patient" in desk.documents.remove_scan("ben", first.id, "of another patient").sentence
    assert [second.id] == numbers(desk, smith.ref)
    with pytest.raises(NotFound, match="no document 1"):
        had(desk, first)
    desk.journal.undo("ben")
    assert PDF == had(desk, first)
    assert [] == [one.sentence for one in examine(database, is_whole=True)]


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [
        (b"", {}, "empty"),
        (b"MZ\x90\x00", {}, "no scanned document"),
        (OTHER[:-9], {}, "its end is missing. Scan it again"),
        (b"%PDF-" + bytes(MOST_BYTES), {}, "more than 32 MB"),
        (PDF, {}, "kept already, as document 1, Referral"),
        (OTHER, {"day": date(2026, 11, 24)}, "still to come"),
        (OTHER, {"title": "card 4111 1111 1111 1111"}, "payment card"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    desk: Desk,
    smith: Patient,
    store: Any,  # noqa: ANN401
    *,
    content: bytes,
    more: dict[str, Any],
    told: str,
) -> None:
    """And nothing of it lies beside the database."""
    keep(desk, smith.ref)
    with pytest.raises(BadInput, match=told):
        keep(desk, smith.ref, content, **more)
    assert 1 == len(list(cards_folder(store._path).iterdir()))
    keep(desk, register(desk, given="Ann").ref)  # the same pages may be another's too


def test_who_may(desk: Desk, smith: Patient) -> None:
    """A viewer reads what there is and takes nothing out; a restricted record wants its reason."""
    scan = keep(desk, smith.ref)
    assert PDF == desk.documents.scan_content("vic", scan.id, way="document open", is_export=False)[1]
    for act in (
        lambda: had(desk, scan, "vic"),
        lambda: desk.documents.add_scan("vic", smith.ref, OTHER, kind=ScanKind.OTHER),
        lambda: desk.documents.remove_scan("vic", scan.id, "because"),
        lambda: had(desk, scan, "eve"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert "document open" in {opening.way for opening in desk.patients.openings_of("sue", smith.mrn)[1]}
    desk.patients.edit("sue", smith.id, {"restricted": True})
    with pytest.raises(NeedsReason):
        had(desk, scan, "ben")


def test_a_backup_has_it_and_the_doctor_misses_it(desk: Desk, smith: Patient, database: Path, tmp_path: Path) -> None:
    """As it does the images of cards."""
    scan = keep(desk, smith.ref)
    copy = tmp_path / "copy.db"
    backup(database, copy)
    assert PDF == (cards_folder(copy) / scan.hash).read_bytes()
    (cards_folder(database) / scan.hash).unlink()
    assert [True] == ["clinic.db.cards" in one.sentence for one in examine(database, is_whole=True)]


def test_a_merge_takes_it_along(desk: Desk, smith: Patient) -> None:
    """And taking the records apart gives it back."""
    twin = register(desk, given="Jon")
    scan = keep(desk, twin.ref)
    desk.merging.merge("sue", twin.id, smith.id)
    assert [scan.id] == numbers(desk, smith.ref)
    desk.merging.unmerge("sue", twin.id)
    assert ([], [scan.id]) == (numbers(desk, smith.ref), numbers(desk, twin.ref))
