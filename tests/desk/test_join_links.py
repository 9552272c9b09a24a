"""Does a program of the clinic's make each link once, move and withdraw it, whatever led there and whatever fails?"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import BadInput
from core.jobs.model import JobStatus
from core.patients.model import Patient
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import Policy, TelehealthSettings
from core.structs import replace
from core.telehealth.model import Joining
from core.visits.state import Verb
from storage import telehealth
from storage.links.join_link import JoinLinkProgram
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock, register, set_up_store
from tests.desk.asking import booking, moving, now_of, scheduled_of
from tests.jobs import ACCOUNT, NoLeases, do_all

# What it is asked goes to a file, a line each; what it answers is of the token, as a service would do it.
PROGRAM = """
import json, pathlib, sys
asked = json.load(sys.stdin)
folder = pathlib.Path(sys.argv[1])
with (folder / "asked").open("a") as file:
    print(json.dumps(asked, sort_keys=True), file=file)
if (folder / "failing").exists():
    sys.exit((folder / "failing").read_text())
if asked["action"] != "withdraw":
    print(f"https://meet.example.org/{asked['token'][:8]}-{asked['start'][11:13]}")
    print("+1 555 0100")
"""


@dataclass(slots=True)
class Service:
    """A clinic with a program for its links, and what that was asked."""

    folder: Path
    store: SqliteStore
    clock: FakeClock
    command: tuple[str, ...]

    @property
    def desk(self) -> Desk:
        """A desk there."""
        policy = Policy(telehealth=TelehealthSettings(command=self.command))
        return Desk(self.store, self.clock, policy, RoleAuthorization(ACCOUNT))

    def work(self) -> list[str]:
        """What a worker says that does all that is due."""
        desk = self.desk
        links = {"join-link": JoinLinkProgram(self.command)} if self.command else {}
        return do_all(
            desk.jobs.new_worker(
                ACCOUNT,
                links,
                NoLeases(),
                note_error=lambda _: 1,
                plans=(lambda: desk.telehealth.plan(ACCOUNT),),
            )
        )

    def asked(self) -> list[dict[str, Any]]:
        """What the program was asked since somebody looked."""
        file = self.folder / "asked"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]

    def actions(self) -> list[str]:
        """The same in a word each."""
        return [asked["action"] for asked in self.asked()]

    def joining(self, scheduled: ScheduledVisit) -> Joining | None:
        """What the desk tells."""
        kept = now_of(self.desk, scheduled)
        return self.desk.telehealth.joining("ana", (kept,)).get(kept.appointment.id)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    """Monday 23 November 2026, 10:20 at main, armed."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    found = Service(
        tmp_path, set_up_store(tmp_path / "clinic.db"), FakeClock(), (sys.executable, str(program), str(tmp_path))
    )
    found.desk.jobs.arm(ACCOUNT)
    return found


@pytest.fixture
def smith(service: Service) -> Patient:
    """Somebody."""
    return register(service.desk)


def afar(service: Service, patient: Patient, start: str = "2026-11-24T10:00") -> ScheduledVisit:
    """A follow-up by telehealth with Lee."""
    wanted = replace(booking(patient, start), mode=Mode.TELEHEALTH)
    return scheduled_of(service.desk.schedule.book("ana", wanted))


def test_a_link_is_made_once_and_told(service: Service, smith: Patient) -> None:
    """Being made until the worker has come to it; what the program is asked tells nothing of the patient."""
    booked = afar(service, smith)
    assert Joining(is_awaited=True) == service.joining(booked)
    said = service.work()
    assert ["Done: join link of appointment 1. The link was made."] == said
    (asked,) = service.asked()
    assert {"action", "appointment", "token", "start", "minutes", "provider", "site"} == set(asked)
    assert ("make", 1, "2026-11-24T10:00-05:00", 20, "lee", "main") == tuple(
        asked[name] for name in ("action", "appointment", "start", "minutes", "provider", "site")
    )
    link = f"https://meet.example.org/{asked['token'][:8]}-10"
    assert Joining(link, "+1 555 0100") == service.joining(booked)
    assert [] == service.work()
    assert [] == service.asked()
    assert () == examine(service.folder / "clinic.db")


def test_in_person_nothing_is_asked(service: Service, smith: Patient) -> None:
    """Nor for a visit that is over."""
    service.desk.schedule.book("ana", booking(smith, "2026-11-24T10:00"))
    afar(service, register(service.desk, "Jones", "Ann"), "2026-11-23T10:40")
    service.clock.set("2026-11-23T11:30")
    assert [] == service.work()


