"""Are images of insurance cards kept as files beside the database, and is nothing else ever one?"""

from __future__ import annotations

import os
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from sqlite3 import connect
from typing import TYPE_CHECKING, Any

import pytest

from core.coverage.card import MOST_BYTES, image_of
from core.coverage.cut_off import is_cut_off
from core.coverage.model import Coverage, Side
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, DatabaseUnusable, NotAllowed, NotFound
from storage.folders import cards_folder
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from tests.clinics import register
from tests.images import heic, jpeg, pdf, png, tiff, webp
from tests.insured import PAYERS, insure, pays_self

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient

WHO = "Smith, John, MRN 100001"
JPEG, OTHER, PNG = jpeg(b"front"), jpeg(b"another"), png(b"back")


@pytest.fixture(autouse=True)
def payers(desk: Desk) -> None:
    """The clinic has payers."""
    desk.set_up("sue", PAYERS, place="payers.toml")


@pytest.fixture
def database(store: Any) -> Path:  # noqa: ANN401
    """Where the clinic is."""
    path: Path = store._path
    return path


def keep(desk: Desk, coverage: Coverage, *, actor: str = "ana", **sides: bytes | None) -> Coverage:
    """Keep these sides of its card."""
    change = desk.coverage.keep_card(actor, coverage.id, {Side(name): content for name, content in sides.items()})
    assert change is not None
    (kept,) = change.all_of(Coverage)
    return kept


def shown(desk: Desk, coverage: Coverage, side: Side) -> bytes:
    """The bytes of that side."""
    return desk.coverage.card("vic", coverage.id, side, way="card")[2]


def faults(database: Path, *, is_whole: bool = True) -> list[str]:
    """What the doctor finds."""
    return [one.sentence for one in examine(database, is_whole=is_whole)]


def file_of(database: Path, content: bytes) -> Path:
    """Where the image is kept."""
    return cards_folder(database) / sha256(content).hexdigest()


def test_a_card_is_kept_shown_replaced_and_taken_back(desk: Desk, database: Path, smith: Patient) -> None:
    """Byte for byte, for the account alone, in the history, and undo and redo bring back the image of before."""
    coverage = keep(desk, insure(desk, smith), front=JPEG, back=PNG)
    assert ("jpeg", "png") == tuple(image.kind for image in (coverage.front, coverage.back) if image)
    assert (JPEG, PNG) == (shown(desk, coverage, Side.FRONT), shown(desk, coverage, Side.BACK))
    assert (0o700, 0o600) == (
        cards_folder(database).stat().st_mode & 0o777,
        file_of(database, JPEG).stat().st_mode & 0o777,
    )
    assert [] == faults(database)
    keep(desk, coverage, front=OTHER)
    keep(desk, coverage, back=None)
    assert [
        f"Kept of {WHO}: the front of the card of Cigna Health. Kept of {WHO}: the back of the card of Cigna Health.",
        f"Kept of {WHO}: another front of the card of Cigna Health.",
        f"Taken off {WHO}: the back of the card of Cigna Health.",
    ] == [entry.sentence for entry in desk.journal.entries_on("ana", smith.ref)[-3:]]
    for _ in range(2):
        desk.journal.undo("ana")
    assert (JPEG, PNG) == (shown(desk, coverage, Side.FRONT), shown(desk, coverage, Side.BACK))
    desk.journal.redo("ana")
    assert OTHER == shown(desk, coverage, Side.FRONT)
    assert desk.coverage.keep_card("ana", coverage.id, {Side.FRONT: OTHER}) is None
    assert [] == faults(database)


