"""Which columns may a file of billing's lines have, and what is made of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.calendar.file_date import read_file_day
from core.errors import BadInput
from core.fields import kinds
from core.fields.model import Column, Field, Kind, RecordSpec
from core.importing.columns import FileColumns
from core.patients.named_in_file import numbers_of_patient
from core.record_ref import AppointmentId, PatientId
from core.text.cleaning import LONGEST_NUMBER, fold
from core.text.wording import nearest, not_among, shown
from core.till import sentences as say
from core.till.billing_amount import AMOUNTS, SaidKind, amount_of, kind_of, read_amount
from core.till.model import LineKind
from core.till.payment import LONGEST_NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.fields.model import ReadContext

OF_BILLING: Final = (LineKind.CHARGE, LineKind.ADJUSTMENT, LineKind.INSURANCE, LineKind.STATEMENT)
_WORDS: Final[Mapping[str, SaidKind]] = {
    **{kind.value: SaidKind(kind) for kind in OF_BILLING},
    **dict.fromkeys(("charges", "chg"), SaidKind(LineKind.CHARGE)),
    **dict.fromkeys(("adj", "adjustments"), SaidKind(LineKind.ADJUSTMENT)),
    **dict.fromkeys(
        (
            *("write-off", "writeoff", "write-offs", "discount", "contractual", "contractual adjustment"),
            *("contractual allowance", "insurance adjustment", "bad debt"),
        ),
        SaidKind(LineKind.ADJUSTMENT, lowers=True),
    ),
    **dict.fromkeys(
        (
            *("payment", "payments", "pmt", "insurance payment", "insurance payments", "insurance pmt", "ins pmt"),
            *("ins payment", "ins pay", "payer payment", "payer pmt", "payor payment"),
        ),
        SaidKind(LineKind.INSURANCE),
    ),
    **dict.fromkeys(("statements", "stmt", "patient statement"), SaidKind(LineKind.STATEMENT)),
}
_KINDS: Final = {fold(word): kind for word, kind in _WORDS.items()}
_OWN: Final = frozenset(
    map(fold, ("patient payment", "patient pmt", "pt pmt", "pt payment", "copay", "self-pay payment"))
)
"""What patients pay is never billing's to say: the till has it."""


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


def _kind() -> Kind[SaidKind]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> SaidKind:
        word = typed[0].strip()
        if fold(word) in _OWN:
            raise BadInput(say.BILLING_PATIENTS_OWN.format(value=shown(word)), field=name)
        if fold(word) not in _KINDS:
            known = list(_WORDS) if nearest(word, list(_WORDS)) else [kind.value for kind in OF_BILLING]
            raise BadInput(not_among(word, known, say.BAD_BILLING_KIND), field=name)
        return _KINDS[fold(word)]

    return Kind(read, words=tuple(_WORDS), noun=say.BAD_BILLING_KIND)


def _day() -> Kind[date]:
    return Kind(lambda typed, name, reading: read_file_day(typed[0].strip(), field=name, order=reading.order))


def _visit() -> Kind[AppointmentId]:
    def read(typed: Sequence[str], name: str, reading: ReadContext) -> AppointmentId:
        text = typed[0].strip()
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
            raise BadInput(say.BILLING_VISIT.format(value=shown(text)), field=name)
        return AppointmentId(int(text))

    return Kind(read)


def _field(name: str, kind: Kind[Any], *columns: Column) -> Field[Any]:
    return Field(name, kind, name, "", "", columns=columns)


_TRANSACTIONS: Final = ("transactionid", "transid", "transactionnumber", "transactionno", "transnumber", "transno")
_KIND_NAMES: Final = ("type", "transactiontype", "transtype", "entrytype", "linetype", "chargetype", "transactionkind")
_AMOUNT_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "amount": ("amt", "total", "cost", "transactionamount", "transamount", "chargeamount", "chargeamt", "lineamount"),
    "debit": ("debits", "debitamount", "dr"),
    "credit": ("credits", "creditamount", "cr"),
    "effect": (),
}
_DAY_NAMES: Final = (
    *("day", "servicedate", "dateofservice", "dos", "transactiondate", "transdate", "entrydate"),
    *("postdate", "postingdate", "posteddate"),
)

BILLING: Final = RecordSpec(
    "ledger",
    (
        *numbers_of_patient("patient_id"),
        _field(
            "number",
            kinds.text(is_number=True),
            Column("id", (*_TRANSACTIONS, "lineid", "chargeid", "entryid", "ledgerid"), is_number=True),
        ),
        Field("kind", _kind(), "kind", "", "", columns=(Column("kind", _KIND_NAMES),), compose=kind_of, reads=AMOUNTS),
        Field(
            "amount",
            Kind(read_amount),
            "amount",
            "",
            "",
            columns=tuple(Column(name, _AMOUNT_NAMES[name], is_decimal=True) for name in AMOUNTS),
            compose=amount_of,
            reads=("kind",),
        ),
        _field("day", _day(), Column("date", _DAY_NAMES)),
        _field(
            "appointment",
            _visit(),
            Column("appointment", ("appointmentid", "appointmentnumber", "visitid", "visitnumber")),
        ),
        _field("note", kinds.text(LONGEST_NOTE), Column("note", ("description", "procedure", "memo", "comment"))),
    ),
)
COLUMNS: Final = FileColumns(BILLING, needed=(("mrn", "patient_id"), ("id",), ("kind",), AMOUNTS, ("date",)))
"""What the fields of a line are called in files, and those that none can do without."""
