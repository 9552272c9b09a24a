"""How do tests change a whole machine, and leave it as it was? In a copy of it that ends with them.

The copy has folders, accounts and processes of its own: what is written lies in memory over the machine's own files
(an overlay), and is gone with the last process, however that ends. Network and kernel are the machine's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME: Final = "clinicdesk-test-host"
_NEEDED: Final = ("unshare", "mount", "apt-get")
_OF_MEMORY: Final = {"run": "mode=755", "tmp": "mode=1777", "var/tmp": "mode=1777", "dev/shm": "mode=1777"}


class NoCopy(Exception):
    """This machine gives no copy of itself, and why."""


def is_here() -> bool:
    """Whether this process is in a copy: the root is one, by its name."""
    return any(line.split()[0:2] == [_NAME, "/"] for line in Path("/proc/self/mounts").read_text().splitlines())


def run_in_copy(command: Sequence[str]) -> int:
    """The exit code of a command that begins as the first process of a copy to be; it calls `enter`. Raises NoCopy."""
    if os.getuid() != 0:
        raise NoCopy("only root makes a copy of a machine")
    for tool in _NEEDED:
        if not shutil.which(tool):
            raise NoCopy(f"there is no {tool} on this machine")
    alone = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
    tried = subprocess.run([*alone, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise NoCopy(f"this machine makes no copy of itself: {tried.stderr.strip()}")
    return subprocess.run([*alone, *command], check=False).returncode


def enter(checkout: Path) -> None:
    """Go into a copy made here, the checkout in its place and not to be written. Raises NoCopy."""
    below = Path(tempfile.gettempdir())
    _mount("-t", "tmpfs", _NAME, below)  # seen by this process and those it starts alone
    upper, work, root = (below / name for name in ("upper", "work", "root"))
    for folder in (upper, work, root):
        folder.mkdir()
    _mount("-t", "overlay", "-o", f"lowerdir=/,upperdir={upper},workdir={work}", _NAME, root)
    _mount("--rbind", "/dev", root / "dev")
    _mount("-t", "proc", "proc", root / "proc")
    for place, options in _OF_MEMORY.items():
        _mount("-t", "tmpfs", "-o", options, _NAME, root / place)
    seen = root / checkout.relative_to("/")
    seen.mkdir(parents=True, exist_ok=True)
    _mount("--rbind", checkout, seen)
    _mount("-o", "remount,bind,ro", seen)
    os.chroot(root)
    os.chdir(checkout)


def install_packages(names: Sequence[str]) -> None:
    """Debian's packages, without starting anything. Raises NoCopy where they cannot be had."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}  # at which no service is started
    for command in (("update",), ("install", "--yes", "--no-install-recommends", *names)):
        ran = subprocess.run(["apt-get", "-qq", *command], env=env, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise NoCopy(f"Debian's packages cannot be had: {' '.join(ran.stderr.split())[:300]}")


def _mount(*arguments: object) -> None:
    ran = subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise NoCopy(f"this machine makes no copy of itself: {ran.stderr.strip()}")
