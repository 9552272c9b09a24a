"""What a provider reads before the day, and what a patient is given of what was disclosed: is all of it there?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.cases.beginning import CaseRequest
from core.cases.model import Case
from core.cases.stepping import StepRequest
from core.patients.model import Alert
from core.schedule.requests import BookingRequest

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from tests.clinics import FakeClock

TYPE = '[[visit_type]]\ncode = "inj"\nname = "Injection"\nminutes = 20\nrequires = ["authorization"]\n'


def test_the_sheet_of_a_day(desk: Desk, smith: Patient, jones: Patient) -> None:
    """That provider's visits with alerts, notes and what each lacks; results to read; restricted ones by number."""
    desk.set_up("sue", TYPE, place="inj.toml")
    desk.patients.edit("ana", smith.id, {"alerts": (Alert("falls easily"),)})
    desk.patients.edit("ana", jones.id, {"restricted": True})
    for patient, start, kind in ((smith, "2026-11-24T10:00", "inj"), (jones, "2026-11-24T11:00", "fu20")):
        overrides = {"C11": "urgent"} if kind == "inj" else {}
        booked = BookingRequest(
            patient.id, kind, "lee", datetime.fromisoformat(start), note="bring X-ray", overrides=overrides
        )
        desk.schedule.book("ana", booked)
    for patient, subject in ((smith, "blood count"), (jones, "secret test")):
        number = desk.cases.begin("ana", CaseRequest("result", subject, patient.id)).all_of(Case)[0].id
        desk.cases.step("ana", number, StepRequest("receive", {"stage": "final"}))
        desk.cases.step("ana", number, StepRequest("show", {"clinician": "lee"}))
    provider, day, document = desk.previsit.day_sheet("vic", "lee", datetime(2026, 11, 24).date())
    text = document.text(200)
    assert ("lee", "2026-11-24") == (provider.code, day.isoformat())
    for part in ("10:00", "Smith, John", "falls easily", "bring X-ray", "no authorization", "blood count", "visit 2"):
        assert part in text, part
    assert "Jones" not in text
    assert "secret" not in text
    assert "10:00" not in desk.previsit.day_sheet("vic", "lee")[2].text(80), "today nobody comes"


def test_the_accounting_as_a_document(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """What the list tells stands in it, in order, with who got it and why; what is left out is only counted."""
    for number, (authority, to) in enumerate(
        (("subpoena", "Court"), ("treatment", "Dr Osei"), ("court-order", "City")), 1
    ):
        facts = {"requester": to, "authority": authority, "what": f"notes {number}"}
        desk.cases.begin("ana", CaseRequest("records-request", "suit", smith.id, facts=facts))
        for step, said in (("check", {"identity": "seen"}), ("gather", {}), ("ready", {})):
            desk.cases.step("ana", number, StepRequest(step, said))
        said = {"what": f"notes {number}", "to": to, "how": "paper", "address": "1 Main St"}
        desk.cases.step("ana", number, StepRequest("release", said))
        clock.forward(minutes=60)
    text = desk.cases.accounting("ana", smith.id).document.text(200)
    assert all(part in text for part in ("Court, 1 Main St", "notes 1", "subpoena", "City, 1 Main St", "Smith"))
    assert "Osei" not in text
    assert text.index("notes 1") < text.index("notes 3")
