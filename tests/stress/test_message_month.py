"""A month of a clinic with three sites in three zones, with outages, killed workers, bounces and answers.

What went out lies in a spool folder and in the store of a mail server, and a reader that knows nothing of the program
holds it against the records: nobody is told twice, at night, against a wish, or of a time that does not hold; and
whatever was due is told, or says why not.
"""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import ClinicdeskError
from core.messages.outward import NotSent, Outward, Sent
from core.patients.consent import Consent
from core.patients.model import Patient, PatientStatus, Phone
from core.schedule.requests import BookingRequest, MoveRequest
from core.settings.messages import MessageSettings
from core.structs import replace
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.links.mail_server import MailServer
from storage.links.spool_folder import SpoolFolder
from storage.sqlite.doctor import examine
from tests.clinics import FakeClock, register
from tests.depth import depth
from tests.jobs import ACCOUNT, NoLeases
from tests.outbox import Killed, TellingClinic
from tests.stress.mail_store import mail_store
from tests.stress.post_reader import Reader, unwatch, watch

if TYPE_CHECKING:
    from pathlib import Path

    from core.messages.ports import Gateway
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


@dataclass
class Post:
    """A gateway that is away for hours, kills who calls it, and knows bad numbers; what it takes it hands on."""

    month: Month
    to: Gateway

    @property
    def is_idempotent(self) -> bool:
        """As that which it hands on to."""
        return self.to.is_idempotent

    def send(self, outward: Outward) -> Sent:
        """Hand it on, unless."""
        month, chance = self.month, self.month.chance
        if month.clinic.clock.at < month.away_until:
            raise NotSent("Away.", is_unsure=self.is_idempotent and chance.random() < 0.5)
        is_taken = any(one.name == outward.name for one in month.handed[-50:])  # whoever took one knows the number
        if chance.random() < 0.01 and not is_taken:
            raise NotSent("No such number.", is_bad_address=True, code="unknown-number")
        sent = self.to.send(outward)
        month.handed.append(outward)
        if chance.random() < 0.04:
            raise Killed
        return sent


class Month:
    """The clinic, and what happens in it."""

    def __init__(
        self,
        path: Path,
        seed: int,
        *,
        clock: FakeClock,
        patients: int = PATIENTS,
        ways: tuple[Gateway, Gateway] | None = None,
    ) -> None:
        """By that clock; texts and e-mails go by those `ways`, if it sends any itself."""
        self.chance = random.Random(seed)
        self.clinic = TellingClinic(path, settings=SETTINGS, setup=SETUP, clock=clock)
        if ways:
            self.clinic.texts, self.clinic.mails = (Post(self, one) for one in ways)  # type: ignore[assignment]
        watch(path / "clinic.db")
        self.db = sqlite3.connect(path / "clinic.db")
        self.db.row_factory = sqlite3.Row
        self.handed: list[Outward] = []
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
            to = draw.choice(self.handed[-20:])
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
    spool, mails = tmp_path / "spool", tmp_path / "mails"
    spool.mkdir()
    mails.mkdir()
    with mail_store(mails) as place:
        clock = FakeClock(BEGIN)
        ways = SpoolFolder(spool), MailServer(server_settings(place), None, clock.now)
        month = Month(tmp_path, seed, clock=clock, ways=ways)
        month.go()
    month.db.close()
    reader = Reader(tmp_path / "clinic.db", spool, mails, ZONES, (9, 20))
    told = reader.check()
    assert depth(20, whole=300) < len(reader.received)
    reader.no_more_than(SETTINGS.a_week, timedelta(days=7), {"confirm", "reminder", "missed"})
    reader.says_nothing_of("podiatry", "pat,", "dr ")
    next(mails.glob("*.eml")).rename(mails / "lost")
    with pytest.raises(AssertionError, match="sent"):  # as it would tell of one that is lost
        Reader(tmp_path / "clinic.db", spool, mails, ZONES, (9, 20)).check()
    unwatch(tmp_path / "clinic.db")
    assert () == examine(tmp_path / "clinic.db")
    print(told)  # noqa: T201


def server_settings(place: str) -> MessageSettings:
    """Of the mail store there."""
    return replace(SETTINGS, server=place, server_security="none")
