"""Which columns may a file of visits have, and what is made of them?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.calendar.file_date import read_file_date
from core.calendar.parse_time import parse_time
from core.calendar.wall import resolve
from core.clinic.codes import first_site
from core.errors import BadInput, ClinicdeskError
from core.fields import kinds
from core.fields.model import Column, Field, Kind, RecordSpec
from core.importing.columns import FileColumns
from core.patients.named_in_file import numbers_of_patient
from core.schedule.imported import sentences as say
from core.schedule.model.imported_visit import ImportedStatus
from core.text.wording import not_among, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.clinic.model import Clinic
    from core.fields.model import ReadContext

_USUAL_MINUTES: Final = 15
"""Of a visit of which a file tells no length."""
_LONGEST_NOTE: Final = 240
_STATUSES: Final[Mapping[str, ImportedStatus]] = {
    **dict.fromkeys(
        ("fulfilled", "completed", "finished", "done", "attended", "kept", "checked-out", "arrived"),
        ImportedStatus.FULFILLED,
    ),
    **dict.fromkeys(("booked", "scheduled", "confirmed", "planned", "pending"), ImportedStatus.FULFILLED),
    **dict.fromkeys(("cancelled", "canceled"), ImportedStatus.CANCELLED),
    **dict.fromkeys(("noshow", "no-show", "no show", "missed"), ImportedStatus.NOSHOW),
}


class TypedMoment(Struct, frozen=True):
    """A moment as a cell has it: an instant, or wall time of the site that the line names (`moment_of`)."""

    at: datetime
    clinic: Clinic


def moment_of(typed: TypedMoment, site: str, name: str) -> datetime:
    """The instant (UTC, whole minutes). Raises BadInput for a wall time that the site's clocks skip or have twice."""
    at = typed.at.replace(second=0, microsecond=0)
    if at.tzinfo:
        return at.astimezone(UTC)
    there = typed.clinic.sites.get(site) or first_site(typed.clinic)
    found = resolve(at, there.tz)
    if found.skipped or found.repeated:
        sentence = say.START_SKIPPED if found.skipped else say.START_REPEATED
        raise BadInput(sentence.format(site=there.name, value=f"{at:%Y-%m-%dT%H:%M}"), field=name)
    return found.at


def _moment() -> Kind[TypedMoment]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> TypedMoment:
        text = typed[0].strip().replace(" ", "T", 1)
        try:
            at = datetime.fromisoformat(text)
        except ValueError as error:
            raise BadInput(say.START_UNREADABLE.format(value=shown(typed[0].strip())), field=name) from error
        if "T" not in text:
            raise BadInput(say.START_UNREADABLE.format(value=shown(text)), field=name)
        return TypedMoment(at, reading.clinic)

    return Kind(read)


def _day() -> Kind[tuple[date, Clinic]]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> tuple[date, Clinic]:
        return read_file_date(typed[0].strip(), field=name, order=reading.order), reading.clinic

    return Kind(read)


def _clock() -> Kind[time]:
    return Kind(lambda typed, name, reading: parse_time(typed[0].strip(), field=name))


def _minutes() -> Kind[int]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> int:
        text = typed[0].strip().removesuffix("min").strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text)):
            raise BadInput(say.LENGTH_UNREADABLE.format(value=shown(text)), field=name)
        return int(text)

    return Kind(read)


def _status() -> Kind[ImportedStatus]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> ImportedStatus:
        word = typed[0].strip().lower()
        if word not in _STATUSES:
            raise BadInput(not_among(typed[0].strip(), list(_STATUSES), say.BAD_STATUS), field=name)
        return _STATUSES[word]

    return Kind(read, words=tuple(_STATUSES), noun=say.BAD_STATUS)


def _start(told: Mapping[str, Any]) -> datetime | None:
    """The instant that one column says, or a date and a time. Raises BadInput."""
    site = told.get("site", "")
    if "start" in told:
        return moment_of(told["start"], site, "start")
    if "date" in told and "time" in told:
        day, clinic = told["date"]
        return moment_of(TypedMoment(datetime.combine(day, told["time"]), clinic), site, "time")
    return None


def _length(told: Mapping[str, Any]) -> int | None:
    """Minutes, or from the start to the end. Raises BadInput."""
    if "minutes" in told:
        return int(told["minutes"])
    try:
        start = _start(told)
    except ClinicdeskError:
        return None  # what is wrong with it is said of the start
    if "end" not in told or start is None:
        return None
    lasts = moment_of(told["end"], told.get("site", ""), "end") - start
    if lasts < timedelta(0):
        raise BadInput(say.END_BEFORE_START, field="end")
    return lasts // timedelta(minutes=1) or _USUAL_MINUTES


def _field(name: str, kind: Kind[Any], *columns: Column, compose: Any = None) -> Field[Any]:  # noqa: ANN401 - of any value
    return Field(name, kind, name, "", "", columns=columns, compose=compose)


VISIT: Final = RecordSpec(
    "imported_visit",
    (
        *numbers_of_patient("patient_id"),
        _field(
            "number",
            kinds.text(is_number=True),
            Column("id", ("appointmentid", "encounterid", "visitid"), is_number=True),
        ),
        _field(
            "start",
            _moment(),
            Column("start", ("starttime", "startdatetime", "begin", "appointmentstart")),
            Column("date", ("day", "visitdate", "appointmentdate"), kind=_day()),
            Column("time", ("visittime", "appointmenttime", "starttimeofday"), kind=_clock()),
            compose=_start,
        ),
        _field(
            "minutes",
            _minutes(),
            Column("minutes", ("duration", "length")),
            Column("end", ("stop", "endtime", "enddatetime", "finish"), kind=_moment()),
            compose=_length,
        ),
        _field("visit_type", kinds.text(), Column("type", ("visittype", "appointmenttype"))),
        _field("provider", kinds.text(), Column("provider", ("doctor", "clinician", "practitioner"))),
        _field("site", kinds.text(), Column("site", ("location", "clinic", "office"))),
        _field("note", kinds.text(_LONGEST_NOTE), Column("note", ("reason", "description", "comment"))),
        _field("state", _status(), Column("status", ("state", "appointmentstatus"))),
    ),
)
COLUMNS: Final = FileColumns(VISIT, needed=(("mrn", "patient_id"), ("start", "date")))
"""What the fields of a visit are called in files, and those that say whose it is."""
