"""Is a day closed with a sheet that says what was, and is it kept afterwards from whoever may not change it?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from core.closing.model import DayClose
from core.errors import BadInput, ClinicdeskError, NotAllowed, NotFound, Refused
from core.journal.model import EntryId
from core.record_ref import AppointmentId
from core.schedule.requests import MoveRequest
from core.till.model import LineKind, Method
from core.till.payment import Payment
from core.visits.state import Verb
from tests.clinics import book, register
from tests.insured import PAYERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.desk import Desk
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock

TODAY = date(2026, 11, 23)


def pay(desk: Desk, whose: Any, actor: str = "ana", **more: Any) -> Change:  # noqa: ANN401 - any record, any field
    """25 in cash."""
    return desk.till.pay(actor, Payment(whose.ref, LineKind.COPAY, Method.CASH, 2500, **more))


def do(desk: Desk, visit: ScheduledVisit, verb: Verb, actor: str = "ana") -> Change:
    """A step of the visit, whatever is due."""
    waived = {"identity": "known", "demographics": "known"} if verb is Verb.CHECK_IN else {}
    return desk.visits.do(actor, verb, visit.appointment.id, waivers=waived)


@pytest.fixture
def seen(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith was seen today at 9:00, and paid."""
    visit = book(desk, smith, "2026-11-23T09:00", overrides={"C10": "urgent"}, actor="sue")
    for verb in (Verb.CHECK_IN, Verb.CHECK_OUT):
        do(desk, visit, verb)
    pay(desk, visit)
    return visit


@pytest.mark.usefixtures("seen")
def test_what_is_open_is_told(desk: Desk, smith: Patient) -> None:
    """Nothing is closed over a drawer that is not counted, nor over anything else without a word about it."""
    desk.set_up("sue", PAYERS, place="payers.toml")
    late = book(desk, register(desk, given="Ann"), "2026-11-23T11:00")
    book(desk, smith, "2026-11-25T10:00")
    desk.till.open("ana", "", 10000)
    pay(desk, late, tendered=3000)
    sheet = desk.closing.sheet("ana")
    assert ["visits", "drawers", "outside", "insurance"] == [item.name for item in sheet.items]
    assert ("11:00 Smith, Ann, lee: booked",) == sheet.items[0].told
    assert "after the drawers are counted" in sheet.document.text()
    assert "$50.00" in desk.closing.sheet("sue").document.text()
    with pytest.raises(Refused, match="drawer main is not counted"):
        desk.closing.sign("ana", note="whatever")
    desk.till.close("ana", "", 12400)
    with pytest.raises(Refused, match="1 visit not finished, 1 drawer that did not come out even"):
        desk.closing.sign("ana")
    for wrong, more in ((BadInput, {"day": date(2026, 11, 24)}), (NotFound, {"site": "moon"})):
        with pytest.raises(wrong):
            desk.closing.sign("ana", note="x", **more)
    for who in ("vic", "eve"):
        with pytest.raises(NotAllowed):
            desk.closing.sheet(who)
    desk.closing.sign("ana", note="Ann was called, comes tomorrow")
    text = desk.closing.sheet("ben").document.text()
    for told in ("November 23, 2026", "C10", "$50.00", "main", "-$1.00", "Ann was called", "Closed by", "ana"):
        assert told in text
    with pytest.raises(Refused, match="was closed at 10:20 by ana"):
        desk.closing.sign("ben", note="again")


def test_the_sheet_says_what_was_signed(desk: Desk, seen: ScheduledVisit) -> None:
    """Whatever supervisors change since: no-shows, late cancellations and money as they were; the journal is named."""
    missed = book(desk, register(desk, given="Al"), "2026-11-23T10:40", provider="ito")
    late = book(desk, register(desk, given="Bo"), "2026-11-23T11:40", provider="ito")
    desk.visits.do("ana", Verb.CANCEL, late.appointment.id, reason="sick")
    (close,) = desk.closing.sign("sue", note="Al is called tomorrow").all_of(DayClose)
    before = desk.closing.sheet("sue").document
    assert close.entry > 0
    assert close.seal[:16] in before.text()
    assert "Smith, Bo" in before.text()
    desk.visits.do("sue", Verb.CANCEL, missed.appointment.id, reason="sick")
    pay(desk, seen, "sue")
    assert before == desk.closing.sheet("sue").document
    assert before.pdf().startswith(b"%PDF-")
    desk.patients.edit("sue", late.patient.id, {"restricted": True})
    desk.closing.reopen("sue", "a name was on it")
    assert "Smith, Bo" not in desk.closing.sheet("sue").document.text()


