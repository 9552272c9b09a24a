"""Which tables are journalled: what each keeps, whose its records are, and what undo makes of them?

Each is declared here once. Writing, images, inversion, history, the guards of the database and its doctor read this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.coverage.model import (
    Benefits,
    Copay,
    Coverage,
    CoverageStatus,
    Enrolment,
    EnrolmentState,
    How,
    Order,
    Relation,
)
from core.jobs.model import Job, JobStatus
from core.patients.model import Patient, PatientStatus, Phone, Sex
from core.schedule.model.appointment import (
    Appointment,
    AppointmentStatus,
    Cancellation,
    Confirmation,
    Mode,
    Override,
)
from core.schedule.model.delay import DelayStatus, ProviderDelay
from core.schedule.model.linked import Link, Linked, LinkKind, LinkStatus
from core.schedule.model.visit import Visit, VisitStep, Waiver
from core.schedule.model.wait import (
    ContactStatus,
    FreedSlot,
    FreedStatus,
    Outcome,
    WaitContact,
    WaitEntry,
    WaitStatus,
)
from storage.codec import from_json, from_millis, to_json, to_millis
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
    word_or_none,
)
from storage.journalled import Deleted, JournalledTable, Owner, Voided

TAKEN_BACK: Final = "taken-back"
"""The event of a visit that compensates those of an act that was undone."""

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
                **({"cause": override.cause} if override.cause else {}),
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

_COPAYS: Final = Codec(
    lambda copays: to_json([[copay.visit_type, copay.cents] for copay in copays]),
    lambda text: tuple(Copay(visit_type, cents) for visit_type, cents in from_json(text)),
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
            Column("zone", absent=""),
            Column("usual_provider"),
            Column("alerts", TEXTS),
            Column("status", word_of(PatientStatus)),
            Column("no_booking", FLAG, absent=0),
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
            Column("interpreter"),
            Column("seats", absent=1),
            Embedded("link", Link, (Column("linked", field="visits"), Column("part"), Column("parts", field="of"))),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(at="status_at", by="status_by"),
    owner=Owner(PATIENT, "patient", keeps=TAKES_TIME),
    taken={
        "patient": "patient",
        "provider": "provider",
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

COVERAGE: Final = JournalledTable(
    Table(
        "coverage",
        Coverage,
        (
            *plain("id patient payer plan member_id"),
            Column("group_number", field="group"),
            Column("subscriber"),
            Column("relation", word_of(Relation)),
            Column("starts", DAY_OR_NONE),
            Column("ends", DAY_OR_NONE),
            Column("place", word_of(Order), field="order"),
            Column("copays", _COPAYS),
            Column("card"),
            Embedded(
                "enrolment",
                Enrolment,
                (
                    Column("enrolled", word_or_none(EnrolmentState), field="state"),
                    Column("enrolled_at", INSTANT_OR_NONE, field="at"),
                    Column("enrolled_on", DAY_OR_NONE, field="on"),
                    Column("enrolled_how", word_or_none(How), field="how"),
                    Column("enrolled_by", field="by"),
                    Column("enrolled_reference", field="reference"),
                    Column("enrolled_asked", field="asked"),
                ),
            ),
            Embedded(
                "benefits",
                Benefits,
                (
                    Column("benefits_at", INSTANT_OR_NONE, field="at"),
                    Column("benefits_how", word_or_none(How), field="how"),
                    Column("benefits_by", field="by"),
                    *(Column(name) for name in ("copay", "coinsurance", "deductible", "deductible_left")),
                    *(Column(name) for name in ("out_of_pocket", "out_of_pocket_left")),
                ),
            ),
            Column("status", word_of(CoverageStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient", keeps=(CoverageStatus.CURRENT.value,)),
    taken={"mistake": "patient", "covered": "patient"},
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
            Column("status", word_of(FreedStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=FreedStatus.WITHDRAWN.value),
    yields=True,
)

JOURNALLED: Final[Mapping[str, JournalledTable[Any]]] = {
    declared.name: declared
    for declared in (
        *(PATIENT, COVERAGE, APPOINTMENT, VISIT, LINKED, WAIT_ENTRY, WAIT_CONTACT, FREED_SLOT, JOB, PROVIDER_DELAY),
    )
}
"""Every journalled table by its name, an owner before what belongs to it."""
