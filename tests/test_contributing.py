"""Are the commands that CONTRIBUTING.md and the README tell contributors of there, with the options that are named?"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
TEXT: Final = "".join((ROOT / name).read_text() for name in ("CONTRIBUTING.md", "README.md"))
PYTHON: Final = ".venv/bin/python -m "
ALSO_OF_BENCH: Final = "--only sizes --big"
MODULES: Final = sorted({f"bench {ALSO_OF_BENCH}"} | set(re.findall(rf"`{re.escape(PYTHON)}([^`]+)`", TEXT)))


def test_targets_of_make() -> None:
    """Each that is named is a rule of the Makefile."""
    named = {*re.findall(r"`make ([a-z-]+)[ `]", TEXT), *re.findall(r"^make ([a-z-]+)", TEXT, flags=re.MULTILINE)}
    assert {"demo", "test", "check", "bench"} <= named
    assert set() == named - set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def test_programs_are_found() -> None:
    """Tests, the morning, the pictures and the benchmark, of which options stand alone too."""
    assert f"`{ALSO_OF_BENCH}`" in TEXT
    assert {"pytest", "tests.pty.morning", "tests.snapshot_svg", "bench"} == {told.split()[0] for told in MODULES}


@pytest.mark.parametrize("told", MODULES)
def test_a_program_knows_its_options(told: str) -> None:
    """Its help names each; of pytest the tests that are chosen are asked for."""
    module, *options = shlex.split(told)
    asked = [*options, "--collect-only", "-q", "-p", "no:cacheprovider"] if module == "pytest" else ["--help"]
    ran = subprocess.run([sys.executable, "-m", module, *asked], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    missing = [option for option in options if option.startswith("--") and option not in ran.stdout]
    assert module == "pytest" or [] == missing


def test_the_pictures(tmp_path: Path) -> None:
    """Every snapshot is drawn."""
    ran = subprocess.run([sys.executable, "-m", "tests.snapshot_svg", str(tmp_path)], cwd=ROOT, check=False)
    assert 0 == ran.returncode
    kept = {path.stem for path in (ROOT / "tests" / "tui" / "snapshots").rglob("*.txt")}
    assert kept == {path.stem for path in tmp_path.rglob("*.svg")}
