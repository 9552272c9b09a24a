"""When workers that send are killed by signals at any moment, is nobody told twice, and everything settled?

Two workers, in processes of their own, lay texts into a folder, hand e-mails to a mail server and take answers from
another folder. They are killed -9 from outside, or by their gateways right after these took something. Beside them a
desk books, moves and cancels, and gateways are away for hours. Afterwards a reader that knows nothing of the program
holds what lies in the folder and in the server's store against the records.
"""

from __future__ import annotations

import json
import os
import random
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import Busy, ClinicdeskError
from core.messages.model import Way
from core.messages.outward import NotSent, Outward, Sent
from core.settings.model import Policy
from storage.leases import FileLeases
from storage.links.mail_server import MailServer
from storage.links.message_answers import MessageAnswers
from storage.links.spool_folder import SpoolFolder
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock
from tests.depth import depth
from tests.jobs import ACCOUNT
from tests.stress.crowd import Writer, end, start
from tests.stress.mail_store import mail_store
from tests.stress.post_reader import Reader, unwatch
from tests.stress.test_message_month import BEGIN, SETTINGS, ZONES, Month, server_settings

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from core.messages.ports import Gateway

pytestmark = pytest.mark.serial

PATIENTS: Final = depth(14, whole=400)
DAYS: Final = depth(12, whole=32)
HOUR: Final = depth(30, whole=300) / 1000
"""Seconds in which an hour goes by at the clinic."""
ACTS_AN_HOUR: Final = depth(6, whole=40) / 10
KILLED_EVERY: Final = depth(5, whole=15) / 10
"""Seconds from one kill from outside to the next, on average."""
DIES_OF_IT: Final = 0.02
"""How often who hands something over is dead right afterwards."""
AWAY: Final = "away"
SPOOL: Final = "spool"
STORE: Final = "mails"
NOTED: Final = "noted"


@dataclass(slots=True)
class HurryingClock(FakeClock):
    """Hours go by in moments, for all processes alike, until it is stopped."""

    began: float = 0.0

    def now(self) -> datetime:
        """The instant at the clinic, UTC."""
        if self.began:
            self.at = BEGIN + timedelta(hours=(monotonic() - self.began) / HOUR)
        return self.at


@dataclass(frozen=True, slots=True)
class Place:
    """Where the clinic is with its folders, and where its mail server is."""

    path: Path
    server: str


@dataclass(slots=True)
class Post:
    """A gateway that may be away, and may kill who calls it; what it is handed is noted, for who answers it."""

    place: Place
    to: Gateway
    chance: random.Random

    @property
    def is_idempotent(self) -> bool:
        """As that which it hands on to."""
        return self.to.is_idempotent

    def send(self, outward: Outward) -> Sent:
        """Hand it on, unless."""
        if (self.place.path / AWAY).exists():
            raise NotSent("Away.", is_unsure=self.is_idempotent and self.chance.random() < 0.5)
        is_taken = (self.place.path / SPOOL / f"{outward.name}.json").exists()  # whoever took one knows the number
        if outward.address.endswith("7") and self.chance.random() < 0.1 and not is_taken:
            raise NotSent("No such number.", is_bad_address=True, code="unknown-number")
        _append(self.place.path / NOTED, [outward.name, outward.way.value, outward.address])
        sent = self.to.send(outward)
        if self.chance.random() < DIES_OF_IT:
            os.kill(os.getpid(), signal.SIGKILL)
        return sent


def _gateways(place: Place, chance: random.Random, clock: FakeClock) -> dict[Way, Gateway]:
    """Texts and voice messages go into the folder, e-mails to the server."""
    texts = Post(place, SpoolFolder(place.path / SPOOL), chance)
    mails = Post(place, MailServer(server_settings(place.server), None, clock.now), chance)
    return {Way.TEXT: texts, Way.VOICE: texts, Way.EMAIL: mails}


def _append(file: Path, line: list[str]) -> None:
    """One line, whole, whoever else writes there."""
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, json.dumps(line).encode() + b"\n")
    os.close(descriptor)


def send_for_ever(place: Place, pipe: Connection) -> None:
    """A worker."""
    path = place.path / "clinic.db"
    with SqliteStore(path) as store, FileLeases(path) as leases:
        policy, clock = Policy(messages=SETTINGS), HurryingClock(at=BEGIN)
        messages = Desk(store, clock, policy, RoleAuthorization(ACCOUNT)).messages
        gateways = _gateways(place, random.Random(), clock)
        outbox = messages.outbox(ACCOUNT, gateways, leases, note_error=lambda _: 0)
        answers = MessageAnswers(
            place.path / "answers", lambda name, content: messages.take_file(ACCOUNT, name, content)
        )
        pipe.send("at work")
        clock.began = pipe.recv()  # the clock runs from when both are there
        while True:
            with suppress(Busy):
                answers.look()
                if outbox.turn() is None:
                    sleep(0.01)


