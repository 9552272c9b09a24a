"""Do two values of a setting of [messages] make two things of what patients are told?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.patients.model import Phone
from core.schedule.model.appointment import Mode
from core.schedule.requests import BookingRequest, MoveRequest
from core.settings.model import Policy, TelehealthSettings
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import book, register
from tests.outbox import MAILS, MOBILE, TELLS, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

ROWS: Final[dict[str, tuple[dict[str, Any], Any, Any]]] = {
    "ways": ({}, "text email", "email text"),
    "language": ({"remind_days": 0}, "en", "es"),
    "confirm_days": ({}, 7, 5),
    "remind_days": ({}, 2, 0),
    "remind_hours": ({}, 0, 2),
    "changes": ({}, True, False),
    "change_minutes": ({}, 5, 200),
    "missed_hours": ({}, 0, 1),
    "from_hour": ({}, 9, 12),
    "until_hour": ({}, 20, 10),
    "a_day": ({"household": False}, 1, 2),
    "a_week": ({"remind_hours": 2, "household": False, "a_day": 9}, 2, 9),
    "household": ({}, True, False),
    "leave_out": ({}, "", "fu20"),
}
"""By name: what else is set, and two values."""


def _told(folder: Path, settings: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What two visits of one who speaks no language that has words come to: one of them is moved, one missed."""
    folder.mkdir()
    clinic = TellingClinic(folder, settings=replace(TELLS, **settings))
    smith = clinic.change(
        register(clinic.desk).id, phones=(MOBILE,), email="j@x.example", email_consent=MAILS, language="Klingon"
    )
    visit = book(clinic.desk, smith, "2026-12-08T10:00")
    book(clinic.desk, smith, "2026-12-08T11:00")
    clinic.work_until("2026-12-07T09:00", hours=3)
    clinic.work_until("2026-12-07T10:59", hours=0.5)
    moved = {visit.appointment.id: None}
    clinic.desk.schedule.move("ana", MoveRequest(visit.appointment.id, datetime.fromisoformat("2026-12-08T09:00")))
    clinic.work_until("2026-12-08T09:30", hours=0.5)
    clinic.desk.visits.act("ana", Verb.NO_SHOW, moved)
    clinic.work_until("2026-12-08T14:00", hours=0.5)
    return sorted(
        (one.status_at.isoformat() if one.way else "", one.way.value if one.way else one.why.value, one.text)
        for one in clinic.messages(smith)
    )


@pytest.mark.parametrize("name", ROWS)
def test_two_values_are_two_things_to_a_patient(tmp_path: Path, name: str) -> None:
    """All else being equal."""
    more, one, other = ROWS[name]
    assert _told(tmp_path / "one", {**more, name: one}) != _told(tmp_path / "other", {**more, name: other})


def test_a_visit_by_telehealth_tells_its_link_and_the_patients_own_time(tmp_path: Path) -> None:
    """With the page of test_link on which they try their camera; one of the same hour at the site has neither."""
    clinic = TellingClinic(tmp_path, settings=replace(TELLS, ways="email"))
    telehealth = TelehealthSettings(link="https://meet.example/{token}", test_link="https://meet.example/test")
    clinic.policy = Policy(messages=clinic.settings, telehealth=telehealth)
    afar = clinic.change(register(clinic.desk).id, email="j@x.example", email_consent=MAILS, zone="America/Los_Angeles")
    near = clinic.change(register(clinic.desk, "Jones").id, email="k@x.example", email_consent=MAILS)
    clinic.change(near.id, phones=(Phone("617-555-0199", text=True),))
    for patient, mode, hour in ((afar, Mode.TELEHEALTH, 13), (near, Mode.IN_PERSON, 14)):
        start = datetime.fromisoformat(f"2026-12-08T{hour}:00")
        clinic.desk.schedule.book("ana", BookingRequest(patient.id, "fu20", "lee", start, mode=mode))
    clinic.work_until("2026-12-01T15:00")
    first, second = (one.text for one in clinic.mails.handed)
    assert "Tue Dec 8 at 10:00 AM PST." in first
    assert ("https://meet.example/test" in first, first.count("https://meet.example/"), "1 Main St" in first) == (
        *(True, 2),
        False,
    )
    assert ("Tue Dec 8 at 2:00 PM.\n1 Main St" in second, "https" in second) == (True, False)
