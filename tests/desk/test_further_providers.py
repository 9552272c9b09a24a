"""Is a visit with several providers judged for each of them, whatever is done with it, and by whatever path?"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.calendar.period import whole_days
from core.calendar.recurrence import read_rule
from core.desk import Desk
from core.errors import BadInput, Refused
from core.record_ref import AppointmentId
from core.schedule.availability.requests import LeaveRequest
from core.schedule.model.linked import Scope
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest, MoveRequest
from core.schedule.series.requests import SeriesRequest
from core.schedule.slots.model import SlotSearch
from core.structs import replace
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from tests.clinics import SETUP, make_desk, register, visit_of

_NURSE = """
[[provider]]
code = "{code}"
name = "{name}"
skills = ["assist"]

[[session]]
provider = "{code}"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "09:00"
to = "{to}"
"""
STAFF = (
    SETUP
    + _NURSE.format(code="kim", name="Kim, Al RN", to="17:00")
    + _NURSE.format(code="park", name="Park, Jo RN", to="11:00")
    + """
[[visit_type]]
code = "surg"
name = "Surgery"
minutes = 60
with_skills = ["assist"]
with_from = 10
with_minutes = 40

[[visit_type]]
code = "pair"
name = "Two therapists"
minutes = 30
with = ["kim"]
"""
)
"""Kim and Park assist at main from nine on, Park until eleven."""
TUE = "2026-11-24T"
OVER = {"C3": "urgent"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The clinic with its nurses."""
    return make_desk(tmp_path, setup=STAFF)


