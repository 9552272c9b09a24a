"""Are the recipes of the README programs? Each runs here as it stands there, but for what other programs do."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.command_line import NOW, CommandLine
from tests.depth import depth
from tests.images import jpeg, pdf
from tests.member import Host
from tests.readme import README, recipes
from tests.ready_made import once_a_run
from tests.warm_host import WarmHost
from tui.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
CSV: Final = "family,given,birth_date\nSmith,John,1984-03-14\nJones,Ann,1990-13-01\n"
VISITS: Final = "mrn,start,minutes,type,provider\n100001,2020-03-02 09:00,20,Follow-up,lee\n"
BILLING: Final = "id,mrn,kind,amount,date,description\nC1,100967,charge,80,2026-11-02,Visit\n"
PLANS: Final = "id,mrn,count,amount,signed\nP1,100967,6,25,2026-11-02\n"
SIGNED: Final = "mrn,form,date\n100967,privacy,2026-01-02\n"
CALENDAR: Final = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20300107
DTEND;VALUE=DATE:20300110
SUMMARY:Away
END:VEVENT
END:VCALENDAR
"""
DAYS: Final = [
    pytest.param(NOW, id="monday"),
    pytest.param("2026-12-23T09:00", id="before-christmas"),
    pytest.param("2028-02-26T16:30", id="saturday"),
]
"""A clinic takes twenty seconds of computing to make: all but the first by `make soak`."""
SUPERVISOR: Final = '\n[[user]]\nname = "ana"\nroles = ["supervisor"]\n'


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """What runs a line as the first person on a new machine does: in a checkout, with a home of its own."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "export.csv").write_text(CSV)
    (tmp_path / "visits.csv").write_text(VISITS)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))

    def line(typed: str) -> int:
        program, *arguments = shlex.split(typed)
        assert "clinicdesk" == program
        return main(arguments)

    return line


@pytest.fixture
def demo(tmp_path: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The practice clinic as it is made where nothing else is said."""
    return _demo_of(NOW, tmp_path, capsys, tmp_path_factory)


