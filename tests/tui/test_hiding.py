"""Is nobody named on a screen that hides names, whatever the desk has to say?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.errors import Refused
from core.record_ref import PatientId
from core.structs import replace
from tests.clinics import register
from tests.sessions import a_sitting
from tui.text.hiding import hide_conflict

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("family", "given"), [("Suharto", ""), ("", "Suharto"), ("Suharto", "Ann")])
@pytest.mark.parametrize("mrn", ["", "777"], ids=["looks alike", "has the number"])
def test_who_looks_alike_or_has_the_number(tmp_path: Path, family: str, given: str, mrn: str) -> None:
    """A single name, which looks like no name, is hidden as the two of others are."""
    workstation = a_sitting(tmp_path).workstation
    other = register(workstation.desk, family, given, mrn="777")
    draft = replace(other, id=PatientId(0), mrn=mrn, birth_date=date(1950, 5, 5) if mrn else other.birth_date)
    with pytest.raises(Refused) as refused:
        workstation.desk.patients.register("ana", draft)
    workstation.state.privacy = True
    told = [hide_conflict(workstation, conflict).message for conflict in refused.value.conflicts]
    assert told
    assert "Suharto" not in str(told)
