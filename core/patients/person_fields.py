"""Which fields say who a patient is: names, birth and sex, and what they want to be called?"""

from __future__ import annotations

from typing import Any, Final

from core.fields import kinds
from core.fields.kinds import Rule
from core.fields.model import Column, Field, Option, Tells
from core.patients import columns
from core.patients import sentences as say
from core.patients.list_fields import previous_names
from core.patients.model import Sex
from core.patients.whole_names import given_first, whole_name

_LONGEST_SUFFIX: Final = 20
_NAME: Final = kinds.text(rule=Rule(lambda text: any(map(str.isalnum, text)), say.NAME_WITHOUT_LETTERS))
_FAMILY_FIRST: Final = ("namelastfirst", "lastfirst", "lastnamefirst", "lastnamefirstname", "patientnamelastfirst")
_WHOLE: Final = (
    Column("name", ("fullname", "patientname", "wholename", *_FAMILY_FIRST), kind=whole_name()),
    Column("name_given_first", kind=given_first()),
)
"""Columns in which all of a name stands."""

NAMES: Final[tuple[Field[Any], ...]] = (
    Field(
        "family",
        _NAME,
        label="Family name",
        help="As on the papers. Who has a single name has it here or below.",
        section="Names",
        option=Option("NAME", "family name"),
        columns=(Column("family", ("familyname", "last", "lastname", "surname")), *_WHOLE),
        compose=columns.family,
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
            Column("middle", ("middlename", "middlenames", "middleinitial", "mi")),
            *_WHOLE,
        ),
        compose=columns.given,
        tells=Tells.IDENTIFIES,
        is_hidden=True,
        is_on_sheet=False,
    ),
    Field(
        "suffix",
        kinds.text(_LONGEST_SUFFIX),
        label="Suffix",
        help="Jr, Sr, III: what tells them from others of the family.",
        section="Names",
        option=Option("TEXT", "Jr, Sr, III"),
        columns=(Column("suffix", ("namesuffix", "generation")), *_WHOLE),
        compose=columns.suffix,
        tells=Tells.IDENTIFIES,
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
)
"""What somebody is called."""

BIRTH: Final[tuple[Field[Any], ...]] = (
    Field(
        "birth_date",
        kinds.birth_date(),
        label="Born",
        noun="birth date",
        help="{date}, 14mar1984 or 1984-03-14.",
        section="Birth and sex",
        option=Option("DATE", "1984-03-14, 3/14/1984 or 14mar84"),
        columns=(Column("birth_date", ("dob", "dateofbirth", "birthday", "born", "patientdob", "patdob")),),
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
)
"""When somebody was born, and as what the papers have them."""

MORE: Final[tuple[Field[Any], ...]] = (
    Field(
        "previous",
        previous_names(),
        label="Earlier name",
        noun="previous names",
        help="A name of birth or of a marriage before: the patient is found by it too.",
        section="More about the patient",
        option=Option("NAME | SINCE | UNTIL", "an earlier name, and from when until when; may be repeated"),
        columns=(
            Column("previous", ("previousname", "maiden", "maidenname", "formername", "birthname"), joined_by=None),
        ),
        tells=Tells.IDENTIFIES,
        is_hidden=True,
    ),
    Field(
        "gender",
        kinds.text(),
        label="Gender",
        help="What the patient says, where it is not what the papers do.",
        section="More about the patient",
        option=Option("TEXT", "gender identity, as the patient says it"),
        columns=(Column("gender_identity", ("genderidentity",)),),
    ),
    Field(
        "pronouns",
        kinds.text(),
        label="Pronouns",
        help="she/her, he/him, they/them: how the patient is spoken of.",
        section="More about the patient",
        option=Option("TEXT", "she/her, he/him, they/them"),
        columns=(Column("pronouns", ("pronoun",)),),
    ),
)
"""What else says who somebody is, and is asked of few."""