@pytest.fixture(params=DAYS[: depth(1, whole=3)])
def any_demo(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> CommandLine:
    """One that is made on any day: what follows of the day is otherwise in each."""
    return _demo_of(request.param, tmp_path, capsys, tmp_path_factory)


def _demo_of(
    now: str, folder: Path, capsys: pytest.CaptureFixture[str], factory: pytest.TempPathFactory
) -> CommandLine:
    """A copy of the one of that day."""
    made = once_a_run(factory, f"demo-{now[:10]}", partial(_make_demo, now))
    shutil.copy(made / "clinic.db", folder)
    shutil.copytree(made / "clinic.db.cards", folder / "clinic.db.cards")
    return CommandLine(folder / "clinic.db", capsys, ("--now", now))


def _make_demo(now: str, folder: Path) -> None:
    assert 0 == main(["--db", str(folder / "clinic.db"), "--now", now, "demo"])


def test_a_clinic_and_its_patients(run: Callable[[str], int], capsys: pytest.CaptureFixture[str]) -> None:
    """Installed, set up, and its own patients taken in: the line that cannot be is in the file that is named."""
    installing, setup, desk = recipes("Install")
    assert ("pipx install .", "clinicdesk") == (installing, desk)
    assert 0 == run(setup)
    assert 0 == run(setup), "again it changes nothing"
    tried, done, visits, *exports = recipes("Your patients")
    capsys.readouterr()
    assert run(tried) == run(done) == 0
    assert "1 added" in capsys.readouterr().out
    assert "Jones" in Path("rejects.csv").read_text()
    assert 0 == run(visits)
    assert [0, 0] == [run(line) for line in exports]
    assert 0 == run("clinicdesk undo")


def test_what_keeps_it_safe(run: Callable[[str], int], capsys: pytest.CaptureFixture[str]) -> None:
    """Every command of the table, and the way back to a backup."""
    assert 0 == run("clinicdesk setup examples/clinic.toml")
    _, _, after = README.partition("\n## Keeping it safe\n")
    commands = re.findall(r"^\| `(clinicdesk .+?)` \|", after, flags=re.MULTILINE)
    assert 5 == len(commands)
    capsys.readouterr()
    assert 0 == run("clinicdesk doctor --json")
    head = json.loads(capsys.readouterr().out)["result"]["head"]["hash"]
    assert [0] * 5 == [run(command.replace("HASH", head)) for command in commands]
    database = Path("DATA/clinicdesk/clinic.db")
    said = "move the database with its `-wal` and `-shm` files aside"
    assert said in README
    for file in (database, *(database.with_name(database.name + ending) for ending in re.findall(r"`(-\w+)`", said))):
        if file.exists():
            file.rename(file.with_name(f"aside-{file.name}"))
    shutil.copy("FILE", database)
    database.chmod(0o600)
    assert 0 == run("clinicdesk doctor --full")


def test_several_people_at_once(tmp_path: Path) -> None:
    """What the account and its members call, once sudo and sshd have done their part (`test_host` has theirs)."""
    host = Host(tmp_path, {})
    setup = ((ROOT / "examples" / "clinic.toml").read_text() + SUPERVISOR).encode()
    typed = recipes("Several people at once")
    assert 'sudo su - desk -c "clinicdesk setup -" <clinic.toml' in typed
    assert 0 == host.account("setup", "-", stdin=setup).returncode
    assert ["ssh -t host", "ssh host day --json", "ssh host import patients - <export.csv"] == typed[-3:]
    assert 0 == host.member("day", "--json").returncode
    ran = host.member("import", "patients", "-", stdin=CSV.encode())
    assert (0, True) == (ran.returncode, b"1 added" in ran.stdout)


def test_an_encoding_that_is_said(run: Callable[[str], int], capsys: pytest.CaptureFixture[str]) -> None:
    """The option that the section names says it, also of letters that leave it open or read as well as Windows-1252."""
    assert 0 == run("clinicdesk setup examples/clinic.toml")
    option = re.search(r"`(--encoding [\w-]+)`", README)
    assert option
    encoding = option[1].split()[1]
    tried, *_ = recipes("Your patients")
    for name, code, told in (("Łukasz", 2, "not evident"), ("Kovačík", 0, "It was read as windows-1252.")):
        Path("export.csv").write_text(f"family,given,birth_date\n{name},Jan,1984-03-14\n", encoding=encoding)
        capsys.readouterr()
        assert code == run(tried)
        assert told in "".join(capsys.readouterr())
        assert 0 == run(f"{tried} {option[1]}")
        assert f"It was read as {encoding}." in capsys.readouterr().out


def test_a_warm_host(tmp_path: Path) -> None:
    """Its unit, under the name by which it is started, calls what makes it warm for the account itself."""
    install, start = recipes("A warm host")
    sudo, program, *arguments = shlex.split(install)
    assert ("sudo", "clinicdesk") == (sudo, program)
    root = tmp_path / "host"
    assert 0 == main([*arguments, "--root", str(root), "--program", "/usr/bin/clinicdesk"])
    unit = (root / "etc/systemd/system" / f"{start.split()[-1]}.service").read_text()
    by_the_account = re.search(r"or, as the account: clinicdesk (.+)", README)
    assert by_the_account
    assert f"ExecStart=/usr/bin/clinicdesk {by_the_account[1]}" in unit.splitlines()
    with WarmHost(tmp_path) as host:
        assert host.is_warm
        assert by_the_account[1] == host.verb


def test_keys_of_ones_own(tmp_path: Path) -> None:
    """The settings that the list of keys shows are taken."""
    (shown,) = re.findall(r"^```\n(.*?)^```", (ROOT / "docs" / "keys.md").read_text(), flags=re.DOTALL | re.MULTILINE)
    settings = tmp_path / "clinicdesk.toml"
    settings.write_text(shown)
    assert 0 == main(["--config", str(settings), "config", "check"])


def test_what_is_tried_on_the_practice_clinic(any_demo: CommandLine) -> None:
    """The patient who is looked for is there, and the scripts' bookings end as is said."""
    typed = re.search(r"`/` `(.+?)` Enter finds a patient", README)
    assert typed
    assert 1 == len(any_demo.json("find", *typed[1].split()).result)
    first, second, look, accept, cancel, chain = (shlex.split(line)[1:] for line in recipes("For scripts"))
    tried = any_demo(*first)
    refused_for = {one["rule"] for one in tried.answer["conflicts"] if one["severity"] == "confirm"}
    assert (tried.code, refused_for) in [(0, set()), (3, {"C3"})], "as somebody is there on that day or not"
    assert 0 == any_demo(*second).code
    assert 6 == len(any_demo.json(*look).result)
    series = any_demo.json(*accept).result
    assert 6 == len(series)
    assert 5 == len(any_demo.json(*(str(series[1]["id"]) if word == "1204" else word for word in cancel)).result)
    assert 2 == len(any_demo.json(*chain).result)


@pytest.mark.parametrize(
    "section",
    ["When providers work", "Who pays", "Payers asked by file", "The till", "Letters, forms and the close of the day"],
)
def test_whatever_day_it_is_tried_on(
    section: str, any_demo: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word, one after the other."""
    monkeypatch.chdir(tmp_path)
    for folder in ("out", "in"):
        Path(folder).mkdir()
    for image in ("front.jpg", "back.jpg"):
        Path(image).write_bytes(jpeg())
    Path("scan.pdf").write_bytes(pdf())
    Path("berg.ics").write_text(CALENDAR.replace("\n", "\r\n"))
    Path("billing.csv").write_text(BILLING)
    Path("plans.csv").write_text(PLANS)
    Path("forms.csv").write_text(SIGNED)
    said = _said_to(section, any_demo)
    if section == "Who pays":
        assert ": 0 added, 0 updated" in said, "nothing is new of what was exported"


def test_two_records_of_one_person(demo: CommandLine) -> None:
    """Word for word. On one day alone: to compare three thousand with each other takes ten seconds."""
    assert "two people" in _said_to("One person, two records", demo)


def test_reminders_and_answers(demo: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of the section, word for word; the answers that it shows are taken."""
    monkeypatch.chdir(tmp_path)
    *typed, answer, failed = recipes("Reminders and answers")
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "a.json").write_text(f"{answer}\n{failed}\n")
    for line in typed:
        program, *arguments = shlex.split(line, comments=True)
        ran = demo(*arguments)
        assert ("clinicdesk", 0) == (program, ran.code), line + ran.out + ran.err
        if "answers" in arguments:
            assert "2 answers taken, 0 files that could not be read" in ran.out + ran.err


def _said_to(section: str, demo: CommandLine) -> str:
    """What the recipes of the section said, one after the other."""
    said = []
    for line in recipes(section):
        program, *arguments = shlex.split(line)
        ran = demo(*arguments)
        assert ("clinicdesk", 0) == (program, ran.code), line + ran.out + ran.err
        said.append(ran.out)
    return "".join(said)


def test_who_opened_a_record_is_told(demo: CommandLine) -> None:
    """The commands named in the text, on the practice clinic."""
    commands = re.findall(r"`clinicdesk ((?:access|history setup)[^`]*)`", README)
    assert 3 == len(commands)
    assert 0 == demo("patient", "show", commands[0].split()[1]).code
    told = [demo.json(*command.split()) for command in commands]
    assert [0, 0, 0] == [one.code for one in told]
    assert told[0].result, "the record that was shown"


def test_work_beside_the_desk(run: Callable[[str], int], tmp_path: Path) -> None:
    """A night's backup is made once the settings of the section name a folder, under a name as the section shows."""
    forever, once, arm, *settings = recipes("Work beside the desk")
    assert "clinicdesk work" == forever
    folder = tmp_path / "nights"
    folder.mkdir()
    config = Path("CONFIG") / "clinicdesk" / "clinicdesk.toml"
    config.parent.mkdir(parents=True)
    config.write_text("\n".join(settings).replace("/srv/backup", str(folder)))
    assert 0 == run("clinicdesk setup examples/clinic.toml")
    assert [0, 0] == [run(once), run(arm)]
    shown = re.search(r"`clinic\.db\.[0-9a-f]{8}\.\d{4}-\d\d-\d\d\.backup`", README)
    assert shown
    made = [file for file in folder.iterdir() if re.fullmatch(r"clinic\.db\.[0-9a-f]{8}\.[\d-]{10}\.backup", file.name)]
    assert 1 == len(made)
