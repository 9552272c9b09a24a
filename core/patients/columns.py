"""What do several columns of a file make of one field of a patient's record?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.calendar.file_date import read_file_date
from core.errors import BadInput
from core.fields.kinds import FLAGS
from core.fields.model import LONGEST_TEXT, ReadContext
from core.fields.sentences import TOO_LONG
from core.patients.model import ContactPerson, ContactRole, PatientStatus
from core.patients.phones import joined
from core.patients.sentences import DIED_BEFORE_BIRTH
from core.patients.whole_names import WholeName
from core.structs import replace
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.patients.model import Phone

LONGEST_ADDRESS: Final = 240


def _whole(told: Mapping[str, Any]) -> WholeName:
    """The name that stands in one column."""
    found: WholeName = told.get("name") or told.get("name_given_first") or WholeName("", "", "")
    return found


def family(told: Mapping[str, Any]) -> str | None:
    """The family name of its own column, or of the whole one."""
    return told.get("family") or _whole(told).family or None


def suffix(told: Mapping[str, Any]) -> str | None:
    """The same of what tells the generation."""
    return told.get("suffix") or _whole(told).suffix or None


def given(told: Mapping[str, Any]) -> str | None:
    """Given and middle names, which a record keeps in one."""
    if not told.keys() & {"given", "middle"}:
        return _whole(told).given or None
    return _short(" ".join(told[name] for name in ("given", "middle") if name in told), "given", LONGEST_TEXT)


def address(told: Mapping[str, Any]) -> str:
    """The address in one line: 784 Stamm Lock, Unit 46, Somerville, MA 02155."""
    region = " ".join(told[name] for name in ("state", "zip") if name in told)
    parts = (*(told.get(name, "") for name in ("address", "address2", "city")), region, told.get("country", ""))
    return _short(", ".join(part for part in parts if part), "address", LONGEST_ADDRESS)


def phones(told: Mapping[str, Any]) -> tuple[Phone, ...]:
    """The numbers of all kinds."""
    names = ("do_not_call", "phone", "mobile_phone", "home_phone", "work_phone")
    return joined(*(told.get(name, ()) for name in names))


def contacts(told: Mapping[str, Any]) -> tuple[ContactPerson, ...] | None:
    """The people beside the patient; who decides and pays is one. None where the columns name nobody."""
    guardian = _person(told, "guardian", ContactRole.GUARDIAN)
    guarantor = _person(told, "guarantor", ContactRole.GUARANTOR)
    if guardian and guarantor and fold(guardian.name) == fold(guarantor.name):
        guardian, guarantor = replace(guardian, role=ContactRole.GUARDIAN_AND_GUARANTOR), None
    called = _person(told, "emergency", ContactRole.EMERGENCY)
    return tuple(person for person in (guardian, guarantor, called) if person) or None


def _person(told: Mapping[str, Any], word: str, role: ContactRole) -> ContactPerson | None:
    name = told.get(word) or told.get(f"{word}_contact")
    return ContactPerson(name, told.get(f"{word}_relation", ""), told.get(f"{word}_phone", ""), role) if name else None


def status(told: Mapping[str, Any]) -> PatientStatus | None:
    """Deceased, where a date of death or a yes says so; none where it says that the record is restricted.

    Raises BadInput for a death before the birth.
    """
    born, died = told.get("birth_date"), told.get("deceased")
    if born and died and died is not True and died < born:
        raise BadInput(DIED_BEFORE_BIRTH, field="deceased")
    said = told.get("status")
    return PatientStatus.DECEASED if died else None if said is PatientStatus.RESTRICTED else said


def restricted(told: Mapping[str, Any]) -> bool | None:
    """As its own column says, or the status, which said it once."""
    return True if told.get("status") is PatientStatus.RESTRICTED else told.get("restricted")


def _short(text: str, name: str, most: int) -> str:
    if len(text) > most:
        raise BadInput(TOO_LONG.format(field=name, most=most), field=name)
    return text


def read_deceased(texts: Sequence[str], name: str, reading: ReadContext) -> date | bool:
    """A date of death, or whether somebody has died. Raises BadInput."""
    word = texts[0].strip().lower()
    if word in FLAGS:
        return FLAGS[word]
    return read_file_date(texts[0].strip(), field=name, order=reading.order, today=reading.today)
