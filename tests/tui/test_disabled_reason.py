"""Which step does Enter stand for, and why can a key not act on what is highlighted or marked?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from core.patients.model import PatientStatus
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest
from core.visits.state import Verb
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, register
from tui.bootstrap import opened
from tui.keys.action import SLOT
from tui.keys.registry import BY_ID
from tui.prompts.find import CardPrompt
from tui.prompts.inspect import InspectPrompt
from tui.screens.hint_bar import hint_line
from tui.selection.disabled_reason import disabled_reason, next_action
from tui.selection.place import Slot
from tui.selection.selection import ScreenKind, Selection
from tui.workstation import LaunchOptions, Workstation

if TYPE_CHECKING:
    from core.desk import Desk
    from tui.text.lines import Line

DAY = ScreenKind("day", frozenset({"appointment", SLOT}))
QUEUE = ScreenKind("queue", frozenset({"appointment"}))
PATIENTS = ScreenKind("patients", frozenset({"patient", "appointment"}))
WORK = ScreenKind("work", frozenset({"appointment"}))
BOTH = ("identity", "demographics")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The practice clinic at 10:20; West has no rooms."""
    setup = SETUP.replace('[[room]]\ncode = "W1"\nsite = "west"\nkind = "exam"\n', "")
    clock = FakeClock()
    return make_desk(tmp_path, clock=clock, demo=True, setup=setup)


@pytest.fixture
def workstation(desk: Desk, tmp_path: Path) -> Iterator[Workstation]:
    """Ana at the same clinic."""
    assert {"main", "west"} == set(desk.clinic().sites)
    launch = LaunchOptions(db=str(tmp_path / "clinic.db"), act_as="ana", now="2026-11-23T10:20", freeze=True)
    with opened(launch, {"HOME": str(tmp_path)}) as workstation:
        yield workstation


@pytest.fixture
def coming(desk: Desk) -> ScheduledVisit:
    """Smith at 10:40 with Lee."""
    return book(desk, register(desk), "2026-11-23T10:40")


def seen(workstation: Workstation, scheduled: ScheduledVisit) -> Selection:
    """The appointment highlighted as it is now."""
    return Selection(DAY, (workstation.desk.schedule.appointment("ana", scheduled.appointment.id),))


def test_enter_leads_through_the_visit(desk: Desk, workstation: Workstation, coming: ScheduledVisit) -> None:
    """Check-in, room, check-out; after that the follow-up, where no copay is open."""
    number = coming.appointment.id
    steps = [next_action(seen(workstation, coming), workstation)]
    acts: list[Callable[[], object]] = [
        lambda: desk.visits.do("ben", Verb.ARRIVE, number),
        lambda: desk.visits.do("ben", Verb.CHECK_IN, number, verified=BOTH),
        lambda: desk.visits.do("ben", Verb.ROOM, number),
        lambda: desk.visits.do("ben", Verb.DEPART, number),
        lambda: desk.visits.do("ben", Verb.CHECK_OUT, number),
    ]
    for act in acts:
        act()
        steps.append(next_action(seen(workstation, coming), workstation))
    assert ["check_in", "check_in", "room", "check_out", "check_out", "find_time"] == steps


def test_where_there_is_no_room_enter_checks_out(desk: Desk, workstation: Workstation) -> None:
    """At a site without rooms; by telehealth who is checked in is ready to join next."""
    smith = register(desk)
    at_west = book(desk, smith, "2026-11-23T10:40", provider="novak")
    request = BookingRequest(
        smith.id, "fu20", "lee", workstation.desk.now().replace(hour=18, minute=0), mode=Mode.TELEHEALTH
    )
    afar = desk.schedule.book("ana", request).only(ScheduledVisit)
    assert afar is not None
    for scheduled, action in ((at_west, "check_out"), (afar, "room")):
        desk.visits.do("ben", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH)
        assert action == next_action(seen(workstation, scheduled), workstation)
    assert "West Side has no fitting room" in (disabled_reason("room", seen(workstation, at_west), workstation) or "")


def test_marks_have_one_next_step_or_none(desk: Desk, workstation: Workstation, coming: ScheduledVisit) -> None:
    """Enter acts on all that are marked, if it is the same step for all of them."""
    other = book(desk, register(desk, "Jones", "Ann"), "2026-11-23T11:00")
    marked = tuple(workstation.desk.schedule.appointment("ana", one.appointment.id) for one in (coming, other))
    assert "check_in" == next_action(Selection(DAY, marked=marked), workstation)
    desk.visits.do("ben", Verb.CHECK_IN, other.appointment.id, verified=BOTH)
    marked = tuple(workstation.desk.schedule.appointment("ana", one.appointment.id) for one in (coming, other))
    assert next_action(Selection(DAY, marked=marked), workstation) is None
    assert "The marked visits have different next steps. Press the key of the one you mean." == disabled_reason(
        "enter", Selection(DAY, marked=marked), workstation
    )


