"""What does a host need so that people come in through the account's command, and through nothing else of it?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from tui.host import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNT: Final = "desk"
"""The account that keeps the clinic, and the group of those who may come in through its command."""
HOME: Final = f"/home/{ACCOUNT}"
SEARCH_PATH: Final = "/usr/sbin:/usr/bin:/sbin:/bin"
"""Where the host's own programs are: whoever calls has no say in it."""
WORKER_UNIT: Final = "clinicdesk-work.service"
WARM_UNIT: Final = "clinicdesk-warm.service"
WANTED: Final = f"/etc/systemd/system/multi-user.target.wants/{WORKER_UNIT}"
"""The link by which systemd starts the worker with the host, once it was enabled."""
SUDO_RULES: Final = "/etc/sudoers"
"""The rules of sudo that include ours."""
_INSTALL: Final = "clinicdesk host install"
MARK: Final = f"# Written by: {_INSTALL}"
_PLAIN_PATH: Final = re.compile(r"(/[A-Za-z0-9._+-]+)+")
"""What stands in sudoers and sshd_config as it is: no character means anything else there."""

# The environment is made anew for this command, whatever the host lets through for others: a search path of Python's
# or a settings folder of the caller's would be code and rules of the caller's.
_SUDOERS: Final = f"""\
{MARK}
# Members of {ACCOUNT} may run this command as {ACCOUNT}, and no other.
# It knows them by SUDO_USER, and opens no file for them.
Cmnd_Alias CLINICDESK = {{program}}
Defaults!CLINICDESK env_reset, always_set_home, !setenv, umask = 0077, umask_override
Defaults!CLINICDESK env_keep = "TERM COLORTERM NO_COLOR LANG LANGUAGE LC_ALL LC_CTYPE LC_TIME"
%{ACCOUNT} ALL = ({ACCOUNT}) NOPASSWD: NOSETENV: CLINICDESK
"""
# DisableForwarding leaves agent and X11 open in versions before 10, and tunnels in all: each is said for itself too.
# A line that is gone is known for that little more than a minute later, so that no desk stays where nobody sits.
# What is asked for behind `ssh host` are the command's words: split at spaces by a shell that expands nothing else.
_SSHD: Final = f"""\
{MARK}
# Members of {ACCOUNT} come in to this command alone. "ssh host" opens the desk, "ssh host day --json" is a verb of it.
Match Group {ACCOUNT} User "!{ACCOUNT},*"
    ForceCommand /bin/sh -c 'set -f; exec sudo -u {ACCOUNT} -H -- {{program}} $SSH_ORIGINAL_COMMAND'
    DisableForwarding yes
    AllowAgentForwarding no
    AllowStreamLocalForwarding no
    AllowTcpForwarding no
    X11Forwarding no
    PermitTunnel no
    PermitUserRC no
    ClientAliveInterval 15
    ClientAliveCountMax 4
Match all
"""
_SSHD_DEFAULTS: Final = {"permituserenvironment": "no"}
"""What sshd takes for everybody alone, and has as it should be unless somebody says otherwise."""


# systemd starts it as the account itself, which names its own settings. It gives way to the desks, may be ended at any
# moment, and is started again whatever ended it.
_WORKER: Final = f"""\
{MARK}
# What no key waits for, such as the nightly backup: README, "Work beside the desk".
[Unit]
Description=Worker beside the front desk of the clinic
Documentation=man:systemd.service(5)
After=local-fs.target time-sync.target

[Service]
Type=exec
User={ACCOUNT}
UMask=0077
ExecStart={{program}} work
Restart=always
RestartSec=30
TimeoutStopSec=60
Nice=10
IOSchedulingClass=idle
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes

[Install]
WantedBy=multi-user.target
"""
# Its sessions are desks: they see the folders that every desk sees, and go on when it ends or one of them is killed.
_WARM: Final = f"""\
{MARK} --warm
# Each desk opens from a process that has everything loaded: README, "A warm host".
[Unit]
Description=Warm host of the front desk of the clinic
Documentation=man:systemd.service(5)
After=local-fs.target time-sync.target

[Service]
Type=exec
User={ACCOUNT}
UMask=0077
ExecStart={{program}} host warm
Restart=always
RestartSec=5
KillMode=process
OOMPolicy=continue
NoNewPrivileges=yes
RestrictSUIDSGID=yes

[Install]
WantedBy=multi-user.target
"""