def test_a_closed_day_is_kept_by_every_way(desk: Desk, seen: ScheduledVisit, clock: FakeClock) -> None:
    """A coordinator changes nothing of it, today or later, by whichever act; a supervisor may."""
    others = [register(desk, given=name) for name in ("Al", "Bo", "Cy", "Di", "Ed")]
    booked, left = book(desk, others[0], "2026-11-23T11:00"), book(desk, others[1], "2026-11-23T11:20")
    ahead = book(desk, others[2], "2026-11-25T10:00")
    arrived = book(desk, others[3], "2026-11-23T10:20", provider="ito")
    do(desk, arrived, Verb.CHECK_IN)
    book(desk, others[4], "2026-11-23T14:00")
    desk.journal.undo("ana")
    number, line = booked.appointment.id, desk.till.ledger("ana", seen.patient.id).lines[0]

    def move(what: AppointmentId, start: str) -> Change:
        return desk.schedule.move("ana", MoveRequest(what, datetime.fromisoformat(start)))

    ways: dict[str, Callable[[], object]] = {
        "book": lambda: book(desk, others[0], "2026-11-23T15:00", visit_type="fu20", provider="ito"),
        "move out": lambda: move(number, "2026-11-25T11:00"),
        "move in": lambda: move(ahead.appointment.id, "2026-11-23T15:00"),
        "cancel": lambda: desk.visits.do("ana", Verb.CANCEL, number, reason="sick"),
        "arrive": lambda: do(desk, booked, Verb.ARRIVE),
        "check in": lambda: do(desk, booked, Verb.CHECK_IN),
        "check out": lambda: do(desk, arrived, Verb.CHECK_OUT),
        "left": lambda: do(desk, arrived, Verb.LEFT),
        "step back": lambda: do(desk, seen, Verb.STEP_BACK),
        "redo": lambda: desk.journal.redo("ana"),
        "undo": lambda: desk.journal.undo("ana"),
        "pay": lambda: pay(desk, booked),
        "refund": lambda: desk.till.pay("ana", Payment(seen.ref, LineKind.REFUND, Method.CASH, 500)),
        "void": lambda: desk.till.void("ana", line.id, "wrong"),
        "drawer": lambda: desk.till.open("ana", "", 1000),
    }
    desk.closing.sign("ben", note="they come tomorrow")
    entries = newest(desk)
    for name, way in ways.items():
        with pytest.raises(NotAllowed, match="Mon 23 Nov 2026 at Main Street was closed by ben, and ana may not") as no:
            way()
        assert "close-day 2026-11-23" in no.value.sentence, name
    assert entries == newest(desk)
    clock.forward(minutes=24 * 60)
    for name in ("void", "undo", "cancel", "step back"):
        with pytest.raises(ClinicdeskError, match=r"was closed by ben|another day|step back on another day"):
            ways[name]()
    pay(desk, ahead)  # today's own
    book(desk, others[1], "2026-11-24T15:00")
    by_supervisor: tuple[Callable[[], object], ...] = (
        lambda: desk.visits.do("sue", Verb.CANCEL, left.appointment.id, reason="sick"),
        lambda: desk.till.void("sue", line.id, "wrong"),
        lambda: desk.journal.undo("sue"),
    )
    for act in by_supervisor:
        act()


def newest(desk: Desk) -> EntryId | None:
    """The newest act of ana's that stands."""
    return desk.journal.next_entry("ana", "undo")


def test_opening_it_again(desk: Desk, seen: ScheduledVisit) -> None:
    """A supervisor does, with a reason, or by undo; who closed it may not take that back, as nobody else may."""
    desk.closing.sign("ana", note="x")
    ways: tuple[Callable[[], object], ...] = (
        lambda: desk.journal.undo("ana"),
        lambda: desk.closing.reopen("ana", "wrong"),
    )
    for act in ways:
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(BadInput, match="Say why"):
        desk.closing.reopen("sue", " ")
    desk.closing.reopen("sue", "a payment was forgotten")
    pay(desk, seen)
    with pytest.raises(NotFound, match="is not closed"):
        desk.closing.reopen("sue", "twice")
    desk.closing.sign("sue", note="now")
    desk.journal.undo("sue")
    assert 2 == len(desk.till.ledger("ana", seen.patient.id).lines)
    pay(desk, seen)
    desk.journal.redo("sue")
    with pytest.raises(NotAllowed):
        pay(desk, seen)
