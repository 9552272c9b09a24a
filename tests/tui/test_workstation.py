"""Who acts, what time is it, and what is kept of an internal error?"""

from __future__ import annotations

import os
import pwd
import stat
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from core.errors import BadInput
from core.structs import replace
from storage.store import SqliteStore
from tests.clinics import MAIN, SETUP, USERS, FakeClock
from tests.command_line import CommandLine
from tui.bootstrap import opened
from tui.clock import DemoClock, SystemClock, is_past_the_day, read_now
from tui.crash import note_crash
from tui.identity import acting_user
from tui.paths import default_database, error_log, expanded, settings_files
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from pathlib import Path

MORNING = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
ME = pwd.getpwuid(os.getuid()).pw_name


def test_system_clock_is_aware() -> None:
    """The machine's clock tells UTC."""
    assert timedelta() == SystemClock().now().utcoffset()


def test_demo_clock_runs_on() -> None:
    """A practice clock has run as long as the real one has since it was set; frozen it stands."""
    real = FakeClock(datetime(2031, 1, 1, tzinfo=UTC))
    running = DemoClock(MORNING, real.now(), machine=real)
    standing = replace(running, frozen=True)

    real.forward(minutes=90)

    assert (MORNING + timedelta(minutes=90), MORNING) == (running.now(), standing.now())


@pytest.mark.parametrize(
    ("minutes", "zone", "expected"),
    [
        (0, MAIN, False),
        (8 * 60, MAIN, False),
        (8 * 60 + 1, MAIN, True),
        (-11 * 60, MAIN, True),
        (7 * 60, ZoneInfo("Europe/Berlin"), False),
        (7 * 60 + 45, ZoneInfo("Asia/Kolkata"), True),
    ],
)
def test_past_the_day(minutes: int, zone: ZoneInfo, *, expected: bool) -> None:
    """A practice day is over after eight hours, or on another local day."""
    real = FakeClock(MORNING)
    clock = DemoClock(MORNING, real.now(), machine=real)

    real.forward(minutes=minutes)

    assert expected == is_past_the_day(clock, zone)


def test_the_desk_begins_the_day_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A desk opened after the practice day begins it again, for every desk; a verb and a timely desk leave it."""
    line = CommandLine(tmp_path / "clinic.db", capsys, before=())
    made = line("demo", "--patients", "5", "--days", "1", "--now", "2026-11-23T12:00")
    assert (0, True) == (made.code, "It is Mon 23 Nov 10:20 there, and all before that has been done." in made.out)
    launch = LaunchOptions(db=str(line.database))

    def time_of(*, for_the_day: bool) -> datetime:
        with opened(launch, os.environ, for_the_day=for_the_day) as workstation:
            return workstation.desk.now()

    def set_back(hours: int) -> None:
        with SqliteStore(line.database) as store:
            store.set_demo_clock(shown=MORNING, real=datetime.now(UTC) - timedelta(hours=hours))

    set_back(hours=3)
    assert MORNING + timedelta(hours=3) <= time_of(for_the_day=True)
    set_back(hours=30)
    assert MORNING + timedelta(hours=30) <= time_of(for_the_day=False)
    assert MORNING + timedelta(minutes=5) > time_of(for_the_day=True)
    assert MORNING + timedelta(minutes=5) > time_of(for_the_day=False)


def test_frozen_session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --now and --freeze the time is that one, and stays."""
    line = CommandLine(tmp_path / "clinic.db", capsys, before=())
    (tmp_path / "clinic.toml").write_text(SETUP)
    assert 0 == line("setup", tmp_path / "clinic.toml", "--demo").code
    launch = LaunchOptions(db=str(line.database), now="2026-11-23T10:20", freeze=True)

    with opened(launch, os.environ) as workstation:
        assert [MORNING, MORNING] == [workstation.desk.now(), workstation.desk.now()]


def test_changes_are_watched_on_demand(clinicdesk: CommandLine) -> None:
    """A session tells of others' commits once it is asked to watch."""
    with opened(LaunchOptions(db=str(clinicdesk.database)), os.environ) as workstation:
        changes = workstation.changes()
        assert not changes.poll()
        clinicdesk.patient()
        assert changes.poll()
        assert not changes.poll()


@pytest.mark.parametrize("typed", ["noon", "2026-02-30", "1066-10-14T09:00", "9999-12-31T23:59-12:00", ""])
def test_now_that_is_no_time(typed: str) -> None:
    """--now is an ISO time within the clinic's centuries."""
    with pytest.raises(BadInput):
        read_now(typed, MAIN)