class Front:
    """Books, each time somebody else, and remembers nothing."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self._count = desk, 0

    def request(
        self,
        start: str,
        provider: str = "lee",
        visit_type: str = "pair",
        *,
        further: tuple[str, ...] | None = None,
        minutes: int | None = None,
        overrides: Mapping[str, str] | None = None,
    ) -> BookingRequest:
        """A booking at `start` on Tuesday."""
        self._count += 1
        return BookingRequest(
            register(self.desk, f"Patient{self._count}").id,
            visit_type,
            provider,
            at(start),
            minutes=minutes,
            overrides=overrides or {},
            further=further,
        )

    def book(self, request: BookingRequest) -> ScheduledVisit:
        """Book it."""
        return visit_of(self.desk.schedule.book("ana", request))

    def met(self, request: BookingRequest) -> list[str]:
        """What a booking would meet, in words."""
        return [f"{c.rule} {c.message}" for c in self.desk.schedule.assess("ana", request).conflicts]


def at(clock: str) -> datetime:
    """That time of Tuesday."""
    return datetime.fromisoformat(TUE + clock.zfill(5))


@pytest.fixture
def front(desk: Desk) -> Front:
    """Somebody at that desk."""
    return Front(desk)


def lanes(visit: ScheduledVisit) -> dict[str, int]:
    """The lane of each provider."""
    one = visit.appointment
    return {one.provider: one.lane, **{each.provider: each.lane for each in one.further}}


def test_what_a_further_provider_meets(front: Front) -> None:
    """The rules of a provider judge each of them, by the minutes in which they are needed."""
    front.book(front.request("09:00", visit_type="surg", further=("kim",)))  # Kim is needed from 9:10 to 9:50
    rows = [
        ("9:00", "ito", "pair", None, ["C3 Kim has Patient1, John 9:10-9:50 (surg)."]),
        ("9:10", "kim", "fu20", None, ["C3 Kim has Patient1, John 9:10-9:50 (surg)."]),
        ("9:50", "kim", "fu20", None, []),
        ("9:40", "ito", "surg", ("kim",), ["C8 10:00-11:00 is kept for procedure (proc), not for surg."]),
        (
            "9:05",
            "ito",
            "surg",
            None,
            ["C8 10:00-11:00 is kept for procedure (proc), not for surg."],
        ),  # whose place Park fills
        ("11:00", "lee", "surg", ("park",), ["C6 11:10-11:50 is outside Park's session (9:00-11:00)."]),
        ("13:00", "lee", "fu20", ("novak",), ["C6 Novak is away all day."]),
        ("13:00", "lee", "pair", ("park",), None),
        ("13:00", "lee", "pair", (), ["C11 pair needs Kim besides Lee."]),
        ("13:00", "kim", "pair", None, ["C11 pair needs Kim besides Kim."]),
    ]
    for start, provider, visit_type, further, expected in rows:
        met = front.met(front.request(start, provider, visit_type, further=further))
        if expected is None:
            assert ["C11", "C6"] == [one.partition(" ")[0] for one in met], start
        else:
            assert expected == [one for one in met if "session (9:00-12:00" not in one], (start, provider, visit_type)


def test_a_skill_is_filled_by_whoever_is_free(front: Front) -> None:
    """The first who has it and is free; who is busy only where nobody is, and then it is said; nobody fills two."""
    assert {"lee": 0, "kim": 0} == lanes(front.book(front.request("09:00", visit_type="surg")))
    assert {"ito": 0, "park": 0} == lanes(front.book(front.request("09:00", "ito", "surg")))
    assert ["C3 Kim has Patient1, John 9:10-9:50 (surg)."] == front.met(
        front.request("09:10", "lee", "surg", minutes=50)
    )[1:]
    desk = front.desk
    desk.set_up(
        "setup",
        '[[visit_type]]\ncode = "surg"\nname = "S"\nminutes = 60\nwith_skills = ["assist", "ASSIST"]',
        place="f",
    )
    assert ["kim", "park"] == [
        one.provider
        for one in front.book(front.request("10:00", visit_type="surg", overrides=OVER)).appointment.further
    ]
    assert ["C11 surg needs somebody for ASSIST besides Kim, and there is nobody else."] == [
        one for one in front.met(front.request("13:00", "kim", "surg")) if one.startswith("C11")
    ]


def test_who_cannot_be_there_besides(front: Front) -> None:
    """The provider themselves, and who is unknown: the sentence says what to do, and nothing is booked."""
    with pytest.raises(BadInput, match="Lee is with this visit already"):
        front.book(front.request("09:00", further=("lee",)))
    kept = front.book(front.request("09:00", visit_type="fu20", further=("kim",))).appointment
    with pytest.raises(BadInput, match="Kim is with this visit already"):
        front.desk.schedule.move("ana", MoveRequest(kept.id, kept.start, provider="kim"))
    assert ("lee", "kim") == front.desk.schedule.appointment("ana", kept.id).appointment.providers


def test_a_double_booking_has_a_lane_of_each(front: Front) -> None:
    """Gone over with a reason, each provider has both visits, in lanes that the database keeps apart."""
    assert {"lee": 0, "kim": 0} == lanes(front.book(front.request("09:00")))
    assert {"ito": 0, "kim": 1} == lanes(front.book(front.request("09:00", "ito", overrides=OVER)))
    assert {"kim": 2} == lanes(front.book(front.request("09:10", "kim", "fu20", overrides=OVER)))


def test_a_move_takes_everybody_along(front: Front) -> None:
    """Who is named stays and is judged; who only fills a place gives way; others can be named, or nobody."""
    desk = front.desk
    pair, surgery = (
        front.book(front.request("09:00")).appointment,
        front.book(front.request("10:00", visit_type="surg")).appointment,
    )
    front.book(front.request("13:00", "kim", "fu20"))
    assert "kim" == surgery.further[0].provider

    def moved(
        number: AppointmentId, start: str, further: tuple[str, ...] | None = None, reason: str = ""
    ) -> ScheduledVisit:
        request = MoveRequest(number, at(start), further=further, overrides={"C11": reason} if reason else {})
        return visit_of(desk.schedule.move("ana", request))

    with pytest.raises(Refused, match="Kim has Patient3, John 13:00-13:20"):
        moved(pair.id, "13:00")
    there = moved(pair.id, "13:20").appointment
    assert (there.start, there.end) == (there.further[0].start, there.further[0].end)
    front.book(front.request("09:10", "kim", "fu20", minutes=40))
    assert ["park"] == [one.provider for one in moved(surgery.id, "09:00").appointment.further]
    assert ["kim"] == [one.provider for one in moved(surgery.id, "14:00", ("kim",)).appointment.further]
    assert () == moved(pair.id, "15:30", (), "other").appointment.further


def test_time_that_is_taken_again_is_taken_from_all(front: Front, tmp_path: Path) -> None:
    """Undo of a cancellation meets who has a further provider by then; who only fills a place gives way to another."""
    desk = front.desk
    pair, surgery = front.book(front.request("09:00")), front.book(front.request("10:00", visit_type="surg"))
    for one in (pair, surgery):
        desk.visits.do("ben", Verb.CANCEL, one.appointment.id, reason="sick")
    between = front.book(front.request("10:10", "kim", "fu20"))
    assert ["park"] == [one.provider for one in visit_of(desk.journal.undo("ben")).appointment.further]
    desk.schedule.move("ana", MoveRequest(between.appointment.id, at("09:10")))
    with pytest.raises(Refused, match="Kim has Patient3, John 9:10-9:30"):
        desk.journal.undo("ben")
    assert {"lee": 0, "kim": 1} == lanes(visit_of(desk.journal.undo("ben", overrides=OVER)))
    assert {"lee": 0, "kim": 1} == lanes(desk.schedule.appointment("ana", pair.appointment.id))
    assert () == examine(tmp_path / "clinic.db")


def test_a_series_takes_them_every_time(front: Front) -> None:
    """One visit that a further provider cannot hold keeps all of them from being booked; moved, they all go along."""
    front.book(front.request("10:00", "kim", "fu20"))
    wanted = SeriesRequest(front.request("10:00"), read_rule("FREQ=DAILY;COUNT=3"))
    assert ["conflict", "ok", "ok"] == [one.state.value for one in front.desk.schedule.series("ana", wanted)]
    with pytest.raises(Refused, match="Kim has Patient1"):
        front.desk.schedule.book_series("ana", wanted)
    series = front.desk.schedule.book_series("ana", replace(wanted, booking=replace(wanted.booking, overrides=OVER)))
    first = series.all_of(ScheduledVisit)[0]
    assert {"lee": 0, "kim": 1} == lanes(first)
    request = MoveRequest(first.appointment.id, at("10:30"))
    moved = front.desk.schedule.move_together("ana", request, Scope.ALL).all_of(ScheduledVisit)
    assert [{"lee": 0, "kim": 0}] * 3 == [lanes(one) for one in moved]


def test_leave_of_a_further_provider_strands_the_visit(front: Front) -> None:
    """It is told before and after, stands on the list with times at which another takes the place, and is moved."""
    desk = front.desk
    surgery, _ = (
        front.book(front.request("09:00", visit_type="surg")),
        front.book(front.request("13:00", "ito", "fu20", further=("park",), overrides={"C6": "other"})),
    )
    leave = LeaveRequest("kim", whole_days(date(2026, 11, 24), date(2026, 11, 24)))
    told = [desk.schedule.assess_hours("sue", leave).stranded, desk.schedule.change_hours("sue", leave).stranded]
    for found in (*told, desk.schedule.to_move("ana")):
        assert [surgery.appointment.id] == [one.scheduled.appointment.id for one in found]
    assert "park" == desk.schedule.proposed_moves("ana", surgery.appointment.id)[0].further[0]
    desk.schedule.move("ana", MoveRequest(surgery.appointment.id, at("09:00")))
    assert () == desk.schedule.to_move("ana")


def test_a_start_is_free_only_if_all_are(front: Front) -> None:
    """Openings are those of everybody; why tells who is in the way; what was freed is offered of each."""
    front.book(front.request("09:30", "kim", "fu20", minutes=30))
    search = SlotSearch("pair", providers=("lee",), first=date(2026, 11, 24), limit=3, apart=True)

    def found(search: SlotSearch) -> list[tuple[str, tuple[str, ...]]]:
        openings = front.desk.schedule.openings("ana", search)
        return [(f"{one.start - timedelta(hours=5):%-H:%M}", one.further) for one in openings]

    assert [("9:00", ("kim",)), ("10:00", ("kim",)), ("10:30", ("kim",))] == found(search)
    surgery = replace(search, visit_type="surg")
    assert [("9:00", ("park",)), ("10:00", ("kim",)), ("11:00", ("kim",))] == found(surgery)
    why = front.desk.schedule.why("ana", front.request("09:30"))
    assert ["Kim has Patient1, John 9:30-10:00 (fu20)."] == [one.message for one in why.conflicts]


def test_nobody_is_proposed_to_be_there_besides_themselves(front: Front) -> None:
    """What would free a time is never to be seen by whoever is to be there too."""
    front.book(front.request("13:00", visit_type="fu20"))
    why = front.desk.schedule.why("ana", front.request("13:00", visit_type="fu20", further=("kim",)))
    asked = [one.request.provider for one in why.relaxations if isinstance(one.request, BookingRequest)]
    assert ["lee", "lee", "ito"] == asked[:3]
    assert "kim" not in asked
    search = SlotSearch("fu20", first=date(2026, 11, 24), last=date(2026, 11, 24), limit=999, further=("kim",))
    assert {"lee", "ito", "park"} == {one.provider for one in front.desk.schedule.openings("ana", search)}


def test_the_day_shows_it_with_each(front: Front) -> None:
    """A provider who is only a further one has it in their day, and it takes one place of the site's day."""
    kept = front.book(front.request("09:00", visit_type="surg"))
    view = front.desk.schedule.day("ana", "main", date(2026, 11, 24), provider="kim")
    assert [kept.appointment.id] == [one.appointment.id for one in view.appointments]
    assert 1 == len(front.desk.schedule.day("ana", "main", date(2026, 11, 24)).appointments)


