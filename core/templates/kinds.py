"""Which kinds of templates are there, and which fields may each have?

A kind that another subject needs is one more row of `KINDS`, and its texts in `shipped/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.templates import sentences as say
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Mapping

CLINIC: Final = ("site", "today", "now", "by")
PATIENT: Final = (
    *("patient", "given", "family", "preferred", "mrn", "born", "age", "sex"),
    *("address", "phone", "email", "guardian", "language"),
)
VISIT: Final = ("visit_day", "visit_time", "visit_type", "provider", "room", "visit_number")
MONEY: Final = ("receipt", "amount", "kind", "method", "tendered", "change", "reference", "note", "voided", "reason")


class TemplateKind(Struct, frozen=True):
    """A kind of template: the fields it may have, and those of them that are tables, which stand alone on a line."""

    name: str
    fields: tuple[str, ...]
    tables: tuple[str, ...] = ()


LETTER: Final = TemplateKind("letter", (*PATIENT, *VISIT, *CLINIC), ("visits",))
FORM: Final = TemplateKind("form", (*PATIENT, *VISIT, *CLINIC, "form", "valid_until"), ("visits",))
ORDER: Final = TemplateKind(
    "order", ("order", "draft", "supplier", "address", "fax", "phone", "reference", *CLINIC), ("lines",)
)
RECEIPT: Final = TemplateKind("receipt", ("patient", "mrn", *MONEY, *CLINIC))

DAY_SHEET: Final = TemplateKind(
    "day-sheet",
    ("site", "day", "booked", "attended", "receipts", "withheld", "journal", "by", "signed", "note"),
    ("items", "overrides", "no_shows", "late_cancels", "money", "drawers"),
)
ESTIMATE: Final = TemplateKind(
    "estimate",
    ("patient", "born", "mrn", "visit_type", "visit_day", "provider", "site", "npi", "tax_id", "made", "total"),
    ("charges",),
)

CASE_FACTS: Final = (
    *("to", "from", "why", "how", "their_number", "sent_on", "visit_on", "report_on", "read_by", "declined"),
    *("partner_status", "types", "until", "seen_by", "interim_on", "outcome_on", "other", "service", "payer"),
    *("reference", "submitted_on", "info_by", "number", "from_on", "units", "appeal_by", "requester", "authority"),
    *(
        "what",
        "documents",
        "address_there",
        "identity",
        "signed_on",
        "expires_on",
        "revoked_on",
        "fee",
        "asked_on",
        "due_on",
    ),
    *("extended_on", "released_on"),
    *("test_kind", "where", "orderer", "expected_by", "done_on", "stage", "received_on", "clinician", "told_how"),
    *("chased_on", "asked_whom", "by_day", "about", "complainant", "goal", "review_on", "on"),
)
"""What cases of any kind may know; a test compares them with the kinds."""
CASE: Final = TemplateKind(
    "case",
    (*PATIENT, *CLINIC, "case_number", "subject", "urgency", "state", "due", *CASE_FACTS),
    ("visits", "steps"),
)

ACCOUNTING: Final = TemplateKind("accounting", (*PATIENT, *CLINIC, "first", "last", "count"), ("visits", "disclosures"))
PROVIDER_DAY: Final = TemplateKind("provider-day", ("provider", "day", "count", *CLINIC), ("visits", "tasks"))
COVER: Final = TemplateKind("cover", ("recipient", "contact", "fax", "title", "note", *CLINIC))

KINDS: Final[Mapping[str, TemplateKind]] = {
    kind.name: kind
    for kind in (LETTER, FORM, RECEIPT, COVER, ORDER, DAY_SHEET, CASE, ESTIMATE, ACCOUNTING, PROVIDER_DAY)
}


def kind_named(name: str) -> TemplateKind:
    """The kind of that name. Raises BadInput."""
    if name not in KINDS:
        raise BadInput(not_among(name, KINDS, say.A_KIND), field="kind")
    return KINDS[name]
