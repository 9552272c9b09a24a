"""Do the packages keep their distance where it counts: in what a fresh interpreter has really loaded?

The import contracts in pyproject.toml read the source; these tests see imports made by any way at all.
"""

import ast
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]

SCREEN = frozenset({"textual", "rich"})
SQL = frozenset({"sqlite3", "_sqlite3", "sqlite_utils"})

IMPORT_ALL = """
import importlib, json, pkgutil, sys
names = ["{package}"]
package = importlib.import_module("{package}")
names += [found.name for found in pkgutil.walk_packages(getattr(package, "__path__", []), "{package}.")]
for name in names:
    importlib.import_module(name)
print(json.dumps([names, sorted(sys.modules)]))
"""

RUN_VERB = """
import json, sys
from tui.__main__ import main
try:
    code = main()
except SystemExit as stop:
    code = stop.code
print(json.dumps([code or 0, sorted(sys.modules)]))
"""

OPEN_DESK = """
import json, os, sys
from textual.drivers.linux_driver import LinuxDriver

write = LinuxDriver.write

def look(driver, text):
    if "all keys" in text:
        with open(os.environ["LOADED"], "w") as file:
            json.dump(sorted(sys.modules), file)
    write(driver, text)

LinuxDriver.write = look
from tui.__main__ import main
main()
"""
"""The desk, which notes the modules loaded just before it first shows its day and its keys."""

NOT_YET = frozenset(
    {
        *("sqlite_utils", "dateutil", "tomllib", "names", "holidays"),
        *("core.schedule.booking", "core.patients.finding", "core.patients.fields", "core.setup.set_up"),
        *("core.patients.use_cases", "core.fields.editing", "core.schedule.finding", "core.schedule.sentences"),
        *("core.clinic.ports", "core.journal.ports", "core.schedule.ports", "core.visits.ports", "core.desk_ports"),
        *("core.patients.lookup", "storage.sqlite.lookup.search", "storage.sqlite.backup", "storage.sqlite.doctor"),
        *("storage.images", "storage.inversion", "storage.setup_changes", "storage.sqlite.batch"),
        *("tui.cli.bookings", "tui.cli.printing", "tui.cli.json_output", "tui.demo.build", "tui.text.hiding"),
        *("tui.commands.act", "tui.commands.context", "tui.screens.queue", "tui.screens.patients", "tui.screens.work"),
        *("tui.prompts.book", "tui.prompts.find", "tui.prompts.restore", "tui.prompts.restore_context"),
        *("storage.touched", "tui.cli.upkeep_sentences", "tui.screens.stray_text"),
        *("argparse", "tui.cli.line", "tui.cli.parser", "tui.cli.subcommands"),
        *("tui.crash", "core.jobs.worker", "core.jobs.signs", "storage.leases", "storage.links.backup_folder"),
    }
)
"""What only later keys and other verbs need: libraries that take long to load, and one module of each kind of ours."""
MOST_AT_FIRST = 238
"""Modules of ours that the first paint may load, 0.15 ms each: what it does without is named with `core.lazy`."""


@dataclass(frozen=True, slots=True)
class VerbRun:
    """One run of the command line: its exit code, the object it printed, the top-level modules loaded."""

    code: int
    answer: dict[str, Any]
    loaded: frozenset[str]


def in_fresh_interpreter(program: str, *arguments: str) -> list[str]:
    """The lines that `program` prints when a new Python runs it from the repository root."""
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def loaded_by_all_of(package: str) -> frozenset[str]:
    """The top-level modules loaded once every module of `package` is imported."""
    (line,) = in_fresh_interpreter(IMPORT_ALL.format(package=package))
    names, loaded = json.loads(line)
    on_disk = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / package.replace(".", "/")).rglob("*.py")
    }
    assert set(names) == on_disk, "a folder without __init__.py hides its modules from the walk, and from the wheel"
    return frozenset(name.partition(".")[0] for name in loaded)


def clinicdesk(*arguments: str) -> VerbRun:
    """Run a verb with `--json` as the installed command does, and look at what it loaded."""
    *printed, last = in_fresh_interpreter(RUN_VERB, "--json", *arguments)
    code, loaded = json.loads(last)
    return VerbRun(code, json.loads("\n".join(printed)), frozenset(n.partition(".")[0] for n in loaded))


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo clinic's database."""
    database = tmp_path_factory.mktemp("architecture") / "clinic.db"
    made = clinicdesk("--db", str(database), "demo", "--patients", "20", "--days", "2")
    assert made.code == 0, made.answer
    return database


def test_core_is_plain() -> None:
    """Importing all of core loads no screen library, no SQL and neither of the packages around it."""
    assert frozenset() == loaded_by_all_of("core") & (SCREEN | SQL | {"storage", "tui"})


