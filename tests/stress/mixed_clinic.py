"""A clinic in which there is too little of everything: providers, rooms, a pool of two, one interpreter, a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from storage.store import SqliteStore
from tests.clinics import make_desk, register
from tests.hard_rules import Bounds

if TYPE_CHECKING:
    from pathlib import Path

    from core.record_ref import PatientId

PROVIDERS: Final = ("p0", "p1", "p2", "group")
TYPES: Final = ("fu20", "prep40", "ecg20", "tele20", "grp30", "pair30", "surg40")
_ROOMS: Final = 4
_PATIENTS: Final = 24
_SPEAKS: Final = 5
"""Every so-manieth patient needs the interpreter."""

_SITE: Final = """\
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"
grid = 5

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20
modes = ["in-person", "telehealth"]

[[visit_type]]
code = "prep40"
name = "Procedure"
minutes = 40
provider_from = 10
provider_minutes = 20

[[visit_type]]
code = "ecg20"
name = "Heart"
minutes = 20
equipment = ["ecg"]

[[visit_type]]
code = "tele20"
name = "Video visit"
minutes = 20
modes = ["telehealth"]

[[visit_type]]
code = "grp30"
name = "Group"
minutes = 30

[[visit_type]]
code = "pair30"
name = "Two therapists"
minutes = 30
with = ["p1"]

[[visit_type]]
code = "surg40"
name = "Surgery"
minutes = 40
with_skills = ["assist"]
with_from = 10
with_minutes = 20

[[equipment]]
code = "ecg"
site = "main"
count = 2

[[interpreter]]
code = "ortiz"
name = "Ortiz, Ana"
languages = ["Spanish"]
"""
_ROOM: Final = '\n[[room]]\ncode = "r{number}"\nsite = "main"\nkind = "exam"\n'
_PROVIDER: Final = """
[[provider]]
code = "{code}"
name = "Provider {code}"
skills = ["assist"]

[[session]]
provider = "{code}"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "09:00"
to = "17:00"
{more}
"""
SETUP: Final = (
    _SITE
    + "".join(_ROOM.format(number=number) for number in range(_ROOMS))
    + "".join(
        _PROVIDER.format(code=code, more="capacity = 3" if code == "group" else "overbooks = 2") for code in PROVIDERS
    )
)
BOUNDS: Final = Bounds(
    pieces={("main", "ecg"): 2}, uses={"ecg20": ("ecg",)}, interpreters={"ortiz": 1}, seats={"group": 3}
)
"""The same, as `tests.hard_rules` is told it."""


@dataclass(frozen=True, slots=True)
class MixedClinic:
    """Where it is kept, and who is registered."""

    path: Path
    patients: tuple[PatientId, ...]


def mixed_clinic(folder: Path) -> MixedClinic:
    """Found it in `folder`."""
    path = folder / "clinic.db"
    with SqliteStore.create(path) as store:
        desk = make_desk(folder, setup=SETUP, store=store)
        patients = [register(desk, f"Patient {number}") for number in range(_PATIENTS)]
        for one in patients[::_SPEAKS]:
            desk.patients.edit("ana", one.id, {"language": "Spanish", "interpreter": True}, rev=one.rev)
        return MixedClinic(path, tuple(one.id for one in patients))
