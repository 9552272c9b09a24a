"""What does a plan leave to the patient at a visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coverage.model import ANY_TYPE
from core.coverage.standing import paying

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.coverage.model import Coverage


def copay_of(coverages: Sequence[Coverage], visit_type: str, on: date) -> int | None:
    """The cents of the coverage that pays first on that day, for a visit of that type; None where nobody knows.

    What was noted of the type counts, then what was noted of every type, then what the payer said of all.
    """
    coverage = paying(coverages, on)
    if coverage is None or coverage.is_self_pay:
        return None
    noted = {copay.visit_type: copay.cents for copay in coverage.copays}
    said = coverage.benefits.copay if coverage.benefits else None
    return noted.get(visit_type, noted.get(ANY_TYPE, said))
