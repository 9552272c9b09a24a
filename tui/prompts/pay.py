"""A payment (`$`): the amount proposed, digits change it, a letter says how it is paid and takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.record_ref import RecordRef
from core.structs import replace
from core.text.card_numbers import refuse_card_number
from core.text.cleaning import clean_text
from core.text.money import amount, cents_of, money
from core.till.model import RECEIPT_WIDTH, LedgerLine, LineKind, Method
from core.till.payment import Payment
from core.till.sentences import KINDS, NO_AMOUNT, NO_MINUS
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.programs import print_at_till
from tui.prompts import pay_lines
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, number_again
from tui.prompts.till_sentences import PAY_CARD, PAY_CHECK, PAY_LABEL
from tui.text.ledger_words import newest
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from core.journal.change import Change
    from core.patients.model import Patient
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

METHODS: Final = {"c": Method.CASH, "d": Method.CARD, "k": Method.CHECK, "o": Method.OTHER}
KINDS_IN_TURN: Final = (
    *(LineKind.COPAY, LineKind.BALANCE, LineKind.PREPAYMENT, LineKind.DEPOSIT, LineKind.NO_SHOW_FEE),
    LineKind.REFUND,
)
_TYPED: Final = "0123456789.,-$"
"""What an amount is typed with; one that is none is shown as it was typed, and refused."""
_LONGEST_AMOUNT: Final = 14
_MOST_DIGITS: Final = 10
"""Of an amount: a card's number would have more, and what is parked keeps the amount."""
_LONGEST_DETAIL: Final = 60


