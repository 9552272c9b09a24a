"""What stands on a receipt? It is made from the ledger each time, so that a copy says what the first one did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.templates.kinds import RECEIPT
from core.templates.languages import language_code, short_day
from core.templates.rendering import render
from core.templates.shelf import shelf
from core.text.money import money
from core.till import sentences as say
from core.till.ledger import last_void, taken_back
from core.till.model import LedgerLine, LineKind
from core.till.telling import method_of
from core.till.voiding import find_receipt

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.patients.model import Patient
    from core.settings.model import DocumentSettings
    from core.templates.document import Document
    from core.till.ports import Reading


def receipt_document(
    reading: Reading, clinic: Clinic, number: int, settings: DocumentSettings
) -> tuple[LedgerLine, Document]:
    """The line with that receipt, and the receipt in the patient's language. Raises NotFound or BadSettings."""
    line = find_receipt(reading, number)
    patient = reading.patients.by_id(line.patient)
    assert patient is not None  # noqa: S101 - no record is ever deleted
    void = last_void(line, taken_back(reading.records(LedgerLine).of_owner(line.patient)))
    templates = shelf(reading.template_files(settings.templates))
    languages = filter(None, (language_code(patient.language), settings.language))
    template = templates.meant(RECEIPT.name, RECEIPT.name, languages)
    return line, render(template, _facts(clinic, line, patient, void, template.language))


def _facts(
    clinic: Clinic, line: LedgerLine, patient: Patient, void: LedgerLine | None, language: str
) -> dict[str, str]:
    words = say.ON_RECEIPT.get(language, say.ON_RECEIPT["en"])
    kind = words["back"] if line.kind is LineKind.REFUND else words[line.kind.value]
    facts = {
        "site": clinic.sites[line.site].name,
        "receipt": str(line.receipt),
        "now": _when(clinic, line, language),
        "patient": patient.name,
        "mrn": patient.mrn,
        "kind": kind.capitalize(),
        "amount": money(abs(line.cents), line.currency),
        "method": method_of(line, words),
        "reference": line.reference,
        "note": line.note,
        "by": line.by,
    }
    if line.tendered is not None:
        facts |= {"tendered": money(line.tendered, line.currency), "change": money(line.change, line.currency)}
    if void:
        facts |= {"voided": f"{_when(clinic, void, language)} {void.by}", "reason": void.reason}
    return facts


def _when(clinic: Clinic, line: LedgerLine, language: str) -> str:
    then = local(line.at, clinic.sites[line.site].tz)
    return f"{short_day(then.date(), language)} {format_clock(then)}"
