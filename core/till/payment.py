"""What does somebody say of a payment, and can it be so?"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.structs import replace
from core.text.card_numbers import clean_words, refuse_card_number
from core.text.money import MOST_CENTS, money
from core.till import sentences as say
from core.till.model import LineKind, Method

if TYPE_CHECKING:
    from core.record_ref import RecordRef

LONGEST_NOTE: Final = 200
LONGEST_REFERENCE: Final = 40
_LAST4: Final = re.compile(r"[0-9]{4}")
_CHECK: Final = re.compile(r"[0-9]{0,12}")


class Payment(Struct, frozen=True):
    """Money that passes over the desk: `cents` in, or out where `kind` is a refund.

    `whose` is a patient, or the appointment that it is for. `tendered` is what was given in cash, None where it was the
    amount. `drawer` is the one it goes through, '' for that of who takes it.
    """

    whose: RecordRef
    kind: LineKind
    method: Method
    cents: int
    tendered: int | None = None
    last4: str = ""
    reference: str = ""
    check_number: str = ""
    note: str = ""
    drawer: str = ""


def cleaned(payment: Payment, currency: str) -> Payment:
    """The payment as it is kept. Raises BadInput naming the field that cannot be, as for a card's number in any."""
    clean = replace(
        payment,
        last4=clean_words(payment.last4, "last4"),
        reference=clean_words(payment.reference, "reference", limit=LONGEST_REFERENCE),
        check_number=clean_words(payment.check_number, "number"),
        note=clean_words(payment.note, "note", limit=LONGEST_NOTE),
        drawer=clean_words(payment.drawer, "drawer"),
    )
    _refuse_card_in_parts(clean)
    if not 0 < clean.cents <= MOST_CENTS:
        raise BadInput(say.NO_AMOUNT, field="amount")
    if not clean.kind.has_receipt:
        raise BadInput(say.NO_PAYMENT.format(kind=say.KINDS[clean.kind.value]), field="kind")
    _refuse_of_other_method(clean)
    if clean.tendered is not None and clean.tendered < clean.cents:
        told = {"tendered": money(clean.tendered, currency), "amount": money(clean.cents, currency)}
        raise BadInput(say.TENDERED_LESS.format(**told), field="tendered")
    return clean


def _refuse_card_in_parts(payment: Payment) -> None:
    """Raise BadInput where a card's number stands in two or three fields, one after the other in any order."""
    said = (
        *(("last4", payment.last4), ("number", payment.check_number)),
        *(("reference", payment.reference), ("note", payment.note)),
    )
    there = [(field, words) for field, words in said if words]
    for parts in (*permutations(there, 2), *permutations(there, 3)):
        refuse_card_number(" ".join(words for _, words in parts), parts[0][0])


def _refuse_of_other_method(payment: Payment) -> None:
    """Raise BadInput for what says nothing of the method, or says it in another form."""
    is_cash_in = payment.method is Method.CASH and payment.kind is not LineKind.REFUND
    if payment.tendered is not None and not is_cash_in:
        raise BadInput(say.ONLY_CASH_IS_TENDERED, field="tendered")
    if payment.last4 and payment.method is not Method.CARD:
        raise BadInput(say.ONLY_CARDS_END, field="last4")
    if payment.last4 and not _LAST4.fullmatch(payment.last4):
        raise BadInput(say.LAST4_WRONG, field="last4")
    if payment.check_number and payment.method is not Method.CHECK:
        raise BadInput(say.ONLY_CHECKS_ARE_NUMBERED, field="number")
    if not _CHECK.fullmatch(payment.check_number):
        raise BadInput(say.CHECK_NUMBER_WRONG, field="number")
