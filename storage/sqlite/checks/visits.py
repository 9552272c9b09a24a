"""Does each visit stand where its appointment and its events say, and is nobody in two places?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from core.errors import DatabaseUnusable
from core.schedule.model.visit import Visit, VisitStep
from core.visits.state import TABLE, Verb
from core.visits.stepping_back import EVENT as STEPPED_BACK
from storage import meta
from storage.sqlite import sentences
from storage.sqlite.dialect import by_index
from storage.tables import TAKEN_BACK, VISIT

_BEFORE_ARRIVAL: Final = frozenset({None})
_STEPS: Final = {
    "arrived": frozenset({"arrived"}),
    "checked-in": frozenset({"checked-in", "roomed", "with-provider", "departed"}),
    "fulfilled": frozenset({"checked-out"}),
    "cancelled": frozenset({None, "left"}),
    "entered-in-error": frozenset({None, *(step.value for step in VisitStep)}),
}
"""How far the visit may have got, by the appointment's status; None is no visit, and all the others have."""

_ANY_VISIT: Final = """
SELECT appointment.id, appointment.status, visit.step
FROM appointment LEFT JOIN visit ON visit.appointment = appointment.id
"""
_VISITS: Final = f"""
{_ANY_VISIT} WHERE visit.step IS NOT NULL OR appointment.status IN ('arrived', 'checked-in', 'fulfilled')
ORDER BY appointment.id
"""
_VISIT_OF: Final = f"{_ANY_VISIT} WHERE appointment.id = ?"
# Along the indexes of who is in a room and of who is still here: nobody who is gone is looked at one by one.
_IN_NO_ROOM: Final = f"""
SELECT appointment, step, room FROM visit {by_index("visit_in_room")}
WHERE room IS NOT NULL AND step NOT IN ('roomed', 'with-provider')
UNION ALL
SELECT visit.appointment, step, visit.room
FROM visit {by_index("visit_open")} JOIN appointment ON appointment.id = visit.appointment
WHERE visit.room IS NULL AND step NOT IN ('checked-out', 'left') AND step IN ('roomed', 'with-provider')
  AND mode <> 'telehealth'
ORDER BY appointment
"""
_TWO_IN_A_ROOM: Final = """
SELECT one.room, one.appointment, other.appointment
FROM visit AS one JOIN visit AS other ON other.room = one.room AND other.appointment > one.appointment
JOIN appointment AS mine ON mine.id = one.appointment JOIN appointment AS theirs ON theirs.id = other.appointment
WHERE one.room IS NOT NULL AND NOT (mine.seats > 1 AND theirs.seats > 1 AND mine.provider = theirs.provider)
ORDER BY one.room, one.appointment, other.appointment
"""
# An event goes with each image of its visit, in their order, and says nothing that the journal does not say too.
_IMAGES: Final = """
SELECT written.entry, journal.at, journal.actor, written.before, written.after
FROM journal_row AS written LEFT JOIN journal ON journal.id = written.entry
WHERE written.table_name = 'visit' AND written.row = ? ORDER BY written.rev
"""
_OF_VISIT: Final = "SELECT id, entry, at, by, event, step, room FROM visit_event WHERE appointment = ? ORDER BY id"
_WITH_HISTORY: Final = """
SELECT DISTINCT row FROM journal_row WHERE table_name = 'visit' UNION SELECT DISTINCT appointment FROM visit_event
ORDER BY 1
"""
_OUT_OF_ORDER: Final = """
SELECT appointment FROM visit
WHERE arrived_at > checked_in_at OR checked_in_at > checked_out_at OR arrived_at > since ORDER BY appointment
"""
_CANCELLED: Final = "cancelled"
"""The event of a cancellation, which leaves a visit at `left`."""
_FROM: Final = {
    **{
        step.value: frozenset(before for legal in TABLE.values() if legal.to is step for _, before in legal.places)
        for step in VisitStep
    },
    _CANCELLED: frozenset(before for _, before in TABLE[Verb.CANCEL].places),
}
"""Event -> the steps from which a verb of the state table leads there; none where no verb does."""
_WORDS: Final = frozenset({*(step.value for step in VisitStep), _CANCELLED, STEPPED_BACK, TAKEN_BACK})