@pytest.mark.parametrize(
    "further",
    [
        '[["lee",{start},{finish},0]]',
        '[["nobody",{start},{finish},0]]',
        '[["kim",{start},{finish},0],["kim",{start},{finish},1]]',
        '[["kim",{start},{after},0]]',
        '[["kim",{finish},{start},0]]',
        '[["kim",{start},{finish},-1]]',
        "{{}}}}",
    ],
)
def test_the_database_keeps_them_apart(front: Front, tmp_path: Path, further: str) -> None:
    """Whoever writes a row: its further providers are others, known, there once and within it, and none is taken."""
    one = front.book(front.request("09:00", visit_type="fu20")).appointment
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        db.execute("DROP TRIGGER appointment_update")
        start, finish = db.execute("SELECT start, finish FROM appointment").fetchone()
        said = further.format(start=start, finish=finish, after=finish + 1)
        with pytest.raises(sqlite3.DatabaseError, match=r"further provider|malformed"):
            db.execute("UPDATE appointment SET further = ? WHERE id = ?", (said, one.id))


def test_the_database_lets_nobody_be_taken_twice(front: Front, tmp_path: Path) -> None:
    """In one lane of a further provider there is one visit at a time, whatever a hand writes."""
    kept, other = (
        front.book(front.request("09:00")).appointment,
        front.book(front.request("09:00", "ito", overrides=OVER)).appointment,
    )
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        db.execute("DROP TRIGGER appointment_update")
        (taken,) = db.execute("SELECT further FROM appointment WHERE id = ?", (kept.id,)).fetchone()
        with pytest.raises(sqlite3.IntegrityError, match=r"^further: a further provider is booked then"):
            db.execute("UPDATE appointment SET further = ? WHERE id = ?", (taken, other.id))
