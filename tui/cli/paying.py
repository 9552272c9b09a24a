"""The verbs about what patients owe and pay: pay, refund, void, receipt, ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.record_ref import AppointmentId, PatientId
from core.text.card_numbers import refuse_card_number
from core.text.cleaning import clean_text
from core.text.money import cents_of, money
from core.till.model import RECEIPT_WIDTH, LedgerLine, LineKind, Method
from core.till.payment import Payment
from core.till.sentences import KINDS, OF_VISIT
from core.till.telling import method_of, owed_told
from tui.cli import till_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.listing import columns, warned
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer
from tui.cli.till_json import ledger_json, line_json, paid_json
from tui.programs import print_at_till

if TYPE_CHECKING:
    from argparse import Namespace

    from core.journal.change import Change
    from core.record_ref import RecordRef
    from core.templates.document import Document
    from core.till.showing import Ledger
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_pay(parser: Parser) -> None:
    """REF|N --kind KIND --method METHOD --amount AMOUNT, and what belongs to the method."""
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)
    parser.option("--kind", "KIND", say.HELP_KIND, required=True)
    _declare_money(parser)
    parser.option("--tendered", "AMOUNT", say.HELP_TENDERED)


def declare_refund(parser: Parser) -> None:
    """REF|N --method METHOD --amount AMOUNT, and what belongs to the method."""
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)
    _declare_money(parser)


def pay(call: Call) -> Answer:
    """Take a payment."""
    _refuse_card(call.typed)
    kinds = [kind.value for kind in LineKind if kind.is_taken]
    return _taken(call, LineKind(read_word(call.typed.kind, say.A_KIND, kinds)))


def refund(call: Call) -> Answer:
    """Give money back."""
    _refuse_card(call.typed)
    return _taken(call, LineKind.REFUND)


def declare_void(parser: Parser) -> None:
    """ENTRY --reason WHY."""
    parser.word("entry", shown="ENTRY", summary=say.HELP_ENTRY)
    parser.option("--reason", "WORDS", say.HELP_REASON, required=True)
    parser.option("--drawer", "NAME", say.HELP_DRAWER)


def void(call: Call) -> Answer:
    """Take back a payment."""
    typed = call.typed
    _refuse_card(typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        number = read_line(workstation, typed.entry)
        warning = desk.patients.opened(actor, desk.till.line(actor, number).patient, "void")
        change = desk.till.void(actor, number, typed.reason, drawer=typed.drawer or "")
        return _answer(workstation, change, warning)


def declare_receipt(parser: Parser) -> None:
    """N [--format text|pdf] [--out NEW] [--print]."""
    parser.word("number", shown="N", summary=say.HELP_RECEIPT)
    declare_output(parser)


def receipt(call: Call) -> Answer:
    """Tell a receipt again, write it into a file, or print it."""
    typed = call.typed
    _refuse_card(typed)
    number = read_number(typed.number.lower().removeprefix("r"), say.A_RECEIPT, least=1)
    output = read_output(call)
    on_roll = typed.print and not typed.format and not typed.out
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        line, document = desk.till.receipt_document(actor, number)
        warning = desk.patients.opened(actor, line.patient, "receipt")
        void_of = desk.till.ledger(actor, line.patient).voids.get(line.id)
        result, told = line_json(line, void_of, workstation.view.clinic), say.RECEIPT_TOLD.format(number=number)
        if not on_roll:
            settings = workstation.settings.documents
            return give_out(
                [document], output, settings, told=told, result=result, warning=warning, width=RECEIPT_WIDTH
            )
        text = document.text(RECEIPT_WIDTH)
        told = print_receipt(workstation, number, document, is_all=True)
    return Answer(warned(told, warning), result={**result, "text": text}, lines=tuple(text.splitlines()))


def declare_ledger(parser: Parser) -> None:
    """REF."""
    parser.word("ref", shown="REF")


def ledger(call: Call) -> Answer:
    """What a patient owes, line by line, the newest first."""
    _refuse_card(call.typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, call.typed.ref)
        shown = desk.till.ledger(actor, patient.id)
        warning = desk.patients.opened(actor, patient.id, "ledger")
        result = ledger_json(shown, workstation.view.clinic)
    told = {"patient": patient.name, "mrn": patient.mrn, "count": len(shown.lines)}
    message = say.LEDGER_TOLD.format(balance=owed_told(shown), **told)
    return Answer(warned(message, warning), result=result, lines=columns(_rows(shown)))


def read_amount(typed: str, option: str, currency: str) -> int:
    """Cents of what is typed as 25 or 25.50. Raises BadInput."""
    refuse_card_number(typed, option)
    cents = cents_of(typed, currency)
    if cents is None:
        told = {"typed": clean_text(typed), "option": option, "currency": currency}
        raise BadInput(say.USAGE_BAD_AMOUNT.format(**told), field=option)
    return cents


def read_line(workstation: Workstation, typed: str) -> int:
    """The number of a line; r17 is the line with receipt 17. Raises BadInput or NotFound."""
    if typed.lower().startswith("r"):
        number = read_number(typed[1:], say.A_RECEIPT, least=1)
        return workstation.desk.till.receipt(workstation.actor, number)[0].id
    return read_number(typed, say.A_LINE, least=1)


def print_receipt(workstation: Workstation, number: int, document: Document, *, is_all: bool = False) -> str:
    """Print it, and what is to be said of that, as that it failed.

    Raises BadInput where no program prints, and where it fails if that `is_all` that was asked for.
    """
    settings = workstation.settings
    if not settings.till.print_command:
        raise BadInput(say.NO_PRINTER, field="print")
    try:
        print_at_till(settings.till, settings.documents, document, RECEIPT_WIDTH)
    except BadInput as refusal:
        if is_all:
            raise
        return refusal.sentence  # what was paid stays paid
    return say.RECEIPT_PRINTED.format(number=number)


def _declare_money(parser: Parser) -> None:
    parser.option("--method", "METHOD", say.HELP_METHOD, required=True)
    parser.option("--amount", "AMOUNT", say.HELP_AMOUNT, required=True)
    parser.option("--last4", "DIGITS", say.HELP_LAST4)
    parser.option("--number", "DIGITS", say.HELP_NUMBER)
    parser.option("--reference", "TEXT", say.HELP_REFERENCE)
    parser.option("--note", "TEXT", say.HELP_NOTE)
    parser.option("--drawer", "NAME", say.HELP_DRAWER)
    parser.flag("--print", say.HELP_PRINT)


def _refuse_card(typed: Namespace) -> None:
    """Raise BadInput for a card's number in anything that was typed, before a sentence repeats any of it."""
    for name, value in vars(typed).items():
        if isinstance(value, str):
            refuse_card_number(value, name)


