"""Do `setup` and `demo` make a clinic whole or not at all, and do the keepers of its file say what is wrong?"""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.sqlite import doctor
from tests.clinics import SETUP, USERS
from tests.command_line import CommandLine, contents

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = ["added", "changed", "retired", "unchanged", "stranded", "notes"]


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line with a set-up file beside, and no database yet."""
    (tmp_path / "clinic.toml").write_text(SETUP)
    return CommandLine(tmp_path / "deep" / "er" / "clinic.db", capsys, before=())


def files_of(folder: Path) -> set[str]:
    """What lies in the folder and below, by name; the side files of the database left out."""
    return {path.name for path in folder.rglob("*") if not path.name.startswith("clinic.db-")}


def test_setup(bare: CommandLine, tmp_path: Path) -> None:
    """`setup` makes the database for its owner alone, counts by kind, and changes nothing the second time."""
    first = bare.json("setup", tmp_path / "clinic.toml").result
    again = bare.json("setup", tmp_path / "clinic.toml").result

    assert [COUNTS, COUNTS] == [list(first), list(again)]
    assert (2, 3, 5) == tuple(first["added"][kind] for kind in ("site", "provider", "session"))
    assert first["added"] == again["unchanged"]
    assert 0o600 == stat.S_IMODE(bare.database.stat().st_mode)
    assert {0o700} == {stat.S_IMODE(folder.stat().st_mode) for folder in bare.database.parents[:2]}


@pytest.mark.parametrize("is_there", [False, True])
def test_setup_dry_run(bare: CommandLine, tmp_path: Path, is_there: bool) -> None:  # noqa: FBT001
    """A dry run counts the same and leaves everything as it was; without a database it makes none."""
    if is_there:
        (tmp_path / "one.toml").write_text(SETUP.partition("[[room]]")[0])
        bare("setup", tmp_path / "one.toml")
    before = contents(bare.database) if is_there else None

    tried = bare.json("setup", tmp_path / "clinic.toml", "--dry-run").result

    assert 4 == tried["added"]["room"]
    assert is_there == bare.database.exists()
    assert before == (contents(bare.database) if is_there else None)
    assert tried == bare.json("setup", tmp_path / "clinic.toml").result


def test_setup_with_errors(bare: CommandLine, tmp_path: Path) -> None:
    """A file with errors is refused whole (2): each error with its place, and no database is left behind."""
    broken = tmp_path / "broken.toml"
    broken.write_text(
        SETUP.replace('provider = "ito"', 'provider = "itto"', 1).replace(
            "minutes = 20\nmodes", "minutes = 2000\nmodes"
        )
    )

    ran = bare.json("setup", broken)

    sentence, *problems = ran.answer["message"].splitlines()
    assert (2, None) == (ran.code, ran.answer["result"])
    assert "broken.toml has 2 errors" in sentence
    assert all(problem.startswith("broken.toml line ") for problem in problems)
    assert not bare.database.parent.exists() or not files_of(bare.database.parent)


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfe", b"[[site]", None, SETUP.partition("[[room]]")[0].encode() + b"[[rom]]\n"]
)
def test_setup_of_what_is_no_setup(bare: CommandLine, tmp_path: Path, text: bytes | None) -> None:
    """A file that is missing, empty, not text or not TOML is refused (2) and makes no database."""
    file = tmp_path / "odd.toml"
    if text is not None:
        file.write_bytes(text)

    ran = bare.json("setup", file)

    assert 2 == ran.code
    assert "odd.toml" in ran.answer["message"]
    assert not bare.database.exists()


def test_demo_marks_only_new_databases(bare: CommandLine, tmp_path: Path) -> None:
    """A clinic that people work in never becomes one for practice."""
    assert 0 == bare("setup", tmp_path / "clinic.toml").code
    before = contents(bare.database)

    refused = bare.json("setup", tmp_path / "clinic.toml", "--demo")
    not_replaced = bare.json("demo", "--patients", "5", "--days", "1")

    assert [2, 2] == [refused.code, not_replaced.code]
    assert "not a practice clinic" in not_replaced.answer["message"]
    assert before == contents(bare.database)


def test_demo(bare: CommandLine) -> None:
    """`demo` makes a practice clinic that opens on a weekday at 10:20, and replaces none."""
    made = bare.json("demo", "--patients", "30", "--days", "1", "--seed", "7", "--now", "2026-11-21T22:00").result

    assert (30, "2026-11-23T15:20:00+00:00") == (made["patients"], made["opens_at"])
    made = {one.name for one in bare.database.parent.iterdir() if one.suffix not in {".lock", ".next"}}
    beside = ("cards", "exchange", "mail", "messages", "work")
    assert {"clinic.db", *(f"clinic.db.{name}" for name in beside)} == made
    assert 0o600 == stat.S_IMODE(bare.database.stat().st_mode)
    assert [] == bare.json("doctor").result["findings"]
    day = bare.json("day").result
    assert "2026-11-23" == day["date"]

    again = bare.json("demo", "--patients", "30")
    assert (2, True) == (again.code, "Delete the file, and the folders" in again.answer["message"])
    bare.database.unlink()
    left = bare.json("demo", "--patients", "30")
    assert (2, True) == (left.code, "clinic.db.cards of a clinic that was there" in left.answer["message"])


def test_demo_is_the_same_for_the_same_seed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same seed and time make the same clinic."""
    lines = [CommandLine(tmp_path / f"{name}.db", capsys, before=()) for name in "ab"]
    for line in lines:
        assert 0 == line("demo", "--patients", "30", "--days", "1", "--now", "2026-11-21T22:00").code

    first, second = (line.json("day", "2026-11-23").result for line in lines)

    assert first == second