def test_what_is_no_card_is_refused(desk: Desk, database: Path, smith: Patient, jones: Patient) -> None:
    """By its first bytes and size; nothing is written, of nobody."""
    coverage, own = insure(desk, smith), pays_self(desk, jones)
    for content, why in {
        b"": "empty",
        b"<svg onload=x>": "no image of a card",
        b"#!/bin/sh\n" + JPEG: "no image of a card",
        JPEG + b"x" * MOST_BYTES: "more than 8 MB",
    }.items():
        with pytest.raises(BadInput, match=why):
            keep(desk, coverage, front=JPEG, back=content)
    with pytest.raises(BadInput, match="has no card"):
        keep(desk, own, front=JPEG)
    with pytest.raises(NotFound, match="no coverage 99"):
        desk.coverage.keep_card("ana", 99, {Side.FRONT: JPEG})
    with pytest.raises(NotAllowed):
        keep(desk, coverage, actor="vic", front=JPEG)
    with pytest.raises(ChangedElsewhere):
        desk.coverage.keep_card("ana", coverage.id, {Side.FRONT: JPEG}, rev=7)
    with pytest.raises(NotFound, match=r"no front of a card is kept. .*coverage card 1 --front FILE"):
        shown(desk, coverage, Side.FRONT)
    assert not cards_folder(database).exists()
    assert [] == faults(database)


@pytest.mark.parametrize(
    ("whole", "kind"),
    [
        (JPEG, "jpeg"),
        (PNG, "png"),
        (pdf(b"x"), "pdf"),
        (tiff(), "tiff"),
        (tiff(order="big"), "tiff"),
        (webp(b"x"), "webp"),
        (heic(b"x"), "heic"),
    ],
)
def test_an_image_that_is_cut_off_is_refused(whole: bytes, kind: str) -> None:
    """Wherever that was, to the last byte but an end of line; what a program writes behind the end is let be."""
    assert kind == image_of(whole).kind == image_of(whole + bytes(9)).kind
    for length in range(12, len(whole.rstrip())):
        with pytest.raises(BadInput, match="its end is missing"):
            image_of(whole[:length])
    with pytest.raises(BadInput, match="its end is missing"):
        image_of(PNG.replace(b"back", b"bacj"))


def test_an_image_that_would_be_followed_for_ever_is_not() -> None:
    """A row of 0xFF, marks that stand alone, and a TIFF that names the same places again and again."""
    for endless in (b"\xff" * 1_000_000 + b"\0", b"\xff\x01" * 500_000):
        assert is_cut_off(b"\xff\xd8" + endless, "jpeg")
    entry = (273).to_bytes(2, "little") + b"\4\0" + (100_000).to_bytes(4, "little") + (8).to_bytes(4, "little")
    page = (65_000).to_bytes(2, "little") + 65_000 * entry + bytes(4)
    assert not is_cut_off(b"II*\0" + (8).to_bytes(4, "little") + page, "tiff")