def test_a_move_and_its_undo_renew_it(service: Service, smith: Patient) -> None:
    """With the same token and the link there was; until then the desk tells none, as that may be another one."""
    booked = afar(service, smith)
    service.work()
    (made,) = service.asked()
    service.desk.schedule.move("ana", moving(booked, "2026-11-24T14:00"))
    assert Joining(is_awaited=True) == service.joining(booked)
    assert ["Done: join link of appointment 1 (2). The link was made."] == service.work()
    (moved,) = service.asked()
    assert ("move", made["token"], "2026-11-24T14:00-05:00") == (moved["action"], moved["token"], moved["start"])
    assert f"https://meet.example.org/{made['token'][:8]}-10" == moved["link"]
    service.desk.journal.undo("ana")
    service.work()
    (back,) = service.asked()
    assert ("move", "2026-11-24T10:00-05:00") == (back["action"], back["start"])
    joining = service.joining(booked)
    assert joining is not None
    assert joining.link.endswith("-10")


def _cancelled(service: Service, booked: ScheduledVisit) -> None:
    service.desk.visits.do("ana", Verb.CANCEL, booked.appointment.id, reason="sick")


def _undone(service: Service, _: ScheduledVisit) -> None:
    service.desk.journal.undo("ana")


def _in_person(service: Service, booked: ScheduledVisit) -> None:
    service.desk.schedule.move("ana", replace(moving(booked, "2026-11-24T10:00"), mode=Mode.IN_PERSON))


@pytest.mark.parametrize("end", [_cancelled, _undone, _in_person])
def test_whatever_ends_the_visit_withdraws_it(
    service: Service, smith: Patient, end: Callable[[Service, ScheduledVisit], None]
) -> None:
    """Cancelled, the booking taken back, met in person: once; and the undo of that makes it anew."""
    booked = afar(service, smith)
    service.work()
    (made,) = service.asked()
    end(service, booked)
    assert service.joining(booked) is None
    service.work()
    (withdrawn,) = service.asked()
    assert ("withdraw", made["token"]) == (withdrawn["action"], withdrawn["token"])
    assert withdrawn["link"].startswith("https://meet.example.org/")
    assert [] == service.work()
    if end is _undone:
        service.desk.journal.redo("ana")
    else:
        service.desk.journal.undo("ana")
    service.work()
    assert ["make"] == service.actions()
    joining = service.joining(booked)
    assert joining is not None
    assert joining.link


def test_what_nobody_began_is_withdrawn_without_a_word(service: Service, smith: Patient) -> None:
    """The program never heard of it."""
    booked = afar(service, smith)
    service.desk.telehealth.plan(ACCOUNT)
    _cancelled(service, booked)
    assert [] == service.work()
    assert [] == service.asked()
    with service.store.read() as reading:
        newest = reading.telehealth.newest_about(booked.appointment.id)
    assert newest is not None
    assert JobStatus.WITHDRAWN is newest.status


def test_one_moved_before_it_was_made_is_made_for_the_new_time(service: Service, smith: Patient) -> None:
    """And asked for once."""
    booked = afar(service, smith)
    service.desk.telehealth.plan(ACCOUNT)
    service.desk.schedule.move("ana", moving(booked, "2026-11-24T14:00"))
    service.work()
    (made,) = service.asked()
    assert ("make", "2026-11-24T14:00-05:00") == (made["action"], made["start"])


def test_what_fails_is_tried_again_and_told(service: Service, smith: Patient) -> None:
    """With the same token; the desk says why, in the detail and in its first line."""
    booked = afar(service, smith)
    failing = service.folder / "failing"
    failing.write_text("The service says: come back later")
    service.work()
    joining = service.joining(booked)
    assert joining is not None
    assert joining.problem.endswith("ended with 1: The service says: come back later.")
    assert ["no link"] == [sign.mark for sign in service.desk.jobs.signs(ACCOUNT)]
    failing.unlink()
    assert [] == service.work()
    service.clock.forward(minutes=1.1)
    service.work()
    tokens = [asked["token"] for asked in service.asked()]
    assert 2 == len(tokens)
    assert 1 == len(set(tokens))
    assert () == service.desk.jobs.signs(ACCOUNT)


def test_a_try_that_failed_may_have_made_one(service: Service, smith: Patient) -> None:
    """So that it is withdrawn when the visit is cancelled."""
    booked = afar(service, smith)
    failing = service.folder / "failing"
    failing.write_text("cut off")
    service.work()
    failing.unlink()
    service.asked()
    _cancelled(service, booked)
    service.work()
    assert ["withdraw"] == service.actions()