def test_a_key_is_grey_when_one_of_the_marked_forbids_it(
    desk: Desk, workstation: Workstation, coming: ScheduledVisit
) -> None:
    """The sentence names which; a key that takes no marks looks at what is highlighted."""
    other = book(desk, register(desk, "Jones", "Ann"), "2026-11-23T11:00")
    desk.visits.do("ben", Verb.CANCEL, other.appointment.id, reason="sick")
    marked = (coming, workstation.desk.schedule.appointment("ana", other.appointment.id))
    here = Selection(DAY, (coming,), marked=marked)
    assert (disabled_reason("arrive", here, workstation) or "").startswith("Jones, Ann: cancelled at 10:20 by ben.")
    assert disabled_reason("move", here, workstation) is None
    assert (coming,) == here.meant_by(BY_ID["move"])


def test_a_step_back_on_another_day_is_grey_without_the_privilege(
    desk: Desk, tmp_path: Path, workstation: Workstation, coming: ScheduledVisit
) -> None:
    """Today it is anybody's; tomorrow the key says whom to ask."""
    desk.visits.do("ben", Verb.ARRIVE, coming.appointment.id)
    assert disabled_reason("step_back", seen(workstation, coming), workstation) is None
    launch = LaunchOptions(db=str(tmp_path / "clinic.db"), act_as="ana", now="2026-11-24T09:00", freeze=True)
    with opened(launch, {"HOME": str(tmp_path)}) as tomorrow:
        assert "ana may not step back on another day. Ask a supervisor." == (
            disabled_reason("step_back", seen(tomorrow, coming), tomorrow)
        )


LASTS = "This time is over. b books there what lasts until later."


@pytest.mark.parametrize(
    ("start", "enter"),
    [
        (time(9), "9:00-9:40 on Mon 23 Nov 2026 is over (it is 10:20). Choose a later time."),
        (time(9, 40), "9:40-10:20 on Mon 23 Nov 2026 is over (it is 10:20). Choose a later time."),
        (time(9, 45), LASTS),
        (time(10), LASTS),
        (time(10, 5), None),
        (time(10, 20), None),
    ],
)
def test_what_is_over_is_not_offered(workstation: Workstation, start: time, enter: str | None) -> None:
    """Enter proposes a slot where the shortest visit, of 20 minutes, lasts until later; `b` asks for whom anywhere.

    Whoever calls while the cursor happens to stand in the past wants another time.
    """
    here = Selection(DAY, slot=Slot("main", "lee", datetime.combine(date(2026, 11, 23), start)))
    assert (enter, None) == (disabled_reason("enter", here, workstation), disabled_reason("book", here, workstation))
    assert (None if enter else "book") == next_action(here, workstation)


def test_who_may_go_over_the_limits_is_offered_what_is_over(desk: Desk, tmp_path: Path) -> None:
    """A supervisor is asked for a reason; where the clinic's settings make it a question, so is everybody."""
    desk.set_up("root", USERS, place="users.toml")
    here = Selection(DAY, slot=Slot("main", "lee", datetime(2026, 11, 23, 9)))
    for actor, expected in (("ana", None), ("sue", "book")):
        launch = LaunchOptions(db=str(tmp_path / "clinic.db"), act_as=actor, now="2026-11-23T10:20", freeze=True)
        with opened(launch, {"HOME": str(tmp_path)}) as workstation:
            assert expected == next_action(here, workstation)
    settings = tmp_path / "own.toml"
    settings.write_text('[rules]\nC10 = "confirm"\n')
    launch = LaunchOptions(
        db=str(tmp_path / "clinic.db"), config=str(settings), act_as="ana", now="2026-11-23T10:20", freeze=True
    )
    with opened(launch, {"HOME": str(tmp_path)}) as workstation:
        assert "book" == next_action(here, workstation)


