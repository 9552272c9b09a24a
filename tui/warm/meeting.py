"""Where do a start of the desk and the warm host meet, what must be the same on both sides, and what do they say?

Loaded with every start, so it imports next to nothing: `typing` alone would take as long as the rest of the way.

One message is one packet. The start sends its request with its descriptors; the session that was forked for it says
HERE; the start says GO, and only then is the terminal the session's. Whoever gives up closes the
connection, and there are never two desks. From then on the start passes on signals as numbers, and hears IGNORE with
a signal that is to do nothing, STOPPED, ENDED with the exit code, or KILLED with the signal that ended the session.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SOCKET = "socket"
LONGEST = 1 << 17
"""Bytes of a request: what is longer opens a desk of its own."""
HERE, GO, IGNORE, STOPPED, ENDED, KILLED = b"here", b"go", b"ignore", b"stopped", b"ended", b"killed"
_PROGRAM = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - pathlib takes 5 ms to load
_READ_AT_START = ("PYTHON", "TEXTUAL", "LD_", "GLIBC_", "MALLOC_", "ESCDELAY", "UNICODE_VERSION")
"""How the variables begin that interpreter, libraries and Textual read while they are loaded, and never again."""


def meeting_folder(env: Mapping[str, str]) -> str:
    """The folder of the socket: in that of the log of errors (`tui/paths.py`), for this account alone.

    Whoever comes through sudo has no say in it.
    """
    named = {} if env.get("SUDO_USER") else env
    state, home = named.get("XDG_STATE_HOME", ""), named.get("HOME", "")
    if not state.startswith("/"):
        state = f"{home if home.startswith('/') else _own_home()}/.local/state"
    return f"{state}/clinicdesk/warm"


def open_folder(path: str) -> int:
    """A descriptor of the folder. Raises OSError unless it is this account's and closed to everybody else."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    told = os.fstat(folder)
    if told.st_uid != os.geteuid() or told.st_mode & 0o077:
        os.close(folder)
        raise PermissionError(path)
    return folder


def socket_in(folder: int) -> str:
    """The address of the socket in an open folder: nobody can put another there meanwhile, and no path is too long."""
    return f"/proc/self/fd/{folder}/{SOCKET}"


def stamp(env: Mapping[str, str]) -> str:
    """What must be the same on both sides: the program, its interpreter, and all that it reads as it starts."""
    flags = sys.flags
    how = (flags.isolated, flags.ignore_environment, flags.no_user_site, flags.no_site, flags.safe_path, flags.optimize)
    read = sorted(f"{name}={value}" for name, value in env.items() if name.startswith(_READ_AT_START))
    written = (sys.getfilesystemencoding(), sys.stdout.encoding)
    return repr((_PROGRAM, sys.executable, sys.version, how, flags.dev_mode, written, read))


def request(its_stamp: str, arguments: Sequence[str], env: Mapping[bytes, bytes]) -> bytes:
    """What a start asks for. No part holds the NUL that stands between them: neither arguments nor variables can."""
    parts = [its_stamp, sys.stdout.errors or "strict", str(len(arguments)), *arguments]
    return b"\0".join([*map(os.fsencode, parts), *(name + b"=" + value for name, value in env.items())])


def read_request(told: bytes) -> tuple[str, str, list[str], dict[bytes, bytes]]:
    """Stamp, what becomes of text that cannot be written, arguments, environment. Raises ValueError for no request."""
    its_stamp, errors, count, *rest = told.split(b"\0")
    end = int(count)
    if not 0 <= end <= len(rest):
        raise ValueError(count)
    pairs = (entry.partition(b"=") for entry in rest[end:])
    arguments = [*map(os.fsdecode, rest[:end])]
    return os.fsdecode(its_stamp), errors.decode(), arguments, {name: value for name, _, value in pairs}


def peer_of(credentials: bytes) -> tuple[int, int]:
    """Process and user behind a connection, from what the kernel says of them (`struct ucred`)."""
    return int.from_bytes(credentials[:4], sys.byteorder), int.from_bytes(credentials[4:8], sys.byteorder)


def _own_home() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:  # an account of a container has no entry
        return ""
