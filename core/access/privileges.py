"""What somebody may be allowed to do. The value is its phrase: 'ana may not {phrase}' is a sentence."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Privilege(Enum):
    """Every read and write of the clinic asks for one of these, and every verb that touches its file."""

    SEE_SCHEDULE = "see the schedule"
    SEE_PATIENTS = "see patients"
    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    ARRIVE = "arrive"
    CHECK_IN = "check in"
    ROOM = "take patients to rooms"
    DEPART = "let patients depart"
    CHECK_OUT = "check out"
    NOTE_LEFT = "note who left"
    NOTE_NO_SHOW = "note no-shows"
    NOTE_LATE = "note that a provider is late"
    STEP_BACK = "step back"
    STEP_BACK_LATER = "step back on another day"
    UNDO = "undo"
    REDO = "redo"
    REGISTER_PATIENTS = "register patients"
    EDIT_PATIENTS = "edit patients"
    NOTE_FORMS = "note what became of forms"
    VERIFY_INSURANCE = "verify insurance"
    MERGE_PATIENTS = "merge patients"
    ASK_PAYERS = "ask payers"
    LOG_CONTACTS = "note contacts with patients"
    TELL_PATIENTS = "send messages to patients"
    IMPORT_PATIENTS = "import patients"
    KEEP_DIRECTORY = "keep the directory"
    KEEP_SUPPLIES = "count and order supplies"
    FILE_MAIL = "see to mail and fax"
    ACKNOWLEDGE = "acknowledge tasks and mail"
    EXPORT = "export records"
    WORK_CASES = "work on cases"
    RELEASE_RECORDS = "release records"
    SETTLE_COMPLAINTS = "settle complaints"
    SEE_MONEY = "see what patients owe"
    TAKE_PAYMENTS = "take payments"
    REFUND = "give money back"
    VOID_PAYMENTS = "void payments"
    NOTE_BILLING_QUESTIONS = "note billing questions"
    MAKE_ESTIMATES = "make estimates"
    KEEP_TILL = "open and count drawers"
    IMPORT_LEDGER = "import what billing charged"
    CLOSE_DAY = "close a day"
    CHANGE_CLOSED_DAY = "change a day that is closed"
    REOPEN_DAY = "open a closed day again"
    SEE_EXPECTED_CASH = "see what should be in a drawer"
    OVERRIDE_LIMITS = "override C10"
    OVERBOOK_BEYOND = "overbook beyond the limits of a day"
    CHANGE_HOURS = "change when providers work"
    RELEASE_HOLDS = "release what others hold"
    ACT_AS = "act as somebody else"
    SET_UP = "set up the clinic"
    SEE_ACCESS = "see who opened which record"
    BACK_UP = "back up the clinic"
    EXAMINE = "examine the database"
    MIGRATE = "bring the database to a new version"
    WORK = "run the worker"
    ARM = "let the worker do outward work"
    OPEN_UNLOGGED = "open a record where that cannot be written down"


LOOKS: Final = frozenset({Privilege.SEE_SCHEDULE, Privilege.SEE_PATIENTS})
"""What a viewer may."""
WORKS: Final = frozenset(
    {
        *(Privilege.BOOK, Privilege.MOVE, Privilege.CANCEL),
        *(Privilege.ARRIVE, Privilege.CHECK_IN, Privilege.ROOM, Privilege.DEPART, Privilege.CHECK_OUT),
        *(Privilege.NOTE_LEFT, Privilege.NOTE_NO_SHOW, Privilege.STEP_BACK, Privilege.UNDO, Privilege.REDO),
        *(Privilege.REGISTER_PATIENTS, Privilege.EDIT_PATIENTS, Privilege.VERIFY_INSURANCE),
        *(Privilege.NOTE_FORMS, Privilege.TELL_PATIENTS),
        Privilege.CLOSE_DAY,
        *(Privilege.WORK_CASES, Privilege.RELEASE_RECORDS, Privilege.LOG_CONTACTS),
        *(Privilege.NOTE_LATE, Privilege.ASK_PAYERS, Privilege.KEEP_DIRECTORY, Privilege.KEEP_SUPPLIES),
        *(Privilege.FILE_MAIL, Privilege.ACKNOWLEDGE),
        *(Privilege.SEE_MONEY, Privilege.TAKE_PAYMENTS, Privilege.REFUND, Privilege.VOID_PAYMENTS, Privilege.KEEP_TILL),
        *(Privilege.MAKE_ESTIMATES, Privilege.NOTE_BILLING_QUESTIONS),
    }
)
"""What a coordinator may besides."""
READS: Final = frozenset({Privilege.ACKNOWLEDGE, Privilege.UNDO, Privilege.REDO})
"""What a clinician may besides looking: take note of what is for them."""
BILLS: Final = frozenset(
    {
        *(Privilege.WORK_CASES, Privilege.ACKNOWLEDGE, Privilege.LOG_CONTACTS, Privilege.UNDO, Privilege.REDO),
        *(Privilege.VERIFY_INSURANCE, Privilege.ASK_PAYERS, Privilege.SEE_MONEY, Privilege.TAKE_PAYMENTS),
        *(Privilege.MAKE_ESTIMATES, Privilege.NOTE_BILLING_QUESTIONS, Privilege.IMPORT_LEDGER),
    }
)
"""What a biller may besides looking."""
SUPERVISES: Final = frozenset(
    {
        *(Privilege.OVERRIDE_LIMITS, Privilege.OVERBOOK_BEYOND, Privilege.STEP_BACK_LATER, Privilege.ACT_AS),
        *(Privilege.SET_UP, Privilege.CHANGE_HOURS, Privilege.IMPORT_PATIENTS, Privilege.EXPORT, Privilege.SEE_ACCESS),
        *(Privilege.CHANGE_CLOSED_DAY, Privilege.REOPEN_DAY),
        *(Privilege.RELEASE_HOLDS, Privilege.MERGE_PATIENTS, Privilege.SEE_EXPECTED_CASH, Privilege.IMPORT_LEDGER),
        Privilege.SETTLE_COMPLAINTS,
        *(Privilege.BACK_UP, Privilege.EXAMINE, Privilege.MIGRATE, Privilege.ARM),
    }
)
"""What only a supervisor may."""
KEEPS: Final = frozenset(
    {
        *(
            Privilege.SET_UP,
            Privilege.CHANGE_HOURS,
            Privilege.IMPORT_PATIENTS,
            Privilege.IMPORT_LEDGER,
            Privilege.KEEP_DIRECTORY,
            Privilege.EXPORT,
            Privilege.UNDO,
            Privilege.REDO,
        ),
        *(Privilege.SEE_ACCESS, Privilege.BACK_UP, Privilege.EXAMINE, Privilege.MIGRATE),
        *(Privilege.ARM, Privilege.WORK, Privilege.OPEN_UNLOGGED, Privilege.ASK_PAYERS),
    }
)
"""What the account that keeps the clinic's file may, whoever is set up: it must be able to help, and take that back."""
THE_ACCOUNTS_ALONE: Final = frozenset({Privilege.WORK, Privilege.OPEN_UNLOGGED})
"""What no role has: the worker writes files that nobody else may name, and who looks leaves a trace."""
