"""Which clinic has sixty calls to make on a Monday, of every list?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.contact.model import Channel, Direction
from core.patients.model import Phone
from core.structs import replace
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import MAIN, SETUP, FakeClock, book, make_desk, register
from tests.ready_made import written_out

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk
    from core.patients.model import Patient

NOW: Final = "2026-11-23T10:20"
_MORE: Final = """
[[recall]]
code = "year"
name = "Yearly check"
months = 12
types = ["fu20"]

[[info]]
topic = "bring"
text = "Your insurance card."

[[user]]
name = "ana"

[[user]]
name = "mei"
roles = ["coordinator", "supervisor"]

[[user]]
name = "lee"
roles = ["clinician"]
"""
_NAMES: Final = """\
Abel Bauer Chen Diaz Eriksen Fofana Garcia Haddad Ivanov Jones Kowalski Lopez Moreau Novak Okoro Perez Quinn
Rossi Smith Tran Ueda Vega Weiss Xu Young Zhang Adler Bello Cruz Dietz Eze Fox Gupta Hale Iqbal Jain Khan Lund
Mora Nagy Olsen Park Quist Reyes Silva Toth Unger Vogel Wong Yilmaz Zeller Amato Brandt Costa Duarte Engel
Farkas Gomez Hoang Ito
"""
_FAMILIES: Final = tuple(_NAMES.split())
COUNT: Final = len(_FAMILIES)
_ASKED: Final = (
    "which papers to bring",
    "a question about the bill",
    "wants to come earlier",
    "a note for the employer",
    "asks for the results",
    "is the parking free",
    "wrote: who is this",
    "wrote: can my son come with me",
    "changes the pharmacy",
    "wants another doctor",
)
_LATER: Final = ("10:40", "11:00", "11:20", "11:40")
_LANGUAGES: Final = {"Diaz": "Spanish", "Garcia": "Spanish", "Chen": "Mandarin", "Tran": "Vietnamese"}


def a_clinic_with_calls_to_make(folder: Path) -> Path:
    """The database; sixty people, in the order of `_FAMILIES`, each with one call to be made on Monday at 10:20."""
    return written_out(folder / "clinic.db", _make)


def _make(path: Path) -> None:
    with SqliteStore.create(path, demo=True) as store:
        clock = FakeClock()
        desk = make_desk(path.parent, clock=clock, store=store, setup=SETUP + _MORE)
        clock.set("2026-11-16T09:00")
        people = [_person(desk, at, family) for at, family in enumerate(_FAMILIES)]
        confirm, back, rest = people[:20], people[20:30], people[30:]
        missed, late, due, waiting, told = rest[:8], rest[8:14], rest[14:22], rest[22:26], rest[26:]
        for at, one in enumerate(confirm):
            book(desk, one, f"2026-11-24T{9 + at // 3 + (at > 8):02}:{at % 3 * 20:02}", actor="mei")
        for at, one in enumerate(missed):
            book(desk, one, f"2026-11-23T{9 + at // 6:02}:{at // 2 % 3 * 20:02}", provider=("lee", "ito")[at % 2])
        for at, one in enumerate(late):
            book(desk, one, f"2026-11-23T{_LATER[at % 4]}", provider=("lee", "ito")[at // 4], actor="mei")
        for at, one in enumerate(waiting):
            book(desk, one, f"2026-12-{7 + at:02}T13:00", actor="mei")
            desk.waitlist.put_on("mei", one.id, {"visit_type": "fu20"})
        for at, one in enumerate(back):
            clock.set(f"2026-11-23T08:{30 + at}")
            desk.calls.raise_back("mei", one.id, _ASKED[at])
        clock.set(NOW)
        today = local(clock.now(), MAIN).date()
        visits = {one.patient.id: one.appointment.id for one in desk.schedule.day("mei", "main", today).appointments}
        for one in missed:
            desk.visits.act("mei", Verb.NO_SHOW, {visits[one.id]: None})
        for provider in ("lee", "ito"):
            desk.schedule.note_late("mei", provider, 60)
        for at, one in enumerate(due):
            desk.recall.set("mei", one.id, "year", date(2026, 11, 1) + timedelta(days=at))
        for one in told:
            said = {"channel": Channel.PHONE, "direction": Direction.IN, "summary": "asks for a form"}
            desk.contact.note("mei", one.id, {**said, "who": "", "follow_up": today})


def _person(desk: Desk, at: int, family: str) -> Patient:
    """Each with a number of their own; some speak another language, one wants no message left."""
    patient = register(desk, family, "Ann" if at % 2 else "Ben", date(1950 + at, 1, 5), actor="mei")
    values = {
        "phones": (Phone(f"617-555-01{at:02}"),),
        "language": _LANGUAGES.get(family, ""),
        "no_message": family == "Fofana",
    }
    desk.patients.edit("mei", patient.id, {name: value for name, value in values.items() if value}, rev=patient.rev)
    return replace(patient, rev=patient.rev + 1)
