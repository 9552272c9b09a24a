"""Which kinds of records are there, what does a typed reference mean, and what does each say of being taken back?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.cases import coming_back
from core.errors import NotFound
from core.family import undoing as family_undoing
from core.journal.undo import JournalRules
from core.mailroom import faxing
from core.patients.finding import BY_ROW, patient_of
from core.patients.undo_refusal import explain_taken
from core.record_ref import CLINIC, AppointmentId, RecordRef
from core.schedule.availability import hours_undone
from core.schedule.decision import explain_guard
from core.schedule.waitlist.chain import goes_on
from core.supplies import ordering
from core.text.cleaning import LONGEST_NUMBER, clean_text
from core.till import moving, voiding
from core.verification import asking_undone
from core.visits import undo_conflicts, undo_permission
from core.visits.sentences import FITS_TWO_RECORDS, NO_SUCH_RECORD

if TYPE_CHECKING:
    from core.desk_ports import DeskContext, Reading

_APPOINTMENT: Final = "appointment:"
_SET_UP: Final = "setup"
_PREFIXES: Final = {
    "directory:": "directory_entry",
    "supply:": "supply_item",
    "order:": "supply_order",
    "fax:": "incoming_document",
}
"""What is written before the number of a record of another kind, and which that is."""


def journal_rules() -> JournalRules:
    """What every subject says of its records to the journal."""
    return JournalRules(
        undo=(
            hours_undone.permit,
            undo_permission.permit_of_another_day,
            undo_conflicts.room_again,
            asking_undone.permit,
            voiding.permit_undo,
            moving.permit_undo,
            family_undoing.permit,
            ordering.permit_undo,
            faxing.permit_undo,
            coming_back.permit,
        ),
        amend=undo_conflicts.time_taken_again,
        explain=explain_guard,
        explain_taken=explain_taken,
        site_of=undo_permission.site_of,
        afterwards=hours_undone.stranded_again,
        goes_on=goes_on,
        privileges={
            "patient": Privilege.SEE_PATIENTS,
            "appointment": Privilege.SEE_SCHEDULE,
            "linked": Privilege.SEE_SCHEDULE,
            "job": Privilege.EXAMINE,
            "exchange_file": Privilege.ASK_PAYERS,
            "provider_delay": Privilege.SEE_SCHEDULE,
            "freed_slot": Privilege.SEE_SCHEDULE,
            "directory_entry": Privilege.SEE_SCHEDULE,
            "supply_item": Privilege.SEE_SCHEDULE,
            "incoming_document": Privilege.SEE_PATIENTS,
            "outgoing_fax": Privilege.SEE_PATIENTS,
            "supply_order": Privilege.SEE_SCHEDULE,
            "ledger": Privilege.SEE_MONEY,
            "form_note": Privilege.SEE_PATIENTS,
            "scan": Privilege.SEE_PATIENTS,
            "day_close": Privilege.CLOSE_DAY,
            "till": Privilege.SEE_MONEY,
            "message": Privilege.SEE_PATIENTS,
            "message_template": Privilege.SEE_PATIENTS,
            "contact_point": Privilege.SEE_PATIENTS,
            "answer": Privilege.SEE_PATIENTS,
            "inbox_item": Privilege.SEE_PATIENTS,
            "estimate": Privilege.SEE_MONEY,
            "billing_question": Privilege.SEE_MONEY,
            "payment_plan": Privilege.SEE_MONEY,
            CLINIC.kind: Privilege.SET_UP,
        },
    )


def read_ref(context: DeskContext, actor: str, typed: str) -> RecordRef:
    """The record that a reference means: a number, 'appointment:12', an MRN, 'id:1042', or 'setup' for the set-up.

    Raises NotFound, also for what fits two.
    """
    ref = clean_text(typed)
    named = ref.lower().removeprefix(_APPOINTMENT)
    prefixed = _prefixed(named)
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        if named.startswith(BY_ROW):
            return patient_of(reading, ref).ref
        if prefixed and reading.journal.row(prefixed):
            return prefixed
        number = _appointment(reading, named)
        found = reading.patients.with_mrn(ref) if named == ref.lower() else ()
        if found and number is not None:
            raise NotFound(FITS_TWO_RECORDS.format(ref=named, patient=found[0].name, id=found[0].id))
        if found:
            return patient_of(reading, ref).ref
        if number is None and named == _SET_UP:
            return CLINIC
        if number is None:
            raise NotFound(NO_SUCH_RECORD.format(ref=ref))
        return RecordRef("appointment", number)


def _prefixed(typed: str) -> RecordRef | None:
    """'directory:12', whether there is such a record or not."""
    for prefix, kind in _PREFIXES.items():
        number = typed.removeprefix(prefix)
        if number != typed and number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER:
            return RecordRef(kind, int(number))
    return None


def _appointment(reading: Reading, typed: str) -> AppointmentId | None:
    """The appointment with that number, if there is one."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        return None
    number = AppointmentId(int(typed))
    return number if reading.schedule.by_id(number) else None
