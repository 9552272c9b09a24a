"""How does somebody call the program who comes through the account's command, and how does the account itself?"""

from __future__ import annotations

import os
import pwd
import resource
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ACCOUNT: Final = pwd.getpwuid(os.getuid()).pw_name
"""Under which these tests run, and which keeps their clinic."""
Limits: TypeAlias = "Mapping[int, tuple[int, int]]"
"""Soft and hard, by their number in `resource`."""
_NO_LIMITS: Final[Limits] = {}
# The password database is the host's; that the account's home lies in the test's folder is all that is made up.
_PROGRAM: Final = """
import os, pwd, sys
home, real = sys.argv.pop(1), pwd.getpwuid
def of_the_test(uid):
    entry = real(uid)
    return pwd.struct_passwd((*entry[:5], home, entry[6])) if uid == os.getuid() else entry
pwd.getpwuid = of_the_test
from tui.__main__ import main
sys.exit(main())
"""


@dataclass(frozen=True, slots=True)
class Host:
    """A host whose account keeps the clinic in `home`; `env` is what sudo lets through besides."""

    home: Path
    env: Mapping[str, str]

    @property
    def database(self) -> Path:
        """Where the account's clinic is."""
        return self.home / ".local" / "share" / "clinicdesk" / "clinic.db"

    def account(
        self, *arguments: object, stdin: bytes = b"", limits: Limits = _NO_LIMITS, before: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[bytes]:
        """The account itself calls; `before` stands before the command."""
        return self._call(arguments, stdin, {}, limits, before)

    def member(
        self,
        *arguments: object,
        who: str = "ana",
        stdin: bytes = b"",
        limits: Limits = _NO_LIMITS,
        before: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[bytes]:
        """Somebody calls through sudo."""
        return self._call(arguments, stdin, {"SUDO_USER": who}, limits, before)

    def _call(
        self,
        arguments: tuple[object, ...],
        stdin: bytes,
        env: Mapping[str, str],
        limits: Limits,
        before: Sequence[str],
    ) -> subprocess.CompletedProcess[bytes]:
        def set_limits() -> None:
            for which, both in limits.items():
                resource.setrlimit(which, both)

        return subprocess.run(
            [*before, *self._line(arguments)],
            input=stdin,
            env=self._environment(env),
            capture_output=True,
            check=False,
            timeout=60,
            preexec_fn=set_limits,
        )

    def started(self, *arguments: object, who: str) -> subprocess.Popen[bytes]:
        """Somebody calls through sudo, writes and reads as they like."""
        pipe = subprocess.PIPE
        env = self._environment({"SUDO_USER": who})
        return subprocess.Popen(self._line(arguments), env=env, stdin=pipe, stdout=pipe, stderr=pipe, process_group=0)

    def _line(self, arguments: tuple[object, ...]) -> list[str]:
        return [sys.executable, "-c", _PROGRAM, str(self.home), *map(str, arguments)]

    def _environment(self, env: Mapping[str, str]) -> dict[str, str]:
        return {"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path), **self.env, **env}
