"""Which columns may a file of forms that patients signed have, and what is made of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.calendar.file_date import read_file_date
from core.documents import sentences as say
from core.documents.forms import LONGEST_NAME, form_named
from core.fields import kinds
from core.fields.model import Column, Field, Kind, RecordSpec
from core.forms.model import FormNote, FormState
from core.importing.columns import FileColumns
from core.patients.named_in_file import numbers_of_patient

if TYPE_CHECKING:
    from datetime import date


class FormLine(FormNote, frozen=True, kw_only=True):
    """What became of a form as a line says it, with the numbers by which it names its patient.

    `until` is the last day on which it counts, where the line says so.
    """

    mrn: str = ""
    external_id: str = ""
    until: date | None = None


def _form() -> Kind[str]:
    """The code of a form of this clinic, by its code or its name."""
    return Kind(lambda typed, _, reading: form_named(reading.clinic, typed[0]).code)


def _day() -> Kind[date]:
    return Kind(lambda typed, name, reading: read_file_date(typed[0].strip(), field=name, order=reading.order))


def _field(name: str, kind: Kind[Any], *columns: Column) -> Field[Any]:
    return Field(name, kind, name, "", "", columns=columns)


COLUMNS: Final = FileColumns(
    RecordSpec(
        "form_note",
        (
            *numbers_of_patient("patient_id"),
            _field("form", _form(), Column("form", ("formcode", "formname", "document", "consent"))),
            _field(
                "state",
                kinds.choice(tuple(FormState), say.A_FORM_STATE, say.A_FORM_STATE),
                Column("state", ("status", "outcome")),
            ),
            _field("day", _day(), Column("day", ("date", "on", "signedon", "datesigned", "signed"))),
            _field("until", _day(), Column("until", ("validuntil", "expires", "expiry", "expirationdate"))),
            _field("signer", kinds.text(LONGEST_NAME), Column("signer", ("signedby", "by", "guardian"))),
            _field("note", kinds.text(), Column("note", ("comment", "remark", "reason"))),
        ),
    ),
    needed=(("mrn", "patient_id"), ("form",), ("day",)),
)
"""What the fields of what became of a form are called in files, and those that none can do without."""
