"""Which tables are journalled: what each keeps, whose its records are, and what undo makes of them?

Each is declared once, in the file of its subject. Writing, images, inversion, history, the guards of the database and
its doctor read this. No screen does before its first key: it is named with `core.lazy` where one is painted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from storage.call_tables import CALL_ATTEMPT, CALL_BACK
from storage.case_tables import CASE_EVENT, CASE_LINK, WORK_CASE
from storage.closing_tables import DAY_CLOSE
from storage.contact_tables import COMMUNICATION
from storage.estimate_tables import ESTIMATE
from storage.exchange_tables import EXCHANGE_FILE, INQUIRY
from storage.form_tables import FORM_NOTE
from storage.journalled import JournalledTable
from storage.mailroom_tables import INCOMING_DOCUMENT, OUTGOING_FAX
from storage.message_tables import MESSAGE_TABLES
from storage.office_tables import DIRECTORY_ENTRY, SUPPLY_ITEM, SUPPLY_MOVE, SUPPLY_ORDER
from storage.patient_tables import APART, COVERAGE, FAMILY_LINK, IMPORTED_VISIT, PATIENT
from storage.recall_tables import RECALL
from storage.scan_tables import SCAN
from storage.tables import (
    APPOINTMENT,
    FREED_SLOT,
    JOB,
    LINKED,
    PROVIDER_DELAY,
    VISIT,
    WAIT_CONTACT,
    WAIT_ENTRY,
)
from storage.till_tables import BILLING_QUESTION, LEDGER, PAYMENT_PLAN, TILL

JOURNALLED: Final[Mapping[str, JournalledTable[Any]]] = {
    declared.name: declared
    for declared in (
        *(PATIENT, APART, FAMILY_LINK, IMPORTED_VISIT, COVERAGE, APPOINTMENT, VISIT, LINKED),
        *(WAIT_ENTRY, WAIT_CONTACT, FREED_SLOT, JOB, PROVIDER_DELAY),
        *(EXCHANGE_FILE, INQUIRY),
        *(FORM_NOTE, SCAN, DAY_CLOSE),
        *(TILL, LEDGER, BILLING_QUESTION, PAYMENT_PLAN, ESTIMATE),
        *(WORK_CASE, CASE_EVENT, CASE_LINK),
        *(COMMUNICATION, CALL_ATTEMPT, CALL_BACK, RECALL),
        *MESSAGE_TABLES,
        *(INCOMING_DOCUMENT, OUTGOING_FAX),
        *(DIRECTORY_ENTRY, SUPPLY_ITEM, SUPPLY_MOVE, SUPPLY_ORDER),
    )
}
"""Every journalled table by its name, an owner before what belongs to it."""
