"""A first shift with the README alone, key by key: what does the desk show, and what does the clinic hold then?"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from storage.sqlite.doctor import examine
from tests.clinics import book
from tests.pty.clinic import NOW, a_morning
from tests.stress.crowd import rows
from tests.terminal import clinicdesk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter

A_PAUSE: Final = 1.1
"""Seconds in which she reads what the last key did."""
EXPORT: Final = "family,given,birth_date\nQuist,Bo,1990-05-06\nQuist,Ida,31.2.1990\n"
KEYS: Final = {
    "find and book": 4,
    "a caller nobody knows": 4,
    "move": 2,
    "cancel, undo and redo": 5,
    "no-show, and here after all": 2,
    "check in who is new": 4,
    "a room, and out": 2,
    "book what a power cut interrupted": 2,
}
"""What she presses for each; text that is typed into a line is free."""
ENDED: Final = [
    ("Abernathy", "2026-11-30 14:15", "booked"),
    ("Chen", "2026-11-23 15:20", "booked"),
    ("Doe", "2026-11-23 14:40", "fulfilled"),
    ("Haddad", "2026-11-23 16:00", "cancelled"),
    ("Jones", "2026-11-23 15:40", "booked"),
    ("Jones", "2026-11-23 16:30", "booked"),
    ("Smith", "2026-11-23 15:20", "checked-in"),
    ("Smith", "2026-11-27 19:00", "booked"),
]
"""Whose visit begins when (UTC), and where it stands."""
ACTS: Final = [
    *("book", "register", "book", "move", "cancel", "undo", "redo", "no-show", "arrive", "check-in", "room"),
    *("check-out", "import", "book"),
]
"""What the journal has of her, in this order."""
_VISITS: Final = """
SELECT patient.family, strftime('%Y-%m-%d %H:%M', 60 * start, 'unixepoch') AS at, appointment.status
FROM appointment JOIN patient ON patient.id = appointment.patient
WHERE at >= '2026-11-23' ORDER BY patient.family, at
"""


class Shift:
    """Ana at her desk; `keys` counts what each task took."""

    def __init__(self, clinic: Counter, rows: int, columns: int) -> None:
        self._clinic, self._rows, self._columns = clinic, rows, columns
        self.keys: dict[str, int] = {}
        self.desk = clinic.open(rows=rows, columns=columns)
        self._before = 0

    def press(self, *keys: str, shows: str) -> None:
        """Press them, and read what comes of it."""
        self.desk.press(*keys)
        self.desk.wait_for(shows)

    def type(self, text: str, *, shows: str) -> None:
        """Type into what is asked, and read how it was understood."""
        self.desk.type(text)
        self.desk.wait_for(shows)

    def did(self, task: str) -> None:
        """A task is over: how many keys it took, since the last or since she looked for something."""
        self.keys[task] = self.desk.keys - self._before
        self.read()
        self._before = self.desk.keys

    def read(self) -> None:
        """She reads what the last key did."""
        self.desk.settle(quiet=A_PAUSE)

    def look(self, *keys: str, shows: str) -> None:
        """Keys that only show something belong to no task."""
        self.press(*keys, shows=shows)
        self._before = self.desk.keys

    def look_up(self, words: str, name: str) -> None:
        """Find somebody, and show their visit on the schedule."""
        self.press("/", shows="Find:")
        self.type(words, shows="1 found")
        self.press("enter", shows="Patient:")
        self.look("enter", shows="all keys")
        self.desk.wait_until(lambda: name in self.desk.rows()[-2])

    def power_cut(self) -> None:
        """Her desk is killed where it stands, and opened again."""
        self.desk.kill()
        self.desk.close()
        self.desk = self._clinic.open(rows=self._rows, columns=self._columns)
        self._before = 0


@pytest.mark.parametrize(("rows_", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])
def test_a_first_shift(tmp_path: Path, rows_: int, columns: int) -> None:
    """Each task takes the keys it should, each act stands in the journal once, and the doctor finds nothing."""
    clinic = a_morning(tmp_path)
    clinic.clock.set("2026-11-23T09:00")
    book(clinic.desk, clinic.patient("Doe", "Jo", known=False), "2026-11-23T09:40", provider="ito", actor="mei")
    clinic.clock.set(NOW)
    shift = Shift(clinic, rows_, columns)
    try:
        _books(shift)
        _receives(shift)
        _is_interrupted(shift, clinic)
    finally:
        shift.desk.close()
    assert KEYS == shift.keys
    assert ENDED == rows(clinic.path, _VISITS)
    assert ACTS == [verb for (verb,) in rows(clinic.path, "SELECT verb FROM journal WHERE actor = 'ana' ORDER BY id")]
    assert () == examine(clinic.path)


def _books(shift: Shift) -> None:
    """By phone: for who is known and who is not, another day, and a cancellation that was too quick."""
    shift.press("/", shows="Find:")
    shift.type("smi 3/14", shows="1 found")
    shift.press("enter", shows="Patient:")
    shift.press("b", shows="Book Smith, John:")
    shift.type("lee fri at 2", shows="Fri 27 Nov 2026 14:00 with Lee, D at Main Street")
    shift.press("enter", shows="Booked Smith, John, fu20 with Lee Fri 27 Nov 14:00")
    shift.did("find and book")

    shift.look("t", *["down"] * 5, shows="11:30 Lee, Dana MD  free")
    shift.press("enter", shows="Book for:")
    shift.type("abernathy zelda 3/14/1971", shows="Ctrl+N registers a new patient")
    shift.press("ctrl+n", shows="New patient  Abernathy, Zelda")
    shift.press("ctrl+o", shows="Registered Abernathy, Zelda")
    shift.press("enter", shows="Booked Abernathy, Zelda, fu20 with Lee Mon 23 Nov 11:30")
    shift.did("a caller nobody knows")

    shift.press("m", shows="to:")
    shift.type("in a week quarter past 9", shows="no conflicts")
    shift.press("enter", shows="Moved Abernathy, Zelda, fu20 to Mon 30 Nov 9:15")
    shift.did("move")

    shift.look_up("haddad", "Haddad, Nora")
    shift.press("x", "s", "enter", shows="Cancelled Haddad, Nora")
    shift.press("u", shows="Undone: Cancelled Haddad, Nora")
    shift.press("U", shows="Redone: Cancelled Haddad, Nora")
    shift.did("cancel, undo and redo")


def _receives(shift: Shift) -> None:
    """Who was given up comes after all, is new, is seen and goes."""
    shift.look_up("doe", "Doe, Jo")
    shift.press("n", shows="No-show: Doe, Jo")
    shift.read()
    shift.press("a", shows="Doe, Jo arrived 10:20")
    shift.did("no-show, and here after all")
    shift.press("c", shows="[ ] identity")
    shift.press("y", shows="[y] identity")
    shift.press("y", shows="[y] demographics")
    shift.press("enter", shows="Doe, Jo checked in 10:20")
    shift.did("check in who is new")
    shift.press("r", shows="Doe, Jo went to room")
    shift.read()
    shift.press("o", shows="Doe, Jo checked out 10:20")
    shift.did("a room, and out")


def _is_interrupted(shift: Shift, clinic: Counter) -> None:
    """Somebody looks over her shoulder, a colleague is faster, a file comes in, and the power goes."""
    shift.look("P", "f3", shows="private")
    assert not {"Smith", "Jones", "Haddad"} & set(shift.desk.text().replace(",", " ").split())
    shift.look("P", "f2", shows="b:20 Smith J")
    with clinic.open(actor="ben") as colleague:
        colleague.press("c")
        shift.desk.wait_for("c:20 Smith J")

    export = clinic.path.with_name("export.csv")
    export.write_text(EXPORT, encoding="utf-8")
    came = clinicdesk(
        "--db", str(clinic.path), "--as", "ana", "--now", NOW, "--freeze", "import", "patients", str(export)
    )
    assert "1 rejected" in subprocess.run(came, check=True, capture_output=True, text=True).stdout
    shift.look("/", shows="Find:")
    shift.type("quist", shows="Quist, Bo")
    shift.look("ctrl+x", "f5", shows="? all keys")
    shift.look("f2", "?", "/", shows="Search")
    shift.type("take back", shows="Take back your last act.")
    shift.look("enter", shows="Smith J")

    shift.press("/", shows="Find:")
    shift.type("jones", shows="1 found")
    shift.press("enter", shows="Patient:")
    shift.press("b", shows="Book Jones, Ann:")
    shift.type("lee today 11:30", shows="Jones, Ann also has fu20")
    shift.power_cut()
    shift.desk.wait_for("booking: Jones, Ann")
    shift.press("Z", shows="Jones, Ann also has fu20")
    shift.press("enter", shows="Booked Jones, Ann, fu20 with Lee Mon 23 Nov 11:30")
    shift.did("book what a power cut interrupted")
