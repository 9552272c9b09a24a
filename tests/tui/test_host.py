"""Is a host made ready, and is found what gives it away? In folders of the tests, never on the host they run on."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import BadInput
from tests.command_line import CommandLine
from tui.cli import host
from tui.host.check import examine
from tui.host.in_force import rules_of_sshd, rules_of_sudo
from tui.host.install import install
from tui.host.layout import WANTED, Layout
from tui.host.tools import Tools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAM: Final = "/usr/local/bin/clinicdesk"
SUDOERS: Final = "etc/sudoers.d/clinicdesk"
SSHD: Final = "etc/ssh/sshd_config.d/clinicdesk.conf"
WARM: Final = "etc/systemd/system/clinicdesk-warm.service"
MEETING: Final = "home/desk/.local/state/clinicdesk/warm"
UNIT: Final = "etc/systemd/system/clinicdesk-work.service"


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with a visudo that takes what it is given, and keeps it."""
    folder = tmp_path / "tools"
    folder.mkdir()
    host_tool(folder, 'cat "$3" >"$0.seen"')
    return folder


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A host with the account and a member, where nothing is installed yet but the program."""
    root = tmp_path / "host"
    for folder in (
        "etc/ssh",
        "etc/systemd/system/multi-user.target.wants",
        "home/desk/.local/share/clinicdesk",
        *("usr/local/bin", "usr/bin", "usr/lib/python3.11"),
        *("opt/app/bin", "opt/app/lib/python3.11/site-packages", "srv/checkout"),
    ):
        (root / folder).mkdir(parents=True)
    (root / "etc/passwd").write_text(
        f"root:x:0:0::/root:/bin/sh\ndesk:x:{os.getuid() or 990}:990::/home/desk:/bin/sh\n"
    )
    (root / "etc/group").write_text("root:x:0:\ndesk:x:990:ana,mei\n")
    (root / "etc/sudoers").write_text("root ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n")
    (root / "etc/ssh/sshd_config").write_text("Include /etc/ssh/sshd_config.d/*.conf\n")
    (root / "opt/app/bin/clinicdesk").write_text("#!/opt/app/bin/python\n")
    (root / PROGRAM[1:]).symlink_to("/opt/app/bin/clinicdesk")
    (root / "opt/app/bin/python").symlink_to("/usr/bin/python3")
    (root / "usr/bin/python3").symlink_to("python3.11")
    (root / "opt/app/pyvenv.cfg").write_text("home = /usr/bin\ninclude-system-site-packages = false\n")
    (root / "opt/app/lib/python3.11/site-packages/one.pth").write_text("import os\n/srv/checkout\n")
    for file in ("usr/bin/python3.11", "usr/lib/python3.11/os.py", "srv/checkout/core.py"):
        (root / file).touch()
    (root / "etc/python3.11").mkdir()
    (root / "etc/python3.11/sitecustomize.py").touch()
    (root / "usr/lib/python3.11/sitecustomize.py").symlink_to("/etc/python3.11/sitecustomize.py")
    (root / WANTED[1:]).symlink_to(f"/{UNIT}")
    if os.getuid() == 0:
        for place in (root / "home/desk").rglob("*"):
            os.chown(place, 990, 990)
        os.chown(root / "home/desk", 990, 990)
    for place in (root, *(place for place in root.rglob("*") if not place.is_symlink())):
        place.chmod(0o755)
    for place in (root / "home/desk", *(root / "home/desk").rglob("*")):
        place.chmod(0o700)
    return Layout(root, PROGRAM)


def host_tool(folder: Path, does: str, *, name: str = "visudo") -> None:
    """Put a program of the host's into the folder."""
    (folder / name).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{does}\n")
    (folder / name).chmod(0o755)