@pytest.mark.parametrize(
    ("screen", "action", "expected"),
    [
        (DAY, "enter", "Nothing is highlighted. Move to an appointment or a slot first."),
        (DAY, "book", "There is no slot here to book. Move to a time first."),
        (DAY, "log", "Nobody is highlighted here. Move to somebody first, or find them with /."),
        (DAY, "check_in", "There is no appointment here. Move to one first."),
        (DAY, "inspect", "Nothing is highlighted. Move to an appointment or a slot first."),
        (DAY, "filter", "This works in the queue. F3 opens it."),
        (DAY, "next_day", None),
        (QUEUE, "book", None),
        (QUEUE, "next_day", "The queue is today's. F2 shows the days, g goes to one."),
        (WORK, "left", "Here are rows only. [ and ] show another list."),
        (PATIENTS, "enter", "Nobody is highlighted. Type a part of the name and the birth date."),
        (PATIENTS, "book", "Nobody is highlighted. Type a part of the name and the birth date."),
        (PATIENTS, "history", "Nobody is highlighted. Type a part of the name and the birth date."),
        (PATIENTS, "cancel", "There is no appointment here. Move to one first."),
        (PATIENTS, "next_day", "That works on the schedule: F2 shows it."),
        (PATIENTS, "move", "That works on the schedule: F2 shows it."),
        (PATIENTS, "undo", None),
        (PATIENTS, "new_patient", None),
    ],
)
def test_where_nothing_is_highlighted(
    workstation: Workstation, screen: ScreenKind, action: str, expected: str | None
) -> None:
    """What a screen has none of is looked for where there is some; booking in the queue asks for all it needs."""
    assert expected == disabled_reason(action, Selection(screen), workstation)


def test_a_sheet_has_a_patient_and_an_appointment(desk: Desk, workstation: Workstation, coming: ScheduledVisit) -> None:
    """Each action takes the one it is for; Enter opens and takes no step."""
    here = Selection(PATIENTS, (coming, coming.patient))
    assert [(coming,), (coming.patient,), (coming.patient,)] == [
        here.meant_by(BY_ID[action]) for action in ("cancel", "edit_record", "book")
    ]
    desk.visits.do("ben", Verb.CANCEL, coming.appointment.id, reason="sick")
    assert disabled_reason("enter", here, workstation) is None


def test_who_may_not_is_told_before_anything_is_typed(tmp_path: Path) -> None:
    """A viewer's keys are grey, for verbs as for forms."""
    make_desk(tmp_path, demo=True, setup=SETUP + USERS)
    with opened(LaunchOptions(db=str(tmp_path / "clinic.db"), act_as="vic"), {"HOME": str(tmp_path)}) as viewer:
        told = [disabled_reason(action, Selection(PATIENTS), viewer) for action in ("new_patient", "undo", "find")]
    assert ["vic may not register patients. Ask a supervisor.", "vic may not undo. Ask a supervisor.", None] == told


@pytest.fixture
def viewer(tmp_path: Path) -> Iterator[Workstation]:
    """Vic, who may only look, at a clinic where Smith has been booked for 10:40."""
    desk = make_desk(tmp_path, demo=True, setup=SETUP + USERS)
    book(desk, register(desk), "2026-11-23T10:40")
    launch = LaunchOptions(db=str(tmp_path / "clinic.db"), act_as="vic", now="2026-11-23T10:20", freeze=True)
    with opened(launch, {"HOME": str(tmp_path)}) as workstation:
        yield workstation


def _text(lines: Iterable[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def test_who_only_looks_is_offered_no_booking(viewer: Workstation) -> None:
    """Not by Enter on a free slot, nor by a hint bar, nor on the card of who was found."""
    slot = Slot("main", "lee", datetime(2026, 11, 23, 11, 30))
    here = Selection(DAY, slot=slot)
    assert next_action(here, viewer) is None
    assert "vic may not book. Ask a supervisor." == disabled_reason("enter", here, viewer)
    assert {"book", "new", "edit"}.isdisjoint(_text([hint_line("patients", viewer)]).split())
    card = CardPrompt(viewer, viewer.view.first_site, viewer.desk.patients.find("vic", "smith").hits[0].patient)
    with pytest.raises(BadInput, match="vic may not book"):
        card.key("b", "b")
    assert ("book", "hint-off") in [(text.strip(), style) for text, style in card.hint()]


def test_who_only_looks_sees_what_an_appointment_meets(viewer: Workstation) -> None:
    """The details of one that stands ask for no privilege to move it."""
    (visit,) = viewer.desk.schedule.day("vic", "main", date(2026, 11, 23)).appointments
    details = InspectPrompt(viewer, viewer.view.first_site, Selection(DAY, (visit,)))
    assert "ok   no conflicts" in _text(details.panel())


def test_who_cannot_be_booked_is_told_before_a_time_is_chosen(desk: Desk, workstation: Workstation) -> None:
    """An archived patient's `b` is grey where rule C1 is hard."""
    smith = register(desk)
    desk.patients.edit("ben", smith.id, {"status": PatientStatus.ARCHIVED}, rev=smith.rev)
    archived = desk.patients.by_id("ben", smith.id)
    told = disabled_reason("book", Selection(PATIENTS, (archived,)), workstation)
    assert "Smith, John is archived and cannot be booked." == told
