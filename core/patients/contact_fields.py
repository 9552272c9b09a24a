"""Which fields say how a patient is reached, by whom else, and what they ask of whoever does?"""

from __future__ import annotations

from typing import Any, Final

from core.fields import kinds
from core.fields.kinds import Rule
from core.fields.model import Column, Field, Option, Tells
from core.fields.zones import zone
from core.patients import columns
from core.patients import sentences as say
from core.patients.consent_fields import email_consent
from core.patients.list_fields import contact_persons
from core.patients.model import ReachBy
from core.patients.phones import not_called, phone_column, phones
from core.structs import replace

_REACH_BY: Final = replace(
    kinds.choice(tuple(ReachBy), "channel", "a channel", blank=ReachBy.ANY, unknown=ReachBy.ANY),
    in_full=lambda way, _: "" if way is ReachBy.ANY else str(way.value),
)
"""A face sheet tells of it where there is a wish."""

CONTACT: Final[tuple[Field[Any], ...]] = (
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
            Column("phone", ("phones", "phonenumber", "telephone", "tel", "phone1"), None, is_number=True),
            Column("mobile_phone", ("mobile", "cell", "cellphone", "mobilenumber"), None, is_number=True),
            Column("home_phone", ("phonehome", "homenumber"), None, phone_column("home"), is_number=True),
            Column("do_not_call", ("donotcall", "nocall"), None, not_called(), is_number=True),
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
        "email_consent",
        email_consent(),
        label="May we e-mail",
        help="What the patient agreed to for this address.",
        section="Contact",
        option=Option("ANSWER", "care, 'care billing', 'care news', 'care billing news', no or unknown"),
        columns=(Column("email_consent", ("emailconsent", "emailoptin")),),
        noun="consent to e-mail",
        belongs_to="email",
        tells=Tells.NOTHING,
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
)
"""Where the patient is reached."""

ELSEWHERE: Final[tuple[Field[Any], ...]] = (
    Field(
        "zone",
        zone(),
        label="Time zone",
        help="Where the patient's clocks are not those of the site: Los Angeles, or America/Los_Angeles.",
        section="More about the patient",
        option=Option("ZONE", "the patient's time zone, if it is not the site's: America/Los_Angeles"),
        columns=(Column("zone", ("timezone", "tz")),),
        tells=Tells.NOTHING,
    ),
    Field(
        "reach_by",
        _REACH_BY,
        label="Tell them by",
        help="How the patient would like to be told things, where they agreed to that: text, email, voice or letter.",
        section="More about the patient",
        noun="preferred channel",
        option=Option("WORD", "how the patient would like to be told: any, text, email, voice or letter"),
        columns=(Column("reach_by", ("preferredchannel", "contactby", "preferredcontactmethod")),),
        tells=Tells.NOTHING,
        is_on_sheet=False,
    ),
)
"""Where the patient's clocks are, where these are not the site's, and how they would like to be told things."""

PEOPLE: Final[tuple[Field[Any], ...]] = (
    Field(
        "contacts",
        contact_persons(),
        label="Contact",
        help="Whom to call in an emergency, a guardian, or who pays: the name.",
        section="People beside the patient",
        option=Option(
            "NAME | RELATION | PHONE | ROLE", "emergency, guardian, guarantor or guardian-guarantor; may be repeated"
        ),
        columns=(
            Column("emergency_contact", ("emergencyname", "emergencycontactname", "nextofkin"), kind=kinds.text()),
            Column("emergency_relation", ("emergencycontactrelation",), kind=kinds.text()),
            Column("emergency_phone", ("emergencycontactphone",), kind=kinds.text(), is_number=True),
            Column("guardian", ("guardianname", "parent"), kind=kinds.text()),
            Column("guardian_relation", ("parentrelation",), kind=kinds.text()),
            Column("guardian_phone", ("parentphone",), kind=kinds.text(), is_number=True),
            Column("guarantor", ("guarantorname", "responsibleparty"), kind=kinds.text()),
            Column("guarantor_relation", kind=kinds.text()),
            Column("guarantor_phone", kind=kinds.text(), is_number=True),
        ),
        compose=columns.contacts,
        noun="people beside the patient",
        typed="contact",
        tells=Tells.NOTHING,
        is_hidden=True,
    ),
)
"""Who else is asked or called."""

CONFIDENTIAL: Final[tuple[Field[Any], ...]] = (
    Field(
        "contact_rule",
        kinds.text(),
        label="Contact rule",
        help="What the patient asks of whoever reaches them; nobody asks why. It stands wherever they are called from.",
        section="Confidential contact",
        is_hidden=True,
        option=Option("TEXT", "what the patient asks of whoever reaches them"),
        columns=(Column("contact_rule", ("contactrule", "contactpreference", "confidentialcontact")),),
    ),
    Field(
        "no_message",
        kinds.flag(say.NO_MESSAGE),
        label="No messages",
        help="Whether nothing may be left on an answering machine or with anybody else.",
        section="Confidential contact",
        option=Option("", "no message may be left", off="messages may be left"),
        columns=(Column("no_message", ("nomessage", "donotleavemessage")),),
        tells=Tells.NOTHING,
    ),
    Field(
        "mail_address",
        kinds.text(columns.LONGEST_ADDRESS),
        label="Letters go to",
        help="Where the patient wants letters, if it is not the address above.",
        section="Confidential contact",
        option=Option("TEXT", "where letters go in place of the address"),
        columns=(Column("mail_address", ("mailingaddress", "mailaddress")),),
        tells=Tells.NOTHING,
        is_hidden=True,
    ),
)
"""What the patient asks of whoever reaches them (45 CFR 164.522(b))."""