def test_the_files_that_are_written(layout: Layout, tools: Path) -> None:
    """One command as one account without a password, an environment made anew, and checked before it counts."""
    install(layout, dry_run=False, search_path=str(tools))

    rules = layout.root / SUDOERS
    assert 0o440 == rules.stat().st_mode & 0o777
    assert rules.read_text() == (tools / "visudo.seen").read_text()
    told = [line for line in rules.read_text().splitlines() if not line.startswith("#")]
    assert f"Cmnd_Alias CLINICDESK = {PROGRAM}" == told[0]
    assert "%desk ALL = (desk) NOPASSWD: NOSETENV: CLINICDESK" == told[-1]
    assert all(line.startswith("Defaults!CLINICDESK ") for line in told[1:-1])
    assert "ForceCommand /bin/sh -c 'set -f; exec sudo -u desk" in (layout.root / SSHD).read_text()
    assert {rules.name} == {path.name for path in rules.parent.iterdir()}
    assert () == examine(layout)


def test_again_it_changes_nothing(layout: Layout, tools: Path) -> None:
    """What is as it should be is left; what an earlier program wrote is written anew."""
    install(layout, dry_run=False, search_path=str(tools))
    before = (layout.root / SUDOERS).stat()
    told = install(layout, dry_run=False, search_path=str(tools))
    after = (layout.root / SUDOERS).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert 3 == sum("as it should be" in line for line in told)

    moved = Layout(layout.root, "/opt/clinicdesk/bin/clinicdesk")
    install(moved, dry_run=False, search_path=str(tools))
    assert moved.sudoers.text == (layout.root / SUDOERS).read_text()


def test_a_dry_run_only_tells(layout: Layout, tools: Path) -> None:
    """The same lines, and nothing is made."""
    before = sorted(layout.root.rglob("*"))
    told = install(layout, dry_run=True, search_path=str(tools))
    assert before == sorted(layout.root.rglob("*"))
    assert told == install(layout, dry_run=False, search_path=str(tools))


def test_rules_that_visudo_does_not_take(layout: Layout, tools: Path) -> None:
    """With a broken rule sudo lets nobody in: they never get the name, and those of before stay."""
    host_tool(tools, "echo 'syntax error near line 5' >&2; exit 1")
    with pytest.raises(BadInput, match=r"visudo .* failed: syntax error near line 5"):
        install(layout, dry_run=False, search_path=str(tools))
    assert [] == list((layout.root / "etc/sudoers.d").iterdir())


def test_a_dry_run_tells_that_visudo_is_missing(monkeypatch: pytest.MonkeyPatch, layout: Layout) -> None:
    """On a host itself nothing can be done without it; that is told with what would be done, and refused when done."""
    monkeypatch.setattr(Layout, "is_image", False)
    monkeypatch.setattr(Layout, "place", lambda _, path: layout.root / path.lstrip("/"))
    host = Layout(layout.root, PROGRAM)
    assert "visudo: not on this host" in install(host, dry_run=True, search_path="")[0]
    with pytest.raises(BadInput, match="visudo is not on this host"):
        install(host, dry_run=False, search_path="")


@pytest.mark.parametrize(
    ("rule", "is_told"),
    [
        ("ana ALL=(root, desk) /bin/sh", True),
        ("ana ALL = ( desk : adm ) NOPASSWD: ALL", True),
        ("ana ALL=(root) /bin/ls, (desk) /bin/sh", True),
        ("Runas_Alias KEEPERS = root, desk", True),
        ("%desk ALL=(ALL) ALL", True),
        ("%desk-admins ALL=(ALL) ALL", False),
        ("%desk.old ALL=(ALL) ALL", False),
        ("ana ALL=(desk-admin) ALL", False),
        ("ana ALL=(ALL, !desk) ALL", False),
        ("ana ALL=(root) /bin/ls # not (desk)", False),
    ],
)
def test_other_rules_that_give_the_account_away(layout: Layout, tools: Path, rule: str, *, is_told: bool) -> None:
    """Wherever in its list the account stands; another name that begins so is nobody's business."""
    install(layout, dry_run=False, search_path=str(tools))
    (layout.root / "etc/sudoers.d/more").write_text(f"{rule}\n")
    assert is_told == any("more, line 1, gives" in one.sentence for one in examine(layout))


