"""Who acts: the account that keeps the clinic, or a person who comes through its command?

sudo sets SUDO_USER last and for every command, so that who comes through it can neither leave it out nor choose it.
Whoever sets it themselves gains nothing: it only takes rights away.
"""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING, Final

from core.access.acting import login_name
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from pathlib import Path

_LONGEST: Final = 64
_SUDO_USER: Final = "SUDO_USER"
_KEPT: Final = frozenset({_SUDO_USER, "TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE"})
_KEPT_FAMILY: Final = "LC_"
_FROM_AFAR: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


def is_member(env: Mapping[str, str]) -> bool:
    """Whether somebody comes through the account's command, who is not the account itself.

    Such a person names no files: their own are not the account's to open, and the account's not theirs. root may
    become the account anyway, and is taken for it.
    """
    return env.get(_SUDO_USER, "") not in {"", _login(0), _login(os.getuid())}


def is_local(env: Mapping[str, str]) -> bool:
    """Whether the desk stands before this machine: the account's own, and reached by no network that says so."""
    return not is_member(env) and not any(env.get(name) for name in _FROM_AFAR)


def acting_user(database: Path, env: Mapping[str, str]) -> str:
    """The login name to act under.

    SUDO_USER, when this process runs as the account that owns the database (or is about to make it): that
    account is the clinic's, and sudo says who asked for it. Else the account itself, by its number: USER is
    for anyone to set.
    """
    person = _named(env.get(_SUDO_USER, ""))
    if person and is_member(env) and _is_ours(database):
        return person
    return _login(os.getuid())


def keeping_account(database: Path, env: Mapping[str, str]) -> str | None:
    """The login name of this account, if it keeps the database or is root, and nobody comes through its command."""
    is_keeper = not is_member(env) and (os.getuid() == 0 or _is_ours(database))
    return _login(os.getuid()) if is_keeper else None


def drop_callers_environment(env: MutableMapping[str, str]) -> None:
    """Leave of a member's environment what the terminal needs: no home, no search path, no folder, no library's own.

    The shipped rule has sudo do so already; another host's may let more through.
    """
    if not is_member(env):
        return
    for name in list(env):
        if not (name in _KEPT or name.startswith(_KEPT_FAMILY)) or "/" in env[name]:
            del env[name]


def _is_ours(database: Path) -> bool:
    try:
        return database.stat().st_uid == os.getuid()
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _login(uid: int) -> str:
    try:
        name = _named(pwd.getpwuid(uid).pw_name)
    except KeyError:  # an account of a container has no entry
        name = ""
    return name or f"uid{uid}"


def _named(name: str) -> str:
    return login_name(clean_text(name, limit=_LONGEST))
