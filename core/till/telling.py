"""How is a line of a ledger, and what it comes to, told in words?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text.money import money
from core.till import sentences as say
from core.till.model import Method

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.till.model import LedgerLine
    from core.till.plan import PaymentPlan
    from core.till.showing import Ledger


def owes(cents: int, currency: str) -> str:
    """What a patient owes, or has credit, as a sentence."""
    if cents == 0:
        return say.OWES_NOTHING
    template = say.OWES if cents > 0 else say.HAS_CREDIT
    return template.format(amount=money(abs(cents), currency))


def method_of(line: LedgerLine, words: Mapping[str, str] = say.ON_RECEIPT["en"]) -> str:
    """'cash', 'card ending 4242', 'check 1007', in the words of a receipt; '' for what did not pass over the desk."""
    if line.method is Method.CARD and line.last4:
        return words["ending"].format(last4=line.last4)
    if line.method is Method.CHECK and line.check_number:
        return words["numbered"].format(number=line.check_number)
    return words[line.method.value] if line.method else ""


def line_told(line: LedgerLine) -> str:
    """Which line it is, in words."""
    told = {"amount": money(abs(line.cents), line.currency), "kind": say.KINDS[line.kind.value]}
    if line.receipt is None:
        return say.LINE_WITHOUT.format(**told)
    return say.LINE_WITH_RECEIPT.format(receipt=line.receipt, method=method_of(line), **told)


def owed_told(ledger: Ledger) -> str:
    """What a patient owes, how much of it is disputed, and by which plans it is paid."""
    told = [owes(ledger.balance, ledger.currency)]
    if ledger.disputed:
        told.append(say.OF_WHICH_DISPUTED.format(amount=money(ledger.disputed, ledger.currency)))
    return " ".join((*told, *(plan_told(plan, ledger.currency) for plan in ledger.plans)))


def plan_told(plan: PaymentPlan, currency: str) -> str:
    """'Pays 6 times $50.00 by plan P7 after $20.00 down at 4.9 % a year, signed 2 Nov 2026.'"""
    whole, part = divmod(plan.apr, 100)
    rate = f"{whole}.{part:02}".rstrip("0").rstrip(".")
    day = f"{plan.signed:%-d %b %Y}" if plan.signed else ""
    signed = say.PLAN_SIGNED_BY if plan.guarantor else say.PLAN_SIGNED_ON
    return say.ON_PLAN.format(
        count=plan.count,
        amount=money(plan.amount, currency),
        number=plan.number,
        down=say.PLAN_DOWN.format(amount=money(plan.down, currency)) if plan.down else "",
        apr=say.PLAN_AT.format(apr=rate) if plan.apr else "",
        signed=signed.format(day=day, guarantor=plan.guarantor) if plan.signed else say.PLAN_UNSIGNED,
    )
