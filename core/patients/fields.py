"""Which fields has a patient's record? One row each: form, command line, import, JSON and history follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.fields import kinds
from core.fields.kinds import Rule
from core.fields.model import Column, Field, Kind, Option, RecordSpec, Tells
from core.fields.zones import zone
from core.patients import columns
from core.patients import sentences as say
from core.patients.model import Patient, PatientStatus, Sex
from core.patients.phones import phone_column, phones
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_NUMBER: Final = 40

_NAME: Final = kinds.text(rule=Rule(lambda text: any(map(str.isalnum, text)), say.NAME_WITHOUT_LETTERS))

PATIENT: Final = RecordSpec(
    "patient",
    (
        Field(
            "family",
            _NAME,
            label="Family name",
            help="As on the papers. Who has a single name has it here or below.",
            section="Names",
            option=Option("NAME", "family name"),
            columns=(Column("family", ("familyname", "last", "lastname", "surname")),),
            tells=Tells.IDENTIFIES,
            is_hidden=True,
            is_on_sheet=False,
        ),
        Field(
            "given",
            _NAME,
            label="Given name",
            help="As on the papers, with further given names.",
            section="Names",
            option=Option("NAME", "given name"),
            columns=(
                Column("given", ("givenname", "givennames", "first", "firstname", "forename", "forenames")),
                Column("middle", ("middlename", "middlenames")),
            ),
            compose=columns.given,
            tells=Tells.IDENTIFIES,
            is_hidden=True,
            is_on_sheet=False,
        ),
        Field(
            "preferred",
            _NAME,
            label="Goes by",
            noun="preferred name",
            help="What the patient wants to be called, if it is something else.",
            section="Names",
            option=Option("NAME", "the name the patient goes by"),
            columns=(Column("preferred", ("preferredname", "goesby", "nickname")),),
            is_hidden=True,
        ),
        Field(
            "previous",
            kinds.texts(),
            label="Earlier name",
            noun="previous names",
            help="A name of birth or of a marriage before: the patient is found by it too.",
            section="Names",
            option=Option("NAME", "an earlier name; may be repeated"),
            columns=(
                Column("previous", ("previousname", "maiden", "maidenname", "formername", "birthname"), joined_by=None),
            ),
            tells=Tells.IDENTIFIES,
            is_hidden=True,
        ),
        Field(
            "birth_date",
            kinds.birth_date(),
            label="Born",
            noun="birth date",
            help="{date}, 14mar1984 or 1984-03-14.",
            section="Birth and sex",
            option=Option("DATE", "1984-03-14, 3/14/1984 or 14mar84"),
            columns=(Column("birth_date", ("dob", "dateofbirth", "birthday", "born")),),
            tells=Tells.IDENTIFIES,
            is_hidden=True,
            is_on_sheet=False,
        ),
        Field(
            "sex",
            kinds.choice(tuple(Sex), "sex", "a sex", blank=Sex.UNKNOWN, letters=True, unknown=Sex.UNKNOWN),
            label="Sex",
            help="As insurance and papers say: f, m, o or u.",
            section="Birth and sex",
            option=Option("SEX", "female, male, other or unknown"),
            columns=(Column("sex", ("gender", "administrativesex", "administrativegender")),),
            is_on_sheet=False,
        ),
        Field(
            "phones",
            phones(),
            label="Phone",
            noun="phones",
            help="The number as the patient says it; the first one is called first.",
            section="Contact",
            typed="phone",
            option=Option("NUMBER", "may be repeated; the first is called first"),
            columns=(
                Column("phone", ("phones", "phonenumber", "telephone", "tel"), None, is_number=True),
                Column("mobile_phone", ("mobile", "cell", "cellphone", "mobilenumber"), None, is_number=True),
                Column("home_phone", ("phonehome", "homenumber"), None, phone_column("home"), is_number=True),
                Column("work_phone", ("phonework", "businessphone"), None, phone_column("work"), is_number=True),
            ),
            compose=columns.phones,
            tells=Tells.LIKENS,
            is_hidden=True,
        ),
        Field(
            "email",
            kinds.text(rule=Rule(lambda text: "@" in text, say.EMAIL_WITHOUT_AT)),
            label="E-mail",
            help="Leave it empty where there is none.",
            section="Contact",
            option=Option("EMAIL", "e-mail address"),
            columns=(Column("email", ("emailaddress", "mail")),),
            tells=Tells.LIKENS,
            is_hidden=True,
        ),
        Field(
            "address",
            kinds.text(columns.LONGEST_ADDRESS),
            label="Address",
            help="Street, place and postal code in one line.",
            section="Contact",
            option=Option("TEXT", "postal address"),
            columns=(
                Column("address", ("address1", "addressline1", "line1", "street", "street1", "streetaddress")),
                Column("address2", ("addressline2", "line2", "street2"), kind=kinds.text()),
                Column("city", ("town",), kind=kinds.text()),
                Column("state", ("province",), kind=kinds.text()),
                Column("zip", ("zipcode", "postcode", "postalcode"), kind=kinds.text(), is_number=True),
                Column("country", kind=kinds.text()),
            ),
            compose=columns.address,
            tells=Tells.LIKENS,
            is_hidden=True,
        ),
        Field(
            "zone",
            zone(),
            label="Time zone",
            help="Where the patient's clocks are not those of the site: Los Angeles, or America/Los_Angeles.",
            section="Contact",
            option=Option("ZONE", "the patient's time zone, if it is not the site's: America/Los_Angeles"),
            columns=(Column("zone", ("timezone", "tz")),),
            tells=Tells.NOTHING,
        ),
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
            "mrn",
            kinds.text(_LONGEST_NUMBER, is_number=True),
            label="MRN",
            help="The number on the patient's card.",
            help_of_new="The number on the patient's card. Left empty, the next free one is given.",
            section="Care",
            option=Option("MRN", "medical record number; a new record without one is given the next free one"),
            columns=(Column("mrn", ("medicalrecordnumber", "recordnumber", "chartnumber", "chart"), is_number=True),),
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
            kinds.texts(),
            label="Alert",
            noun="alerts",
            help="What everybody at the desk must see: it is shown with every act on this patient.",
            section="Alerts",
            typed="alert",
            option=Option("TEXT", "what the desk must know; may be repeated"),
            columns=(Column("alerts", ("alert",), None),),
            tells=Tells.NOTHING,
            is_on_sheet=False,
        ),
        Field(
            "status",
            kinds.choice(
                tuple(status for status in PatientStatus if status is not PatientStatus.ENTERED_IN_ERROR),
                "status",
                "a status that a record may come with",
                refusal=say.STATUS_NOT_SET,
            ),
            label="Status",
            help="Who is deceased or archived cannot be booked; what is booked stays. Restricted asks for privacy.",
            section="Status",
            option=Option("STATUS", "active, deceased, archived or restricted"),
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
    ),
)
"""The patient's record."""


def new_patient(values: Mapping[str, Any]) -> Patient:
    """The draft of a new record that says this, with the birth date at least."""
    return Patient(**{"id": PatientId(0), "mrn": "", "family": "", "given": "", **values})
