"""Which columns may a file of payment plans have, and what is made of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.calendar.file_date import read_file_date
from core.errors import BadInput
from core.fields import kinds
from core.fields.model import Column, Field, Kind, RecordSpec
from core.importing.columns import FileColumns
from core.patients.named_in_file import numbers_of_patient
from core.record_ref import PatientId
from core.text.money import cents_in_file
from core.text.wording import not_among, shown
from core.till import sentences as say
from core.till.plan import PlanStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.fields.model import ReadContext

_MOST_COUNT: Final = 600
_MOST_APR: Final = 10_000
_WORDS: Final = {"open": PlanStatus.OPEN, "closed": PlanStatus.CLOSED}


class PlanLine(Struct, frozen=True, kw_only=True):
    """A plan as a file has it, with the numbers by which it names its patient; amounts in cents."""

    id: int = 0
    patient: PatientId = PatientId(0)
    mrn: str = ""
    external_id: str = ""
    number: str = ""
    count: int = 0
    amount: int = 0
    down: int = 0
    apr: int = 0
    signed: date | None = None
    guarantor: str = ""
    first_due: date | None = None
    status: PlanStatus = PlanStatus.OPEN


def _cents() -> Kind[int]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> int:
        cents = cents_in_file(typed[0], reading.currency)
        if cents is None:
            raise BadInput(say.PLAN_AMOUNT.format(value=shown(typed[0].strip()), currency=reading.currency), field=name)
        return cents

    return Kind(read)


def _percent() -> Kind[int]:
    """Hundredths of a per cent of 4.9 or 4.90%."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> int:
        whole, _, part = typed[0].strip().removesuffix("%").strip().partition(".")
        digits = f"{whole}{part:0<2}"
        if not digits.isascii() or not digits.isdigit() or len(part) > len("00") or int(digits) > _MOST_APR:
            raise BadInput(say.PLAN_APR.format(value=shown(typed[0].strip())), field=name)
        return int(digits)

    return Kind(read)


def _count() -> Kind[int]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> int:
        text = typed[0].strip()
        if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= _MOST_COUNT:
            raise BadInput(say.PLAN_COUNT.format(value=shown(text), most=_MOST_COUNT), field=name)
        return int(text)

    return Kind(read)


def _status() -> Kind[PlanStatus]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> PlanStatus:
        word = typed[0].strip().lower()
        if word not in _WORDS:
            raise BadInput(not_among(typed[0].strip(), list(_WORDS), say.A_PLAN_STATUS), field=name)
        return _WORDS[word]

    return Kind(read, words=tuple(_WORDS), noun=say.A_PLAN_STATUS)


def _day() -> Kind[date]:
    return Kind(lambda typed, name, reading: read_file_date(typed[0].strip(), field=name, order=reading.order))


def _field(name: str, kind: Kind[Any], *columns: Column) -> Field[Any]:
    return Field(name, kind, name, "", "", columns=columns)


PLANS: Final = RecordSpec(
    "payment_plan",
    (
        *numbers_of_patient("patient_id"),
        _field("number", kinds.text(), Column("id", ("planid", "plannumber"), is_number=True)),
        _field("count", _count(), Column("count", ("payments", "numberofpayments", "installments"))),
        _field("amount", _cents(), Column("amount", ("payment", "paymentamount", "installment"), is_decimal=True)),
        _field("down", _cents(), Column("down_payment", ("down", "downpayment"), is_decimal=True)),
        _field("apr", _percent(), Column("apr", ("interest", "rate"), is_decimal=True)),
        _field("signed", _day(), Column("signed", ("agreement", "dateofagreement", "signedon"))),
        _field("guarantor", kinds.text(), Column("guarantor", ("payer", "responsible"))),
        _field("first_due", _day(), Column("first_due", ("first", "firstpayment", "starts"))),
        _field("status", _status(), Column("status", ("state",))),
    ),
)
COLUMNS: Final = FileColumns(PLANS, needed=(("mrn", "patient_id"), ("id",), ("count",), ("amount",)))
"""What the fields of a plan are called in files, and those that none can do without."""
