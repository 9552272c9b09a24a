"""What do the amounts of a line of billing's file come to, whichever way it says what is owed and what is not?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.errors import BadInput
from core.text.money import money, signed_cents_in_file
from core.text.wording import shown
from core.till import sentences as say
from core.till.model import LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.fields.model import ReadContext

AMOUNTS: Final = ("amount", "debit", "credit", "effect")
"""The columns that may say it: as its kind has it, what is owed more, what less, or either by its sign."""
_LONGEST: Final = 60
"""No amount has more characters."""
_WORDS: Final = "CREDIT|CR|DEBIT|DR|DB"
_SIDE: Final = re.compile(rf"(?:({_WORDS})[\s.]*)?(.*?)[\s.]*\(?({_WORDS})?\)?\.?", re.IGNORECASE | re.DOTALL)


class SaidKind(Struct, frozen=True):
    """A kind of line as a file says it, and whether that word can only lower what is owed."""

    kind: LineKind
    lowers: bool = False


class Amount(Struct, frozen=True):
    """Cents of a cell; `effect` says that their sign is that of what they do to what is owed."""

    cents: int
    currency: str
    effect: bool = False


def read_amount(typed: Sequence[str], name: str, reading: ReadContext) -> Amount:
    """The amount of a cell of that column; CR and DR say which way. Raises BadInput."""
    text = typed[0].strip()
    before, bare, behind = _sides(text) if len(text) <= _LONGEST else ("", "", "")
    cents = signed_cents_in_file(bare, reading.currency)
    if cents is None or (before and behind) or ((before or behind) and (cents < 0 or name != "amount")):
        raise BadInput(say.BILLING_AMOUNT.format(value=shown(text), currency=reading.currency), field=name)
    side = before or behind
    lowers = side == "CR" or name == "credit"
    return Amount(-cents if lowers else cents, reading.currency, effect=bool(side) or name != "amount")


def _sides(text: str) -> tuple[str, str, str]:
    found = _SIDE.fullmatch(text)
    if found is None or not (found[1] or found[3]):
        return "", text, ""
    return (found[1] or "")[:2].upper(), found[2], (found[3] or "")[:2].upper()


def kind_of(told: Mapping[str, Any]) -> LineKind | None:
    """The kind of line: a charge that is taken back, and what an insurance took back, are adjustments."""
    said: SaidKind | None = told.get("kind")
    amount = _only_amount(told)
    if said is None or amount is None:
        return said.kind if said else None
    is_back = amount.cents < 0 if said.kind is LineKind.CHARGE else amount.effect and amount.cents > 0
    return LineKind.ADJUSTMENT if is_back and said.kind in {LineKind.CHARGE, LineKind.INSURANCE} else said.kind


def amount_of(told: Mapping[str, Any]) -> int | None:
    """The cents of a line, as its kind has them; None where it says none. Raises BadInput."""
    said: SaidKind | None = told.get("kind")
    amount = _only_amount(told)
    if said is None or amount is None:
        return None
    if said.kind is LineKind.INSURANCE:
        if not amount.effect and amount.cents < 0:
            raise BadInput(say.BILLING_WHICH_WAY.format(amount=money(amount.cents, amount.currency)), field="amount")
        return -amount.cents if amount.effect and amount.cents < 0 else amount.cents
    if said.lowers and not amount.effect and amount.cents > 0:
        raise BadInput(say.BILLING_LOWERS, field="amount")
    return amount.cents


def _only_amount(told: Mapping[str, Any]) -> Amount | None:
    """The amount that the line says, of those that are more than nothing. Raises BadInput for two."""
    found: dict[str, Amount] = {name: told[name] for name in AMOUNTS if name in told}
    counts = {name: amount for name, amount in found.items() if amount.cents} or dict(list(found.items())[:1])
    if counts.keys() >= {"debit", "credit"}:
        raise BadInput(say.BILLING_BOTH, field="debit")
    if len({amount.cents for amount in counts.values()}) > 1:
        raise BadInput(say.BILLING_TWO_AMOUNTS, field=next(iter(counts)))
    return next(iter(counts.values()), None)
