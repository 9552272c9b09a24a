"""Is each job done once, tried again after it failed, told of until it is mended, and sent out from one place alone?"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from core.errors import Busy, DatabaseUnusable, NotFound
from core.jobs.model import WORKER, Job, JobId, JobStatus, Outcome, PlaceState
from core.jobs.sentences import NEVER_ARMED, NOT_ARMED
from core.settings.model import BackupSettings
from storage import jobs
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import MAIN, register
from tests.jobs import ACCOUNT, MAIL, NOTE, NoLeases, Outbox, Workplace, do_all, make_workplace
from tests.storage.records import SMITH
from tests.stress.crowd import rows

if TYPE_CHECKING:
    from pathlib import Path

    from core.jobs.worker import Turn

STEPS = "SELECT verb FROM journal WHERE actor = 'the worker' ORDER BY id"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A clinic on Monday 23 November 2026, 10:20, with an empty folder for its backups."""
    return make_workplace(tmp_path)


def armed(place: Workplace) -> Workplace:
    """The place, from which outward work goes out."""
    place.desk.jobs.arm(ACCOUNT)
    return place


# Once, whatever happens


def test_one_backup_a_night(place: Workplace) -> None:
    """At once where tonight's is missing, then once a night, however often a worker looks."""
    worker = place.worker()
    assert 1 == len(do_all(worker))
    for _ in range(5 * 24):
        place.clock.forward(minutes=60)
        do_all(worker)
        do_all(place.worker(NoLeases("two")))
    assert [f"2026-11-{day}" for day in range(23, 29)] == place.backups()
    assert ["plan", "begin", "do"] * 6 == [verb for (verb,) in rows(place.path, STEPS)]
    assert () == examine(place.path)


def test_nights_without_a_worker_are_not_made_up_for(place: Workplace) -> None:
    """A worker that was down for a week makes one backup: the others would be the same."""
    do_all(place.worker())
    place.clock.forward(minutes=7 * 24 * 60)
    do_all(place.worker())
    assert ["2026-11-23", "2026-11-30"] == place.backups()


@pytest.mark.parametrize("hour", [1, 2])
@pytest.mark.parametrize("change", ["2027-03-13T12:00", "2027-11-06T12:00"], ids=["spring", "fall"])
def test_one_a_night_when_the_clocks_change(tmp_path: Path, change: str, hour: int) -> None:
    """An hour that is skipped or comes twice changes nothing."""
    place = make_workplace(tmp_path, hour=hour)
    place.clock.set(change, MAIN)
    worker = place.worker()
    for _ in range(4 * 24 * 4):
        do_all(worker)
        place.clock.forward(minutes=15)
    assert 5 == len(place.backups())
    assert 5 == len([verb for (verb,) in rows(place.path, STEPS) if verb == "do"])


def test_a_clock_that_jumps(place: Workplace) -> None:
    """Forward by a year and back again, a day back: each night is made once, and what waited is not left waiting."""
    worker = place.worker()
    do_all(worker)
    for days in (365, -365, -1, 1, 1):
        place.clock.forward(minutes=days * 24 * 60)
        do_all(worker)
    assert ["2026-11-22", "2026-11-23", "2026-11-24", "2027-11-23"] == place.backups()
    place.outbox.failing = DatabaseUnusable("Not now.")
    armed(place).ask(MAIL, "mail 1")
    do_all(worker)
    place.outbox.failing = None
    place.clock.forward(minutes=-600)
    do_all(worker)
    assert ["mail 1"] == place.outbox.sent


def test_idle_workers_write_nothing(place: Workplace) -> None:
    """Nothing that would wake a desk, and nothing that grows: however long nothing is due, also while a try failed."""
    place.folder.rmdir()
    worker = place.worker()
    do_all(worker)
    with closing(sqlite3.connect(place.path)) as db:
        before = db.execute("PRAGMA data_version").fetchone()
        assert [None] * 100 == [worker.turn() for _ in range(100)]
        assert before == db.execute("PRAGMA data_version").fetchone()


