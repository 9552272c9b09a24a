"""Is a patient told what is to be known of their visit, in their language where there is one, and nothing twice?"""

from __future__ import annotations

import pytest

from core.clinic.model import Clinic
from core.clinic.outreach import ServiceInfo
from core.contact.service_info import infos_of

INFOS = (
    ServiceInfo("bring", "Your card"),
    ServiceInfo("bring", "Su tarjeta", language="es"),
    ServiceInfo("bring", "Your card and a urine sample", visit_type="lab10"),
    ServiceInfo("prepare", "Nothing to eat from midnight on", visit_type="lab10"),
    ServiceInfo("directions", "Second floor", site="main"),
    ServiceInfo("directions", "Ring at the gate", site="main", visit_type="lab10"),
    ServiceInfo("price", "25", retired=True),
)
CLINIC = Clinic(infos={(one.topic, one.visit_type, one.site, one.language): one for one in INFOS})


@pytest.mark.parametrize(
    ("visit_type", "site", "spoken", "expected"),
    [
        ("fu20", "west", "", ["Your card"]),
        ("fu20", "main", "English", ["Your card", "Second floor"]),
        ("fu20", "main", "Español", ["Su tarjeta", "Second floor"]),
        ("lab10", "main", "Spanish", ["Su tarjeta", "Nothing to eat from midnight on", "Ring at the gate"]),
        ("lab10", "west", "Klingon", ["Your card and a urine sample", "Nothing to eat from midnight on"]),
    ],
)
def test_what_says_most_is_told(visit_type: str, site: str, spoken: str, expected: list[str]) -> None:
    """Their language before the type, the type before the site; what is retired is not."""
    assert expected == [one.text for one in infos_of(CLINIC, visit_type, site, spoken)]
