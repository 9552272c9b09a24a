"""Can somebody who comes through the account's command become the account? Each way that was found, as it is typed."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from core.errors import NotAllowed
from tests.clinics import SETUP, USERS
from tests.command_line import contents
from tests.member import Host
from tests.patient_files import HEADINGS, JONES, SMITH
from tests.ready_made import written_out
from tui import control_group, limits
from tui.identity import drop_callers_environment, is_member
from tui.limits import run_everywhere

VERSION_4: Final = Path(__file__).parents[1] / "storage" / "version_4.sql"


PATIENTS: Final = f"{HEADINGS}\n{SMITH}\n".encode()


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """Where the account has set up a clinic with sue, ana and vic; and what a member has of their own lies beside."""
    home = tmp_path / "account"
    home.mkdir()
    mine = tmp_path / "mine"
    mine.mkdir()
    made = Host(home, {})
    made.database.parent.mkdir(parents=True, mode=0o700)
    written_out(made.database, _account_sets_up)
    (home / "clinic.toml").write_text(SETUP + USERS)
    (mine / "them.csv").write_bytes(PATIENTS)
    (mine / "clinic.toml").write_text(SETUP)
    (mine / "soft.toml").write_text("[rules]\nC3 = 'warn'\n")
    return made


def _account_sets_up(path: Path) -> None:
    account = Host(path.parent, {})
    (path.parent / "clinic.toml").write_text(SETUP + USERS)
    assert 0 == account.account("setup", path.parent / "clinic.toml").returncode
    account.database.rename(path)


FILES: Final = [
    ("import", "patients", "{mine}/them.csv"),
    ("import", "patients", "-", "--rejects", "{home}/site-packages.pth"),
    ("import", "patients", "-", "--rejects", "{home}/.local/share/clinicdesk/clinic.db"),
    ("import", "patients", "-", "--map", "{mine}/map.toml"),
    ("backup", "{mine}/copy.db"),
    ("backup", "{home}/.ssh/authorized_keys"),
    ("setup", "{mine}/clinic.toml"),
    ("--db", "{mine}/own.db", "setup", "-"),
    ("--db", "{mine}/own.db", "demo"),
    ("--db=/dev/null", "day"),
    ("--config", "{mine}/soft.toml", "day"),
    ("config", "check", "--config", "{home}/.ssh/id_ed25519"),
    ("keys", "--config", "{mine}/soft.toml"),
    ("doctor", "--db", "{mine}/own.db"),
    ("migrate", "--db", "{mine}/own.db"),
    ("--db", "", "day"),
]


@pytest.mark.parametrize("typed", FILES, ids=" ".join)
@pytest.mark.parametrize("who", ["ana", "sue"])
def test_a_member_names_no_file(host: Host, tmp_path: Path, typed: tuple[str, ...], who: str) -> None:
    """Whatever their role, each is refused with a sentence (6), and no file is made, changed or renamed."""
    before, clinic = files_below(tmp_path), contents(host.database)

    ran = host.member(*(word.format(mine=tmp_path / "mine", home=host.home) for word in typed), who=who, stdin=PATIENTS)

    assert (6, b"") == (ran.returncode, ran.stdout)
    assert b"names a file, and you come through the clinic's command" in ran.stderr
    assert (before, clinic) == (files_below(tmp_path), contents(host.database))


def test_a_member_makes_no_clinic(tmp_path: Path) -> None:
    """Where there is no database yet the account makes it: whoever came first would else be its supervisor."""
    host = Host(tmp_path, {})
    assert [6, 6] == [host.member(*verb, stdin=SETUP.encode()).returncode for verb in (("setup", "-"), ("demo",))]
    assert {} == files_below(tmp_path)


def test_a_member_brings_no_settings(host: Host, tmp_path: Path) -> None:
    """What sudo might let through of the environment chooses neither settings nor database nor folder."""
    mine = tmp_path / "mine"
    (mine / "clinicdesk").mkdir()
    (mine / "clinicdesk" / "clinicdesk.toml").write_text("[database]\npath = 'own.db'\n")
    env = {"HOME": str(mine), "TMPDIR": str(mine), "SUDO_HOME": str(mine), "SUDO_UID": "0", "SUDO_COMMAND": "ls"}
    env |= {f"XDG_{name}_HOME": str(mine) for name in ("CONFIG", "DATA", "STATE")}
    ran = Host(host.home, env).member("config", "check")
    assert 0 == ran.returncode
    assert f"Database: {host.database}" in ran.stdout.decode()
    assert b"The settings are the defaults" in ran.stdout


def test_the_account_settings_count_for_members(host: Host) -> None:
    """Rules are the clinic's: those in the account's own folder."""
    settings = host.home / ".config" / "clinicdesk" / "clinicdesk.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[dates]\norder = 'dmy'\n")
    assert f"They come from {settings}." in host.member("config", "check").stdout.decode()


def test_files_pass_through_standard_input_and_output(host: Host) -> None:
    """What members import, they send, and what they take home, they are sent: the shell opens their own files."""
    lines = b"\n".join([*PATIENTS.splitlines(), JONES.replace("1990-05-06", "1990-15-06").encode(), b""])

    took = host.member("import", "patients", "-", "--rejects", "-", who="sue", stdin=lines)

    assert 0 == took.returncode
    heading, rejected = took.stdout.decode().splitlines()
    assert f"{HEADINGS},line,field,reason" == heading
    assert rejected.startswith("E2,Jones,Ann,1990-15-06")
    assert b"standard input: 1 added, 0 updated, 0 unchanged, 1 rejected." in took.stderr
    assert b"Smith, John" in host.member("find", "smith").stdout

    copy = host.member("backup", "-", who="sue")
    assert (0, b"SQLite format 3\0") == (copy.returncode, copy.stdout[:16])
    changed = host.member("setup", "-", who="sue", stdin=b'[[room]]\ncode = "R9"\nsite = "main"\nkind = "exam"\n')
    assert (0, True) == (changed.returncode, b"standard input: 1 added" in changed.stdout)
    assert {"clinic.toml", "clinic.db", "clinic.db.access.db"} == {
        path.name
        for path in host.home.rglob("*")
        if path.is_file() and not path.name.startswith(("clinic.db-", "clinic.db.access.db-"))
    } - {"clinic.db.lock", "clinic.db.next", "clinic.db.batch", "clinic.db.sending"}


@pytest.mark.parametrize("typed", [("backup", "-"), ("import", "patients", "-", "--rejects", "-")], ids=" ".join)
def test_one_thing_on_standard_output(host: Host, typed: tuple[str, ...]) -> None:
    """With --json the one object stands there, so that a document cannot (2)."""
    ran = host.account(*typed, "--json", stdin=PATIENTS)
    assert (2, 1) == (ran.returncode, len(ran.stdout.splitlines()))


def test_the_account_names_files(host: Host, tmp_path: Path) -> None:
    """Without sudo, or through it from root, who may be anybody: they are its own."""
    copies = [tmp_path / "mine" / name for name in ("one.db", "two.db")]
    assert 0 == host.account("backup", copies[0]).returncode
    assert 0 == host.member("backup", copies[1], who="root").returncode
    assert all(copy.is_file() for copy in copies)


def test_an_older_database_is_the_accounts_to_migrate(host: Host) -> None:
    """Where nobody's role can be read, a supervisor is told so (7), and the account may all the same."""
    for file in host.database.parent.glob("clinic.db*"):
        file.unlink()
    with closing(sqlite3.connect(host.database)) as db:
        db.executescript(VERSION_4.read_text(encoding="utf-8"))
    host.database.chmod(0o600)

    refused = host.member("migrate", who="sue")

    assert (7, True) == (refused.returncode, b"only the account that keeps the clinic may" in refused.stderr)
    assert b"was brought from version 4" in host.account("migrate").stdout


