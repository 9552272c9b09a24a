"""Which messages are due, about what, to whom, and what is known of the numbers they go to?"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from core.messages.model import (
    GONE_OUT,
    OPEN,
    Answer,
    ContactPoint,
    InboxItem,
    Message,
    MessageState,
    MessageTemplate,
    Reason,
)
from core.messages.points import point_key
from core.record_ref import AppointmentId, PatientId
from core.record_status import RecordStatus
from storage.codec import minutes_through, to_json, to_millis
from storage.entry_writer import OpenEntry
from storage.message_tables import ANSWER, CONTACT_POINT, INBOX_ITEM, MESSAGE, MESSAGE_TEMPLATE
from storage.patient_tables import PATIENT
from storage.sqlite.dialect import ANY_CASE, IN_ORDER, by_index, each

_MESSAGES: Final = MESSAGE.table.named()
_LOCAL_PHONE: Final = 7
"""By so many last digits a number is found in the index of names and numbers."""
_MOST: Final = 200


def _words(states: Collection[MessageState]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)


_WRITTEN: Final = "SELECT DISTINCT row FROM journal_row WHERE entry = ? AND seq >= ? AND table_name = 'appointment'"
_UNPLANNED: Final = f"""
SELECT visit.id FROM appointment AS visit
WHERE visit.id > :behind AND visit.start > :after AND visit.start < :before AND visit.status IN ('booked', 'pending')
  AND NOT EXISTS (
    SELECT 1 FROM message {by_index("message_by_subject")}
    WHERE message.subject = 'appointment:' || visit.id AND message.start = visit.start
      AND message.status <> '{MessageState.SUPERSEDED.value}'
  )
ORDER BY visit.id LIMIT :limit
"""
_ABOUT: Final = f"SELECT {_MESSAGES} FROM message {by_index('message_by_subject')} WHERE subject = ? ORDER BY id"
_OF_PATIENT: Final = f"SELECT {_MESSAGES} FROM message {by_index('message_by_patient')} WHERE patient = ? ORDER BY id"
_DUE: Final = f"""
SELECT {_MESSAGES} FROM message {by_index("message_open")}
WHERE status IN ({_words(OPEN)}) AND due <= ? AND carried_by IS NULL ORDER BY due, id LIMIT ?
"""
_OPEN_OF: Final = f"""
SELECT {MESSAGE.table.named("message")} FROM {each("?")} AS wanted {IN_ORDER} message {by_index("message_by_patient")}
  ON message.patient = wanted.value
WHERE message.status IN ({_words(OPEN)}) ORDER BY message.due, message.id
"""
_CARRIED_BY: Final = f"""
SELECT {_MESSAGES} FROM message {by_index("message_by_carrier")}
WHERE carried_by = ? AND carried_by IS NOT NULL ORDER BY id
"""
_COUNTED: Final = f"""
SELECT count(*) FROM message {by_index("message_by_address")}
WHERE address = :address AND address <> '' AND status_at >= :since AND carried_by IS NULL AND id <> :but
  AND reason IN (SELECT value FROM {each(":reasons")}) AND way IN ('text', 'voice')
  AND (
    status IN ({_words(GONE_OUT)}) OR (status = 'queued' AND worker <> '')
    OR (status IN ('queued', 'failed') AND why = 'unsure')
  )
"""
_TO_ADDRESS: Final = f"""
SELECT {_MESSAGES} FROM message {by_index("message_by_address")}
WHERE address = ? AND address <> '' AND status_at >= ? ORDER BY status_at, id
"""
_WITH_REFERENCE: Final = f"""
SELECT {_MESSAGES} FROM message {by_index("message_by_reference")}
WHERE reference = ? AND reference <> '' ORDER BY id DESC LIMIT 1
"""
_IN_STATE: Final = f"""
SELECT {_MESSAGES} FROM message WHERE status IN (SELECT value FROM {each("?")}) ORDER BY id DESC LIMIT ?
"""
_TROUBLED: Final = f"""
SELECT {_MESSAGES} FROM message {by_index("message_in_trouble")}
WHERE status IN ('failed', 'suppressed') AND why NOT IN ('too-late', 'by-hand', 'deceased', 'record-gone') AND start > ?
ORDER BY start, id LIMIT {_MOST}
"""
_POINT: Final = f"""
SELECT {CONTACT_POINT.table.named()} FROM contact_point {by_index("contact_point_by_key")}
WHERE key = ? {ANY_CASE} AND status = '{RecordStatus.CURRENT.value}'
"""
_AT_NUMBER: Final = f"""
SELECT {PATIENT.table.named("patient")} FROM patient_term {IN_ORDER} patient ON patient.id = patient_term.patient
WHERE patient_term.term = ? AND patient.status <> 'entered-in-error' AND patient.merged_into IS NULL LIMIT {_MOST}
"""
_AT_EMAIL: Final = f"""
SELECT id FROM patient WHERE email = ? {ANY_CASE} AND email <> '' AND status <> 'entered-in-error'
  AND merged_into IS NULL ORDER BY id LIMIT {_MOST}