def test_accounts_with_names_that_are_no_utf_8(layout: Layout, tools: Path) -> None:
    """Their files are read all the same."""
    for name in ("etc/passwd", "etc/group"):
        with (layout.root / name).open("ab") as file:
            file.write(b"m\xfcller:x:1:1:M\xfcller:/:/bin/sh\n" if name == "etc/passwd" else b"m\xfcller:x:1:\n")
    install(layout, dry_run=False, search_path=str(tools))
    (layout.root / SUDOERS).chmod(0o600)
    (layout.root / SUDOERS).write_bytes(layout.sudoers.text.encode() + b"# m\xfcller\n")
    install(layout, dry_run=False, search_path=str(tools))
    assert () == examine(layout)


def test_without_visudo_the_rules_are_not_checked(layout: Layout) -> None:
    """An image is made without sudo, and that is told."""
    assert any("not checked" in line for line in install(layout, dry_run=False, search_path=""))


@pytest.mark.parametrize("path", [SUDOERS, SSHD, UNIT])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_somebody_else_wrote_stays(layout: Layout, tools: Path, path: str, kind: str) -> None:
    """A file of that name that is not ours is refused, and a link is not followed; nothing else is done then."""
    place = layout.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if kind == "link":
        place.symlink_to(layout.root / "etc/passwd")
    else:
        place.write_text("%desk ALL=(ALL) ALL\n")
    before = sorted(layout.root.rglob("*")), place.read_text()

    with pytest.raises(BadInput, match="was not written by clinicdesk host install"):
        install(layout, dry_run=False, search_path=str(tools))

    assert before == (sorted(layout.root.rglob("*")), place.read_text())


@pytest.mark.parametrize("program", ["clinicdesk", "/a b/c", "/x/c, /bin/sh", "/x/*", "/x\n%desk ALL=ALL"])
def test_a_program_whose_place_could_mean_more(layout: Layout, program: str) -> None:
    """What stands in the rules of sudo is a plain absolute path."""
    with pytest.raises(BadInput, match="no plain absolute path"):
        Layout(layout.root, program)


def test_the_unit_of_the_worker(layout: Layout, tools: Path) -> None:
    """Systemd takes it as it is, with a program that is there; it starts as the account, whatever ended it before."""
    install(layout, dry_run=False, search_path=str(tools))
    text = (layout.root / UNIT).read_text()
    assert {"User=desk", f"ExecStart={PROGRAM} work", "Restart=always", "UMask=0077"} <= set(text.splitlines())
    verify_unit(layout, text)


def test_the_unit_of_a_warm_host(layout: Layout, tools: Path) -> None:
    """It is written only where that is asked for; ended or begun anew, it ends no desk, and it hides no folder."""
    install(layout, dry_run=False, search_path=str(tools))
    assert not (layout.root / WARM).exists()
    told = install(layout, dry_run=False, is_warm=True, search_path=str(tools))
    assert f"{layout.root / WARM}: written" == told[-1]
    assert () == examine(layout)
    text = (layout.root / WARM).read_text()
    lines = {"User=desk", f"ExecStart={PROGRAM} host warm", "Restart=always", "KillMode=process", "OOMPolicy=continue"}
    assert lines <= set(text.splitlines())
    assert not any(line.startswith(("Private", "Protect", "Root", "Nice", "Environment")) for line in text.splitlines())
    verify_unit(layout, text)

    moved = Layout(layout.root, "/opt/clinicdesk/bin/clinicdesk")
    install(moved, dry_run=False, search_path=str(tools))
    assert moved.warm.text == (layout.root / WARM).read_text(), "what was asked for once is kept in step"


