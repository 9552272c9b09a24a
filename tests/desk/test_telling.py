"""Is a provider told what becomes of their day, whoever changed it and by whichever way, until they acknowledge it?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.access.privileges import Privilege
from core.cases.model import Act, Case
from core.cases.queries import Whose
from core.cases.stepping import StepRequest
from core.errors import NotAllowed
from core.record_ref import AppointmentId
from core.schedule.requests import BookingRequest, MoveRequest
from core.structs import replace
from core.visits.state import Verb

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from tests.clinics import FakeClock

LEE = '[[user]]\nname = "lee"\nroles = ["clinician"]\n'


def booked(desk: Desk, patient: Patient, start: str) -> AppointmentId:
    """The number of the appointment with Lee."""
    request = BookingRequest(patient.id, "fu20", "lee", datetime.fromisoformat(start))
    return AppointmentId(desk.schedule.book("ana", request).records[0].ref.id)


def told(desk: Desk) -> list[tuple[Case, list[str]]]:
    """The tasks of Lee, each with what was told."""
    own = [one.case for one in desk.cases.worklist("lee", "task", Whose.MINE)]
    return [(case, [e.note for e in desk.cases.whole("lee", case.id).events if e.act is Act.NOTE]) for case in own]


def test_today_is_told_and_acknowledged(desk: Desk, smith: Patient, jones: Patient, clock: FakeClock) -> None:
    """New, moved, off, and back by undo stand in one task of the day; what comes once it is acknowledged in another."""
    first = booked(desk, smith, "2026-11-23T10:40")
    assert not desk.cases.worklist("sue", "task", Whose.ALL), "nobody here is to be told"
    desk.set_up("sue", LEE, place="lee.toml")
    booked(desk, jones, "2026-11-24T10:40")
    assert [] == told(desk), "not of today"
    desk.schedule.move("ana", MoveRequest(first, datetime(2026, 11, 23, 11)))
    desk.visits.do("ana", Verb.CANCEL, first, reason="sick")
    desk.journal.undo("ana")
    second = booked(desk, jones, "2026-11-23T11:40")
    desk.visits.do("ana", Verb.ARRIVE, second)
    ((task, notes),) = told(desk)
    assert [
        "Smith, John: 10:40 becomes 11:00",
        "11:00 Smith, John: comes off today",
        "11:00 Smith, John: new today",
        "11:40 Jones, Ann: new today",
    ] == notes
    with pytest.raises(NotAllowed):
        desk.cases.step("vic", task.id, StepRequest("acknowledge"))
    desk.cases.step("lee", task.id, StepRequest("acknowledge"))
    desk.schedule.move("ana", MoveRequest(first, datetime(2026, 11, 24, 11)))
    (_, later) = told(desk) if told(desk)[0][0].id == task.id else reversed(told(desk))
    assert ["11:00 Smith, John: comes off today"] == later[1]
    clock.forward(minutes=60)
    late = [one.case for one in desk.cases.worklist("sue", "task", Whose.ROLE)]
    assert [later[0].id] == [one.id for one in late if one.escalates <= desk.now()]


def test_every_provider_is_told_however_much_one_act_changes(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Sixty visits of one act stand in one task of the provider, each with its line."""
    desk.set_up("sue", LEE, place="lee.toml")
    first = desk.schedule.appointment("ana", booked(desk, smith, "2026-11-23T10:40")).appointment
    with desk.schedule._context.writing("ana", Privilege.BOOK) as (tx, _):  # no verb books sixty
        tx.journal.begin(at=clock.now(), actor="ana", verb="test")
        for at in range(1, 61):
            begins, ends = (one + timedelta(minutes=20 + 5 * at) for one in (first.start, first.start))
            ends += timedelta(minutes=5)
            tx.schedule.add(
                replace(
                    first,
                    id=AppointmentId(0),
                    room=None,
                    start=begins,
                    end=ends,
                    provider_start=begins,
                    provider_end=ends,
                )
            )
        tx.journal.end(smith.ref, "Sixty.")
    ((_, notes),) = told(desk)
    assert (61, 61) == (len(notes), len(set(notes)))