"""
_ANSWER: Final = f"SELECT {ANSWER.table.named()} FROM answer WHERE source = ?"
_ANSWERS_OF: Final = f"SELECT {ANSWER.table.named()} FROM answer WHERE patient = ? ORDER BY id"
_INBOX: Final = f"""
SELECT {INBOX_ITEM.table.named()} FROM inbox_item {by_index("inbox_item_open")} WHERE status = 'open' ORDER BY since, id
"""
_TEMPLATES: Final = f"""
SELECT {MESSAGE_TEMPLATE.table.named()} FROM message_template WHERE status = '{RecordStatus.CURRENT.value}' ORDER BY id
"""


class MessageRepository:
    """`core.messages.ports.MessageReader`; what is written is written as any record is."""

    __slots__ = ("_db", "_entry")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry) -> None:
        self._db = db
        self._entry = entry

    def visits_written(self) -> tuple[AppointmentId, ...]:
        """The appointments that this transaction has written so far."""
        found = (self._db.execute(_WRITTEN, one) for one in self._entry.written)
        return tuple(dict.fromkeys(AppointmentId(number) for rows in found for (number,) in rows))

    def unplanned(
        self, after: datetime, before: datetime, behind: AppointmentId, limit: int
    ) -> tuple[AppointmentId, ...]:
        """Visits of whose time there is no message."""
        values = {"after": minutes_through(after), "before": minutes_through(before), "behind": behind, "limit": limit}
        return tuple(AppointmentId(number) for (number,) in self._db.execute(_UNPLANNED, values))

    def about(self, subject: str) -> tuple[Message, ...]:
        """The messages about a record."""
        return self._messages(_ABOUT, subject)

    def of_patient(self, patient: PatientId) -> tuple[Message, ...]:
        """The messages to a patient."""
        return self._messages(_OF_PATIENT, patient)

    def due(self, at: datetime, limit: int) -> tuple[Message, ...]:
        """The first that are due."""
        return self._messages(_DUE, to_millis(at), limit)

    def open_of(self, patients: Collection[PatientId]) -> tuple[Message, ...]:
        """Those of these patients that may go out yet."""
        return self._messages(_OPEN_OF, to_json(sorted(patients)))

    def carried_by(self, message: int) -> tuple[Message, ...]:
        """Those that went within that one."""
        return self._messages(_CARRIED_BY, message)

    def counted(self, address: str, since: datetime, reasons: Collection[Reason], *, but: int) -> int:
        """How many went to that number since then."""
        words = to_json([reason.value for reason in reasons])
        values = {"address": address, "since": to_millis(since), "reasons": words, "but": but}
        return int(self._db.execute(_COUNTED, values).fetchone()[0])

    def to_address(self, address: str, since: datetime) -> tuple[Message, ...]:
        """What went to that number or address since then."""
        return self._messages(_TO_ADDRESS, address, to_millis(since))

    def with_reference(self, reference: str) -> Message | None:
        """The message that a gateway knows by that id."""
        return next(iter(self._messages(_WITH_REFERENCE, reference)), None)

    def in_state(self, states: Collection[MessageState], limit: int) -> tuple[Message, ...]:
        """The newest in one of these states."""
        return self._messages(_IN_STATE, to_json([state.value for state in states]), limit)

    def troubled(self, after: datetime) -> tuple[Message, ...]:
        """Those that failed or reach nobody, about what begins later."""
        return self._messages(_TROUBLED, minutes_through(after))

    def point(self, key: str) -> ContactPoint | None:
        """What is known of a number or an address."""
        row = self._db.execute(_POINT, (key,)).fetchone()
        return None if row is None else CONTACT_POINT.table.from_row(row)

    def patients_at(self, key: str) -> tuple[PatientId, ...]:
        """Who has that number or e-mail address."""
        if "@" in key:
            return tuple(PatientId(number) for (number,) in self._db.execute(_AT_EMAIL, (key,)))
        if len(key) < _LOCAL_PHONE:
            return ()
        found = {one.id: one for one in map(PATIENT.table.from_row, self._db.execute(_AT_NUMBER, (key[-7:],)))}
        return tuple(
            number
            for number, patient in sorted(found.items())
            if any(point_key(phone.number) == key for phone in patient.phones)
        )

    def answer(self, source: str) -> Answer | None:
        """What was taken from there already."""
        row = self._db.execute(_ANSWER, (source,)).fetchone()
        return None if row is None else ANSWER.table.from_row(row)

    def answers_of(self, patient: PatientId) -> tuple[Answer, ...]:
        """What came in from a patient."""
        return tuple(map(ANSWER.table.from_row, self._db.execute(_ANSWERS_OF, (patient,))))

    def inbox(self) -> tuple[InboxItem, ...]:
        """What a person must still see to."""
        return tuple(map(INBOX_ITEM.table.from_row, self._db.execute(_INBOX)))

    def templates(self) -> tuple[MessageTemplate, ...]:
        """The clinic's own words."""
        return tuple(map(MESSAGE_TEMPLATE.table.from_row, self._db.execute(_TEMPLATES)))

    def _messages(self, statement: str, *values: Any) -> tuple[Message, ...]:  # noqa: ANN401 - bound, whatever it is
        return tuple(map(MESSAGE.table.from_row, self._db.execute(statement, values)))