def test_demo_in_the_way_of_another_file(bare: CommandLine) -> None:
    """A file that is no database is no demo either, and stays."""
    bare.database.parent.mkdir(parents=True)
    bare.database.write_text("my thesis")

    ran = bare.json("demo", "--patients", "5")

    assert (2, "my thesis") == (ran.code, bare.database.read_text())


@pytest.mark.parametrize("option", [("--patients", "0"), ("--days", "x"), ("--seed", "-1")], ids=" ".join)
def test_demo_options(bare: CommandLine, option: tuple[str, str]) -> None:
    """Numbers that make no sense are refused (2) before anything is made."""
    assert 2 == bare.json("demo", *option).code
    assert not bare.database.exists()


def test_doctor_unclean(clinicdesk: CommandLine) -> None:
    """What the doctor finds is told finding by finding, and ends with 7."""
    number = clinicdesk.booked(clinicdesk.patient())
    with closing(sqlite3.connect(clinicdesk.database)) as db, db:
        db.executescript("DROP TRIGGER IF EXISTS occupancy_delete; DELETE FROM occupancy;")

    ran = clinicdesk.json("doctor")

    assert 7 == ran.code
    findings = ran.answer["result"]["findings"]
    assert all(["check", "message"] == list(finding) for finding in findings)
    assert any(f"Appointment {number} does not hold" in finding["message"] for finding in findings)


def test_doctor_with_an_anchor(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """A head that was kept, as a hash or in a file, is still in the journal; one that is lost ends with 7."""
    kept = tmp_path / "heads"
    kept.write_text(clinicdesk.json("doctor").out)
    first = clinicdesk.json("doctor").result["head"]
    clinicdesk.patient()

    ran = clinicdesk.json("doctor", "--anchor", kept, "--anchor", first["hash"].upper())
    assert [first["hash"]] * 2 == ran.result["anchors"]
    assert "up to the anchor" in ran.answer["message"]
    assert first["entry"] + 1 == ran.result["head"]["entry"]

    lost = clinicdesk.json("doctor", "--anchor", "0" * 64)
    assert (7, ["anchor"]) == (lost.code, [finding["check"] for finding in lost.answer["result"]["findings"]])


@pytest.mark.parametrize("typed", ["", "abc", "/etc/hostname", "/etc"])
def test_what_is_no_anchor(clinicdesk: CommandLine, typed: str) -> None:
    """It is told, before anything is examined (2)."""
    assert 2 == clinicdesk.json("doctor", "--anchor", typed).code


def test_backup_overwrites_nothing(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """A backup takes a new name (2 for one in use), and is a database of its own."""
    clinicdesk.patient()
    copy = tmp_path / "copy.db"

    assert [0, 2] == [clinicdesk("backup", copy).code, clinicdesk.json("backup", copy).code]
    assert 0o600 == stat.S_IMODE(copy.stat().st_mode)
    assert 1 == len(CommandLine(copy, clinicdesk.capsys).json("find", "smith").result)


def test_config_check(clinicdesk: CommandLine, home: Path, tmp_path: Path) -> None:
    """`config check` says where the settings come from, lists every problem (2), and that no users are set up."""
    plain = clinicdesk("config", "check")
    usual = home / ".config" / "clinicdesk" / "clinicdesk.toml"
    usual.parent.mkdir(parents=True)
    usual.write_text("[booking]\nmin_minutes = 0\n[rules]\nC4 = 'warn'\n")
    wrong = clinicdesk.json("config", "check")
    named = tmp_path / "fine.toml"
    named.write_text("[dates]\norder = 'dmy'\n")

    assert (0, True) == (plain.code, "every login is treated as coordinator" in plain.out)
    assert (2, 2) == (wrong.code, len(wrong.answer["result"]["problems"]))
    assert 2 == clinicdesk.json("day").code
    assert str(named) == clinicdesk.json("config", "check", "--config", named).result["settings"]


def test_config_check_with_users(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Where users are set up, `config check` counts them."""
    users = tmp_path / "users.toml"
    users.write_text(USERS)
    assert 0 == clinicdesk("setup", users).code

    assert 3 == clinicdesk.json("config", "check").result["users"]


def test_settings_name_the_database(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Without --db the setting counts, from its own file's folder; a missing settings file is refused (2)."""
    settings = tmp_path / "desk.toml"
    settings.write_text("[database]\npath = 'clinic.db'\n")
    elsewhere = CommandLine(tmp_path / "unused.db", clinicdesk.capsys, before=())

    assert str(clinicdesk.database) == elsewhere.settled("--config", settings, "config", "check")["database"]
    assert 2 == elsewhere.json("day", "--config", tmp_path / "none.toml").code


def test_day_order_is_a_setting(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Dates typed on the command line are read in the order of the settings."""
    settings = tmp_path / "desk.toml"
    settings.write_text("[dates]\norder = 'dmy'\n")

    assert ["2027-03-04", "2027-04-03"] == [
        clinicdesk.json("day", "3/4", *more).result["date"] for more in ((), ("--config", settings))
    ]


def test_the_doctor_says_how_much_was_looked_at(clinicdesk: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large clinic is looked over, unless the whole is asked for; the answer never says more than was done."""
    assert clinicdesk.json("doctor").result["full"]
    monkeypatch.setattr(doctor, "_SMALL_BYTES", 0)

    lately, whole = clinicdesk.json("doctor"), clinicdesk.json("doctor", "--full")

    assert (False, True) == (lately.result["full"], whole.result["full"])
    assert "is sound as far as was looked" in lately.answer["message"]
    assert "doctor --full" in lately.answer["message"]
    assert "is sound." in whole.answer["message"]
