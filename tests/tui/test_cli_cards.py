"""Are images of insurance cards kept, told, written and shown from the command line and at the desk?"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from tests.images import jpeg, png
from tests.insured import PAYERS
from tui.programs import show_image

if TYPE_CHECKING:
    from tests.command_line import CommandLine

JPEG, PNG = jpeg(b"front\n"), png(b"back")


@pytest.fixture
def carded(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Somebody is insured, and there are images of the card."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == clinicdesk("setup", tmp_path / "payers.toml").code
    (tmp_path / "front.jpg").write_bytes(JPEG)
    (tmp_path / "back.png").write_bytes(PNG)
    (tmp_path / "cut.jpg").write_bytes(JPEG[:-1])
    clinicdesk("coverage", "add", clinicdesk.patient(), "--payer", "cigna", "--member-id", "C1")
    return clinicdesk


def test_kept_listed_and_written(carded: CommandLine, tmp_path: Path) -> None:
    """With type, size and hash; the file that is written is the one that was kept, and takes the place of none."""
    front, back, new = tmp_path / "front.jpg", tmp_path / "back.png", tmp_path / "new.jpg"
    assert "No card of coverage 1" in carded("coverage", "card", 1).out
    kept = carded.json("coverage", "card", 1, "--front", front, "--back", back).result
    assert ("jpeg", len(JPEG), "png") == (kept["front"]["type"], kept["front"]["bytes"], kept["back"]["type"])
    assert "Both sides of the card" in carded("coverage", "card", 1).out
    assert "primary  card\n" in carded("coverage", "list", "100001").out
    written = carded.json("coverage", "image", 1, "front", new)
    assert (0, str(new)) == (written.code, written.result["place"])
    assert (JPEG, 0o600) == (new.read_bytes(), new.stat().st_mode & 0o777)
    assert 2 == carded("coverage", "image", 1, "front", new).code
    assert carded.json("coverage", "card", 1, "--without", "front").result["front"] is None
    assert 4 == carded("coverage", "image", 1, "front", tmp_path / "none.jpg").code
    assert "card back" in carded("coverage", "list", "100001").out
    copy = tmp_path / "copy.db"
    told = carded.json("backup", copy).result
    assert f"{copy}.cards" == told["cards_folder"]
    assert 0 == carded("--db", copy, "doctor", "--full").code


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--front", "{folder}/payers.toml"), "no image of a card"),
        (("--front", "{folder}/cut.jpg"), "its end is missing. Scan the card again"),
        (("--front", "{folder}"), "cannot be read"),
        (("--front", "{folder}/none.jpg"), "cannot be read"),
        (("--front", "-", "--back", "-"), "cannot come through standard input"),
        (("--front", "{folder}/front.jpg", "--without", "front"), "taken off at once"),
        (("--without", "inside"), "no side of a card"),
    ],
)
def test_what_cannot_be_is_told(carded: CommandLine, tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    """A file that is no image, a folder, both sides from one stream: nothing is kept."""
    ran = carded("coverage", "card", 1, *(word.format(folder=tmp_path) for word in words))
    assert 2 == ran.code
    assert why in ran.err
    assert carded.json("coverage", "card", 1).result["front"] is None


def test_it_passes_through_streams(carded: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """As whoever comes through the account's command must have it."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PNG)))
    assert "png" == carded.json("coverage", "card", 1, "--back", "-").result["back"]["type"]
    assert 2 == carded.json("coverage", "image", 1, "back", "-").code


def test_a_program_of_the_settings_shows_it(carded: CommandLine, tmp_path: Path) -> None:
    """It is given the bytes and their kind; one that fails, or is not there, is told."""
    assert "card_command under [coverage]" in carded("coverage", "image", 1, "front").err
    shown = tmp_path / "shown"
    show_image(("/bin/sh", "-c", f'cat >"{shown}"; echo "$CLINICDESK_IMAGE" >>"{shown}"'), "jpeg", JPEG)
    assert JPEG + b"jpeg\n" == shown.read_bytes()
    for command, why in (
        (("/bin/sh", "-c", "echo no printer >&2; exit 3"), "ended with 3: no printer"),
        (("/nowhere/show",), "/nowhere/show cannot be run"),
    ):
        with pytest.raises(BadInput, match=why):
            show_image(command, "jpeg", JPEG)
    show_image(("/bin/sh", "-c", "sleep 5"), "jpeg", JPEG, patience=0.01)
