"""Is a host made ready by the README safe from its members? `python -m tests.host`, as `make test-host` calls it.

Ends with 2 where nobody allowed it, with 77 where the machine is not one to try it on, else as pytest does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.host import machine_copy
from tests.host.machine_copy import NoCopy
from tests.readme import DEBIAN_PACKAGES

ROOT: Final = Path(__file__).parents[2]
_WORD: Final = "YES_CHANGE_THIS_HOST"
_INSIDE: Final = "--inside"
_REFUSED: Final = 2
_SKIPPED: Final = 77
_OF_ATTACKERS: Final = ("gdb", "strace", "tmux", "rsync")


def main(arguments: list[str]) -> int:
    """Run the tests in a copy of this machine; `arguments` are pytest's."""
    try:
        if arguments[:1] == [_INSIDE]:
            return _inside(arguments[1:])
        if not (os.environ.get("CI") == "true" or os.environ.get(_WORD) == "1"):
            print(f"It makes accounts and writes rules of sudo and sshd, in a copy of this machine. Say {_WORD}=1.")
            return _REFUSED
        return machine_copy.run_in_copy([sys.executable, "-m", "tests.host", _INSIDE, *arguments])
    except NoCopy as reason:
        print(f"test-host: skipped, {reason}.")
        return _SKIPPED


def _inside(arguments: list[str]) -> int:
    """The copy's first process: it lets go of those whose parents have ended, and ends with the tests."""
    if worker := os.fork():
        while True:
            pid, status = os.wait()
            if pid == worker:
                return os.waitstatus_to_exitcode(status)
    return _test(arguments)


def _test(arguments: list[str]) -> int:
    machine_copy.enter(ROOT)
    machine_copy.install_packages((*DEBIAN_PACKAGES, *_OF_ATTACKERS))
    _need_python_packages()
    tests = [*(arguments or ["tests/host"]), "-q", "-p", "no:cacheprovider", f"--basetemp={Path.home() / 'tests'}"]
    return subprocess.run([sys.executable, "-B", "-m", "pytest", *tests], check=False).returncode


def _need_python_packages() -> None:
    """Raise NoCopy where no package of Python's can be had, so that pipx could install nothing."""
    fetch = ("-m", "pip", "download", "-qq", "--no-deps", "--no-cache-dir", "--dest", "/tmp/fetched", "hatchling")
    ran = subprocess.run([sys.executable, *fetch], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise NoCopy(f"Python's packages cannot be had: {' '.join(ran.stderr.split())[-300:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