def test_a_job_of_a_worker_that_lives_is_its_own(place: Workplace) -> None:
    """Another takes it only once that one is dead or stuck; what the first then says counts for nothing."""
    leases = NoLeases("two", living={"one"})
    other = place.worker(leases)
    took: list[Turn | None] = []

    class Slow(Outbox):
        def carry_out(self, job: Job) -> Outcome:
            took.append(other.turn())
            leases.living.clear()
            took.append(other.turn())
            return Outcome("Sent late.")

    armed(place).ask(NOTE, "note 1")
    outbox = Outbox()
    other = place.worker(leases, {"note": outbox})
    told = do_all(place.worker(NoLeases("one"), {"note": Slow()}))

    assert (None, ["note 1"]) == (took[0], outbox.sent)
    assert ["note 1 was taken over by another worker, as this one seemed to be stuck."] == told
    assert (JobStatus.DONE, 2) == (place.job("note 1").status, place.job("note 1").tries)
    assert () == examine(place.path)


def test_what_was_done_and_not_noted_is_noted_later(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the queue is busy as a job ends, the worker does not do it again."""
    outbox = Outbox()
    worker = place.worker(links={"note": outbox})
    place.ask(NOTE, "note 1")
    usual = type(place.store).write
    writes = iter([usual, None])

    def busy(store: object) -> object:
        write = next(writes, usual)
        if write is None:
            raise Busy("Busy.")
        return write(store)  # type: ignore[arg-type]

    monkeypatch.setattr(type(place.store), "write", busy)
    with pytest.raises(Busy):
        worker.turn()
    assert JobStatus.RUNNING is place.job("note 1").status
    assert ["Done: note 1. Sent."] == do_all(worker)
    assert ["note 1"] == outbox.sent


# Failures


def test_a_failure_is_told_of_until_it_is_mended(place: Workplace) -> None:
    """Everybody's status line has it, with the sentence; tries come ever later; when one succeeds it goes."""
    place.folder.rmdir()
    worker = place.worker()
    tries = []
    for minute in range(3 * 60):
        if do_all(worker):
            tries.append(minute)
        place.clock.forward(minutes=1)
    assert [0, 1, 6, 21, 51, 111, 171] == tries
    assert [["no backup"]] * 2 == [place.marks("ana"), place.marks("vic")]
    (sign,) = place.desk.view("ana").signs()
    assert sign.sentence.startswith(f"backup 2026-11-23: There is no folder {place.folder} for the backup. Make it,")

    place.folder.mkdir()
    place.clock.forward(minutes=60)
    do_all(worker)
    assert ([], ["2026-11-23"]) == (place.marks(), place.backups())


def test_a_failed_night_is_told_of_until_a_later_one_is_made(place: Workplace) -> None:
    """Its deadline passes, it is given up, and the next night's makes it good."""
    place.folder.rmdir()
    worker = place.worker()
    do_all(worker)
    place.clock.forward(minutes=24 * 60)
    do_all(worker)
    assert (JobStatus.FAILED, JobStatus.WAITING) == (
        place.job("backup 2026-11-23").status,
        place.job("backup 2026-11-24").status,
    )
    assert ["no backup"] == place.marks()
    place.folder.mkdir()
    place.clock.forward(minutes=60)
    do_all(worker)
    assert [] == place.marks()
    assert JobStatus.MENDED is place.job("backup 2026-11-23").status
    assert "There is no folder" in place.job("backup 2026-11-23").problem
    assert () == examine(place.path)


def test_a_month_of_failed_nights_is_mended_at_once(place: Workplace) -> None:
    """It is told of once, and the first that is made is good for all of them, whatever else is in trouble."""
    place.folder.rmdir()
    worker = place.worker()
    for _ in range(31):
        do_all(worker)
        place.clock.forward(minutes=24 * 60)
    armed(place)
    place.outbox.failing = DatabaseUnusable("No line.")
    for number in range(30):
        place.ask(MAIL, f"mail {number}")
    do_all(worker)
    assert ["no backup", "not sent"] == place.marks()
    place.outbox.failing = None
    place.folder.mkdir()
    place.clock.forward(minutes=60)
    do_all(worker)
    assert [] == place.marks()
    assert [("mended",)] == rows(
        place.path, "SELECT DISTINCT status FROM job WHERE kind = 'backup' AND status <> 'done'"
    )
    assert () == examine(place.path)


def test_a_try_that_fails_just_before_the_next_night(place: Workplace) -> None:
    """Its delay would end after its deadline: it is given up with that, and the next night's is tried."""
    place.folder.rmdir()
    place.clock.set("2026-11-24T01:59", MAIN)
    worker = place.worker()
    assert 1 == len(do_all(worker))
    place.clock.set("2026-11-24T02:00", MAIN)
    assert 1 == len(do_all(worker))
    assert JobStatus.FAILED is place.job("backup 2026-11-23").status
    assert () == examine(place.path)


def test_switched_off_nothing_is_told_any_more(place: Workplace) -> None:
    """Without a folder in the settings what waits or failed is withdrawn."""
    place.folder.rmdir()
    do_all(place.worker())
    place.clock.forward(minutes=24 * 60)
    do_all(place.worker())
    place.settings = BackupSettings()
    do_all(place.worker())
    assert [] == place.marks()
    assert [("withdrawn",)] * 2 == rows(place.path, "SELECT status FROM job")
    assert () == examine(place.path)


def test_a_defect_ends_no_worker(place: Workplace) -> None:
    """The job says so with the number it is noted under, and others are done."""
    place.settings = BackupSettings()
    broken = Outbox(failing=ValueError("a patient's name"))
    worker = place.worker(links={"mail": broken, "note": Outbox()})
    armed(place).ask(MAIL, "mail 1")
    place.ask(NOTE, "note 1")
    assert 2 == len(do_all(worker))
    assert "ref 1234" in place.job("mail 1").problem
    assert ["not sent"] == place.marks()
    assert "patient" not in place.job("mail 1").problem


def test_a_worker_that_is_missing_is_told_of(place: Workplace) -> None:
    """Two hours after the hour a desk says that nobody took up the night's backup, and reads nothing for it."""
    do_all(place.worker())
    place.clock.set("2026-11-24T03:59", MAIN)
    assert [] == place.marks()
    place.clock.set("2026-11-24T04:00", MAIN)
    assert ["no worker"] == place.marks()
    do_all(place.worker())
    assert [] == place.marks()


def test_a_worker_that_died_at_it_is_told_of(place: Workplace) -> None:
    """Where nobody came after it for longer than a backup takes."""
    with pytest.raises(KeyboardInterrupt):
        do_all(place.worker(links={"backup": Outbox(failing=KeyboardInterrupt())}))
    assert JobStatus.RUNNING is place.job("backup 2026-11-23").status
    assert [] == place.marks()
    place.clock.forward(minutes=6 * 60)
    assert ["no worker"] == place.marks()
    do_all(place.worker())
    assert ([], ["2026-11-23"]) == (place.marks(), place.backups())


# Out of the clinic


def test_nothing_goes_out_before_somebody_lets_it(place: Workplace) -> None:
    """A new clinic sends nothing, says for what its jobs wait, and sends them once it is armed; journalled."""
    place.settings = BackupSettings()
    worker = place.worker(links={"mail": place.outbox})
    place.ask(MAIL, "mail 1")
    assert [] == do_all(worker)
    assert [] == do_all(worker)
    assert (["not sent"], NEVER_ARMED) == (place.marks(), place.job("mail 1").problem)
    assert ["plan"] == [verb for (verb,) in rows(place.path, STEPS)]
    assert "The worker may do outward work here from now on." == place.desk.jobs.arm(ACCOUNT)
    assert place.desk.jobs.arm(ACCOUNT).endswith("Nothing was changed.")
    do_all(worker)
    assert ([], ["mail 1"]) == (place.marks(), place.outbox.sent)
    assert [(ACCOUNT,)] == rows(place.path, "SELECT actor FROM journal WHERE verb = 'arm'")


def test_a_copy_sends_nothing(place: Workplace, tmp_path: Path) -> None:
    """One that was restored in another place says so, also at its desk, and makes its backups beside the others."""
    armed(place).ask(MAIL, "mail 1")
    do_all(place.worker())
    place.ask(MAIL, "mail 2")
    backup(place.path, tmp_path / "restored.db")
    with SqliteStore(tmp_path / "restored.db") as store:
        copy = Workplace(tmp_path / "restored.db", store, place.clock, place.folder, place.settings)
        assert PlaceState.ELSEWHERE is copy.desk.jobs.place(ACCOUNT)
        assert ["not armed"] == copy.marks()
        place.clock.forward(minutes=24 * 60)
        do_all(copy.worker())
        assert ([], NOT_ARMED) == (copy.outbox.sent, copy.job("mail 2").problem)
        assert ["not sent", "not armed"] == copy.marks()
        assert 2 == len(place.backups())
        copy.desk.jobs.arm(ACCOUNT)
        do_all(copy.worker())
        assert (["mail 2"], []) == (copy.outbox.sent, copy.marks())
    assert PlaceState.ARMED is place.desk.jobs.place(ACCOUNT)


# Undo


def test_nobody_takes_back_what_was_done_with_a_job(place: Workplace) -> None:
    """Neither the account nor who calls themselves the worker: undo passes over it, to their own acts."""
    do_all(place.worker())
    for actor in (ACCOUNT, WORKER):
        with pytest.raises(NotFound):
            place.desk.journal.undo(actor)
    register(place.desk, actor=WORKER)
    place.clock.forward(minutes=24 * 60)
    do_all(place.worker())
    assert place.desk.journal.undo(WORKER).sentence.endswith("Registered Smith, John, born 14 Mar 1984, MRN 100001.")


def registered_with(place: Workplace, name: str, *, actor: str = "ana") -> None:
    """Register somebody, and ask for a job in the same act."""
    with place.store.write() as tx:
        tx.journal.begin(at=place.clock.now(), actor=actor, verb="register")
        patient = tx.patients.add(SMITH)
        tx.jobs.ask(Job(JobId(0), name, NOTE.name, place.clock.now()))
        tx.journal.end(patient.ref, "Registered.")


def test_an_act_that_is_undone_withdraws_its_job(place: Workplace) -> None:
    """And redone, it asks for it again; unless somebody else has asked for the same since."""
    statuses = "SELECT status FROM job WHERE name = 'note 1' ORDER BY id"
    registered_with(place, "note 1")
    place.desk.journal.undo("ana")
    assert [("withdrawn",)] == rows(place.path, statuses)
    assert [] == do_all(place.worker(links={"note": Outbox()}))
    place.desk.journal.redo("ana")
    assert [("waiting",)] == rows(place.path, statuses)
    place.desk.journal.undo("ana")
    place.ask(NOTE, "note 1", actor="bo")
    place.desk.journal.redo("ana")
    assert [("withdrawn",), ("waiting",)] == rows(place.path, statuses)
    assert () == examine(place.path)


def test_a_job_that_was_done_stands_in_the_way_of_no_undo(place: Workplace) -> None:
    """What was sent was sent; the act is taken back all the same."""
    registered_with(place, "note 1")
    do_all(place.worker(links={"note": Outbox()}))
    assert "Undone: Registered." == place.desk.journal.undo("ana").sentence
    assert JobStatus.DONE is place.job("note 1").status
    assert () == examine(place.path)


def test_a_name_is_one_jobs(place: Workplace) -> None:
    """Asked for again, it is the job there is; the database refuses another by hand."""
    assert place.ask(NOTE, "note 1").id == place.ask(NOTE, "NOTE 1").id


def test_every_statement_goes_along_an_index(place: Workplace) -> None:
    """However many jobs were done, none of them is read to find what is open, in trouble, the newest or of a name."""
    plans = []
    with closing(sqlite3.connect(place.path)) as db:
        for statement in (jobs._BY_NAME, jobs._OPEN, jobs._IN_TROUBLE, jobs._NEWEST):
            values = {"name": "x", "kinds": "[]", "kind": "x"}
            told = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", values))
            plans.append((re.findall(r"job_\w+", told), "TEMP B-TREE FOR ORDER BY" in told))
    names = ["job_by_name", "job_open", "job_in_trouble", "job_by_kind"]
    assert [([name], False) for name in names] == plans


def test_many_jobs_that_wait_keep_none_from_its_turn(place: Workplace) -> None:
    """Neither those that are not yet due nor outward ones that nobody has let go."""
    place.settings = BackupSettings()
    for number in range(60):
        place.ask(MAIL, f"mail {number}")
    place.ask(NOTE, "note 1")
    notes = Outbox()
    assert ["Done: note 1. Sent."] == do_all(place.worker(links={"mail": place.outbox, "note": notes}))
    assert [] == place.outbox.sent