class Include(Struct, frozen=True):
    """The file `by` must have `line`, in any spelling that matches `spelled`: else nothing of it counts."""

    by: str
    line: str
    spelled: re.Pattern[str]


class HostFile(Struct, frozen=True):
    """A file of the host's: where it lies, what it says, who may read it, the command that proves it.

    `include` says what must name its folder, if anything must.
    """

    path: str
    text: str
    mode: int
    check: tuple[str, ...]
    include: Include | None = None
    command: str = _INSTALL
    """What writes it."""


class Layout(Struct, frozen=True):
    """A host below the folder `root`, and where on it the program is. With a root other than / it is an image."""

    root: Path
    program: str

    def __post_init__(self) -> None:
        """Raise BadInput for a place of the program that could mean something else to sudo or sshd."""
        if not _PLAIN_PATH.fullmatch(self.program):
            raise BadInput(sentences.PROGRAM_NOT_PLAIN.format(program=self.program))

    @property
    def is_image(self) -> bool:
        """Whether it is a folder that a package is made of, and not the host itself."""
        return self.root != Path("/")

    def place(self, path: str) -> Path:
        """Where a path of the host lies."""
        return self.root / path.lstrip("/")

    @property
    def sudoers(self) -> HostFile:
        """What lets members run the command as the account."""
        return HostFile(
            "/etc/sudoers.d/clinicdesk",
            _SUDOERS.format(program=self.program),
            0o440,
            ("visudo", "-c", "-f"),
            Include(
                SUDO_RULES,
                "@includedir /etc/sudoers.d",
                re.compile(r"^[@#]includedir\s+/etc/sudoers\.d\s*$", re.MULTILINE),
            ),
        )

    @property
    def sudo_in_force(self) -> str:
        """All that sudo lists of what a member may do."""
        return f"({ACCOUNT}) NOPASSWD: NOSETENV: {self.program}"

    @property
    def sshd_in_force(self) -> dict[str, str]:
        """What sshd says when it is asked what holds for a member, by directives in small letters."""
        told = (line.split(maxsplit=1) for line in self.sshd.text.splitlines() if line.startswith("    "))
        return {directive.lower(): value for directive, value in told} | _SSHD_DEFAULTS

    @property
    def sshd(self) -> HostFile:
        """What brings members to the command alone."""
        return HostFile(
            "/etc/ssh/sshd_config.d/clinicdesk.conf",
            _SSHD.format(program=self.program),
            0o644,
            (),  # sshd -t asks for keys and a folder that a host has only once sshd has run
            Include(
                "/etc/ssh/sshd_config",
                "Include /etc/ssh/sshd_config.d/*.conf",
                re.compile(r"^\s*Include\s+/etc/ssh/sshd_config\.d/\*\.conf\s*$", re.MULTILINE | re.IGNORECASE),
            ),
        )

    @property
    def worker(self) -> HostFile:
        """What starts the worker with the host, as the account."""
        unit = f"/etc/systemd/system/{WORKER_UNIT}"
        return HostFile(unit, _WORKER.format(program=self.program), 0o644, ())

    @property
    def warm(self) -> HostFile:
        """What makes the host warm as it starts, on a host that is to be."""
        unit = f"/etc/systemd/system/{WARM_UNIT}"
        return HostFile(unit, _WARM.format(program=self.program), 0o644, (), command=f"{_INSTALL} --warm")

    def files(self, *, is_warm: bool = False) -> Iterator[HostFile]:
        """Every file, in the order in which they are written; of a host that `is_warm`, or has been, one more."""
        yield self.sudoers
        yield self.sshd
        yield self.worker
        if is_warm or self.place(self.warm.path).exists():
            yield self.warm
