"""Did a member get through? What is looked for after every try, whatever it was."""

from __future__ import annotations

import hashlib
import pwd
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.command_line import contents
from tests.host.people import AWAY, Person
from tests.host.vectors.vector import DATABASE, GOT

if TYPE_CHECKING:
    from tests.host.vectors.vector import Vector

SECRET: Final = b"nobody-reads-this"
_HOME: Final = Path("/home/desk")
_HOMES: Final = Path("/srv/homes")
"""The members' folders as they are before each try."""
_WATCHED: Final = (_HOME, Path("/etc/ssh"), Path("/etc/sudoers.d"), Path("/etc/passwd"), Path("/etc/group"))
_OF_ALL: Final = ("/tmp", "/var/tmp", "/dev/shm")
_ANYWHERE: Final = (*_OF_ALL, "/srv", "/home/ana", "/home/mei", "/etc", "/opt")
_OF_SQLITE: Final = ("-wal", "-shm", "-journal", ".lock", ".next", ".batch", ".sending")
_SECRETS: Final = (SECRET, b"SQLite format 3", b"root:$", b"desk:!")
_PATIENCE: Final = 20
_CANARY: Final = f"#!/bin/sh\ntouch {GOT}/ran-as-$(id -un)\n"
_CODE: Final = f"""
import os, pwd
def run(*_):
    open({GOT!r} + "/ran-as-" + pwd.getpwuid(os.getuid()).pw_name, "w").close()
Run = Driver = run
run()
"""
_THEM: Final = "family,given,birth_date\nSecretowner,Jo,1990-05-06\n"
_SOFT: Final = "[rules]\nC3 = 'warn'\n"


def lay_out() -> None:
    """What members have of their own to try with, what they must not get, and where it would show."""
    got = Path(GOT)
    got.mkdir()
    got.chmod(0o1777)
    (_HOME / "secret").write_bytes(SECRET)
    (_HOME / "secret").chmod(0o600)
    shutil.chown(_HOME / "secret", "desk", "desk")
    clinic = Path("/path/to/clinicdesk/examples/clinic.toml").read_text()
    for name in ("ana", "mei"):
        person = Person(name)
        files = {"them.csv": _THEM, "soft.toml": _SOFT, "map.toml": "", "clinic.toml": clinic, "arguments": "doctor\n"}
        files |= {"canary": _CANARY, "bin/clinicdesk": _CANARY, "bin/sudo": '#!/bin/sh\nexec /usr/bin/sudo "$@"\n'}
        files |= {f"python/{module}.py": _CODE for module in ("sitecustomize", "usercustomize", "pdb", "tui/__init__")}
        files[".config/clinicdesk/clinicdesk.toml"] = "[database]\npath = '/home/mei/own.db'\n"
        for path, text in files.items():
            place = person.home / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
            place.chmod(0o755)
        subprocess.run(["chown", "-R", f"{name}:", person.home], check=True)
        made = person.in_shell(
            "clinicdesk --db own.db setup clinic.toml && clinicdesk --db own.db import patients them.csv"
        )
        assert 0 == made.returncode, made.stdout
        shutil.copytree(person.home, _HOMES / name, symlinks=True)
        subprocess.run(["cp", "-a", "-T", person.home, _HOMES / name], check=True)
    for name, text in (("them.csv", _THEM), ("clinic.toml", clinic)):
        (AWAY / name).write_text(text)
    subprocess.run(["chmod", "-R", "a+rX", AWAY / "them.csv", AWAY / "clinic.toml"], check=True)


def attempt(vector: Vector) -> subprocess.CompletedProcess[bytes]:
    """Type the vector's line, and what comes before it."""
    person = Person(vector.who)
    if vector.first:
        assert 0 == person.in_shell(vector.first).returncode
    return (person.in_shell if vector.is_in_shell else person.at_desk)(vector.typed)


def put_back() -> None:
    """Give the members their own files as they were, and take away what was left."""
    for name in ("ana", "mei"):
        home = Person(name).home
        subprocess.run(["find", home, "-mindepth", "1", "-delete"], check=True)
        subprocess.run(["cp", "-a", "-T", _HOMES / name, home], check=True)
    for place in Path(GOT).iterdir():
        place.unlink()
    subprocess.run(["find", *_OF_ALL, "-mindepth", "1", "-user", "ana", "-delete"], check=True)
    subprocess.run(["find", *_OF_ALL, "-mindepth", "1", "-user", "mei", "-delete"], check=True)


def what_got_through(said: bytes) -> list[str]:
    """Everything that a try left which none may: files of the account, something run, a secret told, a process."""
    found = [f"{GOT}: {place.name}" for place in Path(GOT).iterdir() if place.name not in {"ran-as-ana", "ran-as-mei"}]
    looked = subprocess.run(["find", *_ANYWHERE, "-user", "desk"], capture_output=True, text=True, check=False)
    found += [f"the account's, elsewhere: {path}" for path in looked.stdout.splitlines()]
    found += [f"told: {secret!r}" for secret in _SECRETS if secret in said]
    return found


def state() -> dict[str, object]:
    """What no try may change: the account's folder, the host's rules, and every row of the clinic."""
    told: dict[str, object] = {}
    for watched in _WATCHED:
        for place in (watched, *watched.rglob("*")) if watched.is_dir() else (watched,):
            if place.name.endswith(_OF_SQLITE):
                continue
            seen = place.lstat()
            kept = hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() and str(place) != DATABASE else ""
            told[str(place)] = (oct(seen.st_mode), seen.st_uid, seen.st_gid, kept)
    told["rows"] = contents(Path(DATABASE))  # SQLite gives a log that root makes to the database's owner
    return told


def processes() -> set[int]:
    """The account's processes."""
    uid = pwd.getpwnam("desk").pw_uid
    return {int(place.name) for place in Path("/proc").glob("[0-9]*") if _runs_as(place, uid)}


def wait_for_processes(allowed: set[int]) -> set[int]:
    """The account's processes but for those, once they have had time to end."""
    end = time.monotonic() + _PATIENCE
    while (left := processes() - allowed) and time.monotonic() < end:
        time.sleep(0.05)  # there is nothing to wait on: they are nobody's children here
    return left


def _runs_as(place: Path, uid: int) -> bool:
    try:
        return place.stat().st_uid == uid and ") Z " not in (place / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
