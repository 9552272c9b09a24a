"""Is whose visit stays unseen no more once the record says that they died?"""

from __future__ import annotations

from typing import Final

import pytest

from core.patients.model import PatientStatus
from core.structs import replace
from core.visits.clearance.item import ClearanceState
from core.visits.clearance.items import ITEMS
from tests.queues import CLINIC, NOW, queued
from tui.screens.day_lines import appointment_line

_CLEAR: Final = {item.name: ClearanceState.NA for item in ITEMS}


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("status", list(PatientStatus))
def test_the_line_of_the_visit_says_so(status: PatientStatus, width: int) -> None:
    """What a visit is booked for no more; nothing of who is as ever, or asks for privacy."""
    one = queued(1, "10:40")
    one = replace(one, patient=replace(one.patient, status=status))
    line = appointment_line(one, CLINIC.sites["main"], CLINIC, _CLEAR, NOW, privacy=False, width=width)
    told = "".join(text for text, _ in line)
    minded = {PatientStatus.DECEASED, PatientStatus.ARCHIVED, PatientStatus.ENTERED_IN_ERROR}
    assert (status in minded) == (f"! {status.value}" in told)
