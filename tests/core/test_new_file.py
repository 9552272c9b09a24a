"""Does a finished file take the name of no other, on any disk?"""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from core.new_file import make_folders, put_in_place, sweep, unfinished


@pytest.fixture(params=["links", "no links"])
def part(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished file, on a file system with hard links or on one without, such as a memory stick's."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if request.param == "no links":
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    made = tmp_path / ".part"
    made.write_text("new")
    return made


def test_a_free_name_is_given(part: Path) -> None:
    """The file has that name, and only that one."""
    put_in_place(part, part.with_name("file"))
    assert [("file", "new")] == [(path.name, path.read_text()) for path in part.parent.iterdir()]


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_a_name_that_is_taken_stays_whose_it_is(part: Path, kind: str) -> None:
    """Whatever has it, also what came while the file was made."""
    path = part.with_name("file")
    if kind == "file":
        path.write_text("old")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    before = path.lstat()
    with pytest.raises(FileExistsError):
        put_in_place(part, path)
    assert before == path.lstat()


def test_folders_are_their_owners(tmp_path: Path) -> None:
    """Every one that was missing."""
    make_folders(tmp_path / "a" / "b")
    assert {0o700} == {folder.stat().st_mode & 0o777 for folder in (tmp_path / "a", tmp_path / "a" / "b")}


MAKES_FOR_EVER = """
import sys, time
import stat
import subprocess
import sys
from pathlib import Path
from core.new_file import unfinished
with unfinished(Path(sys.argv[1])) as part:
    part.write_text("Smith, John")
    part.with_name(part.name + "-wal").write_text("Smith, John")
    print("made", flush=True)
    time.sleep(600)
"""


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    """With what lies beside it; what a living process makes stays, and so does whatever is only called alike."""
    others = {
        ".clinic.db.part",
        ".clinic.db.abcd1234.part",
        "clinic.db-wal",
        "x.abcd1234.clinicdesk-part",
        "rejects.csv",
    }
    for name in others:
        (tmp_path / name).write_text("not ours to remove")
    (tmp_path / ".linked.abcd1234.clinicdesk-part").symlink_to(tmp_path)
    others.add(".linked.abcd1234.clinicdesk-part")
    with subprocess.Popen(
        [sys.executable, "-c", MAKES_FOR_EVER, tmp_path / "clinic.db"], stdout=subprocess.PIPE, text=True
    ) as maker:
        assert maker.stdout is not None
        assert "made\n" == maker.stdout.readline()
        sweep(tmp_path)
        (left,) = {path.name for path in tmp_path.iterdir()} - others
        assert left.endswith(".clinicdesk-part")
        maker.kill()
    sweep(tmp_path)
    assert others == {path.name for path in tmp_path.iterdir()}


def test_nothing_is_left_of_what_was_not_finished(tmp_path: Path) -> None:
    """Its folder is for its owner alone."""
    with unfinished(tmp_path / ("n" * 250)) as part:
        assert 0o700 == stat.S_IMODE(part.parent.stat().st_mode)
        part.write_text("half")
    assert [] == list(tmp_path.iterdir())
