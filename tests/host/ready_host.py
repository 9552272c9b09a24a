"""How does a bare machine become a working desk? Word for word by the README, as its administrator types it."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path
from typing import Final

from tests.host.people import Person, equip_machines_away, give_key
from tests.readme import ON_THE_HOST
from tui.host.layout import WANTED

ROOT: Final = Path(__file__).parents[2]
CLONE: Final = Path("/path/to/clinicdesk")
ADMINISTRATOR: Final = Person("olga")
SUPERVISOR: Final = Person("ana")
COORDINATOR: Final = Person("mei")
STRANGER: Final = Person("bo")
_ROLES: Final = """
[[user]]
name = "ana"
roles = ["supervisor"]

[[user]]
name = "mei"
roles = ["coordinator"]
"""
_SSHD: Final = "/usr/sbin/sshd"
_SSHD_PID: Final = Path("/run/sshd.pid")
_SYSTEMCTL: Final = f"""\
#!/bin/sh
# Where no systemd runs: what the calls of the README come to.
case "$*" in
"reload ssh") exec kill -HUP "$(cat {_SSHD_PID})" ;;
"daemon-reload") exit 0 ;;
"enable --now clinicdesk-work") exec ln -sf /etc/systemd/system/clinicdesk-work.service {WANTED} ;;
esac
exec /usr/bin/systemctl "$@"
"""


def prepare_machine() -> None:
    """A new Debian machine: an administrator, a stranger with a shell, a clone, and sshd as Debian has it."""
    for person in (ADMINISTRATOR, STRANGER):
        subprocess.run(["useradd", "--create-home", "--shell", "/bin/bash", person.name], check=True)
    Path("/etc/sudoers.d/administrators").write_text(f"{ADMINISTRATOR.name} ALL=(ALL:ALL) NOPASSWD: ALL\n")
    unwanted = shutil.ignore_patterns(".*", "__pycache__", "build", "dist")
    shutil.copytree(ROOT, CLONE, ignore=unwanted)
    subprocess.run(["chown", "-R", f"{ADMINISTRATOR.name}:", CLONE], check=True)
    subprocess.run(["chmod", "-R", "go-w", CLONE], check=True)
    if not Path("/run/systemd/system").is_dir():
        shim = Path("/usr/local/sbin/systemctl")
        shim.write_text(_SYSTEMCTL)
        Path(WANTED).parent.mkdir(parents=True, exist_ok=True)
        shim.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    Path("/etc/ssh/sshd_config.d/test-port.conf").write_text(f"Port {port}\nListenAddress 127.0.0.1\n")
    Path("/run/sshd").mkdir(exist_ok=True)
    subprocess.run([_SSHD, "-E", "/var/log/sshd.log"], check=True)
    equip_machines_away(port)


def hand_in() -> None:
    """What the administrator has lie ready: the clinic's set-up, closed to the account, and the first member's key."""
    home = ADMINISTRATOR.home
    setup = home / "clinic.toml"
    setup.write_text((ROOT / "examples" / "clinic.toml").read_text() + _ROLES)
    setup.chmod(0o600)
    shutil.copy(give_key(SUPERVISOR.name), home / "ana.pub")
    for place in (setup, home / "ana.pub"):
        shutil.chown(place, ADMINISTRATOR.name)


def follow_readme() -> dict[str, subprocess.CompletedProcess[bytes]]:
    """Each line that the README has typed on the host, with what it came to; the first that fails is the last."""
    came = {}
    for line in ON_THE_HOST:
        came[line] = ADMINISTRATOR.in_shell(line)
        if came[line].returncode:
            break
    return came


def let_in(person: Person) -> None:
    """Let another in, by the lines that let the first one in."""
    shutil.copy(give_key(person.name), ADMINISTRATOR.home / f"{person.name}.pub")
    for line in ON_THE_HOST:
        if line.split()[-1] == SUPERVISOR.name or f"~{SUPERVISOR.name}/" in line:
            assert 0 == ADMINISTRATOR.in_shell(line.replace(SUPERVISOR.name, person.name)).returncode


def give_stranger_a_key() -> None:
    """One with an account and a key, who is in no group of ours."""
    folder = STRANGER.home / ".ssh"
    folder.mkdir(mode=0o700)
    shutil.copy(give_key(STRANGER.name), folder / "authorized_keys")
    for place in (folder, folder / "authorized_keys"):
        shutil.chown(place, STRANGER.name)
