"""Which fields has a patient's record? One row each: form, command line, import, JSON and history follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.fields import kinds
from core.fields.model import Changes, Column, Field, Kind, Option, RecordSpec, Tells
from core.patients import columns
from core.patients import sentences as say
from core.patients.contact_fields import CONFIDENTIAL, CONTACT, ELSEWHERE, PEOPLE
from core.patients.list_fields import alerts
from core.patients.model import Patient, PatientStatus
from core.patients.person_fields import BIRTH, MORE, NAMES
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_NUMBER: Final = 40

_CARE: Final[tuple[Field[Any], ...]] = (
    Field(
        "language",
        kinds.text(),
        label="Language",
        help="The one the patient speaks best, if it is not the clinic's.",
        section="Language",
        option=Option("TEXT", "language spoken"),
        columns=(Column("language", ("preferredlanguage", "lang")),),
    ),
    Field(
        "interpreter",
        kinds.flag(", needs an interpreter"),
        label="Interpreter",
        help="Whether one must be at the visit.",
        section="Language",
        option=Option("", "an interpreter is needed", off="no interpreter is needed"),
        columns=(Column("interpreter", ("interpreterneeded", "needsinterpreter")),),
        tells=Tells.NOTHING,
        follows="language",
    ),
    Field(
        "usual_provider",
        kinds.provider(),
        label="Usual provider",
        help="Code or family name of whom the patient sees mostly.",
        section="Care",
        option=Option("CODE", "the provider's code"),
        columns=(Column("usual_provider"),),
    ),
    Field(
        "usual_site",
        kinds.site(),
        label="Usual site",
        help="Code of the site to which the patient comes mostly.",
        section="Care",
        option=Option("CODE", "the site's code"),
        columns=(Column("usual_site", ("usualsite", "clinic", "homesite")),),
    ),
    Field(
        "mrn",
        kinds.text(_LONGEST_NUMBER, is_number=True),
        label="MRN",
        help="The number on the patient's card.",
        help_of_new="The number on the patient's card. Left empty, the next free one is given.",
        section="Care",
        option=Option("MRN", "medical record number; a new record without one is given the next free one"),
        columns=(
            Column(
                "mrn",
                ("medicalrecordnumber", "recordnumber", "chartnumber", "chartno", "chart", "patmrnid"),
                is_number=True,
            ),
        ),
        is_on_sheet=False,
        kept=say.MRN_NOT_EMPTIED,
    ),
    Field(
        "external_id",
        kinds.text(is_number=True),
        label="Other number",
        noun="number in another system",
        help="The patient's number in another system, such as the practice before.",
        section="Care",
        option=Option("ID", "the number in another system"),
        columns=(Column("external_id", ("id", "patientid", "personid"), is_number=True),),
        tells=Tells.IDENTIFIES,
    ),
    Field(
        "alerts",
        alerts(),
        label="Alert",
        noun="alerts",
        help="What everybody at the desk must see: it is shown with every act on this patient.",
        section="Alerts",
        typed="alert",
        option=Option("TEXT | UNTIL", "what the desk must know, and until when; may be repeated"),
        columns=(Column("alerts", ("alert",), None),),
        tells=Tells.NOTHING,
        is_on_sheet=False,
    ),
)
_STATUS: Final[tuple[Field[Any], ...]] = (
    Field(
        "status",
        kinds.choice(
            (PatientStatus.ACTIVE, PatientStatus.DECEASED, PatientStatus.ARCHIVED),
            "status",
            "a status that a record may come with",
            refusal=say.STATUS_NOT_SET,
            also=(PatientStatus.RESTRICTED,),
        ),
        label="Status",
        help="Who is deceased or archived cannot be booked; what is booked stays.",
        section="Status",
        option=Option("STATUS", "active, deceased or archived"),
        columns=(
            Column("status"),
            Column(
                "deceased",
                ("dead", "death", "deathdate", "deceaseddate", "dateofdeath", "died", "dod"),
                kind=Kind(columns.read_deceased),
            ),
        ),
        compose=columns.status,
        tells=Tells.NOTHING,
        is_on_sheet=False,
        is_asked_of_new=False,
    ),
    Field(
        "no_booking",
        kinds.flag("is not to be booked"),
        label="No booking",
        help="Whether nobody is to book this patient, whatever the status.",
        section="Status",
        option=Option("", "not to be booked", off="may be booked"),
        columns=(Column("no_booking", ("nobooking", "donotbook")),),
        tells=Tells.NOTHING,
        is_on_sheet=False,
        is_asked_of_new=False,
    ),
    Field(
        "restricted",
        kinds.flag("is restricted"),
        label="Restricted",
        help="Whether the record is opened for a reason alone; the patient may be booked all the same.",
        section="Status",
        option=Option("", "opened for a reason alone", off="opened without a reason"),
        columns=(Column("restricted", ("privacy", "confidential", "breaktheglass")),),
        reads=("status",),
        compose=columns.restricted,
        tells=Tells.NOTHING,
        is_on_sheet=False,
        is_asked_of_new=False,
    ),
    Field(
        "identity_verified_at",
        kinds.dated(),
        label="Identity proved",
        noun="identity",
        help="Whether somebody saw a paper that proves who this is.",
        section="Status",
        typed="identity",
        tells=Tells.NOTHING,
        is_asked_of_new=False,
    ),
    Field(
        "demographics_confirmed_at",
        kinds.dated(),
        label="Data confirmed",
        noun="demographics",
        help="Whether the patient confirmed address, phone and contact.",
        section="Status",
        typed="demographics",
        tells=Tells.NOTHING,
        is_asked_of_new=False,
    ),
)


def _restricted_apart(changes: Changes) -> Changes:
    """A status that says restricted, as it did once, marks the record so and is no other status."""
    if changes.get("status") is not PatientStatus.RESTRICTED:
        return changes
    return {name: value for name, value in changes.items() if name != "status"} | {"restricted": True}


PATIENT: Final = RecordSpec(
    "patient",
    (*NAMES, *BIRTH, *CONTACT, *_CARE, *_STATUS, *PEOPLE, *MORE, *ELSEWHERE, *CONFIDENTIAL),
    _restricted_apart,
)
"""The patient's record."""


def new_patient(values: Mapping[str, Any]) -> Patient:
    """The draft of a new record that says this, with the birth date at least."""
    return Patient(**{"id": PatientId(0), "mrn": "", "family": "", "given": "", **values})