def test_now_with_offset() -> None:
    """--now with an offset is that instant, without one the first site's wall time."""
    assert MORNING == read_now("2026-11-23T15:20Z", MAIN) == read_now("2026-11-23T10:20", MAIN)


def test_the_account_acts(tmp_path: Path) -> None:
    """Without sudo the account acts, by its number: USER and LOGNAME are for anyone to set."""
    database = tmp_path / "clinic.db"
    database.touch()

    assert ME == acting_user(database, {"USER": "boss", "LOGNAME": "boss"})


def test_the_person_behind_the_clinics_account_acts(tmp_path: Path) -> None:
    """Run through sudo as the account that owns the database, the person acts; also when it is yet to be made."""
    database = tmp_path / "clinic.db"
    assert "ana" == acting_user(database, {"SUDO_USER": "ana"})
    database.touch()

    assert "ana" == acting_user(database, {"SUDO_USER": "a\x1bn\u200ba"})
    assert ME == acting_user(database, {"SUDO_USER": "\x07"})


def test_sudo_to_another_account_is_no_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SUDO_USER counts only for the account that owns the database; an unknown account acts by its number."""
    database = tmp_path / "clinic.db"
    database.touch()
    monkeypatch.setattr(os, "getuid", lambda: database.stat().st_uid + 4_000_000)

    assert f"uid{os.getuid()}" == acting_user(database, {"SUDO_USER": "ana"})


def test_acting_for_somebody_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--as is for supervisors (6 for others); naming oneself needs no privilege."""
    line = CommandLine(tmp_path / "clinic.db", capsys, before=())
    (tmp_path / "clinic.toml").write_text(SETUP + USERS + f'[[user]]\nname = "{ME}"\nroles = ["supervisor"]\n')
    assert 0 == line("setup", tmp_path / "clinic.toml").code
    assert [0, 0] == [line("day", "--as", who).code for who in ("vic", ME)]
    (tmp_path / "clinic.toml").write_text(f'[[user]]\nname = "{ME}"\nroles = ["coordinator"]\n')
    assert 6 == line("setup", tmp_path / "clinic.toml", "--as", "ana").code
    assert 0 == line("setup", tmp_path / "clinic.toml").code

    assert [6, 0] == [line("day", "--as", who).code for who in ("vic", ME)]


def test_places() -> None:
    """Files lie in the XDG base directories, whose relative paths are ignored, or their defaults below HOME."""
    env = {"HOME": "/home/ana", "XDG_CONFIG_HOME": "/cfg", "XDG_DATA_HOME": "relative"}

    assert ["/cfg/clinicdesk/clinicdesk.toml", "/etc/clinicdesk/clinicdesk.toml"] == [
        str(place) for place in settings_files(env)
    ]
    assert "/home/ana/.local/share/clinicdesk/clinic.db" == str(default_database(env))
    assert "/home/ana/.local/state/clinicdesk/errors.log" == str(error_log(env))
    assert ["/home/ana/x.db", "~bo/x.db", "x.db"] == [str(expanded(p, env)) for p in ("~/x.db", "~bo/x.db", "x.db")]


def fail_over(patient: str) -> None:
    """Fail as a defect does, with a name at hand."""
    ages: dict[str, int] = {}
    try:
        ages[patient] += 1
    except KeyError as error:
        raise PermissionError(13, f"cannot open the record of {patient}") from error


def test_crash_log_holds_no_records(home: Path) -> None:
    """The log of internal errors has types, codes, files and functions, and nothing of any patient."""
    with pytest.raises(PermissionError) as crash:
        fail_over("Smith, John")

    first, second = note_crash(crash.value), note_crash(crash.value)

    log = home / ".local" / "state" / "clinicdesk" / "errors.log"
    text = log.read_text()
    assert 0o600 == stat.S_IMODE(log.stat().st_mode)
    assert all(f"ref {reference}\n" in text for reference in (first, second))
    assert all(word in text for word in ("builtins.KeyError", "PermissionError (EACCES)", "fail_over"))
    assert "Smith" not in text


def test_crash_without_a_log(tmp_path: Path) -> None:
    """Where the log cannot be written the number is given all the same."""
    (tmp_path / "state").write_text("in the way")

    assert 1000 <= note_crash(ValueError(), {"XDG_STATE_HOME": str(tmp_path / "state")}) <= 9999
