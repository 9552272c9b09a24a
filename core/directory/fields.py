"""Which fields has an entry of the directory? One row each: form, command line, import, JSON and history follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.directory import parts
from core.directory import sentences as say
from core.directory.model import DirectoryEntry, ReferralWay
from core.fields import kinds
from core.fields.kinds import Rule
from core.fields.model import Column, Field, Option, RecordSpec, Tells
from core.text.npi import is_npi

if TYPE_CHECKING:
    from collections.abc import Mapping

_WHO: Final = "Who they are"
_REACHED: Final = "How they are reached"
_REFERRALS: Final = "Referrals"
_MORE: Final = "More"
_LONG: Final = 240

DIRECTORY_ENTRY: Final = RecordSpec(
    "directory_entry",
    (
        Field(
            "name",
            kinds.text(),
            label="Name",
            help="As the practice, lab or person is called: Riverside Cardiology.",
            section=_WHO,
            option=Option("NAME", "what they are called"),
            columns=(Column("name", ("organization", "organisation", "practice", "practicename", "provider")),),
            tells=Tells.LIKENS,
            kept=say.NAME_MISSING,
        ),
        Field(
            "kind",
            parts.kind(),
            label="Kind",
            help="practice, hospital, lab, imaging, pharmacy, supplier or other; payers are set up.",
            section=_WHO,
            option=Option("KIND", "practice, hospital, lab, imaging, pharmacy, supplier or other"),
            columns=(Column("kind", ("type", "category")),),
        ),
        Field(
            "specialties",
            parts.specialties(),
            label="Specialties",
            help="What they treat or do, with commas: cardiology, sleep.",
            section=_WHO,
            option=Option("WORDS", "what they treat or do, with commas"),
            columns=(Column("specialties", ("specialty", "speciality", "taxonomy"), ", "),),
        ),
        Field(
            "phone",
            parts.number(),
            label="Phone",
            help="As it is dialled.",
            section=_REACHED,
            option=Option("NUMBER", "their phone"),
            columns=(Column("phone", ("phonenumber", "telephone", "tel"), is_number=True),),
        ),
        Field(
            "fax",
            parts.number(),
            label="Fax",
            noun="fax number",
            help="As it is dialled; faxes go there.",
            section=_REACHED,
            option=Option("NUMBER", "where faxes go"),
            columns=(Column("fax", ("faxnumber", "telefax"), is_number=True),),
        ),
        Field(
            "email",
            kinds.text(rule=Rule(lambda text: "@" in text, say.EMAIL_WITHOUT_AT)),
            label="E-mail",
            help="Leave it empty where there is none.",
            section=_REACHED,
            option=Option("EMAIL", "their e-mail address"),
            columns=(Column("email", ("emailaddress", "mail")),),
        ),
        Field(
            "address",
            kinds.text(_LONG),
            label="Address",
            help="Street, place and postal code in one line.",
            section=_REACHED,
            option=Option("TEXT", "their postal address"),
            columns=(Column("address", ("street", "streetaddress", "city", "state", "zip", "postalcode"), ", "),),
        ),
        Field(
            "hours",
            kinds.text(),
            label="Hours",
            help="When they can be reached: Mon-Fri 8-17.",
            section=_REACHED,
            option=Option("TEXT", "when they can be reached"),
            columns=(Column("hours", ("openinghours", "officehours")),),
        ),
        Field(
            "contact",
            kinds.text(),
            label="Ask for",
            noun="whom to ask for",
            help="Whom to ask for there: the referral desk, a name.",
            section=_REACHED,
            option=Option("TEXT", "whom to ask for there"),
            columns=(Column("contact", ("contactname", "attention")),),
        ),
        Field(
            "referrals",
            kinds.choice(tuple(ReferralWay), "way", "a way", blank=ReferralWay.ANY),
            label="By",
            noun="how they want referrals",
            help="How they want referrals: any, fax, phone, e-mail, portal, mail or electronic.",
            section=_REFERRALS,
            option=Option("WAY", "how they want referrals: any, fax, phone, e-mail, portal, mail or electronic"),
            columns=(Column("referrals", ("referralsby", "referralmethod")),),
        ),
        Field(
            "referral_note",
            kinds.text(_LONG),
            label="With it",
            noun="what they want with a referral",
            help="What they want with a referral: the last ECG, their own form.",
            section=_REFERRALS,
            option=Option("TEXT", "what they want with a referral"),
            columns=(Column("referral_note", ("referralnote", "referralinstructions")),),
        ),
        Field(
            "npi",
            kinds.text(rule=Rule(is_npi, say.NO_NPI), is_number=True),
            label="NPI",
            help="The number by which payers know them, where it matters.",
            section=_MORE,
            option=Option("NUMBER", "the number by which payers know them"),
            columns=(Column("npi", ("npinumber",), is_number=True),),
        ),
        Field(
            "note",
            kinds.text(_LONG),
            label="Note",
            help="What else is to be known of them.",
            section=_MORE,
            option=Option("TEXT", "what else is to be known of them"),
            columns=(Column("note", ("notes", "comment")),),
        ),
        Field(
            "status",
            parts.status(),
            label="Status",
            help="retired, where the clinic no longer deals with them.",
            section=_MORE,
            option=Option("STATUS", "current, or retired where the clinic no longer deals with them"),
            columns=(Column("status", ("active",)),),
            is_asked_of_new=False,
        ),
    ),
)
"""An entry of the directory."""


def new_entry(values: Mapping[str, Any]) -> DirectoryEntry:
    """The draft of a new entry that says this."""
    return DirectoryEntry(**{"id": 0, "name": "", **values})
