"""A month of a clinic with three sites in three zones, with outages, killed workers, bounces and answers.

What went out is kept by the gateways alone, and held against the records as SQL tells them then: nobody is told
twice, at night, against a wish, or of a time that does not hold; and whatever was due is told, or says why not.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar  # type: ignore[import-untyped]

from core.errors import ClinicdeskError
from core.messages.outward import NotSent, Outward, Sent
from core.patients.consent import Consent
from core.patients.model import Patient, PatientStatus, Phone
from core.schedule.requests import BookingRequest, MoveRequest
from core.settings.messages import MessageSettings
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import FakeClock, register
from tests.depth import depth
from tests.jobs import ACCOUNT, NoLeases
from tests.outbox import Killed, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

    from core.messages.sending import Outbox

ZONES: Final = {"main": "America/New_York", "west": "America/Chicago", "coast": "America/Los_Angeles"}
SETUP: Final = (
    "".join(
        f"""
[[site]]
code = "{code}"
name = "{code.title()}"
zone = "{zone}"
grid = 5
phone = "617-555-01{at}0"
address = "{at} Elm St"

[[room]]
code = "{code}1"
site = "{code}"

[[provider]]
code = "dr{code}"
name = "{code.title()}, Pat MD"

[[session]]
provider = "dr{code}"
site = "{code}"
days = ["mon", "tue", "wed", "thu", "fri", "sat"]
from = "08:00"
to = "20:00"
"""
        for at, (code, zone) in enumerate(ZONES.items())
    )
    + '\n[[visit_type]]\ncode = "fu20"\nname = "Podiatry"\nminutes = 20\n'
)
SETTINGS: Final = MessageSettings(
    spool="/nowhere", server="localhost", sender="d@x.example", remind_hours=2, missed_hours=2, a_day=2, a_week=6
)
BEGIN: Final = datetime(2027, 2, 22, 15, 0, tzinfo=UTC)
"""Three weeks before the clocks change."""
PATIENTS: Final = depth(14, whole=400)
DAYS: Final = depth(24, whole=32)
ACTS_A_STEP: Final = depth(2, whole=12)
_TIME: Final = re.compile(r"(\d{1,2}):(\d\d) (AM|PM)")


@dataclass
class Handed:
    """What went out, when, and what the record said then."""

    at: datetime
    outward: Outward
    message: dict[str, Any]
    visit: dict[str, Any] | None
    patient: dict[str, Any]


@dataclass
class Post:
    """A gateway that is away for hours, kills who calls it, and knows bad numbers; it asks the database itself."""

    month: Month
    is_idempotent: bool
    taken: dict[str, int] = field(default_factory=dict)

    def send(self, outward: Outward) -> Sent:
        """Take it, unless."""
        month, chance = self.month, self.month.chance
        if month.clinic.clock.at < month.away_until:
            raise NotSent("Away.", is_unsure=self.is_idempotent and chance.random() < 0.5)
        if chance.random() < 0.01:
            raise NotSent("No such number.", is_bad_address=True, code="unknown-number")
        before = self.taken.get(outward.name, 0)
        self.taken[outward.name] = before + 1
        if before == 0 or not self.is_idempotent:
            month.note(outward)
        if chance.random() < 0.04:
            raise Killed
        return Sent(f"ref-{outward.name}")


class Month:
    """The clinic, and what happens in it."""

    def __init__(self, path: Path, seed: int, *, clock: FakeClock | None = None, patients: int = PATIENTS) -> None:
        """By that clock; without one, a clock that stands until it is set forward."""
        self.chance = random.Random(seed)
        self.clinic = TellingClinic(path, settings=SETTINGS, setup=SETUP, clock=clock or FakeClock(BEGIN))
        self.clinic.texts, self.clinic.mails = Post(self, True), Post(self, False)  # type: ignore[assignment]  # noqa: FBT003
        self.db = sqlite3.connect(path / "clinic.db")
        self.db.row_factory = sqlite3.Row
        self.handed: list[Handed] = []
        self.away_until = BEGIN
        self.life = 0
        self.workers: list[tuple[NoLeases, Outbox]] = [self._worker(), self._worker()]
        numbers = [f"617-555-{1000 + at // 2}" for at in range(patients)]  # two share each
        self.patients = [self._patient(at, number) for at, number in enumerate(numbers)]

    def _patient(self, at: int, number: str) -> Patient:
        draw = self.chance
        patient = register(self.clinic.desk, f"Family{at // 2}", f"Given{at}")
        voice, text = draw.choice([(True, True)] * 5 + [(True, None), (False, True), (False, False), (None, None)])
        return self.clinic.change(
            patient.id,
            phones=(Phone(number, draw.choice(["mobile", "mobile", "home"]), voice, text),),
            email=draw.choice(["", f"p{at}@x.example"]),
            email_consent=draw.choice([Consent(), Consent(given=True), Consent(given=True), Consent(given=False)]),
            language=draw.choice(["", "Spanish", "Vietnamese"]),
            zone=draw.choice(["", "", "America/Los_Angeles", "Pacific/Auckland"]),
            no_message=draw.random() < 0.1,
            contact_rule=draw.choice([""] * 9 + ["Ask for Kim"]),
        )

    def _worker(self) -> tuple[NoLeases, Outbox]:
        self.life += 1
        living = {leases.worker for leases, _ in getattr(self, "workers", [])}
        leases = NoLeases(worker=f"worker{self.life}", living=living)
        return leases, self.clinic.outbox(leases)

    def row(self, statement: str, number: int) -> dict[str, Any] | None:
        """One row, as SQL tells it."""
        found = self.db.execute(statement, (number,)).fetchone()
        return dict(found) if found else None

    def note(self, outward: Outward) -> None:
        """Keep what goes out, with what the record says at that moment."""
        message = self.row("SELECT * FROM message WHERE id = ?", int(outward.name.rpartition("-")[2]))
        assert message is not None
        kind, _, number = message["subject"].partition(":")
        visit = self.row("SELECT * FROM appointment WHERE id = ?", int(number)) if kind == "appointment" else None
        patient = self.row("SELECT * FROM patient WHERE id = ?", message["patient"])
        assert patient is not None
        self.handed.append(Handed(self.clinic.clock.at, outward, message, visit, patient))

    def go(self) -> None:
        """Step by step, some of an hour each, until all is over."""
        clock = self.clinic.clock
        while clock.at < BEGIN + timedelta(days=DAYS):
            for _ in range(ACTS_A_STEP):
                with suppress(ClinicdeskError):
                    self.act()
            if self.chance.random() < 0.02:
                self.away_until = clock.at + timedelta(hours=self.chance.randint(1, 9))
            self.work()
            clock.at += timedelta(minutes=self.chance.choice([7, 40, 90, 180]), seconds=self.chance.random() * 59)
        self.away_until = BEGIN
        for _ in range(40 * 24):
            self.work()
            clock.at += timedelta(hours=1)
            if not self.db.execute("SELECT 1 FROM message WHERE status IN ('planned', 'held', 'queued')").fetchone():
                return

    def work(self) -> None:
        """Both workers in turn; one that is killed is followed by another, whom the living one knows to be dead."""
        for at in (0, 1):
            leases, outbox = self.workers[at]
            other = self.workers[1 - at][0]
            leases.living = {other.worker}
            try:
                while outbox.turn():
                    pass
            except Killed:
                self.workers[at] = self._worker()
                self.workers[at][0].living = {other.worker}

    def act(self) -> None:
        """Something that somebody does."""
        draw, desk = self.chance, self.clinic.desk
        visits = self.db.execute("SELECT id, rev FROM appointment WHERE status = 'booked' ORDER BY id").fetchall()
        what = draw.choice(
            ["book", "book", "book", "move", "cancel", "undo", "answer", "answer", "record", "no-show", "book", "book"]
        )
        if what == "book":
            code = draw.choice(list(ZONES))
            request = BookingRequest(draw.choice(self.patients).id, "fu20", f"dr{code}", self.a_time(), site=code)
            desk.schedule.book("ana", request)
        elif what == "undo":
            desk.journal.undo("ana")
        elif what == "answer" and self.handed:
            to = draw.choice(self.handed[-20:]).outward
            text = draw.choice(["C", "C", "R", "who?", "STOP" if draw.random() < 0.05 else "c"])
            said = {"channel": to.way.value, "from": to.address, "text": text, "id": draw.random().hex()}
            if draw.random() < 0.05:
                said = {"status": "failed", "code": "gone", "message": to.name, "id": draw.random().hex()}
            self.comes_in(json.dumps(said).encode())
        elif what == "record":
            who = draw.choice(self.patients)
            status = draw.choice([PatientStatus.ACTIVE] * 29 + [PatientStatus.DECEASED])
            self.clinic.change(who.id, status=status, contact_rule=draw.choice([""] * 9 + ["Write only"]))
        elif visits:
            number = draw.choice(visits)["id"]
            if what == "move":
                desk.schedule.move("ana", MoveRequest(number, self.a_time()))
            elif what == "cancel":
                desk.visits.act("ana", Verb.CANCEL, {number: None}, VerbOptions(reason="sick"))
            else:
                desk.visits.act("ana", Verb.NO_SHOW, {number: None})

    def comes_in(self, content: bytes) -> None:
        """A file of a gateway's comes in."""
        self.clinic.desk.messages.take_file(ACCOUNT, "in.json", content)

    def a_time(self) -> datetime:
        """A wall time of one of the next days."""
        days = self.chance.choice([0, 1, 2, 3, 5, 8, 9, 12, 15])
        day = (self.clinic.clock.at + timedelta(days=days)).date()
        hour, minute = self.chance.randint(8, 19), self.chance.choice([0, 20, 40])
        return datetime(day.year, day.month, day.day, hour, minute)