def test_a_clinic_that_nobody_could_enter(host: Host) -> None:
    """A set-up with users and no supervisor is refused (2), and the account may always set it right."""
    text = b'[[user]]\nname = "sue"\nroles = ["coordinator"]\n'
    right = text + b'[[user]]\nname = "eve"\nroles = ["supervisor"]\n'
    assert 2 == host.account("setup", "-", stdin=text).returncode
    assert 2 == host.member("setup", "-", who="sue", stdin=text).returncode
    assert 0 == host.account("setup", "-", stdin=right).returncode
    assert [6, 0] == [host.member("doctor", who=who).returncode for who in ("sue", "eve")]


def test_acting_for_somebody_is_journalled_with_both_names(host: Host) -> None:
    """The rights are the other's, the person is never lost, and only who acts so again takes such an act back."""
    assert 0 == host.member("import", "patients", "-", who="sue", stdin=PATIENTS).returncode
    book = ("book", "--patient", "id:1", "--type", "fu20", "--provider", "lee", "--start", "2027-11-22T09:00")

    assert 6 == host.member(*book, "--as", "vic", who="sue").returncode
    assert 0 == host.member(*book, "--as", "ana", who="sue").returncode
    assert 4 == host.member("undo", who="ana").returncode
    own = host.member("undo", who="sue")  # of the import, which the booking stands upon
    again = host.member("undo", "--as", "ana", who="sue")

    assert (5, True) == (own.returncode, b"(sue for ana, " in own.stderr)
    assert (0, True) == (again.returncode, b"Undone: Booked Smith" in again.stdout)
    history = host.member("--json", "history", "appointment:1")
    assert ["sue for ana", "sue for ana"] == [entry["actor"] for entry in json.loads(history.stdout)["result"]]


def test_a_login_that_reads_like_acting_for_somebody(host: Host) -> None:
    """A login name has no rights but its own."""
    ran = host.member("day", who="eve for sue")
    assert (6, True) == (ran.returncode, b"eve_for_sue is not set up" in ran.stderr)


