"""Does a finished file take the name of no other, on any disk?"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.new_file import make_folders, put_in_place


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