def _taken(call: Call, kind: LineKind) -> Answer:
    typed = call.typed
    method = Method(read_word(typed.method, say.A_METHOD, [one.value for one in Method]))
    tendered = getattr(typed, "tendered", None)
    with call.workstation() as workstation:
        currency = workstation.settings.till.currency
        amount = read_amount(typed.amount, "amount", currency)
        given = None if tendered is None else read_amount(tendered, "tendered", currency)
        if typed.print and not workstation.settings.till.print_command:
            raise BadInput(say.NO_PRINTER, field="print")
        desk, actor = workstation.desk, workstation.actor
        whose = desk.read_ref(actor, typed.whose)
        payment = Payment(
            whose,
            kind,
            method,
            amount,
            tendered=given,
            last4=typed.last4 or "",
            reference=typed.reference or "",
            check_number=typed.number or "",
            note=typed.note or "",
            drawer=typed.drawer or "",
        )
        verb, patient = "refund" if kind is LineKind.REFUND else "pay", _patient_of(workstation, whose)
        warning = desk.patients.opened(actor, patient, verb)  # who is refused here has paid nothing yet
        change = desk.till.pay(actor, payment)
        return _answer(workstation, change, warning, prints=typed.print)


def _patient_of(workstation: Workstation, whose: RecordRef) -> PatientId:
    """Who it is, also of an appointment. Raises NotFound."""
    if whose.kind != "appointment":
        return PatientId(whose.id)
    return workstation.desk.schedule.appointment(workstation.actor, AppointmentId(whose.id)).patient.id


def _answer(workstation: Workstation, change: Change, warning: str, *, prints: bool = False) -> Answer:
    """What the act came to, and what is owed now."""
    desk, actor = workstation.desk, workstation.actor
    (line,) = change.all_of(LedgerLine)
    owed = desk.till.ledger(actor, line.patient).balance
    lines: tuple[str, ...] = ()
    message = change.sentence
    if line.receipt is not None:
        _, document = desk.till.receipt_document(actor, line.receipt)
        lines = tuple(document.text(RECEIPT_WIDTH).splitlines())
        if prints:
            message = f"{message} {print_receipt(workstation, line.receipt, document)}"
    return Answer(warned(message, warning), result=paid_json(line, owed), lines=lines)


def _rows(shown: Ledger) -> list[tuple[str, ...]]:
    return [
        (
            str(line.id),
            f"{line.day:%-d %b %Y}",
            say.VOID_OF.format(line=line.voids) if line.voids else KINDS[line.kind.value],
            method_of(line),
            money(line.stated if line.stated is not None else line.cents, line.currency),
            say.RECEIPT_NO.format(number=line.receipt) if line.receipt else "",
            say.IS_VOID if line.id in shown.voids else "",
            OF_VISIT.format(number=line.appointment) if line.appointment else "",
            _asked(shown, line) or line.note or line.reason,
        )
        for line in reversed(shown.lines)
    ]


def _asked(shown: Ledger, line: LedgerLine) -> str:
    """What is asked about the line, or disputed."""
    question = shown.questions.get(line.id)
    return f"{question.kind.value} {question.id}: {question.text}" if question else ""
