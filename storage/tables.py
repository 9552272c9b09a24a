"""Which tables are journalled: what each keeps, whose its records are, and what undo makes of them?

Each is declared here once. Writing, images, inversion, history, the guards of the database and its doctor read this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Generic

from core.patients.model import Patient, PatientStatus, Phone, Sex
from core.schedule.model.appointment import (
    Appointment,
    AppointmentStatus,
    Cancellation,
    Confirmation,
    Mode,
    Override,
)
from core.schedule.model.visit import Visit, VisitStep, Waiver
from storage.codec import from_json, from_millis, to_json, to_millis
from storage.columns import (
    DAY,
    FLAG,
    INSTANT,
    INSTANT_OR_NONE,
    MINUTE,
    TEXTS,
    Codec,
    Column,
    Embedded,
    RecordT,
    Row,
    Table,
    one_of,
    plain,
    word_of,
)

ENTERED_IN_ERROR: Final = "entered-in-error"
TAKEN_BACK: Final = "taken-back"
"""The event of a visit that compensates those of an act that was undone."""


@dataclass(frozen=True, slots=True)
class Voided:
    """An undone insert leaves the row, as a mistake: its `status` says so and, in these columns, when and by whom."""

    at: str = ""
    by: str = ""
    status: str = ENTERED_IN_ERROR

    def changes(self, at: datetime, by: str) -> Row:
        """The columns of a row that is a mistake from now on."""
        stamps = {self.at: to_millis(at), self.by: by}
        return {"status": self.status, **{column: value for column, value in stamps.items() if column}}


@dataclass(frozen=True, slots=True)
class Deleted:
    """An undone insert takes the row away. `act` is what is then undone, in words: its arrival.

    Such a table is numbered by its owner: what belongs to whom is still known when the row is gone.
    """

    act: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose record it is: the number in `column` is a row of `table`.

    Where the record's status is one of `keeps`, an undo does not make a mistake of its owner, and the record does not
    come to have such a status where its owner is one: the guard "mistake".
    """

    table: JournalledTable[Any]
    column: str
    keeps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class JournalledTable(Generic[RecordT]):
    """A table no row of which changes without its image in the journal: `table` has `rev` and a number for a key.

    `undone_insert` says what undo makes of a row that the act inserted; `unique` names the texts that, whatever their
    case, no two rows have that are no mistake. `taken` names the guards of the database that refuse what somebody else
    has or nobody may have, each with the column that asked for it: their refusals are `Occupied`.
    """

    table: Table[RecordT]
    undone_insert: Voided | Deleted
    owner: Owner | None = None
    unique: tuple[str, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The table's name, which is the kind of its records."""
        return self.table.name

    @property
    def key(self) -> str:
        """The column that numbers the rows."""
        return self.table.key[0]

    @property
    def is_numbered_by_owner(self) -> bool:
        """Whether a row has the number of its owner, which then has one such row at most."""
        return self.owner is not None and self.owner.column == self.key


_PHONES: Final = Codec(
    lambda phones: to_json([(phone.number, phone.kind, phone.voice, phone.text) for phone in phones]),
    lambda text: tuple(Phone(*phone) for phone in from_json(text)),
)
_OVERRIDES: Final = Codec(
    lambda overrides: to_json(
        [
            {
                "rule": override.rule,
                "reason": override.reason,
                "user": override.user,
                "at": to_millis(override.at),
                "message": override.message,
            }
            for override in overrides
        ]
    ),
    lambda text: tuple(Override(**{**kept, "at": from_millis(kept["at"])}) for kept in from_json(text)),
)
_WAIVERS: Final = Codec(
    lambda waivers: to_json([[waiver.item, waiver.reason] for waiver in waivers]),
    lambda text: tuple(Waiver(item, reason) for item, reason in from_json(text)),
)

TAKES_TIME: Final = tuple(status.value for status in AppointmentStatus if status.takes_time)
"""The statuses of appointments that count."""

PATIENT: Final = JournalledTable(
    Table(
        "patient",
        Patient,
        (
            *plain("id mrn family given"),
            Column("birth_date", DAY),
            Column("sex", word_of(Sex)),
            Column("preferred"),
            Column("previous", TEXTS),
            Column("phones", _PHONES),
            *plain("email address language"),
            Column("interpreter", FLAG),
            Column("usual_provider"),
            Column("alerts", TEXTS),
            Column("status", word_of(PatientStatus)),
            Column("external_id"),
            Column("identity_verified_at", INSTANT_OR_NONE),
            Column("demographics_confirmed_at", INSTANT_OR_NONE),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    unique=("mrn",),
)

APPOINTMENT: Final = JournalledTable(
    Table(
        "appointment",
        Appointment,
        (
            *plain("id patient provider site room visit_type"),
            Column("mode", word_of(Mode)),
            Column("start", MINUTE),
            Column("finish", MINUTE, field="end", formerly="end"),
            Column("provider_start", MINUTE),
            Column("provider_finish", MINUTE, field="provider_end", formerly="provider_end"),
            Column("lane"),
            Column("status", word_of(AppointmentStatus)),
            Column("status_at", INSTANT),
            Column("status_by"),
            Column("confirmation", word_of(Confirmation)),
            Column("note"),
            Embedded(
                "cancellation",
                Cancellation,
                (
                    Column("cancel_reason", field="reason"),
                    Column("cancel_by", one_of("patient", "clinic"), field="by"),
                    Column("cancel_late", FLAG, field="late"),
                    Column("cancel_note", field="note"),
                ),
            ),
            Column("overrides", _OVERRIDES),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(at="status_at", by="status_by"),
    owner=Owner(PATIENT, "patient", keeps=TAKES_TIME),
    taken={"patient": "patient", "provider": "provider", "room": "room", "mistake": "patient"},
)

VISIT: Final = JournalledTable(
    Table(
        "visit",
        Visit,
        (
            Column("appointment"),
            Column("step", word_of(VisitStep)),
            Column("since", INSTANT),
            Column("step_by"),
            Column("arrived_at", INSTANT),
            Column("late", FLAG),
            Column("room"),
            Column("checked_in_at", INSTANT_OR_NONE),
            Column("checked_out_at", INSTANT_OR_NONE),
            Column("waivers", _WAIVERS),
            Column("rev"),
        ),
        key=("appointment",),
    ),
    undone_insert=Deleted("its arrival"),
    owner=Owner(APPOINTMENT, "appointment"),
    taken={"in-room": "room"},
)

JOURNALLED: Final[Mapping[str, JournalledTable[Any]]] = {
    declared.name: declared for declared in (PATIENT, APPOINTMENT, VISIT)
}
"""Every journalled table by its name, an owner before what belongs to it."""