class HurriedMonth(Month):
    """The desk of it; its answers come by the folder, and who sends are others."""

    place: Place

    def comes_in(self, content: bytes) -> None:
        """Laid into the folder, whole."""
        part = self.place.path / f"{self.chance.random()}.part"
        part.write_bytes(content)
        part.rename(self.place.path / "answers" / part.with_suffix(".json").name)

    def look(self) -> None:
        """See what was handed over so far."""
        file = self.place.path / NOTED
        lines = file.read_text().splitlines()[-20:] if file.exists() else []
        noted = [json.loads(line) for line in lines]
        self.handed = [Outward(name, Way(way), address, "", "", "") for name, way, address in noted]


def test_workers_that_send_are_killed(tmp_path: Path) -> None:
    """Whoever dies when: no message goes out twice, at night, against a wish or of a time that does not hold."""
    for folder in (SPOOL, STORE, "answers"):
        (tmp_path / folder).mkdir()
    clock = HurryingClock(at=BEGIN)
    month = HurriedMonth(tmp_path, 7, clock=clock, patients=PATIENTS)
    with mail_store(tmp_path / STORE) as server:
        month.place = Place(tmp_path, server)
        kills = _work(month, clock)
        _end_of_it(month)
    month.db.close()
    reader = Reader(tmp_path / "clinic.db", tmp_path / SPOOL, tmp_path / STORE, ZONES, (9, 20))
    told = reader.check()
    assert depth(3, whole=800) < len(reader.received)
    reader.says_nothing_of("podiatry", "pat,", "dr ")
    unwatch(tmp_path / "clinic.db")
    assert () == examine(tmp_path / "clinic.db")
    print(f"{kills} kills, {told}")  # noqa: T201


def _at_work(place: Place, clock: HurryingClock) -> list[Writer[Place]]:
    """Two workers; the clock runs from when both are there, however busy the machine is."""
    lives = [start(send_for_ever, place) for _ in range(2)]
    assert all(life.pipe.poll(60) for life in lives)
    clock.began = monotonic()
    for life in lives:
        life.pipe.send(clock.began)
    return lives


def _work(month: HurriedMonth, clock: HurryingClock) -> int:
    """Two workers and a desk, for as long as it takes; how many kills."""
    place, luck, kills = month.place, month.chance, 0
    away, until = place.path / AWAY, BEGIN + timedelta(days=DAYS)
    lives = _at_work(place, clock)
    acts, killed_at, back_at = 0, monotonic() + KILLED_EVERY, BEGIN
    while month.clinic.clock.now() < until:
        now = month.clinic.clock.now()
        hours = (now - BEGIN) / timedelta(hours=1)
        if acts < hours * ACTS_AN_HOUR:
            acts += 1
            if acts % 10 == 0:
                month.look()
            with suppress(ClinicdeskError):
                month.act()
            if luck.random() < 0.01:
                away.touch()
                back_at = now + timedelta(hours=luck.randint(1, 9))
        if away.exists() and now >= back_at:
            away.unlink()
        if monotonic() > killed_at:
            luck.choice(lives).process.kill()
            killed_at = monotonic() + luck.uniform(0, 2 * KILLED_EVERY)
        for at, life in enumerate(lives):
            if not life.process.is_alive():
                assert [-signal.SIGKILL] == end([life])
                lives[at], kills = start(send_for_ever, place), kills + 1
                lives[at].pipe.send(clock.began)
        sleep(0.001)
    away.unlink(missing_ok=True)
    for life in lives:
        life.process.kill()
    end(lives)
    return kills


def _end_of_it(month: HurriedMonth) -> None:
    """The clock stands; one worker goes on, hour by hour, until nothing is left to be told."""
    clock = month.clinic.clock
    assert isinstance(clock, HurryingClock)
    clock.now()
    clock.began = 0.0
    path = month.place.path
    with FileLeases(path / "clinic.db") as leases:
        gateways = _gateways(month.place, _Lucky(), clock)
        outbox = month.clinic.desk.messages.outbox(ACCOUNT, gateways, leases, note_error=lambda _: 0)
        for _ in range(40 * 24):
            while outbox.turn():
                pass
            clock.at += timedelta(hours=1)
            if not month.db.execute("SELECT 1 FROM message WHERE status IN ('planned', 'held', 'queued')").fetchone():
                return


class _Lucky(random.Random):
    """Nothing goes wrong."""

    def random(self) -> float:
        """More than any chance."""
        return 1.0
