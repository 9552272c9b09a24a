"""Which clinic do the snapshots show: five providers, and visits at every step of the morning?"""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.clinics import SETUP
from tui.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = "2026-11-23"
"""A Monday."""
NOW: Final = f"{TODAY}T10:20"
"""Wall time at `main`."""
_MORE: Final = """
[[provider]]
code = "adeyemi"
name = "Adeyemi, Folasade MD"

[[provider]]
code = "moreau"
name = "Moreau, Camille PA"

[[provider]]
code = "quist"
name = "Quist, Bo MD"

[[session]]
provider = "adeyemi"
site = "main"
days = ["mon", "wed"]
from = "08:30"
to = "12:30"

[[session]]
provider = "moreau"
site = "main"
days = ["mon", "tue"]
from = "10:00"
to = "18:00"

[[session]]
provider = "quist"
site = "main"
days = ["mon", "fri"]
from = "09:00"
to = "16:00"

[[block]]
provider = "moreau"
start = "2026-11-23T11:00"
end = "2026-11-23T12:00"
kind = "procedure"
types = ["proc"]
"""
_MORE_ROOMS: Final = "".join(f'\n[[room]]\ncode = "R{number}"\nsite = "main"\nkind = "exam"\n' for number in (3, 4, 5))


class _Person(NamedTuple):
    mrn: str
    name: str
    born: str
    sex: str
    more: tuple[str, ...] = ()


_PEOPLE: Final = (
    _Person("B1", "Baker, Ruth", "1947-04-01", "female"),
    _Person("C1", "Chen, Li", "2001-12-09", "male"),
    _Person("D1", "Doe, Sam", "1999-10-10", "unknown"),
    _Person("F1", "Fischer, Uwe", "1973-06-21", "male", ("--phone", "555 010 0142")),
    _Person("H1", "Haddad, Nora", "1978-01-30", "female", ("--language", "Arabic", "--interpreter")),
    _Person("J1", "Jones, Ann", "1990-05-06", "female", ("--phone", "555 010 0118")),
    _Person("K1", "Kowalski, Piotr", "1962-11-11", "male"),
    _Person("N1", "Núñez-Ortega de la Cruz, María Asunción", "1955-08-15", "female"),
    _Person("O1", "O'Neil, Zoë", "2000-02-29", "female"),
    _Person(
        "S1", "Smith, John", "1984-03-14", "male",
        (
            *("--phone", "555 010 0117", "--email", "john@example.org", "--address", "9 Elm St, Springfield"),
            *("--language", "English", "--usual-provider", "lee", "--alert", "latex allergy"),
        ),
    ),
    _Person("S2", "Smithson, Joan", "1991-07-02", "female", ("--preferred", "Jo")),
    _Person("W1", "West, Wanda", "1980-02-20", "female"),
    _Person("Y1", "山田, 太郎", "1969-09-23", "male"),
)  # fmt: skip
_NEW: Final = frozenset({"J1", "D1"})
"""They come for the first time; everybody else was here before and proved who they are."""


class _Visit(NamedTuple):
    """A visit, and what was done with it: for each act a wall time of its day and a command."""

    start: str
    mrn: str
    provider: str
    kind: str = "fu20"
    steps: tuple[str, ...] = ()
    site: str = "main"
    day: str = TODAY


_VISITS: Final = (
    _Visit("08:40", "Y1", "adeyemi", steps=("08:41 arrive", "08:44 check-in", "08:50 room --room R5")),
    _Visit("09:00", "B1", "lee", steps=("08:55 check-in", "09:02 room", "09:20 depart", "09:22 check-out")),
    _Visit("09:00", "C1", "ito", steps=("09:05 arrive", "09:50 left")),
    _Visit("09:20", "F1", "lee", steps=("09:31 no-show",)),
    _Visit("09:40", "O1", "lee", "new40", ("09:45 check-in", "09:50 room --room R2")),
    _Visit("09:40", "K1", "ito", steps=("09:38 check-in",)),
    _Visit("10:00", "H1", "ito", steps=("10:18 arrive",)),
    _Visit("10:00", "N1", "moreau", "new40"),
    _Visit("10:20", "S1", "lee"),
    _Visit("10:20", "D1", "ito"),
    _Visit("10:40", "J1", "lee"),
    _Visit("10:40", "S2", "ito"),
    _Visit("11:00", "C1", "lee", steps=("10:05 cancel --reason sick",)),
    _Visit("13:00", "C1", "ito", "proc"),
    _Visit("14:00", "F1", "lee"),
    _Visit("09:40", "W1", "novak", site="west"),
    _Visit("11:00", "H1", "lee", day="2026-11-25"),
    _Visit("09:00", "S1", "lee", day="2026-12-09"),
)


def make_snapshot_clinic(database: Path) -> None:
    """Make it in the new file `database` with the commands that everybody has."""
    setup = database.with_name("clinic.toml")
    setup.write_text(SETUP + _MORE + _MORE_ROOMS, encoding="utf-8")
    command(database, "2026-11-02T08:00", "setup", setup, "--demo")
    for person in _PEOPLE:
        family, given = person.name.split(", ")
        name = ("--family", family, "--given", given, "--birth-date", person.born, "--sex", person.sex)
        command(database, "2026-11-02T09:00", "patient", "add", "--mrn", person.mrn, *name, "--anyway", *person.more)
    came_before = [person.mrn for person in _PEOPLE if person.mrn not in _NEW]
    for nth, mrn in enumerate(came_before):
        visit = _Visit(f"{13 + nth // 3}:{nth % 3 * 20:02}", mrn, "lee", day="2026-11-03")
        number = _book(database, visit, now="2026-11-02T10:00")
        start = f"{visit.day}T{visit.start}"
        command(database, start, "check-in", number, "--verified", "identity", "--verified", "demographics")
        command(database, start, "check-out", number)
    acts: list[tuple[str, int]] = []
    for visit in _VISITS:
        number = _book(database, visit, now="2026-11-16T14:05")
        acts += ((f"{visit.day}T{step}", number) for step in visit.steps)
    for step, number in sorted(acts):
        at, verb, *options = step.split()
        command(database, at, verb, number, *options)


def command(database: Path, now: str, *arguments: object) -> Any:  # noqa: ANN401 - each verb has its own shape
    """The result of a command that a colleague gives at the wall time `now`."""
    out = io.StringIO()
    with redirect_stdout(out):
        main(["--db", str(database), "--now", now, "--freeze", "--as", "mei", "--json", *map(str, arguments)])
    answer = json.loads(out.getvalue())
    assert answer["ok"], (arguments, answer)
    return answer["result"]


def _book(database: Path, visit: _Visit, *, now: str) -> int:
    """The number of the appointment."""
    what = ("--patient", visit.mrn, "--type", visit.kind, "--provider", visit.provider, "--site", visit.site)
    number: int = command(database, now, "book", *what, "--start", f"{visit.day}T{visit.start}")["id"]
    return number