def test_to_look_at_a_card_is_an_opening(desk: Desk, smith: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noted before, and where that cannot be nobody but the account sees it."""
    coverage = keep(desk, insure(desk, smith), front=JPEG)
    shown(desk, coverage, Side.FRONT)
    _, openings = desk.patients.openings_of("sue", smith.mrn)
    assert ("vic", "card") == (openings[0].actor, openings[0].way)

    def full(*_: object) -> None:
        raise DatabaseUnusable("The disk is full.")

    monkeypatch.setattr(type(desk._context.store.access_log), "note", full)
    with pytest.raises(DatabaseUnusable, match="The disk is full"):
        shown(desk, coverage, Side.FRONT)


def test_what_was_altered_is_told_and_never_shown(desk: Desk, database: Path, smith: Patient) -> None:
    """Altered, replaced by a link, gone, or foreign: each is a sentence, and keeping the image again mends it."""
    coverage = keep(desk, insure(desk, smith), front=JPEG)
    file, secret = file_of(database, JPEG), database.with_name("secret")
    secret.write_bytes(JPEG)

    def altered() -> None:
        file.write_bytes(JPEG[:-1] + b"X")

    def linked() -> None:
        file.unlink()
        file.symlink_to(secret)

    for damage, told in ((altered, "not the one that was kept"), (linked, "not the one"), (file.unlink, "is missing")):
        damage()
        for is_whole in (True, False):
            (fault,) = faults(database, is_whole=is_whole)
            assert told in fault
        with pytest.raises(DatabaseUnusable, match="scan the card again"):
            shown(desk, coverage, Side.FRONT)
        keep(desk, keep(desk, coverage, front=None), front=JPEG)
        assert JPEG == shown(desk, coverage, Side.FRONT)
    assert JPEG == secret.read_bytes()
    (cards_folder(database) / "x.jpg").write_bytes(PNG)
    (cards_folder(database) / "x.jpg").chmod(0o600)
    assert ["is no image that this database knows" in one for one in faults(database)] == [True]
    (cards_folder(database) / "x.jpg").unlink()
    cards_folder(database).chmod(0o755)
    assert ["chmod 700" in one for one in faults(database)] == [True]
    cards_folder(database).rename(secret.with_name("aside"))
    assert ["with 1 images of insurance cards and scanned documents is missing" in one for one in faults(database)] == [
        True
    ]
    cards_folder(database).symlink_to(secret.with_name("aside"))
    assert any("folder" in one for one in faults(database))
    with pytest.raises(DatabaseUnusable, match="not kept"):
        keep(desk, coverage, front=OTHER)


def test_a_disk_that_is_full_keeps_nothing(
    desk: Desk, database: Path, smith: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither card nor entry; the next time it is kept."""
    coverage = insure(desk, smith)
    before = len(desk.journal.entries_on("ana", smith.ref))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(ClinicdeskError, match="No space left"):
            keep(desk, coverage, front=JPEG)
    assert before == len(desk.journal.entries_on("ana", smith.ref))
    assert desk.coverage.by_id("vic", coverage.id).front is None
    assert JPEG == shown(desk, keep(desk, coverage, front=JPEG), Side.FRONT)
    assert [] == faults(database)


def test_a_copy_has_the_cards_and_is_a_clinic_with_them(desk: Desk, database: Path, smith: Patient) -> None:
    """Also those that undo may bring back; what is missing in the clinic is told of the copy, and nothing else."""
    coverage = keep(desk, keep(desk, insure(desk, smith), front=JPEG), front=PNG)
    copy = database.with_name("copy.db")
    backup(database, copy)
    assert {JPEG, PNG} == {file.read_bytes() for file in cards_folder(copy).iterdir()}
    assert [] == faults(copy)
    with pytest.raises(BadInput, match=r"copy\.db"):
        backup(database, copy)
    copy.unlink()
    with pytest.raises(BadInput, match=r"copy\.db\.cards"):
        backup(database, copy)
    file_of(database, JPEG).unlink()
    again = database.with_name("again.db")
    backup(database, again, linked=cards_folder(copy))
    assert [] == faults(again)
    assert file_of(again, PNG).stat().st_ino == file_of(copy, PNG).stat().st_ino
    assert coverage.front is not None
    file_of(again, PNG).write_bytes(JPEG)
    third = database.with_name("third.db")
    backup(database, third, linked=cards_folder(again))
    assert PNG == file_of(third, PNG).read_bytes(), "what was altered in an earlier copy is not taken from it"


def test_a_merge_takes_the_card_along(desk: Desk, database: Path, smith: Patient) -> None:
    """And apart again it is where it was."""
    other = register(desk, "Smyth", "John", phone="617 555 0188", actor="cy")
    coverage = keep(desk, insure(desk, other), front=JPEG)
    desk.merging.merge("sue", other.id, smith.id)
    (moved,) = desk.coverage.of_patient("vic", smith.id)
    assert JPEG == shown(desk, moved, Side.FRONT)
    desk.merging.unmerge("sue", other.id)
    (back,) = desk.coverage.of_patient("vic", other.id)
    assert (coverage.id, JPEG) == (back.id, shown(desk, back, Side.FRONT))
    assert [] == faults(database)
    with closing(connect(database)) as db:
        assert [(1,)] == db.execute("SELECT count(*) FROM card_file").fetchall()
