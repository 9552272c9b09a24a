"""Where do settings, database and the record of internal errors lie, by the XDG base directories?"""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS_NAME: Final = "clinicdesk.toml"
_FOLDER: Final = "clinicdesk"
_OF_THE_MACHINE: Final = Path("/etc") / _FOLDER / SETTINGS_NAME


def settings_files(env: Mapping[str, str]) -> tuple[Path, ...]:
    """The files that may hold the settings; the first one there is counts."""
    return (_base(env, "XDG_CONFIG_HOME", ".config") / SETTINGS_NAME, _OF_THE_MACHINE)


def default_database(env: Mapping[str, str]) -> Path:
    """The database where neither option nor setting names one."""
    return _base(env, "XDG_DATA_HOME", ".local/share") / "clinic.db"


def error_log(env: Mapping[str, str]) -> Path:
    """Where internal errors are noted for whoever looks after the program."""
    return _base(env, "XDG_STATE_HOME", ".local/state") / "errors.log"


def expanded(path: str, env: Mapping[str, str]) -> Path:
    """`path` with a leading ~ as the home folder."""
    if path == "~" or path.startswith("~/"):
        return _home(env) / path[2:]
    return Path(path)


def _base(env: Mapping[str, str], variable: str, otherwise: str) -> Path:
    """The program's folder in a base directory. Relative ones are ignored, as the XDG specification asks."""
    named = env.get(variable, "")
    base = Path(named) if named.startswith("/") else _home(env) / otherwise
    return base / _FOLDER


def _home(env: Mapping[str, str]) -> Path:
    home = env.get("HOME", "")
    if home.startswith("/"):
        return Path(home)
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:  # an account of a container has no entry
        return Path("/")