class PayPrompt:
    """What a patient pays now, and how. Nothing of a card but what is typed of it here is ever kept."""

    carries = False

    def __init__(self, workstation: Workstation, whose: RecordRef, patient: Patient) -> None:
        """Raises NotFound, or BadInput for a record that is a mistake."""
        self._workstation, self._whose, self._patient = workstation, whose, patient
        self._warning = note_opened(workstation, patient, "pay")
        self._proposed = workstation.desk.till.propose(workstation.actor, whose)
        self._kind = self._proposed.kind
        self._amount: str | None = None
        self._back: int | None = None
        self._given: str | None = None
        self._method: Method | None = None
        self.editor: LineEditor | None = None

    def give_back(self, cents: int) -> None:
        """Propose that so much is given back."""
        self._kind, self._back = LineKind.REFUND, cents

    @property
    def label(self) -> str:
        """What stands before the line, once the card or check is asked for."""
        return {Method.CARD: PAY_CARD, Method.CHECK: PAY_CHECK}.get(self._method or Method.CASH, PAY_LABEL)

    def key(self, key: str, character: str | None) -> Outcome:
        """Digits are the amount, Space begins what is given, a letter takes it. Raises BadInput for no amount."""
        if self.editor is not None:
            return self._detailed(self.editor, key, character)
        if leaves(key):
            return Close()
        typed = (character or "").lower()
        if typed in METHODS:
            return self._chosen(METHODS[typed])
        if key in {"tab", "shift+tab"}:
            self._turn(1 if key == "tab" else -1)
        elif key == "space":
            self._given = self._given or ""
        elif key in {"backspace", "ctrl+h"}:
            self._shorten()
        elif typed and typed in _TYPED:
            self._type(typed)
        return STAY

    def choices(self) -> Choices | None:
        """The letters of the methods and what an amount is typed with; None while a card or check is asked for."""
        if self.editor is not None:
            return None
        return Choices((*METHODS, *_TYPED, " ", "space"), self._forget, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose money it is, what they owe, what was paid of late, and what a letter would take."""
        workstation, proposed = self._workstation, self._proposed
        site, privacy = workstation.view.first_site, workstation.privacy
        today = local(workstation.view.now, site.tz).date()
        return (
            *self._warning,
            *patient_head(self._patient, today, privacy=privacy),
            pay_lines.owed(proposed, workstation.view),
            *newest(proposed.ledger),
            pay_lines.asked(KINDS[self._kind.value], self._shown(), self._kind, self._change()),
            *((pay_lines.methods(),) if self.editor is None else ()),
        )

    def hint(self) -> Line:
        """Keys."""
        if self.editor is not None:
            return keys_line(("Enter", "take it"), ("Ctrl+X", "back"))
        return keys_line(
            ("letter", "take it"),
            ("0-9", "amount"),
            ("Space", "given"),
            ("Tab", "what for"),
            ("Ctrl+X", "leave"),
        )

    def refresh(self) -> None:
        """What is owed now; what was typed stays."""
        self._proposed = self._workstation.desk.till.propose(self._workstation.actor, self._whose)

    def state(self) -> PromptState:
        """Whose, what for and how much; nothing that was typed of a card or check."""
        fields = {"patient": str(self._patient.id), "what": self._kind.value}
        if self._amount is not None:
            fields["amount"] = self._amount
        elif self._back is not None:
            fields["amount"] = amount(self._back)
        return PromptState("pay", f"{self._whose.kind}:{self._whose.id}", fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the ledger as it is now. Raises NotFound, BadInput."""
        kind, _, number = kept.key.partition(":")
        desk, actor = at.workstation.desk, at.workstation.actor
        whose = RecordRef("appointment" if kind == "appointment" else "patient", number_again(number))
        proposed = desk.till.propose(actor, whose)
        prompt = cls(at.workstation, whose, proposed.ledger.patient)
        prompt._kind = next((one for one in KINDS_IN_TURN if one.value == kept.fields.get("what")), prompt._kind)
        typed = kept.fields.get("amount")
        if typed is not None:
            prompt._amount = typed[:_LONGEST_AMOUNT] if set(typed) <= set(_TYPED) else ""
        return Restored(prompt)

    def _chosen(self, method: Method) -> Outcome:
        """Take it, unless the card or the check is to be asked for first. Raises BadInput."""
        self._payment(method)
        if method in {Method.CARD, Method.CHECK}:
            self._method, self.editor = method, LineEditor(longest=_LONGEST_DETAIL)
            return STAY
        return self._take(self._payment(method))

    def _detailed(self, editor: LineEditor, key: str, character: str | None) -> Outcome:
        """The last four digits of the card and its reference, or the check's number. Raises BadInput."""
        if leaves(key) or key == "shift+tab":
            self._method = self.editor = None
            return STAY
        if key != "enter":
            editor.key(key, character)
            return STAY
        try:
            refuse_card_number(editor.text, "last4")
        except BadInput:
            editor.clear()
            raise
        number, _, reference = editor.text.strip().partition(" ")
        payment = replace(self._payment(self._method or Method.CARD), reference=reference)
        if self._method is Method.CARD:
            return self._take(replace(payment, last4=number))
        return self._take(replace(payment, check_number=number))

    def _take(self, payment: Payment) -> Outcome:
        desk, workstation = self._workstation.desk, self._workstation
        change = desk.till.pay(workstation.actor, payment)
        return Did(self._printed(change))

    def _printed(self, change: Change) -> Change:
        """The act, with what is to be said where its receipt could not be printed."""
        workstation = self._workstation
        settings = workstation.settings
        (line,) = change.all_of(LedgerLine)
        if not settings.till.print_command or line.receipt is None:
            return change
        try:
            _, document = workstation.desk.till.receipt_document(workstation.actor, line.receipt)
            print_at_till(settings.till, settings.documents, document, RECEIPT_WIDTH)
        except BadInput as refusal:
            return replace(change, sentence=f"{change.sentence} {refusal.sentence}")
        return change

    def _payment(self, method: Method) -> Payment:
        """What is typed, as paid so. Raises BadInput."""
        cents = self._cents()
        if (self._amount or "").startswith("-"):
            raise BadInput(NO_MINUS, field="amount")
        if not cents:
            raise BadInput(NO_AMOUNT, field="amount")
        given = cents_of(self._given, self._currency) if self._given and method is Method.CASH else None
        if self._given and method is Method.CASH and given is None:
            raise BadInput(NO_AMOUNT, field="tendered")
        return Payment(self._whose, self._kind, method, cents, tendered=given)

    @property
    def _currency(self) -> str:
        return self._proposed.ledger.currency

    def _cents(self) -> int | None:
        return self._likely() if self._amount is None else cents_of(self._amount, self._currency)

    def _shown(self) -> str:
        """The amount as it is typed, else as it is proposed."""
        return money(self._likely(), self._currency) if self._amount is None else self._amount

    def _likely(self) -> int:
        """The amount that is proposed of the kind chosen."""
        if self._back is not None:
            return self._back
        is_other = self._kind is LineKind.BALANCE is not self._proposed.kind
        return self._proposed.ledger.to_collect if is_other else self._proposed.cents

    def _change(self) -> tuple[str, str] | None:
        """What is given, and what goes back of it; None where nothing is typed of it."""
        if self._given is None:
            return None
        given, cents = cents_of(self._given, self._currency), self._cents()
        back = amount(given - cents) if given is not None and cents and given >= cents else ""
        return self._given, back

    def _turn(self, by: int) -> None:
        at = KINDS_IN_TURN.index(self._kind)
        self._kind = KINDS_IN_TURN[(at + by) % len(KINDS_IN_TURN)]

    def _type(self, sign: str) -> None:
        before = self._amount if self._given is None else self._given
        is_one_more = sign.isdigit() and sum(map(str.isdigit, before or "")) >= _MOST_DIGITS
        if is_one_more or (sign == "$" and not before):
            return  # the key that asks, struck twice, says nothing of the amount
        typed = clean_text((before or "") + sign, limit=_LONGEST_AMOUNT)
        if self._given is None:
            self._amount = typed
        else:
            self._given = typed

    def _shorten(self) -> None:
        """Take away the last sign; what was proposed goes whole."""
        if self._given is not None:
            self._given = self._given[:-1] or None
        else:
            self._amount = (self._amount or "")[:-1]

    def _forget(self) -> None:
        """A word was typed: neither amount nor what is given is. The one proposed does not stand in for one typed."""
        self._amount = None if self._amount is None else ""
        self._given = None