def test_what_is_left_of_a_members_environment() -> None:
    """The terminal and the language, and of these nothing that could be a path."""
    env = {"SUDO_USER": "ana", "TERM": "xterm", "LC_ALL": "C.UTF-8", "LANG": "../x", "PYTHONPATH": "x", "TZ": "UTC"}
    drop_callers_environment(env)
    assert {"SUDO_USER": "ana", "TERM": "xterm", "LC_ALL": "C.UTF-8"} == env
    own = {"HOME": "/home/ana", "SUDO_USER": ""}
    drop_callers_environment(own)
    assert {"HOME": "/home/ana", "SUDO_USER": ""} == own


def test_root_is_no_member() -> None:
    """Root may become the account anyway; any other name is somebody's, also one with nothing to show."""
    assert [False, False, True, True] == [is_member({"SUDO_USER": name}) for name in ("", "root", "ana", "\x07")]


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with what it holds; those beside a database left out."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".db-" not in path.name)
    return {
        str(path): path.read_bytes() for path in found if path.suffix not in {".lock", ".next", ".batch", ".sending"}
    }


@pytest.mark.parametrize("limit", [(resource.RLIMIT_FSIZE, 1 << 14), (resource.RLIMIT_NOFILE, 40)])
def test_a_member_comes_in_within_no_limit_that_keeps_the_clinic_from_writing(
    host: Host, limit: tuple[int, int]
) -> None:
    """A hard one is refused with a sentence (6), and nothing is shown; one's own soft one is raised."""
    host.account("import", "patients", "-", stdin=PATIENTS)
    which, most = limit
    _, hard = resource.getrlimit(which)

    refused = host.member("patient", "show", "id:1", limits={which: (most, most)})
    shown = host.member("patient", "show", "id:1", limits={which: (most, hard)})

    assert (6, b"") == (refused.returncode, refused.stdout)
    assert b"Your shell holds back what the clinic does" in refused.stderr
    assert (0, b"") == (shown.returncode, shown.stderr)
    told = json.loads(host.account("--json", "access", "id:1").stdout)["result"]
    assert ["patient show", "import"] == [one["way"] for one in told]


@pytest.mark.parametrize(
    ("line", "told"), [("nice -n 19", b"(nice)"), ("chrt --idle 0", b"(chrt)"), ("chrt --batch 0", b"(chrt)")]
)
def test_a_member_who_hardly_runs_keeps_nobody_waiting(host: Host, line: str, told: bytes) -> None:
    """Whoever writes has the turn that all wait for: a process that gives way to others does nothing (6)."""
    refused = host.member("day", before=line.split())
    assert (6, b"") == (refused.returncode, refused.stdout)
    assert told in refused.stderr
    assert 0 == host.account("config", "check", before=line.split()).returncode


def test_a_member_chooses_no_processor(host: Host) -> None:
    """Theirs may be busy with what they have begun there."""
    assert 0 == host.member("day", before=("taskset", "1")).returncode
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(before)})
        run_everywhere()
        assert before <= os.sched_getaffinity(0)
    finally:
        os.sched_setaffinity(0, before)


def test_a_control_group_of_somebody_elses_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has it freezes what is in it at any moment; one of root's or the account's own is as any other."""
    group = tmp_path / "user.slice" / "x.scope"
    group.mkdir(parents=True)
    (tmp_path / "self").mkdir()
    (tmp_path / "self" / "cgroup").write_text("0::/user.slice/x.scope\n")
    monkeypatch.setattr(control_group, "_GROUPS", tmp_path)
    monkeypatch.setattr(control_group, "_PROCESSES", tmp_path)
    limits.refuse_members_limits({"SUDO_USER": "ana"})
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    if group.stat().st_uid == 0:
        os.chown(group.parent, 65534, -1)
    with pytest.raises(NotAllowed, match="systemd-run"):
        limits.refuse_members_limits({"SUDO_USER": "ana"})
    limits.refuse_members_limits({})


def test_a_copy_of_the_clinic_opens_everybodys_records(host: Host) -> None:
    """It is written down before it is sent, and told of every patient; where it cannot be, nothing is sent."""
    host.account("import", "patients", "-", stdin=PATIENTS)
    assert 0 == host.member("backup", "-", who="sue").returncode
    told = json.loads(host.account("--json", "access", "id:1").stdout)["result"]
    assert ["backup", "import"] == [one["way"] for one in told]
    assert ("sue", None) == (told[0]["user"], told[0]["patient"])
    log = host.database.with_name("clinic.db.access.db")
    log.unlink()
    log.mkdir()
    refused = host.member("backup", "-", who="sue")
    assert (7, b"") == (refused.returncode, refused.stdout)


def test_the_account_itself_works_within_its_limits(host: Host) -> None:
    """They are its own; what cannot be written is refused as on a disk that is full."""
    host.account("import", "patients", "-", stdin=PATIENTS)
    limits = {resource.RLIMIT_FSIZE: (1 << 14, 1 << 14)}
    assert 7 == host.account("import", "patients", "-", stdin=PATIENTS, limits=limits).returncode
    assert 0 == host.account("config", "check", limits=limits).returncode