def visits(db: sqlite3.Connection) -> Iterator[str]:
    """Status and step go together."""
    for row in db.execute(_VISITS):
        yield from _agrees(*row)


def visit_of(db: sqlite3.Connection, appointment: int) -> Iterator[str]:
    """The same of one appointment."""
    for row in db.execute(_VISIT_OF, (appointment,)):
        yield from _agrees(*row)


def _agrees(appointment: int, status: str, step: str | None) -> Iterator[str]:
    if step not in _STEPS.get(status, _BEFORE_ARRIVAL):
        visit = sentences.DOCTOR_NO_VISIT if step is None else step
        yield sentences.DOCTOR_VISIT.format(appointment=appointment, status=status, visit=visit)


def rooms(db: sqlite3.Connection) -> Iterator[str]:
    """Who is in a room has one, alone, and nobody else has."""
    for appointment, step, room in db.execute(_IN_NO_ROOM):
        where = sentences.DOCTOR_NO_ROOM if room is None else room
        yield sentences.DOCTOR_WRONG_ROOM.format(appointment=appointment, step=step, room=where)
    for room, first, second in db.execute(_TWO_IN_A_ROOM):
        yield sentences.DOCTOR_TWO_IN_A_ROOM.format(room=room, first=first, second=second)


def events(db: sqlite3.Connection) -> Iterator[str]:
    """Every image of a visit has its event, with the time, person, step and room of the journal; each step is legal."""
    for (appointment,) in db.execute(_WITH_HISTORY):
        yield from events_of(db, appointment)


def events_of(db: sqlite3.Connection, appointment: int) -> Iterator[str]:
    """The same of one visit."""
    told = db.execute(_OF_VISIT, (appointment,)).fetchall()
    written = db.execute(_IMAGES, (appointment,)).fetchall()
    if len(told) != len(written):
        yield sentences.DOCTOR_EVENT_COUNT.format(appointment=appointment, events=len(told), images=len(written))
        return
    for (number, *event), (*entry, before, after) in zip(told, written, strict=True):
        try:
            was, now = _visit(before), _visit(after)
        except (ValueError, DatabaseUnusable):
            continue  # the check of images tells of it
        place = (now.step.value, now.room) if now else (None, None)
        if event != [*entry, event[3], *place] or event[3] not in _WORDS:
            yield sentences.DOCTOR_EVENT.format(event=number, appointment=appointment, entry=entry[0])
        elif not _is_legal(event[3], was, now):
            yield sentences.DOCTOR_STEP.format(event=number, appointment=appointment, step=event[3])


def times(db: sqlite3.Connection) -> Iterator[str]:
    """Nobody is checked in before they came. A practice clinic's clock may be put back."""
    if not meta.is_demo(db):
        for (appointment,) in db.execute(_OUT_OF_ORDER):
            yield sentences.DOCTOR_TIMES.format(appointment=appointment)


def _visit(image: str | None) -> Visit | None:
    return None if image is None else VISIT.table.from_columns(VISIT.table.row_from_image(image))


def _is_legal(event: str, was: Visit | None, now: Visit | None) -> bool:
    """Whether the state table lets a visit come to where the event says; where no verb leads, as back, it may be."""
    steps = _FROM.get(event, frozenset())
    if not steps:
        return True
    if event == VisitStep.ARRIVED.value:
        return now is not None and now.step is VisitStep.ARRIVED
    if was is None or now is None:
        return False
    return now.step.value == (VisitStep.LEFT.value if event == _CANCELLED else event) and was.step in steps
