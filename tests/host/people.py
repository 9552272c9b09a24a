"""How do people call the desk of the copy: over SSH from a machine of their own, or from a shell on its host?"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

AWAY: Final = Path("/srv/away")
"""What lies on the machines that people come from: keys and settings of ssh."""
_PATIENCE: Final = 240
_PATH: Final = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account on the host, and a key that lets them in."""

    name: str

    @property
    def home(self) -> Path:
        """Their folder on the host."""
        return Path(pwd.getpwnam(self.name).pw_dir)

    def at_desk(self, typed: str, *, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Type a line at a machine of their own, where `ssh`, `scp` and `sftp` know the host as `host`."""
        return _run(typed, "away", {"PATH": f"{AWAY}/bin:{_PATH}", "PERSON": self.name}, stdin)

    def in_shell(
        self, typed: str, *, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Type a line in a shell on the host."""
        return _run(typed, self.name, {"PATH": _PATH, **(env or {})}, stdin)

    def terminal(self, typed: str) -> Terminal:
        """Type a line at a machine of their own that has a terminal."""
        line = ("runuser", "-u", "away", "--", "/bin/sh", "-c", f"exec {typed}")
        return Terminal(line, env={"PATH": f"{AWAY}/bin:{os.environ['PATH']}", "PERSON": self.name})

    def shell_terminal(self, typed: str) -> Terminal:
        """Type a line in a shell on the host that has a terminal."""
        return Terminal(("runuser", "-u", self.name, "--", "/bin/bash", "--norc", "-ic", typed), env={"PS1": "$ "})


def _run(typed: str, login: str, env: Mapping[str, str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    entry = pwd.getpwnam(login)
    return subprocess.run(
        ["/bin/bash", "-c", typed],
        env={"HOME": entry.pw_dir, "USER": login, "LOGNAME": login, "LANG": "C.UTF-8", "TERM": "xterm", **env},
        cwd=entry.pw_dir,
        user=entry.pw_uid,
        group=entry.pw_gid,
        extra_groups=os.getgrouplist(login, entry.pw_gid),
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=_PATIENCE,
    )


def equip_machines_away(port: int) -> None:
    """Give those who come from elsewhere an account on no host, with programs that know `host`."""
    subprocess.run(["useradd", "--home-dir", AWAY, "--create-home", "away"], check=True)
    (AWAY / "bin").mkdir()
    for tool in ("ssh", "scp", "sftp"):
        program = AWAY / "bin" / tool
        program.write_text(f'#!/bin/sh\nexec {shutil.which(tool)} -F {AWAY}/$PERSON.conf "$@"\n')
        program.chmod(0o755)
    (AWAY / "port").write_text(str(port))


def give_key(name: str) -> Path:
    """Make a key for somebody to come in by; its public half."""
    key = AWAY / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key], check=True)
    (AWAY / f"{name}.conf").write_text(
        f"Host host\n HostName 127.0.0.1\n Port {(AWAY / 'port').read_text()}\n User {name}\n IdentityFile {key}\n"
        f" IdentitiesOnly yes\n BatchMode yes\n StrictHostKeyChecking no\n UserKnownHostsFile {AWAY}/known_hosts\n"
        " LogLevel ERROR\n"
    )
    for place in (AWAY, *AWAY.iterdir()):
        shutil.chown(place, "away", "away")
    return key.with_suffix(".pub")
