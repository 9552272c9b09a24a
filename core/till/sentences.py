"""Every sentence about money that a person reads. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

KINDS: Final = {
    "copay": "copay",
    "balance": "balance",
    "prepayment": "prepayment",
    "deposit": "deposit",
    "no-show-fee": "no-show fee",
    "refund": "refund",
    "charge": "charge",
    "adjustment": "adjustment",
    "insurance": "insurance payment",
    "statement": "statement",
}
METHODS: Final = {"cash": "cash", "card": "card", "check": "check", "other": "otherwise"}

PAID: Final = "Receipt {receipt}: {amount} {kind}, {method}, of {patient}, MRN {mrn}.{change}"
REFUNDED: Final = "Receipt {receipt}: {amount} given back, {method}, to {patient}, MRN {mrn}."
CHANGE: Final = " {change} change of {tendered}."
CARD_ENDING: Final = "card ending {last4}"
CHECK_NUMBERED: Final = "check {number}"
OWES: Final = "Owes {amount}."
OWES_NOTHING: Final = "Owes nothing."
HAS_CREDIT: Final = "Has {amount} credit."
IN_NO_DRAWER: Final = "No drawer is open: this cash is in none."

VOIDED: Final = "Voided: {what} of {patient}, MRN {mrn}, as {reason}."
LINE_WITH_RECEIPT: Final = "receipt {receipt}, {amount} {kind}, {method},"
OF_VISIT: Final = "of visit {number}"
LINE_WITHOUT: Final = "{kind} of {amount}"

VOID_SHORT: Final = "void: {kind}"
RECEIPT_SHORT: Final = "receipt {number}"

COPAY_DUE: Final = "A copay of {amount} is to be paid."
WAS_HERE: Final = "Was here {minutes} min."
FOLLOWS: Final = "Next: {type} with {provider} {when}."
NOTHING_FOLLOWS: Final = "No visit is booked."
COPAY_TAKEN: Final = "{amount} was paid."
COPAY_TAKE_FIRST: Final = "The copay is not paid. Take the payment first, or waive it."

NO_SUCH_LINE: Final = "There is no line {number} in any ledger. See the numbers with: clinicdesk ledger REF"
NO_SUCH_RECEIPT: Final = "There is no receipt {number}."
NOT_VOIDED: Final = "Not voided: {why}"
ALREADY_VOIDED: Final = "{who} voided it {when}."
IS_A_VOID: Final = "Line {number} is a void itself. Enter the payment again where it was voided by mistake."
IS_BILLINGS: Final = (
    "Line {number} came from billing, and is taken back there: import the file without it, or undo the import."
)
GIVEN_BACK_SINCE: Final = "of what {patient} paid, {refunded} was given back since. Void that refund first."
REASON_MISSING: Final = "Say why, such as: --reason 'wrong patient'"

QUESTION_NOTED: Final = "Asked about {what} of {patient}, MRN {mrn}: {text}"
DISPUTE_NOTED: Final = "Disputed: {what} of {patient}, MRN {mrn}: {text}. It is not asked for until that is settled."
QUESTION_SETTLED: Final = "Settled about {what} of {patient}, MRN {mrn}: {outcome}"
QUESTION_EMPTY: Final = "Say what is asked, or what is wrong with the line."
OUTCOME_EMPTY: Final = "Say what came of it."
QUESTION_OPEN: Final = "Question {number} about line {line} is open already: {text}. Settle it first."
NO_SUCH_QUESTION: Final = "There is no question {number} about a line. See them with: clinicdesk dispute list"
SETTLED_ALREADY: Final = "{who} settled it already: {outcome}"
OF_WHICH_DISPUTED: Final = "{amount} of it is disputed, and not to be asked for."
ON_PLAN: Final = "Pays {count} times {amount} by plan {number}{down}{apr}, {signed}."
PLAN_DOWN: Final = " after {amount} down"
PLAN_AT: Final = " at {apr} % a year"
PLAN_SIGNED_ON: Final = "signed {day}"
PLAN_SIGNED_BY: Final = "signed {day} by {guarantor}"
PLAN_UNSIGNED: Final = "not signed yet"
PLAN_AMOUNT: Final = "{value} is no amount in {currency}; write it as 25.00."
PLAN_APR: Final = "{value} is no rate of interest; write per cent a year, such as 4.9."
PLAN_COUNT: Final = "{value} is no number of payments from 1 to {most}."
A_PLAN_STATUS: Final = "a state of a plan"
PLAN_OF_ANOTHER: Final = "Plan {number} is somebody else's. Import it with another id."
PLAN_SIGNED: Final = "The plan was signed on {day} for other terms. Say when these were signed, or leave the day empty."

NO_MINUS: Final = "A payment is more than nothing. Type it without a minus; what is given back is a refund."
SPACED_AMOUNT: Final = "{typed} may be one amount. Write it without spaces, as 1234.50."
NO_AMOUNT: Final = "How much is missing, or nothing. Type it as 25 or 25.50."
TENDERED_LESS: Final = "{tendered} is less than {amount}. Take more, or enter as the amount what was paid."
ONLY_CASH_IS_TENDERED: Final = "Only cash has change. Leave out what was tendered."
LAST4_WRONG: Final = "The last four digits of a card are four digits, such as 4242."
ONLY_CARDS_END: Final = "Only a card has last four digits. Leave them out."
ONLY_CHECKS_ARE_NUMBERED: Final = "Only a check has a number. Leave it out, or say a reference."
CHECK_NUMBER_WRONG: Final = "The number of a check is up to 12 digits."
NO_PAYMENT: Final = "A {kind} comes from billing, or is given back; it cannot be paid. Pay a copay, balance, prepayment, deposit or no-show-fee."
REFUND_TOO_MUCH: Final = "Not given back: {patient} paid {paid} that was not given back yet, and {amount} is more."
OTHER_CURRENCY: Final = (
    "The ledgers are kept in {kept}, and the settings say {said}. Set currency under [till] to {kept}."
)

OPENED: Final = "Drawer {drawer} is open with {floated}."
OTHERS_DRAWER: Final = "Drawer {drawer} was opened by {who}. Say in a note why you count it, as that they went home."
CLOSED_EVEN: Final = "Drawer {drawer} is closed: {counted} counted, as expected."
CLOSED_OVER: Final = "Drawer {drawer} is closed: {counted} counted, {variance} more than expected."
CLOSED_SHORT: Final = "Drawer {drawer} is closed: {counted} counted, {variance} less than expected."
DRAWER_IS_OPEN: Final = (
    "Drawer {drawer} is open already, since {when} by {who}. Close it first, or open another: --drawer NAME"
)
DRAWER_NOT_OPEN: Final = (
    "Drawer {drawer} is not open. Open it with: clinicdesk till open --float AMOUNT --drawer {drawer}"
)
NO_DRAWER_OPEN: Final = "No drawer is open. Open one with: clinicdesk till open --float AMOUNT"
WHICH_DRAWER: Final = "{count} drawers are open: {drawers}. Say which, with --drawer, or open your own: clinicdesk till open --float AMOUNT --drawer NAME"
NO_SUCH_DRAWER: Final = "No drawer {drawer} was ever opened."

BAD_BILLING_KIND: Final = "a kind of line"
BILLING_AMOUNT: Final = (
    "{value} is no amount in {currency}; write it as 25.00, and less than nothing as -25.00, (25.00) or 25.00 CR."
)
BILLING_LACKS: Final = "The column {column} is empty."
BILLING_OF_WHOM: Final = "The line does not say whose it is: it needs an MRN or a patient_id."
BILLING_OF_ANOTHER: Final = (
    "Line {number} is in somebody else's ledger. Take it back there first: import it with another id."
)
BILLING_NOTHING: Final = "An amount of nothing changes nothing. Leave the line out."
BILLING_WHICH_WAY: Final = (
    "Whether {amount} is what an insurance paid or what it took back is not clear. Write 25.00 or 25.00 CR for what it "
    "paid and 25.00 DR for what it took back; if all amounts of the file have the sign of what they do to what is owed, "
    "name their column effect."
)
BILLING_LOWERS: Final = (
    "A write-off lowers what is owed: write it as -25.00 or 25.00 CR. What takes one back is an adjustment."
)
BILLING_BOTH: Final = "The line is both a debit and a credit. Write each in a line of its own, with an id of its own."
BILLING_TWO_AMOUNTS: Final = "The line says its amount in several columns, and they differ. Leave one."
BILLING_PATIENTS_OWN: Final = (
    "{value} is no kind of line that billing says: what patients pay is taken at the till, and told to billing by "
    "clinicdesk export ledger. Leave the line out; what they paid elsewhere is an adjustment."
)
BILLING_UNBORN: Final = "{patient} was born after that, on {born}. Correct the date, or whose line it is."
BILLING_VISIT: Final = "{value} is no number of an appointment. Write it as clinicdesk day tells it, or leave it empty."
BILLING_VISIT_OF_ANOTHER: Final = (
    "Appointment {number} is no visit of {patient}. Correct its number, or whose line it is."
)
BILLING_AHEAD: Final = "The day is still to come. Correct the date."
BILLING_SAYS_OTHERWISE: Final = "billing says otherwise"

UNDO_VOIDED: Final = "{who} voided it {when}, so that it counts no more."
UNDO_PARTED: Final = "{what} was taken back since. Take the records apart with: clinicdesk patient unmerge MRN"
UNDO_ANOTHER_DAY: Final = "receipt {receipt} is of another day. Void it with a reason, on its line in the till, or: clinicdesk void r{receipt} --reason WHY"
UNDO_DRAWER_CLOSED: Final = "drawer {drawer} was counted and closed since. Void it with a reason, on its line in the till, or: clinicdesk void r{receipt} --reason WHY"
UNDO_DRAWER_USED: Final = "money went through drawer {drawer} since. Count and close it."
UNDO_DRAWER_REOPENED: Final = "drawer {drawer} was opened again since."

ON_RECEIPT: Final = {
    "en": {
        **KINDS,
        **METHODS,
        "back": "given back",
        "ending": CARD_ENDING,
        "numbered": CHECK_NUMBERED,
    },
    "es": {
        "copay": "copago",
        "balance": "saldo",
        "prepayment": "pago anticipado",
        "deposit": "depósito",
        "no-show-fee": "cargo por no presentarse",
        "back": "devuelto",
        "cash": "efectivo",
        "card": "tarjeta",
        "check": "cheque",
        "other": "otra",
        "ending": "tarjeta que termina en {last4}",
        "numbered": "cheque {number}",
    },
}
"""What a receipt calls kinds and ways to pay, by language."""
