"""Which facts of a patient may a file bring, and by which plain names are its columns known?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that a column brings.

    `names` are those of a column, folded, besides its own. Several columns of one field are joined with
    `joined_by`; where that is None each of them counts by itself.
    """

    name: str
    names: tuple[str, ...] = ()
    joined_by: str | None = " "


_FIELDS: Final = (
    Field("external_id", ("id", "patientid", "personid")),
    Field("mrn", ("medicalrecordnumber", "recordnumber", "chartnumber", "chart")),
    Field("family", ("familyname", "last", "lastname", "surname")),
    Field("given", ("givenname", "givennames", "first", "firstname", "forename", "forenames")),
    Field("middle", ("middlename", "middlenames")),
    Field("preferred", ("preferredname", "goesby", "nickname")),
    Field("previous", ("previousname", "maiden", "maidenname", "formername", "birthname"), joined_by=None),
    Field("birth_date", ("dob", "dateofbirth", "birthday", "born")),
    Field("sex", ("gender", "administrativesex", "administrativegender")),
    Field("phone", ("phones", "phonenumber", "telephone", "tel"), joined_by=None),
    Field("mobile_phone", ("mobile", "cell", "cellphone", "mobilenumber"), joined_by=None),
    Field("home_phone", ("phonehome", "homenumber"), joined_by=None),
    Field("work_phone", ("phonework", "businessphone"), joined_by=None),
    Field("email", ("emailaddress", "mail")),
    Field("address", ("address1", "addressline1", "line1", "street", "street1", "streetaddress")),
    Field("address2", ("addressline2", "line2", "street2")),
    Field("city", ("town",)),
    Field("state", ("province",)),
    Field("zip", ("zipcode", "postcode", "postalcode")),
    Field("country"),
    Field("language", ("preferredlanguage", "lang")),
    Field("interpreter", ("interpreterneeded", "needsinterpreter")),
    Field("usual_provider"),
    Field("alerts", ("alert",), joined_by=None),
    Field("status"),
    Field("deceased", ("dead", "death", "deathdate", "deceaseddate", "dateofdeath", "died", "dod")),
)

FIELDS: Final[Mapping[str, Field]] = {field.name: field for field in _FIELDS}
"""Every field by name."""
PHONE_KINDS: Final[Mapping[str, str]] = {
    "phone": "mobile",
    "mobile_phone": "mobile",
    "home_phone": "home",
    "work_phone": "work",
}
"""Fields that bring a phone number, with the kind it is kept as."""
NEEDED: Final = (("birth_date",), ("family", "given"))
"""Of each of these, a file has a column for at least one."""

_BY_OWN_NAME: Final = {fold(field.name): field.name for field in _FIELDS}
_BY_ANY_NAME: Final = {fold(name): field.name for field in _FIELDS for name in field.names} | _BY_OWN_NAME


def field_called(heading: str) -> str:
    """The field that a column with this heading plainly means, or ''."""
    return _BY_ANY_NAME.get(fold(heading), "")


def is_own_name(heading: str) -> bool:
    """Whether the heading is a field's own name, which counts before its other names."""
    return fold(heading) in _BY_OWN_NAME
