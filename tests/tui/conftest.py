"""What do the tests of screens and command line share? A home of their own, and a small clinic to call."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from tests.clinics import SETUP
from tests.command_line import CommandLine, make_practice_clinic
from tests.ready_made import written_out

_numbers = count()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where home folders stand. Beside the others, pytest would look through all of them for the number of the next."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with nothing in it: no test reads the settings of whoever runs it."""
    folder = homes / str(next(_numbers))
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name, below in (("CONFIG", ".config"), ("DATA", ".local/share"), ("STATE", ".local/state")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / below))
    monkeypatch.delenv("SUDO_USER", raising=False)
    return folder


@pytest.fixture
def clinicdesk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on the clinic of `tests.clinics`, which takes any time and actor: it is one for practice."""
    (tmp_path / "clinic.toml").write_text(SETUP)
    return CommandLine(written_out(tmp_path / "clinic.db", make_practice_clinic), capsys)
