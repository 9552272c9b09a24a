"""What is shown while a payment is asked for: what is owed, what is taken, and by which letter?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text.money import money
from core.till.model import LineKind
from tui.prompts import till_sentences as say
from tui.text.ledger_words import owed_line
from tui.text.words import when_of

if TYPE_CHECKING:
    from core.desk_view import DeskView
    from core.till.proposing import Proposed
    from tui.text.lines import Line


def owed(proposed: Proposed, view: DeskView) -> Line:
    """'Owes $40.00.  Copay of fu20 9:30-9:50: $25.00'."""
    scheduled = proposed.scheduled
    told = owed_line(proposed.ledger)
    if scheduled is None:
        return told
    when = when_of(scheduled, view.site_of(scheduled), view.now)
    visit = f"{scheduled.appointment.visit_type} {when}"
    known = proposed.copay is not None
    copay = say.PAY_COPAY if known else say.PAY_NO_COPAY
    amount = money(proposed.copay or 0, proposed.ledger.currency)
    return (*told, (f"  {copay.format(visit=visit, amount=amount)}", "panel"))


def asked(kind: str, amount: str, what: LineKind, change: tuple[str, str] | None) -> Line:
    """What is taken, or given back: 'copay 25.00', and what is given for it."""
    word = say.PAY_BACK if what is LineKind.REFUND else kind
    style = "warn" if what is LineKind.REFUND else "prompt"
    given: Line = ()
    if change is not None:
        told, back = change
        given = ((f"  {say.PAY_GIVEN.format(given=told)}", "prompt"), (f"  {say.PAY_CHANGE.format(back=back)}", "ok"))
        given = given if back else given[:1]
    return ((f" {word}  ", style), (amount, "prompt"), ("_", "prompt-cursor"), *given)


def methods() -> Line:
    """The letters, and how it is paid with each."""
    spans = [span for letter, word in say.PAY_METHODS for span in ((f"  {letter}", "hint-key"), (f" {word}", "panel"))]
    return tuple(spans)
