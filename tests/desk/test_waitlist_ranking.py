"""Whom is a time offered, and in which order? By priority, then longest wait, then minutes of the gap used."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.errors import Refused
from core.patients.model import PatientStatus, Sex
from core.schedule.holds.use_cases import HoldRequest
from core.schedule.model.visit import ScheduledVisit
from core.schedule.model.wait import Outcome
from storage.patients import PatientRepository
from tests.clinics import book, register
from tests.desk.waiting import cancelled, families, offer, put_on

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from tests.clinics import FakeClock

# Who waits, in the order in which they were put on: days ago, and what for; then who is offered Lee's 10:00 on
# Tuesday 24 November, of 40 minutes, best first.
Waits = tuple[str, float, dict[str, Any]]
BANDS: Final = (("A", 9), ("B", 1), ("C", 5), ("D", 3), ("E", 7))
RANKED: Final[list[tuple[str, list[Waits], str]]] = [
    ("nobody", [], ""),
    ("one", [("A", 0, {})], "A"),
    ("the longer wait first", [("A", 3, {}), ("B", 1, {})], "A B"),
    ("whoever was put on first of one day", [("A", 0, {}), ("B", 0, {})], "A B"),
    ("the priority before the wait", [("A", 9, {}), ("B", 0, {"band": 1})], "B A"),
    ("within a priority the wait", [("A", 9, {"band": 2}), ("B", 1, {"band": 1}), ("C", 5, {"band": 1})], "C B A"),
    (
        "every priority",
        [(name, 0, {"band": band}) for name, band in zip("ABCDE", (9, 1, 5, 3, 7), strict=True)],
        "B D C E A",
    ),
    ("of one day, who uses more of the gap", [("A", 0, {}), ("B", 0, {"visit_type": "new40"})], "B A"),
    ("but not of another day", [("A", 1, {}), ("B", 0, {"visit_type": "new40"})], "A B"),
    ("nor of another priority", [("A", 0, {}), ("B", 0, {"visit_type": "new40", "band": 6})], "A B"),
    ("hours of one day do not count", [("A", 0.1, {}), ("B", 0, {"visit_type": "new40"})], "B A"),
    ("a morning", [("A", 0, {"window": "any am"})], "A"),
    ("an afternoon", [("A", 0, {"window": "any pm"})], ""),
    ("the day", [("A", 0, {"window": "tue"})], "A"),
    ("another day", [("A", 0, {"window": "mon wed"})], ""),
    ("the day in the morning", [("A", 0, {"window": "mon tue am"})], "A"),
    ("one of two windows", [("A", 0, {"window": "mon pm, tue 9-11"})], "A"),
    ("none of two windows", [("A", 0, {"window": "mon pm, tue 11-12"})], ""),
    ("from ten on", [("A", 0, {"window": "after 10"})], "A"),
    ("until ten", [("A", 0, {"window": "before 10"})], ""),
    ("with her", [("A", 0, {"providers": ("lee",)})], "A"),
    ("with one of two", [("A", 0, {"providers": ("ito", "lee")})], "A"),
    ("with another", [("A", 0, {"providers": ("ito",)})], ""),
    ("on the earliest date", [("A", 0, {"first": date(2026, 11, 24)})], "A"),
    ("before the earliest date", [("A", 0, {"first": date(2026, 11, 25)})], ""),
    ("on the latest date", [("A", 0, {"last": date(2026, 11, 24)})], "A"),
    ("after the latest date", [("A", 0, {"last": date(2026, 11, 23)})], ""),
    ("between the dates", [("A", 0, {"first": date(2026, 11, 23), "last": date(2026, 11, 30)})], "A"),
    ("a type that needs another room", [("A", 0, {"visit_type": "proc"})], "A"),
    ("who does not fit is left out of the order", [("A", 9, {"window": "pm"}), ("B", 1, {}), ("C", 5, {})], "C B"),
    ("a note counts for nothing", [("A", 0, {"note": "urgent!"}), ("B", 1, {})], "B A"),
]
# One patient A waits; what happened to A, and whether the time is offered.
PREVENTED: Final = [
    ("nothing", True),
    ("archived", False),
    ("deceased", False),
    ("marked", False),
    ("restricted", True),
    ("booked then elsewhere", False),
    ("booked that day", True),
    ("declined it", False),
    ("declined another time", True),
    ("did not answer", True),
    ("was left word", True),
    ("was called", True),
    ("gave it back", False),
    ("time was taken", False),
    ("time is held by another", False),
    ("time is held by who asks", True),
    ("on leave", False),
    ("type retired", False),
]
LEAVE: Final = '[[exception]]\nprovider = "lee"\ndate = 2026-11-24\nkind = "leave"\n'
RETIRED: Final = '[[visit_type]]\ncode = "fu20"\nname = "Follow-up"\nminutes = 20\nretired = true\n'


@pytest.mark.parametrize(("rule", "waits", "expected"), RANKED, ids=[rule for rule, _, _ in RANKED])
def test_the_order(desk: Desk, clock: FakeClock, rule: str, waits: list[Waits], expected: str) -> None:
    """Each case is what its name says."""
    now = clock.at
    for name, days, values in waits:
        clock.at = now - timedelta(days=days)
        put_on(desk, register(desk, name, f"G{name}"), **values)
    clock.at = now
    found = desk.waitlist.matches("ana", offer(end="2026-11-24T10:40"))
    assert expected.split() == [match.patient.family for match in found], rule


@pytest.mark.parametrize(("what", "is_offered"), PREVENTED, ids=[what for what, _ in PREVENTED])
def test_no_rule_keeps_them_from_it(desk: Desk, what: str, is_offered: bool) -> None:  # noqa: FBT001
    """Whom a rule refuses, or lets in for a reason only, is not offered the time; warnings keep nobody from it."""
    first = book(desk, register(desk, "Before", "It"), "2026-11-24T10:00", actor="ben")
    patient = register(desk, "A", "B", sex=Sex.FEMALE)
    entry = put_on(desk, patient)
    if what != "gave it back":
        cancelled(desk, first)
    happens(desk, patient, entry.id, what)
    assert is_offered == bool(desk.waitlist.matches("ana", offer()))


def happens(desk: Desk, patient: Patient, number: int, what: str) -> None:
    """What the case is about."""
    match what:
        case "archived" | "deceased" | "restricted":
            desk.patients.edit("ana", patient.id, {"status": PatientStatus(what)})
        case "marked":
            desk.patients.edit("ana", patient.id, {"no_booking": True})
        case "booked then elsewhere":
            book(desk, patient, "2026-11-24T10:00", provider="ito", visit_type="proc")
        case "booked that day":
            book(desk, patient, "2026-11-24T14:00", visit_type="new40")
        case "declined another time":
            desk.waitlist.contact("ana", number, offer("2026-11-24T11:00"), Outcome.DECLINED)
        case "time was taken":
            book(desk, register(desk, "C", "D"), "2026-11-24T10:10", actor="ben")
        case "on leave":
            desk.set_up("sue", LEAVE, place="x")
        case "type retired":
            desk.set_up("sue", RETIRED, place="x")
        case _:
            happens_with_the_time(desk, patient, number, what)


def happens_with_the_time(desk: Desk, patient: Patient, number: int, what: str) -> None:
    """What was said of it, who gave it back, who holds it."""
    match what:
        case "declined it":
            desk.waitlist.contact("ana", number, offer(), Outcome.DECLINED)
        case "did not answer":
            desk.waitlist.contact("ana", number, offer(), Outcome.NO_ANSWER)
        case "was left word":
            desk.waitlist.contact("ana", number, offer(), Outcome.LEFT_WORD)
        case "was called":
            desk.waitlist.contact("ana", number, offer(), Outcome.CALLED)
        case "gave it back":
            cancelled(desk, desk.schedule.day("ana", "main", date(2026, 11, 24)).appointments[0])
            cancelled(desk, book(desk, patient, "2026-11-24T10:00", visit_type="new40"))
        case "time is held by another":
            desk.holds.hold("ben", HoldRequest("lee", offer().start, 20))
        case "time is held by who asks":
            desk.holds.hold("ana", HoldRequest("lee", offer().start, 20))
        case _:
            assert "nothing" == what


def test_why_is_told(desk: Desk, clock: FakeClock) -> None:
    """In short phrases: the priority, the wait, the minutes used, and what would be moved."""
    patient = register(desk, "A")
    book(desk, patient, "2026-11-26T10:00", provider="lee")
    clock.at -= timedelta(days=1)
    put_on(desk, patient, band=2)
    clock.at += timedelta(days=1)
    (match,) = desk.waitlist.matches("ana", offer(end="2026-11-24T10:40"))
    assert ("priority 2", "waits 1 day", "uses 20 of 40 min", "now Thu 26 Nov 10:00 with Lee") == match.why


def test_a_few_are_told_of_many(desk: Desk) -> None:
    """The best of them, and the rest when these are through."""
    for number in range(6):
        put_on(desk, register(desk, f"P{number}", f"G{number}"))
    assert ["P0", "P1"] == [one.patient.family for one in desk.waitlist.matches("ana", offer(), limit=2)]


def test_those_who_wait_and_those_booked_later_are_ranked_together(desk: Desk, clock: FakeClock) -> None:
    """By when they were put on the list."""
    later, waits = register(desk, "Later"), register(desk, "Waits", "W")
    book(desk, later, "2026-11-27T10:00")
    put_on(desk, later)
    clock.forward(minutes=24 * 60)
    put_on(desk, waits)
    clock.forward(minutes=-24 * 60)
    gap = book(desk, register(desk, "Gap", "G"), "2026-11-24T10:00")
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, gap).entry.id)
    assert ["Later", "Waits"] == families(one)


@pytest.mark.parametrize("start", ["2026-11-26T10:00", "2026-11-25T10:00"])
def test_who_wants_to_come_earlier_is_offered_nothing_later(desk: Desk, start: str) -> None:
    """Nor booked a second time by number, whoever else they are booked with; what is earlier moves them up."""
    patient = register(desk, "A")
    booked = book(desk, patient, "2026-11-25T10:00", provider="ito")
    entry = put_on(desk, patient)
    then = offer(start, None)
    assert () == desk.waitlist.matches("ana", then)
    sentence = r"wants to come earlier than .*10:00 with Ito \(fu20\), and this is no earlier"
    with pytest.raises(Refused, match=sentence) as refusal:
        desk.waitlist.accept("ana", entry.id, then)
    assert (booked.patient,) == refusal.value.about, "whose name is hidden where names are"
    change = desk.waitlist.accept("ana", entry.id, offer())
    assert [booked.appointment.id] == [one.appointment.id for one in change.all_of(ScheduledVisit)]


def test_who_lost_the_later_appointment_is_offered_any_time(desk: Desk) -> None:
    """Nothing is left to come earlier than."""
    patient = register(desk, "A")
    booked = book(desk, patient, "2026-11-25T10:00")
    put_on(desk, patient)
    cancelled(desk, booked)
    assert 1 == len(desk.waitlist.matches("ana", offer("2026-11-26T10:00", None)))


def test_who_declined_is_not_offered_what_is_left_of_it(desk: Desk, clock: FakeClock) -> None:
    """The time began meanwhile: its start goes with the clock."""
    gap = book(desk, register(desk, "Gap", "G"), "2026-11-23T10:40", minutes=60)
    declines, waits = register(desk, "A"), register(desk, "B", "X")
    entry = put_on(desk, declines)
    put_on(desk, waits)
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, gap).entry.id)
    desk.waitlist.contact("ana", entry.id, one.offer, Outcome.DECLINED)
    clock.set("2026-11-23T10:53")
    assert [["B"]] == [families(left) for left in desk.waitlist.freed("ana")]


def test_what_somebody_has_later_is_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much time was freed that it could be moved to."""
    waits = register(desk, "Waits")
    book(desk, waits, "2026-12-04T10:00")
    put_on(desk, waits, earlier=True)
    for number, start in enumerate(("09:00", "09:20", "09:40", "10:00", "10:20")):
        cancelled(desk, book(desk, register(desk, f"Goes {number}"), f"2026-11-24T{start}"))
    read: list[int] = []
    booked = PatientRepository.booked

    def counted(self: PatientRepository, patient: PatientId, *, since: datetime) -> object:
        read.append(patient)
        return booked(self, patient, since=since)

    monkeypatch.setattr(PatientRepository, "booked", counted)
    assert 5 == len(desk.waitlist.freed("ana"))
    assert [waits.id] == read
