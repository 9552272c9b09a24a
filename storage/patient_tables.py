"""What is kept of patients, of who belongs to them and of who pays for them, and what does undo make of it?"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from core.coverage.model import (
    Benefits,
    CardImage,
    Copay,
    Coverage,
    Enrolment,
    EnrolmentState,
    How,
    Order,
    Rejection,
    Relation,
)
from core.family.model import FamilyLink, Kinship
from core.patients.model import Apart, Patient, PatientStatus, Sex
from core.record_status import LinkStatus, RecordStatus
from core.schedule.model.imported_visit import ImportedStatus, ImportedVisit
from storage.codec import from_json, to_json
from storage.columns import (
    DAY,
    DAY_OR_NONE,
    FLAG,
    INSTANT_OR_NONE,
    MINUTE,
    TEXTS,
    Codec,
    Column,
    Embedded,
    Row,
    Table,
    plain,
    word_of,
    word_or_none,
)
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_columns import ALERTS, CONSENT, CONTACTS, PHONES, PREVIOUS_NAMES, REACH_BY

_COPAYS: Final = Codec(
    lambda copays: to_json([[copay.visit_type, copay.cents] for copay in copays]),
    lambda text: tuple(Copay(visit_type, cents) for visit_type, cents in from_json(text)),
)


def _several(kind: type[Enrolment | Rejection]) -> Codec:
    """Some of them, NULL for none. One alone was kept as it is once."""

    def read(text: str | None) -> tuple[Enrolment | Rejection, ...]:
        kept: Any = from_json(text) if text else []
        return msgspec.convert(kept if isinstance(kept, list) else [kept], tuple[kind, ...])  # type: ignore[valid-type]

    return Codec(lambda several: to_json(msgspec.to_builtins(several)) if several else None, read)


def _restricted_apart(image: Row) -> None:
    """That a record is restricted was a status once."""
    if image["status"] == PatientStatus.RESTRICTED.value:
        image |= {"status": PatientStatus.ACTIVE.value, "restricted": 1}


PATIENT: Final = JournalledTable(
    Table(
        "patient",
        Patient,
        (
            *plain("id mrn family given"),
            Column("birth_date", DAY),
            Column("sex", word_of(Sex)),
            Column("preferred"),
            Column("previous", PREVIOUS_NAMES),
            Column("phones", PHONES),
            *plain("email address language"),
            Column("interpreter", FLAG),
            Column("zone", absent=""),
            Column("usual_provider"),
            Column("alerts", ALERTS),
            Column("status", word_of(PatientStatus, but=PatientStatus.RESTRICTED)),
            Column("no_booking", FLAG, absent=0),
            Column("external_id"),
            Column("merged_into", absent=None),
            Column("former_mrns", TEXTS, absent="[]"),
            Column("identity_verified_at", INSTANT_OR_NONE),
            Column("demographics_confirmed_at", INSTANT_OR_NONE),
            Column("suffix", absent=""),
            Column("gender", absent=""),
            Column("pronouns", absent=""),
            Column("email_consent", CONSENT, absent=""),
            Column("contact_rule", absent=""),
            Column("no_message", FLAG, absent=0),
            Column("mail_address", absent=""),
            Column("contacts", CONTACTS, absent="[]"),
            Column("usual_site", absent=""),
            Column("restricted", FLAG, absent=0),
            Column("reach_by", REACH_BY, absent="any"),
            Column("rev"),
        ),
        key=("id",),
        older=_restricted_apart,
    ),
    undone_insert=Voided(),
    unique=("mrn",),
    replaced_by="merged_into",
)

APART: Final = JournalledTable(
    Table(
        "apart",
        Apart,
        (*plain("id patient other"), Column("status", word_of(RecordStatus)), Column("rev")),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
    also_of=("other",),
)

FAMILY_LINK: Final = JournalledTable(
    Table(
        "family_link",
        FamilyLink,
        (
            *plain("id patient other"),
            Column("kinship", word_of(Kinship)),
            Column("household", FLAG),
            Column("guardian", FLAG),
            Column("guarantor", FLAG),
            Column("status", word_of(LinkStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
    also_of=("other",),
)

IMPORTED_VISIT: Final = JournalledTable(
    Table(
        "imported_visit",
        ImportedVisit,
        (
            *plain("id patient"),
            Column("start", MINUTE),
            *plain("minutes number visit_type provider site note appointment"),
            Column("status", word_of(ImportedStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
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
                    Column("enrolled_from", DAY_OR_NONE, field="starts"),
                    Column("enrolled_until", DAY_OR_NONE, field="ends"),
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
            Embedded(
                "rejection",
                Rejection,
                (
                    Column("rejected_at", INSTANT_OR_NONE, field="at"),
                    Column("rejected_why", field="why"),
                    Column("rejected_asked", field="asked"),
                    Column("rejected_patient", FLAG, field="is_about_patient"),
                    Column("rejected_on", DAY_OR_NONE, field="on"),
                ),
            ),
            Column("earlier", _several(Enrolment)),
            Column("rejected_before", _several(Rejection), field="rejected"),
            *(
                Embedded(
                    side,
                    CardImage,
                    (
                        Column(f"{side}_hash", field="hash"),
                        Column(f"{side}_kind", field="kind"),
                        Column(f"{side}_size", field="size"),
                    ),
                )
                for side in ("front", "back")
            ),
            Column("status", word_of(RecordStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient", keeps=(RecordStatus.CURRENT.value,)),
    taken={"mistake": "patient", "covered": "patient"},
)
