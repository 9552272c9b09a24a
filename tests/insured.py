"""Which payers and coverages do the tests have?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from core.coverage.fields import new_coverage
from core.coverage.model import Coverage, Relation

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient

PAYERS: Final = """\
[[payer]]
code = "aetna"
name = "Aetna"
payer_id = "60054"
phone = "800 555 0100"
member_id = "A999999999"

[[payer]]
code = "cigna"
name = "Cigna Health"

[[payer]]
code = "medicaid"
name = "Medicaid"
ask_by = "phone"

[[payer]]
code = "yearly"
name = "Yearly Mutual"
renews = "year"
"""
"""To be added to `tests.clinics.SETUP`. Member ids of Aetna have a letter and nine digits."""
MEMBER: Final = "W123456789"
JANUARY: Final = date(2026, 1, 1)


def insure(desk: Desk, patient: Patient, payer: str = "cigna", member_id: str = "C1", **more: Any) -> Coverage:  # noqa: ANN401
    """Note a coverage of the patient, by ana unless `actor` says who."""
    actor = more.pop("actor", "ana")
    values = {"payer": payer, "member_id": member_id, "starts": JANUARY, **more}
    if values.get("subscriber"):
        values.setdefault("relation", Relation.SPOUSE)
    change = desk.coverage.add(actor, new_coverage(patient.id, values))
    (coverage,) = change.all_of(Coverage)
    return coverage


def pays_self(desk: Desk, patient: Patient, **more: Any) -> Coverage:  # noqa: ANN401
    """Note that the patient pays."""
    return insure(desk, patient, "self-pay", "", **more)