def test_nothing_goes_out_that_nobody_armed(service: Service, smith: Patient, tmp_path: Path) -> None:
    """Not from a copy: the jobs wait, and say for what."""
    booked = afar(service, smith)
    backup(service.folder / "clinic.db", tmp_path / "copy.db")
    copied = Service(service.folder, SqliteStore(tmp_path / "copy.db"), service.clock, service.command)
    assert [] == copied.work()
    assert [] == copied.asked()
    joining = copied.joining(booked)
    assert joining is not None
    assert "copied, moved or restored" in joining.problem


def test_nothing_goes_out_before_somebody_armed_it(service: Service, smith: Patient) -> None:
    """Such as from a clinic for practice; armed, what waited is made."""
    with sqlite3.connect(service.folder / "clinic.db") as db:
        db.execute("DELETE FROM meta WHERE key = 'armed'")
    booked = afar(service, smith)
    assert [] == service.work()
    joining = service.joining(booked)
    assert joining is not None
    assert joining.problem.startswith("Nobody has let outward work go out from here yet")
    service.desk.jobs.arm(ACCOUNT)
    assert 1 == len(service.work())


def test_switched_off_nothing_waits(service: Service, smith: Patient) -> None:
    """Without a program what waited is withdrawn, and the desk tells of no link."""
    booked = afar(service, smith)
    service.desk.telehealth.plan(ACCOUNT)
    off = Service(service.folder, service.store, service.clock, ())
    assert [] == off.work()
    assert Joining() == off.joining(booked)
    assert () == off.desk.jobs.signs(ACCOUNT)


LEAVES_A_CHILD = "import subprocess; subprocess.Popen(['sleep', '60'])"
ANSWERS = [
    ("print('https://a.example/x')", "https://a.example/x", ""),
    ("print('https://a.example/x\\r\\n+1 555\\x1b[31m 0100')", "https://a.example/x", ""),
    ("print('http://a.example/x')", "", "answered with no link"),
    ("", "", "answered with no link"),
    ("print('x' * 10_000_000)", "", "answered with no link"),
    ("import sys; sys.stdout.buffer.write(bytes(range(256)))", "", "answered with no link"),
    ("import sys; sys.exit(3)", "", "ended with 3."),
    ("import os; os.kill(os.getpid(), 9)", "", "ended with -9."),
    ("import time; time.sleep(60)", "", "did not answer within 1 seconds."),
    (f"{LEAVES_A_CHILD}; print('https://a.example/x')", "https://a.example/x", ""),
]


@pytest.mark.parametrize(("program", "link", "problem"), ANSWERS)
def test_what_a_program_answers(service: Service, smith: Patient, program: str, link: str, problem: str) -> None:
    """A link, or a sentence of why there is none; however much it says, and whoever it leaves behind."""
    afar(service, smith)
    service.desk.telehealth.plan(ACCOUNT)
    with service.store.read() as reading:
        (job,) = reading.jobs.open(["join-link"])
    maker = JoinLinkProgram((sys.executable, "-c", program), timedelta(seconds=1))
    if problem:
        with pytest.raises(BadInput) as caught:
            maker.carry_out(job)
        assert problem in caught.value.sentence
        return
    made = maker.carry_out(job)
    assert link == made.details["link"]
    assert "\x1b" not in made.details["dial_in"]


def test_a_program_that_is_not_there(service: Service, smith: Patient) -> None:
    """Is said, with what to see to."""
    booked = afar(service, smith)
    gone = Service(service.folder, service.store, service.clock, ("/nowhere/meeting",))
    gone.work()
    joining = gone.joining(booked)
    assert joining is not None
    assert "/nowhere/meeting cannot be run: No such file or directory." in joining.problem


def test_every_statement_goes_along_an_index(service: Service) -> None:
    """However many visits there were, and however many links were made: asked once a second."""
    with closing(sqlite3.connect(service.folder / "clinic.db")) as db:
        plans = [
            " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", (1,)))
            for statement in (telehealth._TO_COME, telehealth._ABOUT, telehealth._ASKED)
        ]
    for index, plan in zip(("appointment_by_telehealth", "job_by_subject", "job_by_deadline"), plans, strict=True):
        assert f"SEARCH {index.split('_')[0]} USING INDEX {index}" in plan


def test_a_worker_that_rests_reads_no_visit(service: Service, smith: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nothing is written, a look once a second asks for the newest image and nothing else."""
    afar(service, smith)
    service.work()
    desk, asked = service.desk, list[str]()
    desk.telehealth.plan(ACCOUNT)

    def to_come(*_: object) -> tuple[ScheduledVisit, ...]:
        asked.append("to come")
        return ()

    monkeypatch.setattr(telehealth.TelehealthRepository, "to_come", to_come)
    desk.telehealth.plan(ACCOUNT)
    assert [] == asked
    afar(service, register(service.desk, "Jones", "Ann"), "2026-11-24T11:00")
    desk.telehealth.plan(ACCOUNT)
    assert asked
