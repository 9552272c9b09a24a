"""Who acts: the person at the keyboard, also behind the account that the clinic runs under."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING, Final

from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LONGEST: Final = 64


def acting_user(database: Path, env: Mapping[str, str]) -> str:
    """The login name to act under.

    SUDO_USER, when this process runs as the account that owns the database (or is about to make it): that
    account is the clinic's, and sudo says who asked for it. Else the account itself, by its number: USER is
    for anyone to set.
    """
    person = clean_text(env.get("SUDO_USER", ""), limit=_LONGEST)
    if person and _is_ours(database):
        return person
    return _login(os.getuid())


def _is_ours(database: Path) -> bool:
    try:
        return database.stat().st_uid == os.getuid()
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _login(uid: int) -> str:
    try:
        name = clean_text(pwd.getpwuid(uid).pw_name, limit=_LONGEST)
    except KeyError:  # an account of a container has no entry
        name = ""
    return name or f"uid{uid}"
