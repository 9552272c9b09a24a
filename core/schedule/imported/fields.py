"""Which columns may a file of visits have, and what is made of them?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from core.errors import BadInput, ClinicdeskError
from core.fields import kinds
from core.fields.model import Column, Field, Kind, RecordSpec
from core.importing.columns import FileColumns
from core.patients.named_in_file import numbers_of_patient
from core.schedule.imported import sentences as say
from core.schedule.imported.moments import clock, day, end_of, minutes, moment, start_of
from core.schedule.model.imported_visit import ImportedStatus
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.fields.model import ReadContext

_USUAL_MINUTES: Final = 15
"""Of a visit of which a file tells no length."""
_LONGEST_NOTE: Final = 240
_STARTS: Final = (
    *("starttime", "startdatetime", "begin", "appointmentstart", "appointmentdatetime", "appointmentdatetimestart"),
    *("datetime", "dateandtime", "apptdatetime", "apptdttm", "startdateandtime", "scheduledstart", "visitstart"),
)
_LENGTHS: Final = ("duration", "length", "apptlength", "appointmentlength", "durationminutes", "lengthmin", "dauer")
_DAYS: Final = (
    *("day", "visitdate", "appointmentdate", "startdate", "apptdate", "dateofservice", "servicedate", "dos", "datum"),
)
_CAME: Final = """\
fulfilled,completed,finished,done,attended,kept,checked-out,arrived,checked out,checked in,checkedout,checkedin,seen,\
show,showed,in progress"""
_TO_COME: Final = "booked,scheduled,sched,confirmed,planned,pending,unconfirmed,new"
_CALLED_OFF: Final = "cancelled,canceled,rescheduled,late cancel,late cancellation"
_NOT_THERE: Final = "noshow,no-show,no show,no_show,missed,did not attend,dna"
_STATUSES: Final[Mapping[str, ImportedStatus]] = {
    word: status
    for words, status in (
        (_CAME, ImportedStatus.FULFILLED),
        (_TO_COME, ImportedStatus.FULFILLED),
        (_CALLED_OFF, ImportedStatus.CANCELLED),
        (_NOT_THERE, ImportedStatus.NOSHOW),
    )
    for word in words.split(",")
}


def _status() -> Kind[ImportedStatus]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> ImportedStatus:
        word = typed[0].strip().lower()
        if word not in _STATUSES:
            raise BadInput(not_among(typed[0].strip(), list(_STATUSES), say.BAD_STATUS), field=name)
        return _STATUSES[word]

    return Kind(read, words=tuple(_STATUSES), noun=say.BAD_STATUS)


def _length(told: Mapping[str, Any]) -> int | None:
    """Minutes, or from the start to the end. Raises BadInput."""
    if "minutes" in told:
        return int(told["minutes"])
    try:
        start = start_of(told)
    except ClinicdeskError:
        return None  # what is wrong with it is said of the start
    end = end_of(told, start)
    if end is None or start is None:
        return None
    if end < start:
        raise BadInput(say.END_BEFORE_START, field="end")
    return (end - start) // timedelta(minutes=1) or _USUAL_MINUTES


def _field(name: str, kind: Kind[Any], *columns: Column, compose: Any = None) -> Field[Any]:  # noqa: ANN401 - of any value
    return Field(name, kind, name, "", "", columns=columns, compose=compose)


VISIT: Final = RecordSpec(
    "imported_visit",
    (
        *numbers_of_patient("patient_id"),
        _field(
            "number",
            kinds.text(is_number=True),
            Column("id", ("appointmentid", "encounterid", "visitid", "apptid"), is_number=True),
        ),
        _field(
            "start",
            moment(),
            Column("start", _STARTS),
            Column("date", _DAYS, kind=day()),
            Column("time", ("visittime", "appointmenttime", "starttimeofday", "appttime", "uhrzeit"), kind=clock()),
            compose=start_of,
        ),
        _field(
            "minutes",
            minutes(),
            Column("minutes", _LENGTHS),
            Column("end", ("stop", "endtime", "enddatetime", "finish", "appointmentend"), kind=moment()),
            compose=_length,
        ),
        _field(
            "visit_type",
            kinds.text(),
            Column("type", ("visittype", "appointmenttype", "appttype", "service", "reasoncode")),
        ),
        _field(
            "provider",
            kinds.text(),
            Column(
                "provider",
                ("doctor", "clinician", "practitioner", "providerid", "provid", "calendar", "staff", "resource"),
            ),
        ),
        _field(
            "site",
            kinds.text(),
            Column("site", ("location", "clinic", "office", "department", "departmentname", "facility")),
        ),
        _field(
            "note", kinds.text(_LONGEST_NOTE), Column("note", ("reason", "description", "comment", "notes", "comments"))
        ),
        _field("state", _status(), Column("status", ("state", "appointmentstatus", "apptstatus", "apptstatusname"))),
    ),
)
COLUMNS: Final = FileColumns(VISIT, needed=(("mrn", "patient_id"), ("start", "date")))
"""What the fields of a visit are called in files, and those that say whose it is."""