@pytest.mark.parametrize("seed", range(depth(1, whole=6)))
def test_a_month(tmp_path: Path, seed: int) -> None:
    """Nothing twice, at night, against a wish or of a time that is not; and all that was due is told, or why not."""
    month = Month(tmp_path, seed)
    month.go()
    assert depth(20, whole=300) < len(month.handed)
    with closing(month.db):
        nothing_twice(month)
        for handed in month.handed:
            by_day(handed)
            as_wished(month, handed)
            as_it_is(handed)
        no_more_than_so_many(month)
        calendars_agree(month)
        all_settled(month)


def nothing_twice(month: Month) -> None:
    """No name went out twice, and no key of a message."""
    names = [one.outward.name for one in month.handed]
    assert len(set(names)) == len(names)
    keys = [
        tuple(one.message[name] for name in ("reason", "subject", "occurrence", "start", "patient", "way"))
        for one in month.handed
    ]
    assert len(set(keys)) == len(keys)


def by_day(handed: Handed) -> None:
    """By the patient's clocks it was the hour of texts."""
    if handed.outward.way.value not in {"text", "voice"} or handed.message["reason"] == "stopped":
        return
    zone = handed.patient["zone"] or ZONES[handed.visit["site"] if handed.visit else "main"]
    assert 9 <= handed.at.astimezone(ZoneInfo(zone)).hour < 20, handed


