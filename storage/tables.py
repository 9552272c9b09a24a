"""What is kept of appointments, of visits and of who waits, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.jobs.model import Job, JobStatus
from core.schedule.model.appointment import (
    Appointment,
    AppointmentStatus,
    Cancellation,
    Confirmation,
    FurtherProvider,
    Mode,
    Override,
)
from core.schedule.model.delay import DelayStatus, ProviderDelay
from core.schedule.model.linked import Link, Linked, LinkKind, LinkStatus
from core.schedule.model.visit import Visit, VisitStep, Waiver
from core.schedule.model.wait import (
    ContactStatus,
    FreedKind,
    FreedSlot,
    FreedStatus,
    Outcome,
    WaitContact,
    WaitEntry,
    WaitStatus,
)
from storage.codec import from_json, from_millis, from_minutes, to_json, to_millis, to_minutes
from storage.columns import (
    DAY,
    DAY_OR_NONE,
    FLAG,
    INSTANT,
    INSTANT_OR_NONE,
    MINUTE,
    TEXTS,
    Codec,
    Column,
    Embedded,
    Table,
    one_of,
    plain,
    word_of,
)
from storage.journalled import Deleted, JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

TAKEN_BACK: Final = "taken-back"
"""The event of a visit that compensates those of an act that was undone."""

_OVERRIDES: Final = Codec(
    lambda overrides: to_json(
        [
            {
                "rule": override.rule,
                "reason": override.reason,
                "user": override.user,
                "at": to_millis(override.at),
                "message": override.message,
                **({"cause": override.cause} if override.cause else {}),
                **({"words": override.words} if override.words else {}),
            }
            for override in overrides
        ]
    ),
    lambda text: tuple(Override(**{**kept, "at": from_millis(kept["at"])}) for kept in from_json(text)),
)
_FURTHER: Final = Codec(
    lambda further: to_json([[one.provider, to_minutes(one.start), to_minutes(one.end), one.lane] for one in further]),
    lambda text: tuple(
        FurtherProvider(provider, from_minutes(start), from_minutes(end), lane)
        for provider, start, end, lane in from_json(text)
    ),
)
"""The statements know the places by `storage.sqlite.dialect`."""
_WAIVERS: Final = Codec(
    lambda waivers: to_json([[one.item, one.reason, *([one.words] if one.words else [])] for one in waivers]),
    lambda text: tuple(Waiver(*kept) for kept in from_json(text)),
)

TAKES_TIME: Final = tuple(status.value for status in AppointmentStatus if status.takes_time)
"""The statuses of appointments that count."""

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
            Column("interpreter"),
            Column("seats", absent=1),
            Embedded("link", Link, (Column("linked", field="visits"), Column("part"), Column("parts", field="of"))),
            Column("further", _FURTHER, absent="[]"),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(at="status_at", by="status_by"),
    owner=Owner(PATIENT, "patient", keeps=TAKES_TIME),
    taken={
        "patient": "patient",
        "provider": "provider",
        "further": "further",
        "room": "room",
        "equipment": "visit_type",
        "interpreter": "interpreter",
        "mistake": "patient",
    },
)

LINKED: Final = JournalledTable(
    Table(
        "linked",
        Linked,
        (
            *plain("id patient"),
            Column("kind", word_of(LinkKind)),
            Column("rule"),
            Column("status", word_of(LinkStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
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
    taken={"in-room": "room", "elsewhere": "appointment"},
)

JOB: Final = JournalledTable(
    Table(
        "job",
        Job,
        (
            *plain("id name kind"),
            Column("due", INSTANT),
            Column("deadline", INSTANT_OR_NONE),
            Column("details", Codec(to_json, from_json)),
            Column("status", word_of(JobStatus)),
            Column("tries"),
            Column("tried_at", INSTANT_OR_NONE),
            *plain("worker problem"),
            Column("finished_at", INSTANT_OR_NONE),
            Column("subject", absent=""),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=JobStatus.WITHDRAWN.value),
    unique=("name",),
    yields=True,
)

PROVIDER_DELAY: Final = JournalledTable(
    Table(
        "provider_delay",
        ProviderDelay,
        (
            *plain("id provider"),
            Column("day", DAY, field="on"),
            Column("minutes"),
            Column("noted_at", INSTANT),
            Column("noted_by"),
            Column("status", word_of(DelayStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(at="noted_at", by="noted_by", status=DelayStatus.WITHDRAWN.value),
)

WAIT_ENTRY: Final = JournalledTable(
    Table(
        "wait_entry",
        WaitEntry,
        (
            *plain("id patient visit_type"),
            Column("providers", TEXTS),
            Column("time_window", field="window"),
            Column("first_day", DAY_OR_NONE, field="first"),
            Column("last_day", DAY_OR_NONE, field="last"),
            Column("band"),
            Column("earlier", FLAG),
            Column("note"),
            Column("since", INSTANT),
            Column("since_by"),
            Column("status", word_of(WaitStatus)),
            Column("status_at", INSTANT),
            Column("status_by"),
            *plain("appointment rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(at="status_at", by="status_by"),
    owner=Owner(PATIENT, "patient", keeps=(WaitStatus.WAITING.value,)),
    taken={"mistake": "patient"},
)

WAIT_CONTACT: Final = JournalledTable(
    Table(
        "wait_contact",
        WaitContact,
        (
            *plain("id entry provider site"),
            Column("start", MINUTE),
            Column("outcome", word_of(Outcome)),
            Column("at", INSTANT),
            Column("made_by", field="by"),
            Column("note"),
            Column("status", word_of(ContactStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(WAIT_ENTRY, "entry"),
)

FREED_SLOT: Final = JournalledTable(
    Table(
        "freed_slot",
        FreedSlot,
        (
            *plain("id provider site"),
            Column("start", MINUTE),
            Column("finish", MINUTE, field="end"),
            *plain("why appointment"),
            Column("kind", word_of(FreedKind), absent=FreedKind.PROVIDER.value),
            Column("codes", TEXTS, absent=to_json(())),
            Column("status", word_of(FreedStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=FreedStatus.WITHDRAWN.value),
    yields=True,
)
