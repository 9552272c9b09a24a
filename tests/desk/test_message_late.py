"""Is who waits for a provider who is late told when they are expected, once, and as long as that is so?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from core.visits.state import Verb
from tests.clinics import book, register
from tests.outbox import MOBILE, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient


def _texts(clinic: TellingClinic) -> list[str]:
    return [one.text for one in clinic.texts.handed]


def test_who_waits_is_told_when_they_are_expected(tmp_path: Path) -> None:
    """By the time of then, once; who came meanwhile, or is in time again, is told nothing."""
    clinic = TellingClinic(tmp_path)
    clinic.clock.set("2026-11-23T09:00")
    smith, jones = (clinic.change(register(clinic.desk, name).id, phones=(MOBILE,)) for name in ("Smith", "Jones"))
    first, second = (
        book(clinic.desk, who, f"2026-11-23T{at}").appointment.id for who, at in ((smith, "11:00"), (jones, "11:20"))
    )
    tell = clinic.desk.messages.tell_late
    with pytest.raises(BadInput, match="seen in time"):
        tell("ana", first)
    clinic.clock.set("2026-11-23T10:50")
    clinic.desk.schedule.note_late("ana", "lee", 30)
    assert "Goes out to Smith, John by text: expected at 11:20." == tell("ana", first).sentence
    with pytest.raises(BadInput, match="told 11:20 already"):
        tell("ana", first)
    tell("ana", second)
    clinic.desk.visits.act("ana", Verb.ARRIVE, {second: None})
    clinic.work()
    late = (
        "Main Street: we are running late today and expect you at 11:20 AM. Questions: 617-555-0100. STOP ends texts."
    )
    assert [late] == _texts(clinic)
    assert "superseded no-longer-due" in _state(clinic, jones)
    clinic.clock.set("2026-11-23T11:00")
    clinic.desk.schedule.note_late("ana", "lee", 45)
    tell("ana", first)
    clinic.desk.schedule.note_late("ana", "lee", 0)
    clinic.work()
    assert [late] == _texts(clinic)


def _state(clinic: TellingClinic, patient: Patient) -> str:
    return " ".join(clinic.states(patient))