def as_wished(month: Month, handed: Handed) -> None:
    """Consent, contact rule and stops let it go there."""
    patient, outward = handed.patient, handed.outward
    if handed.message["reason"] == "stopped":
        return
    assert patient["status"] == "active", handed
    assert not patient["contact_rule"], handed
    if outward.way.value == "email":
        assert json.loads(patient["email_consent"])[0] == "y", handed
    else:
        assert not patient["no_message"], handed
        (phone,) = json.loads(patient["phones"])
        assert "".join(filter(str.isdigit, phone[0])) == outward.address
        said = phone[2 if outward.way.value == "voice" else 3]
        assert said in {"y", True}, handed
    for at, stops in month.db.execute("SELECT 0, stops FROM contact_point WHERE key = ?", (outward.address,)):
        assert at == 0
        stopped = [one[1] for one in json.loads(stops) if one[0] == outward.way.value]
        assert all(datetime.fromtimestamp(one / 1000, UTC) >= handed.at for one in stopped), handed


def as_it_is(handed: Handed) -> None:
    """What the text tells is the visit's own time of then, by its site's clocks; and no more than that."""
    visit, text = handed.visit, handed.outward.text
    assert "podiatry" not in text.lower()
    assert "Pat" not in text
    if visit is None:
        return
    told = datetime.fromtimestamp(handed.message["start"] * 60, UTC)
    reason = handed.message["reason"]
    if reason in {"confirm", "reminder", "moved"}:
        assert visit["status"] == "booked", handed
        assert visit["start"] == handed.message["start"], handed
        assert handed.at < told, handed
    found = _TIME.search(text)
    if found:
        wall = told.astimezone(ZoneInfo(ZONES[visit["site"]]))
        times = [f"{one[0]}:{one[1]} {one[2]}" for one in _TIME.findall(text)]
        assert f"{wall:%-I:%M %p}" in times, (handed, wall)


