"""Which columns may a file of billing's lines have, and what is made of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.calendar.file_date import read_file_date
from core.errors import BadInput
from core.fields import kinds
from core.fields.model import Column, Field, Kind, RecordSpec
from core.importing.columns import FileColumns
from core.patients.named_in_file import numbers_of_patient
from core.record_ref import AppointmentId, PatientId
from core.text.cleaning import LONGEST_NUMBER
from core.text.money import signed_cents_of
from core.text.wording import not_among, shown
from core.till import sentences as say
from core.till.model import LineKind
from core.till.payment import LONGEST_NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.fields.model import ReadContext

OF_BILLING: Final = (LineKind.CHARGE, LineKind.ADJUSTMENT, LineKind.INSURANCE, LineKind.STATEMENT)
_KINDS: Final[Mapping[str, LineKind]] = {
    **{kind.value: kind for kind in OF_BILLING},
    **dict.fromkeys(("insurance payment", "payer payment", "payment"), LineKind.INSURANCE),
    **dict.fromkeys(("write-off", "writeoff", "discount"), LineKind.ADJUSTMENT),
}


class BillingLine(Struct, frozen=True, kw_only=True):
    """A line as a file has it, with the numbers by which it names its patient; `amount` in cents, with its sign.

    `appointment` is the visit that it is for, where the file says it.
    """

    id: int = 0
    patient: PatientId = PatientId(0)
    mrn: str = ""
    external_id: str = ""
    number: str = ""
    kind: LineKind = LineKind.CHARGE
    amount: int = 0
    day: date | None = None
    note: str = ""
    appointment: AppointmentId | None = None


def _kind() -> Kind[LineKind]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> LineKind:
        word = typed[0].strip().lower()
        if word not in _KINDS:
            raise BadInput(not_among(typed[0].strip(), list(_KINDS), say.BAD_BILLING_KIND), field=name)
        return _KINDS[word]

    return Kind(read, words=tuple(_KINDS), noun=say.BAD_BILLING_KIND)


def _amount() -> Kind[int]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> int:
        text = typed[0].strip()
        cents = signed_cents_of(text, reading.currency)
        if cents is None:
            raise BadInput(say.BILLING_AMOUNT.format(value=shown(text), currency=reading.currency), field=name)
        return cents

    return Kind(read)


def _day() -> Kind[date]:
    return Kind(lambda typed, name, reading: read_file_date(typed[0].strip(), field=name, order=reading.order))


def _visit() -> Kind[AppointmentId]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> AppointmentId:
        text = typed[0].strip()
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
            raise BadInput(say.BILLING_VISIT.format(value=shown(text)), field=name)
        return AppointmentId(int(text))

    return Kind(read)


def _field(name: str, kind: Kind[Any], *columns: Column) -> Field[Any]:
    return Field(name, kind, name, "", "", columns=columns)


BILLING: Final = RecordSpec(
    "ledger",
    (
        *numbers_of_patient("patient_id"),
        _field(
            "number",
            kinds.text(is_number=True),
            Column("id", ("lineid", "transactionid", "chargeid", "entryid"), is_number=True),
        ),
        _field("kind", _kind(), Column("kind", ("type", "transactiontype"))),
        _field("amount", _amount(), Column("amount", ("total", "cost", "transactionamount"), is_decimal=True)),
        _field("day", _day(), Column("date", ("servicedate", "dateofservice", "postdate", "day"))),
        _field(
            "appointment",
            _visit(),
            Column("appointment", ("appointmentid", "appointmentnumber", "visitid", "visitnumber")),
        ),
        _field("note", kinds.text(LONGEST_NOTE), Column("note", ("description", "procedure", "memo"))),
    ),
)
COLUMNS: Final = FileColumns(BILLING, needed=(("mrn", "patient_id"), ("id",), ("kind",), ("amount",), ("date",)))
"""What the fields of a line are called in files, and those that none can do without."""
