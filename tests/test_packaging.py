"""Does what is shipped hold what it must, and does the lock pin it without naming where it came from?"""

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("core", "storage", "tui")
SHIPPED_SUFFIXES = {".py", ".tcss", ".sql", ".txt"}

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)(?: ; [a-z0-9_ ()'<>=!.]+)? \\", re.IGNORECASE)
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")
COMMENT = re.compile(r" *#[\w .,()-]*:?")


def project() -> dict[str, Any]:
    """The project table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return table


def lock_lines() -> list[str]:
    """The lock file, line by line."""
    return (ROOT / "requirements.lock").read_text().splitlines()


def pinned() -> dict[str, tuple[str, int]]:
    """Canonical package name -> (version, number of hashes), as the lock has them."""
    pins: dict[str, tuple[str, int]] = {}
    name = ""
    for line in lock_lines():
        if pin := PIN.fullmatch(line):
            name = canonicalize_name(pin["name"])
            pins[name] = (pin["version"], 0)
        elif HASH.fullmatch(line):
            version, hashes = pins[name]
            pins[name] = (version, hashes + 1)
    return pins


def asked_for() -> list[Requirement]:
    """Every requirement that pyproject.toml states: the program's, the developers' and the build's."""
    table = project()
    build: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    texts = [*table["dependencies"], *table["optional-dependencies"]["dev"], *build]
    return [Requirement(text) for text in texts]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, as somebody cloned it."""
    unwanted = shutil.ignore_patterns("__pycache__", ".*", "build", "dist")
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("clone") / "checkout", ignore=unwanted)


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from it without network."""
    home = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(home), str(checkout)]
    run = subprocess.run(build, cwd=home, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = home.glob("*.whl")
    return built


def test_wheel_holds_every_module_and_file(wheel: Path) -> None:
    """Every module, stylesheet, SQL file and template of the three packages is in the wheel, and nothing else is."""
    in_tree = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in SHIPPED_SUFFIXES
    }
    in_wheel = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(PACKAGES)}

    assert in_tree == in_wheel


def test_building_leaves_the_checkout_alone(checkout: Path, wheel: Path) -> None:
    """Nothing is written beside the source: a clone is installed from by whoever may read it."""
    there = {path.relative_to(checkout) for path in checkout.rglob("*") if "__pycache__" not in path.parts}

    assert wheel.is_file()
    assert set() == {path for path in there if not (ROOT / path).exists()}


def test_wheel_has_all_three_packages_and_no_more(wheel: Path) -> None:
    """The wheel's top level is core, storage, tui: neither tests nor bench is ever installed."""
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert set(PACKAGES) == {top for top in tops if not top.endswith((".dist-info", ".data"))}


def test_wheel_has_manual_and_completion(wheel: Path) -> None:
    """Where man and the shells look for them, below the prefix that it is installed to."""
    beside = f"clinicdesk-{project()['version']}.data/data/share/"
    shared = {name.removeprefix(beside) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(beside)}

    assert {
        "man/man1/clinicdesk.1",
        "bash-completion/completions/clinicdesk",
        "zsh/site-functions/_clinicdesk",
    } == shared


def test_wheel_has_licence_and_command(wheel: Path) -> None:
    """The wheel carries its licence and the one command, `clinicdesk`."""
    shelf = f"clinicdesk-{project()['version']}.dist-info"
    scripts = configparser.ConfigParser()
    with zipfile.ZipFile(wheel) as archive:
        scripts.read_string(archive.read(f"{shelf}/entry_points.txt").decode())

        assert f"{shelf}/licenses/LICENSE" in archive.namelist()
    assert {"clinicdesk": "tui.__main__:main"} == dict(scripts["console_scripts"])


def test_lock_names_no_place() -> None:
    """A line of the lock is a pin, a hash or a plain comment: no address, index, option or path fits in."""
    strangers = [
        line for line in lock_lines() if line and not any(kind.fullmatch(line) for kind in (PIN, HASH, COMMENT))
    ]

    assert [] == strangers


@pytest.mark.parametrize("requirement", asked_for(), ids=str)
def test_lock_pins_what_is_asked_for(requirement: Requirement) -> None:
    """Each requirement of pyproject.toml is pinned to a version that satisfies it."""
    version, _ = pinned()[canonicalize_name(requirement.name)]

    assert requirement.specifier.contains(version)


def test_lock_hashes_every_pin() -> None:
    """Every pin carries the hash of its wheel and of its source, so it installs on any platform.

    `names` is published as source alone: lists of words and 80 lines of Python, nothing to compile.
    """
    assert {"names"} == {name for name, pin in pinned().items() if pin[1] < 2}


@pytest.mark.parametrize("compiled", ["mypy", "ruff", "grimp"])
def test_lock_serves_other_machines(compiled: str) -> None:
    """A compiled package is locked for many Pythons and platforms, not only for the maker of the lock."""
    _, hashes = pinned()[compiled]

    assert hashes > 10