def no_more_than_so_many(month: Month) -> None:
    """Of what is limited no number was handed more than so many within any seven days."""
    at: dict[str, list[datetime]] = {}
    for one in month.handed:
        if one.outward.way.value in {"text", "voice"} and one.message["reason"] in {"confirm", "reminder", "missed"}:
            at.setdefault(one.outward.address, []).append(one.at)
    for address, times in at.items():
        for first, later in zip(times, times[SETTINGS.a_week :], strict=False):
            assert later - first >= timedelta(days=7), (address, first, later)


def calendars_agree(month: Month) -> None:
    """Whoever keeps the events of the mail store, by UID and the greatest SEQUENCE, has one a visit, as it was told."""
    kept: dict[str, tuple[int, Any, Handed]] = {}
    for one in month.handed:
        if not one.outward.calendar:
            continue
        assert one.visit is not None
        calendar = Calendar.from_ical(one.outward.calendar)
        (event,) = calendar.walk("VEVENT")
        known = kept.get(event["UID"])
        assert known is None or known[0] <= event["SEQUENCE"], one
        assert ("CANCEL" == one.outward.method) == (one.message["reason"] == "cancelled"), one
        kept[event["UID"]] = (event["SEQUENCE"], event, one)
    assert len(kept) == len({one.visit["id"] for _, _, one in kept.values() if one.visit})
    for _, event, one in kept.values():
        visit = one.visit
        assert visit is not None
        is_off = visit["status"] in {"cancelled", "entered-in-error"}
        assert is_off == (event.get("STATUS") == "CANCELLED"), one
        assert is_off or event["DTSTART"].dt == datetime.fromtimestamp(visit["start"] * 60, UTC), one


def all_settled(month: Month) -> None:
    """Each message went out, or says why not; each visit that took place was told of, or its messages say why not."""
    states = {row[0] for row in month.db.execute("SELECT DISTINCT status FROM message")}
    assert set() == states & {"planned", "held", "queued"}
    unsaid = "SELECT count(*) FROM message WHERE status IN ('suppressed', 'failed', 'superseded') AND why = ''"
    assert 0 == month.db.execute(unsaid).fetchone()[0]
    missing = """
        SELECT count(*) FROM appointment AS visit WHERE status = 'booked' AND start * 60000 > status_at AND NOT EXISTS (
          SELECT 1 FROM message WHERE subject = 'appointment:' || visit.id AND message.start = visit.start
            AND message.status <> 'superseded')
    """
    assert 0 == month.db.execute(missing).fetchone()[0]
    sent = {row[0] for row in month.db.execute("SELECT id FROM message WHERE status IN ('sent', 'delivered')")}
    went = {one.message["id"] for one in month.handed}
    carried = {row[0] for row in month.db.execute("SELECT id FROM message WHERE carried_by IS NOT NULL")}
    assert set() == sent - went - carried
