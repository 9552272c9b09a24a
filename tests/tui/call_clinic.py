"""Which clinic takes the forty calls: two zones, an interpreter, a family, a waiting list, and who is known there?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from core.patients.model import Phone
from core.record_ref import PatientId
from core.structs import replace
from storage.store import SqliteStore
from tests.clinics import SETUP, FakeClock, book, make_desk, register
from tests.ready_made import written_out

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk
    from core.patients.model import Patient

NOW: Final = "2026-11-23T10:20"
"""A Monday, at `main`."""
_MORE: Final = """
[[provider]]
code = "park"
name = "Park, Sora MD"
languages = ["Spanish"]

[[provider]]
code = "kim"
name = "Kim, Al PA"
skills = ["derm"]

[[visit_type]]
code = "tele15"
name = "Video visit"
minutes = 15
modes = ["telehealth"]

[[visit_type]]
code = "vac10"
name = "Vaccination"
minutes = 10

[[visit_type]]
code = "skin30"
name = "Skin check"
minutes = 30
skills = ["derm"]

[[fee]]
type = "fu20"
code = "99213"
name = "Office visit"
amount = "120.50"

[[info]]
topic = "parking"
text = "Garage behind the house."

[[interpreter]]
code = "line"
name = "Language line"
languages = ["Mandarin", "Spanish"]

[[session]]
provider = "park"
site = "main"
days = ["mon", "wed", "fri"]
from = "08:00"
to = "16:00"

[[session]]
provider = "kim"
site = "main"
days = ["tue", "thu"]
from = "09:00"
to = "15:00"
"""
_IN_SPANISH: Final = {"language": "Spanish", "interpreter": True}
_KNOWN: Final[tuple[tuple[str, str, date, dict[str, object]], ...]] = (
    ("Smith", "John", date(1984, 3, 14), {"usual_provider": "lee"}),
    ("Smith", "Joan", date(1990, 7, 2), {}),
    ("Jones", "Ann", date(1961, 1, 30), {"usual_provider": "ito"}),
    ("Haddad", "Nora", date(1975, 12, 24), {"usual_provider": "park"}),
    ("Chen", "Li", date(1949, 5, 5), {"language": "Mandarin", "interpreter": True, "usual_provider": "lee"}),
    ("Garcia", "Marta", date(1988, 9, 9), {**_IN_SPANISH, "phones": (Phone("617 555 0106"),)}),
    ("Lee", "Bruno", date(1979, 2, 3), {"usual_provider": "park"}),
    ("Vega", "Alma", date(1987, 12, 10), {"zone": "America/Los_Angeles"}),
    ("Okoro", "Ben", date(1969, 6, 1), {"zone": "Europe/London", "usual_provider": "lee"}),
    ("Novak", "Tom", date(2015, 4, 18), {}),
    ("Novak", "Eva", date(2018, 8, 8), {}),
    ("Novak", "Ida", date(1986, 10, 21), {}),
    ("Quill", "Rita", date(1955, 11, 11), {"usual_provider": "lee"}),
    ("Bauer", "Max", date(1993, 1, 19), {}),
    ("Chen", "Ying", date(1960, 2, 2), {}),
    ("Chen", "Ying", date(1976, 12, 4), {"usual_provider": "park"}),
    ("Eze", "Abena", date(1974, 6, 23), {"contact_rule": "Ask for the patient, tell nobody else"}),
)
_BOOKED: Final = (
    ("Smith", "John", "2026-11-23T11:00", "lee", "fu20"),
    ("Jones", "Ann", "2026-11-24T09:00", "ito", "fu20"),
    ("Haddad", "Nora", "2026-11-25T08:40", "park", "fu20"),
    ("Quill", "Rita", "2026-11-27T09:00", "lee", "fu20"),
    ("Bauer", "Max", "2026-11-23T10:40", "lee", "fu20"),
    ("Lee", "Bruno", "2026-12-02T10:00", "park", "fu20"),
    ("Vega", "Alma", "2026-12-03T10:00", "kim", "skin30"),
)


def a_clinic_that_is_called(folder: Path) -> Path:
    """The database; the calls begin on Monday at 10:20."""
    return written_out(folder / "clinic.db", _make)


def _make(path: Path) -> None:
    with SqliteStore.create(path, demo=True) as store:
        clock = FakeClock()
        desk = make_desk(path.parent, clock=clock, store=store, setup=SETUP + _MORE)
        clock.set("2026-11-02T09:00")
        known = {(family, given): _register(desk, family, given, born, more) for family, given, born, more in _KNOWN}
        for at, patient in enumerate(known.values()):
            minutes = 9 * 60 + at * 20 + 60 * (at > 8)
            day = date(2026, 11, 4)
            book(desk, patient, f"{day}T{minutes // 60:02}:{minutes % 60:02}", provider="ito", actor="mei")
        clock.set(NOW)
        for family, given, start, provider, visit_type in _BOOKED:
            book(desk, known[family, given], start, provider=provider, visit_type=visit_type, actor="mei")


def _register(desk: Desk, family: str, given: str, born: date, fields: dict[str, object]) -> Patient:
    patient = register(desk, family, given, born, actor="mei")
    if not fields:
        return patient
    changed = desk.patients.edit("mei", PatientId(patient.id), fields, rev=patient.rev)
    return replace(patient, rev=patient.rev + 1) if changed else patient
