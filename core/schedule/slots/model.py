"""What is a slot search asked for, and what does it find?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.appointment import Mode

USUAL_LIMIT: Final = 10


class SlotSearch(Struct, frozen=True):
    """Openings for a visit of that type. Codes, not records; days and times are those of each site.

    Without `patient` the rules that ask about one are left out. `providers` are those meant, else those with `skill`,
    else all; `site` narrows them to a place. None leaves it to the desk: from now on to the horizon of the settings,
    the type's own length and first mode. `begin` and `finish` bound the start, `finish` itself left out. Room kind and
    equipment follow from the type. `further` are who is to be there besides; None: whom the type names.

    `apart` counts only openings that can all be taken: of one provider none overlaps another. So does `nth`: the
    search begins with the n-th of those. With `moving` it is asked where that appointment, of that patient, could go.
    """

    visit_type: str
    patient: PatientId | None = None
    providers: tuple[str, ...] = ()
    skill: str = ""
    site: str = ""
    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    """0 is Monday; none: any."""
    begin: time | None = None
    finish: time | None = None
    minutes: int | None = None
    mode: Mode | None = None
    nth: int = 1
    limit: int = USUAL_LIMIT
    apart: bool = False
    moving: AppointmentId | None = None
    further: tuple[str, ...] | None = None


class Opening(Struct, frozen=True):
    """A start at which neither a hard rule nor one that asks for a reason fires. Instants are UTC, the rest codes.

    `further` are who would be there besides. `score` (0 to 100) is what decides between openings at the same time, and
    `why` says in short phrases what speaks for it.
    """

    start: datetime
    end: datetime
    provider: str
    site: str
    room: str | None
    visit_type: str
    mode: Mode
    score: int
    why: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


class ThirdNext(Struct, frozen=True):
    """The field's measure of access: the third opening of a provider for a type that overlaps none of those before it.

    `days` are calendar days at its site from today on, 0 for today; both None where there is none.
    """

    provider: str
    visit_type: str
    opening: Opening | None = None
    days: int | None = None