def verify_unit(layout: Layout, text: str) -> None:
    """Ask systemd whether it takes the unit, which it does not in any case."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine, so the unit was not verified")
    program = layout.root / "opt/app/bin/clinicdesk"
    unit = layout.root / "clinicdesk-test.service"
    unit.write_text(text.replace(PROGRAM, str(program)))

    ran = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)

    assert (0, "") == (ran.returncode, ran.stderr)
    unit.write_text(text.replace("Restart=always", "Restart=sometimes"))
    assert "sometimes" in subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False).stderr


def meet(root: Path, *, mode: int = 0o700, uid: int | None = None) -> Path:
    """The folder in which a warm host of the account waits."""
    folder = root / MEETING
    folder.mkdir(parents=True)
    keeper = (root / "home/desk").stat().st_uid
    os.chown(folder, keeper if uid is None else uid, -1)
    folder.chmod(mode)
    return folder


def replaced(folder: Path) -> Path:
    """The name of a folder that is somewhere else now."""
    folder.rename(folder.with_name("elsewhere"))
    return folder


def append(path: str, text: str) -> Callable[[Path], object]:
    """Add text to a file of the host."""
    return lambda root: (root / path).write_text((root / path).read_text() + text)


BROKEN: Final[dict[str, tuple[Callable[[Path], object], str]]] = {
    "no account": (lambda root: (root / "etc/passwd").write_text(""), "There is no account desk. Run: clinicdesk host"),
    "account is root": (
        lambda root: (root / "etc/passwd").write_text("desk:x:0:0::/home/desk:/bin/sh\n"),
        "The account desk is root by its number.",
    ),
    "no group": (lambda root: (root / "etc/group").write_text(""), "There is no group desk."),
    "no member": (lambda root: (root / "etc/group").write_text("desk:x:990:\n"), "Run: usermod -aG desk NAME"),
    "home is open": (lambda root: (root / "home/desk").chmod(0o750), "Others than desk get at"),
    "database is open": (
        lambda root: (root / "home/desk/.local/share/clinicdesk").chmod(0o755),
        "share/clinicdesk. Run: chmod go=",
    ),
    "homes are open": (lambda root: (root / "home").chmod(0o775), "home, and with it what desk runs and keeps"),
    "a file of the clinic is open": (
        lambda root: (root / "home/desk/.local/share/clinicdesk/clinic.db-wal").touch(0o644),
        "clinic.db-wal. Run: chmod go=",
    ),
    "a key for the account": (
        lambda root: shutil.copytree(root / "usr/lib", root / "home/desk/.ssh/authorized_keys"),
        "lets in over SSH as desk itself",
    ),
    "a password": (lambda root: (root / "etc/shadow").write_text("desk:$y$x:1::\n"), "Run: passwd -l desk"),
    "folder of rules is open": (lambda root: (root / "etc/sudoers.d").chmod(0o775), "sudoers.d, and with it"),
    "program for root alone": (lambda root: (root / "usr/local/bin").chmod(0o700), "Run: chmod o+rx"),
    "no program": (lambda root: (root / PROGRAM[1:]).unlink(), "There is no program"),
    "program is open": (lambda root: (root / "opt/app/bin/clinicdesk").chmod(0o777), "Run: chmod go-w"),
    "the way to what its link leads to is open": (
        lambda root: (root / "opt").chmod(0o775),
        "opt, and with it what desk",
    ),
    "its interpreter is open": (
        lambda root: (root / "usr/bin/python3.11").chmod(0o775),
        "usr/bin/python3.11, and with",
    ),
    "the way to its interpreter is open": (lambda root: (root / "usr/bin").chmod(0o777), "usr/bin, and with it"),
    "a module of Python's is open": (lambda root: (root / "usr/lib/python3.11/os.py").chmod(0o666), "3.11/os.py, and"),
    "what a link among Python's leads to is open": (
        lambda root: (root / "etc/python3.11/sitecustomize.py").chmod(0o666),
        "etc/python3.11/sitecustomize.py, and with it",
    ),
    "a package beside it is open": (
        lambda root: (root / "opt/app/lib/python3.11/site-packages").chmod(0o777),
        "site-packages, and with it",
    ),
    "what a path file adds is open": (
        lambda root: (root / "srv/checkout/core.py").chmod(0o666),
        "checkout/core.py, and",
    ),
    "the way to what a path file adds is open": (lambda root: (root / "srv").chmod(0o777), "srv, and with it"),
    "no interpreter": (lambda root: (root / "usr/bin/python3.11").unlink(), "It cannot be told which Python runs"),
    "no script": (lambda root: (root / "opt/app/bin/clinicdesk").write_bytes(b"\x7fELF"), "It cannot be told which"),
    "its folder is open": (lambda root: (root / "usr/local").chmod(0o775), "usr/local, and with it what desk runs"),
    "no rules": (lambda root: (root / SUDOERS).unlink(), "clinicdesk. Run: clinicdesk host install"),
    "other rules": (append(SUDOERS, "%desk ALL=(ALL) ALL\n"), "so members may be let do more"),
    "rules with another mode": (lambda root: (root / SUDOERS).chmod(0o644), "has the mode 644. Run: chmod 440"),
    "rules not included": (lambda root: (root / "etc/sudoers").write_text(""), "Add the line: @includedir"),
    "rules beside ours": (
        append("etc/sudoers", "%desk ALL=(desk) NOPASSWD: ALL\n"),
        "sudoers, line 3, gives %desk or the account desk away too.",
    ),
    "a rule for one": (append("etc/sudoers", "bo ALL = (desk) /bin/sh\n"), "gives %desk or the account desk away too"),
    "no sshd": (lambda root: (root / SSHD).unlink(), "There is no"),
    "no unit": (lambda root: (root / UNIT).unlink(), "clinicdesk-work.service. Run: clinicdesk host install"),
    "another unit": (append(UNIT, "Environment=PYTHONPATH=/tmp\n"), "or the worker less"),
    "not enabled": (lambda root: (root / WANTED[1:]).unlink(), "systemctl enable --now clinicdesk-work.service"),
    "another warm unit": (
        lambda root: (root / WARM).write_text("[Service]\nUser=root\n"),
        "Move it away, and run: clinicdesk host install --warm",
    ),
    "a warm unit that leads away": (
        lambda root: (root / WARM).symlink_to("/x"),
        "clinicdesk-warm.service. Run: clinicdesk host install --warm",
    ),
    "its place is open": (lambda root: meet(root, mode=0o750), "warm. Run: chmod go="),
    "its place is a link": (
        lambda root: subprocess.run(["ln", "-sfn", "/x", replaced(meet(root))], check=True),
        "warm is not what a warm host leaves there",
    ),
    "its socket is something else": (
        lambda root: os.mkfifo(meet(root) / "socket", 0o600),
        "socket is not what a warm host leaves there",
    ),
    "sshd not included": (lambda root: (root / "etc/ssh/sshd_config").write_text("#"), "Add the line: Include"),
}


OURS: Final = f"""\
Matching Defaults entries for ana on vm:
    env_reset, use_pty

