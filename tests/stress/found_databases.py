"""In which states may a call find its database: in use, missing, another's, damaged, locked?"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.visits.state import Verb
from tests.clinics import USERS, book
from tests.damage import damage
from tests.pty.clinic import a_morning

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Mapping

SOUND: Final = "sound"
DAMAGED: Final = "damaged"
LOCKED: Final = "locked"
CSV: Final = b"family,given,birth_date,phone\nRay,Al,1990-05-06,555 0117\nRay,,,\n"
TOML: Final = b'[[room]]\ncode = "R8"\nsite = "main"\nkind = "exam"\n'
_DAMAGES: Final = (
    "UPDATE patient SET phones = '['",
    "UPDATE appointment SET start = 'soon'",
    "UPDATE appointment SET provider = 'gone'",
    "UPDATE visit SET waivers = '[[1]]'",
    "UPDATE site SET zone = 'Mars/Base'",
    "UPDATE journal SET sentence = X'00'",
    "DELETE FROM journal",
    "UPDATE meta SET value = 'x' WHERE key = 'schema'",
)


class Clinics:
    """A folder with files to name and a clinic in use, beside which others are put and taken away again.

    Five patients are booked and one is checked in; sue is a supervisor, ana a coordinator, vic a viewer.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._made_so_far = folder, 0
        counter = a_morning(folder)
        lopez = book(counter.desk, counter.patient("Lopez", "Eva"), "2026-11-23T11:20").appointment
        counter.desk.visits.do("mei", Verb.CHECK_IN, lopez.id)
        counter.desk.set_up("setup", USERS, place="clinic.toml")
        with closing(sqlite3.connect(counter.path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.sound = counter.path
        self._made = Path(shutil.copy(counter.path, folder / "made.db"))
        (folder / "patients.csv").write_bytes(CSV)
        (folder / "clinic.toml").write_bytes(TOML)
        (folder / "map.toml").write_text('[columns]\nfamily = "family"\n')
        (folder / "soon.toml").write_text("[database]\nbusy_seconds = 0.1\n")
        (folder / "wrong.toml").write_text("[keys]\nnone = 3\n")

    @contextmanager
    def found(self, state: str, rng: random.Random) -> Iterator[Path]:
        """The path of a database in that state, which is gone afterwards unless it is sound."""
        if state == SOUND:
            yield self.sound
            return
        self._made_so_far += 1
        beside = self._folder / f"{self._made_so_far}"
        beside.mkdir()
        path = beside / "clinic.db"
        STATES[state](path, self._made, rng)
        with closing(sqlite3.connect(path if state == LOCKED else ":memory:", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            yield path
        shutil.rmtree(beside)


def _copy(path: Path, made: Path, _: random.Random) -> None:
    shutil.copy(made, path)


def _missing(path: Path, _: Path, rng: random.Random) -> None:
    if rng.random() < 0.3:
        path.symlink_to("nowhere.db")


def _foreign(path: Path, _: Path, rng: random.Random) -> None:
    match rng.choice(("text", "folder", "database")):
        case "text":
            path.write_bytes(rng.choice((b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200)))
        case "folder":
            path.mkdir()
        case _:
            with closing(sqlite3.connect(path)) as db:
                db.executescript("CREATE TABLE patient (id); CREATE TABLE meta (key, value)")


def _damaged(path: Path, made: Path, rng: random.Random) -> None:
    shutil.copy(made, path)
    whole = path.read_bytes()
    match rng.choice(("row", "row", "cut", "page")):
        case "row":
            damage(path, rng.choice(_DAMAGES))
        case "cut":
            path.write_bytes(whole[: rng.randrange(len(whole))])
        case _:
            at = rng.randrange(len(whole) - 600)
            path.write_bytes(whole[:at] + rng.randbytes(600) + whole[at + 600 :])


STATES: Final[Mapping[str, Callable[[Path, Path, random.Random], None]]] = {
    "a copy": _copy,
    "missing": _missing,
    "foreign": _foreign,
    DAMAGED: _damaged,
    LOCKED: _copy,
}