def test_storage_knows_no_screen() -> None:
    """Importing all of storage loads no screen library and nothing of tui."""
    assert frozenset() == loaded_by_all_of("storage") & (SCREEN | {"tui"})


def test_sqlite_utils_is_lazy() -> None:
    """Importing all of storage does not load sqlite_utils (75-130 ms), which only administration needs."""
    assert frozenset() == loaded_by_all_of("storage") & {"sqlite_utils"}


def test_command_line_is_headless() -> None:
    """Importing all of the command line loads no Textual."""
    assert frozenset() == loaded_by_all_of("tui.cli") & {"textual"}


def test_demo_verb_is_headless(tmp_path: Path) -> None:
    """Making a demo clinic loads no Textual."""
    made = clinicdesk("--db", str(tmp_path / "clinic.db"), "demo", "--patients", "5", "--days", "1")

    assert (0, frozenset()) == (made.code, made.loaded & {"textual"})


@pytest.mark.parametrize("verb", [["day"], ["find", "a"], ["doctor"]], ids=lambda verb: str(verb[0]))
def test_verb_is_headless(clinic: Path, verb: list[str]) -> None:
    """A verb that answers loads no Textual."""
    run = clinicdesk("--db", str(clinic), *verb)

    assert (0, verb[0], True) == (run.code, run.answer["verb"], run.answer["ok"])
    assert frozenset() == run.loaded & {"textual"}


def test_daily_verbs_leave_sqlite_utils_alone(clinic: Path) -> None:
    """Reading a day loads no sqlite_utils: hot reads use the plain connection."""
    assert frozenset() == clinicdesk("--db", str(clinic), "day").loaded & {"sqlite_utils"}


def test_refusal_is_headless(tmp_path: Path) -> None:
    """A verb refused because there is no database (exit 7) loads no Textual either."""
    run = clinicdesk("--db", str(tmp_path / "absent.db"), "day")

    assert (7, False) == (run.code, run.answer["ok"])
    assert frozenset() == run.loaded & {"textual"}


def costly_records(source: str) -> list[str]:
    """The dataclasses in it that are no message of Textual's, and each `replace` that is not that of `core.structs`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and "Message" not in map(ast.unparse, node.bases):
            found += [node.name for mark in node.decorator_list if "dataclass" in ast.unparse(mark)]
        elif isinstance(node, ast.ImportFrom) and node.module in {"dataclasses", "msgspec.structs"}:
            found += [f"{node.module}.replace" for name in node.names if name.name == "replace"]
    return found


def test_records_are_structs() -> None:
    """A dataclass of 8 fields costs 1 ms of each start, a Struct a thirtieth; `replace` is the one that is checked."""
    found = {
        str(path.relative_to(ROOT)): costly
        for package in ("core", "storage", "tui")
        for path in (ROOT / package).rglob("*.py")
        if (costly := costly_records(path.read_text(encoding="utf-8")))
    }
    assert {"core/structs.py": ["dataclasses.replace", "msgspec.structs.replace"]} == found


@pytest.mark.serial
def test_first_paint_loads_no_more_than_it_shows(clinic: Path, tmp_path: Path) -> None:
    """When the day is first painted, what only later keys need is not loaded: every module costs time to wait."""
    noted = tmp_path / "loaded.json"
    command = [sys.executable, "-c", OPEN_DESK, "--db", str(clinic), "--freeze"]
    surroundings = {"LOADED": str(noted), "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}

    with Terminal(command, env=surroundings) as terminal:
        terminal.wait_for("all keys")

    loaded = frozenset(json.loads(noted.read_text()))
    assert frozenset() == loaded & NOT_YET
    ours = [name for name in loaded if name.partition(".")[0] in {"core", "storage", "tui"}]
    assert MOST_AT_FIRST >= len(ours), " ".join(sorted(ours))


@pytest.mark.parametrize(("document", "at_least"), [("ARCHITECTURE.md", 50), ("CONTRIBUTING.md", 40)])
def test_what_the_docs_point_at_is_there(document: str, at_least: int) -> None:
    """Each file and folder in backticks; a bare name after a path stands in the same folder, or in every subject's."""
    missing, told = [], 0
    for line in (ROOT / document).read_text().splitlines():
        folder = ROOT
        for name in re.findall(r"`([\w/.*]+(?:\.py|\.md|\.toml|\.sql|/))`", line):
            found = [path for place in (ROOT, folder, ROOT / "core/patients") for path in place.glob(name)]
            told += 1
            if not found and "NNNN" not in name:
                missing.append(name)
            elif found and "/" in name:
                folder = found[0] if name.endswith("/") else found[0].parent
    assert told > at_least
    assert not missing


def test_every_file_is_read_in_one_sitting() -> None:
    """At most 300 lines."""
    sources = [path for package in ("core", "storage", "tui") for path in (ROOT / package).rglob("*.py")]
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in sources
    }
    assert {} == {name: length for name, length in lengths.items() if length > 300}