User ana may run the following commands on vm:
    (desk) NOSETENV: NOPASSWD: {PROGRAM}
"""
LISTED: Final[dict[str, tuple[str, list[str]]]] = {
    "ours alone": (OURS, []),
    "a wrapped line": (OURS.replace("NOPASSWD: ", "NOPASSWD:\n        "), []),
    "another command": (OURS.replace(PROGRAM, f"{PROGRAM}, /bin/sh"), ["does not let ana", "lets ana do more"]),
    "another rule": (f"{OURS}    (ALL : ALL) NOPASSWD: /bin/sh\n", ["more than the clinic's command: (ALL : ALL)"]),
    "with a password": (OURS.replace("NOPASSWD: ", ""), ["does not let ana", "lets ana do more"]),
    "nothing": ("User ana is not allowed to run sudo on vm.\n", ["does not let ana"]),
}


@pytest.mark.parametrize("what", LISTED)
def test_what_sudo_lets_members_do(layout: Layout, tools: Path, what: str) -> None:
    """The one command is all that it lists; whatever more there is is told as it stands there."""
    listed, told = LISTED[what]
    host_tool(tools, f"cat <<'END'\n{listed}END", name="sudo")
    found = list(rules_of_sudo(layout, ["ana"], Tools(str(tools))))
    assert len(told) == len(found)
    assert all(part in sentence for part, sentence in zip(told, found, strict=True))


@pytest.mark.parametrize("directive", ["forcecommand", "disableforwarding", "x11forwarding", "permituserenvironment"])
def test_what_sshd_lets_members_do(layout: Layout, tools: Path, directive: str) -> None:
    """All of the snippet holds; what another file overrules is told with what holds in its place."""
    held = dict(layout.sshd_in_force)
    assert held.keys() >= {directive}
    host_tool(tools, sshd_tells(held), name="sshd")
    assert [] == list(rules_of_sshd(layout, ["ana"], Tools(str(tools))))
    host_tool(tools, sshd_tells(held | {directive: "other"}), name="sshd")
    (found,) = rules_of_sshd(layout, ["ana"], Tools(str(tools)))
    assert f"sshd has {directive} other for ana, where ours says {held[directive]}." in found


def sshd_tells(held: dict[str, str]) -> str:
    """What has a shell tell directives as sshd -T does."""
    return "cat <<'END'\n" + "".join(f"{directive} {value}\n" for directive, value in held.items()) + "END"


@pytest.mark.parametrize("rules", [rules_of_sudo, rules_of_sshd])
def test_a_host_that_cannot_be_asked(layout: Layout, rules: Callable[..., Iterator[str]]) -> None:
    """Where sudo or sshd is not there or complains, that is told, once."""
    (told,) = rules(layout, ["ana", "mei"], Tools(""))
    assert "failed: " in told


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_wrong_is_found(layout: Layout, tools: Path, what: str) -> None:
    """Each with a sentence that says what to do."""
    install(layout, dry_run=False, search_path=str(tools))
    breaks, told = BROKEN[what]
    breaks(layout.root)
    assert any(told in finding.sentence for finding in examine(layout))


def test_the_verbs(layout: Layout, clinicdesk: CommandLine) -> None:
    """They tell line by line, answer scripts, and an unclean host ends with 7."""
    place = ("--root", layout.root, "--program", PROGRAM)
    assert 7 == clinicdesk("host", "check", *place).code
    tried = clinicdesk("host", "install", *place, "--dry-run")
    assert (0, True) == (tried.code, "This would be done. Nothing was changed." in tried.out)
    assert 4 == len(clinicdesk.json("host", "install", *place).result["steps"])
    assert {"findings": []} == clinicdesk.json("host", "check", *place).result


def test_an_image_that_only_root_reads(
    layout: Layout, clinicdesk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be read is told of (6), and is no internal error."""

    def refuse(_: Layout) -> None:
        raise PermissionError(13, "Permission denied", str(layout.root / SUDOERS))

    monkeypatch.setattr(host, "examine", refuse)
    ran = clinicdesk("host", "check", "--root", layout.root)
    assert (6, True) == (ran.code, f"{SUDOERS} is not for you to read" in ran.err)


def test_only_root_changes_a_host(clinicdesk: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else, and no member of the clinic at all."""
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    assert [6, 6] == [clinicdesk("host", verb).code for verb in ("install", "check")]
    monkeypatch.setattr(os, "environ", {"SUDO_USER": "ana"})
    assert 6 == clinicdesk("host", "check", "--root", clinicdesk.database.parent).code
