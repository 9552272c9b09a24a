"""What does a visit cost by the fee schedule?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.estimates.model import EstimateLine

if TYPE_CHECKING:
    from datetime import date

    from core.clinic.model import Clinic


def lines_for(clinic: Clinic, visit_type: str, provider: str, on: date) -> tuple[EstimateLine, ...]:
    """Each service of such a visit on that day; a provider's own fee goes before that of all."""
    found: dict[str, EstimateLine] = {}
    own: set[str] = set()
    for fee in clinic.fees:
        is_then = (fee.starts is None or fee.starts <= on) and (fee.ends is None or on <= fee.ends)
        if fee.visit_type != visit_type or fee.provider not in {"", provider} or not is_then:
            continue
        if fee.provider or fee.code not in own:
            found[fee.code] = EstimateLine(fee.code, fee.name, fee.cents)
        if fee.provider:
            own.add(fee.code)
    return tuple(found.values())
