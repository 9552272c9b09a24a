"""Do questions come into the folder of the settings, and answers out of theirs, by workers that may be killed?"""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from core.coverage.standing import Trouble
from core.verification.worklist import trouble_text
from storage.links.found_files import files_in, read_file
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clearing_house import ClearingHouse, counted, founded, laid
from tests.clinics import book, register
from tests.depth import depth
from tests.insured import insure
from tests.jobs import ACCOUNT, do_all
from tests.payer import Question, interchange, told

VISITS: Final = depth(24, whole=400)


@pytest.fixture
def house(tmp_path: Path) -> ClearingHouse:
    """Monday 23 November 2026, 10:20 at main, armed."""
    return founded(tmp_path)


def one_visit(house: ClearingHouse) -> Question:
    """A visit about which the payer is asked."""
    smith = register(house.desk)
    insure(house.desk, smith)
    book(house.desk, smith, "2026-11-24T10:00")
    house.desk.verification.ask("ana")
    house.work()
    (question,) = house.asked()
    return question


def trouble(house: ClearingHouse) -> list[str]:
    """The worklist."""
    return [one.standing.trouble.value for one in house.desk.verification.worklist("ana")]


def test_questions_go_out_and_answers_come_in(house: ClearingHouse) -> None:
    """Whole files, each once; those in the folder of answers are left there, and read by one worker alone."""
    question = one_visit(house)
    assert ["stale"] == trouble(house)
    path = house.answer(told(question, "EB*1**30"))
    said = house.work()
    assert ["Done: answers 2 1.271. 1 answers were taken."] == said
    assert ["active"] == trouble(house)
    assert path.exists()
    path.rename(path.with_name("renamed.271"))
    assert [] == house.work()
    assert () == examine(house.folder / "clinic.db")
    assert ["270-000000001"] == [file.name[:13] for file in house.out.iterdir()]


def test_nothing_goes_out_that_nobody_armed(house: ClearingHouse) -> None:
    """Such as from a copy: the job says so, and the questions wait."""
    from storage.sqlite.backup import backup

    smith = register(house.desk)
    insure(house.desk, smith)
    book(house.desk, smith, "2026-11-24T10:00")
    house.desk.verification.ask("ana")
    backup(house.folder / "clinic.db", house.folder / "copy.db")
    copied = ClearingHouse(house.folder, SqliteStore(house.folder / "copy.db"), house.clock)
    assert [] == copied.work()
    assert [] == copied.asked()
    assert {"not armed", "not asked"} == {sign.mark for sign in copied.desk.jobs.signs(ACCOUNT)}


def test_a_file_in_the_way_or_a_closed_folder_is_told_until_it_is_mended(house: ClearingHouse) -> None:
    """Another's file is never replaced, nor a pipe waited for; the same questions there already are those."""
    smith = register(house.desk)
    insure(house.desk, smith)
    book(house.desk, smith, "2026-11-24T10:00")
    (file,) = house.desk.verification.ask("ana").files
    (house.out / file.name).write_text("another's")
    house.work()
    assert ["not asked"] == [sign.mark for sign in house.desk.jobs.signs(ACCOUNT)]
    assert "another's" == (house.out / file.name).read_text()
    (house.out / file.name).unlink()
    os.mkfifo(house.out / file.name)
    house.work()
    assert ["not asked"] == [sign.mark for sign in house.desk.jobs.signs(ACCOUNT)]
    (house.out / file.name).unlink()
    (house.out / file.name).write_bytes(house.desk.verification.outgoing(ACCOUNT, file.id)[1])
    house.work()
    assert () == house.desk.jobs.signs(ACCOUNT)


def test_a_folder_that_cannot_be_read_is_told_until_it_can(house: ClearingHouse) -> None:
    """And what lies in it then is taken; so is a file that is written while somebody looks."""
    question = one_visit(house)
    house.answers.rename(house.folder / "away")
    house.work()
    (sign,) = house.desk.jobs.signs(ACCOUNT)
    assert "cannot be read: No such file or directory. See to it, or to what names it" in sign.sentence
    (house.folder / "away").rename(house.answers)
    path = house.answer(told(question, "EB*1**30"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-50])
    os.utime(path, ns=(1, 1))
    worker = house.worker()
    assert [False, True] == sorted("sent again" in said for said in do_all(worker))
    assert () == house.desk.jobs.signs(ACCOUNT)
    assert 1 == len(house.desk.verification.refused("ana"))
    path.write_bytes(whole)
    do_all(worker)
    assert ["active"] == trouble(house)
    assert () == house.desk.verification.refused("ana")


def test_what_is_no_file_stops_no_other(house: ClearingHouse) -> None:
    """A pipe is left alone; of a link, wherever it leads and whatever its name is, no more than that is told."""
    question = one_visit(house)
    os.mkfifo(house.answers / "pipe")
    secret = house.folder / "secret"
    secret.write_text(interchange([told(question, "EB*6**30")]))
    links = {Path(os.fsdecode(name)): to for name, to in ((b"\xff.a", secret), (b"b", "/dev/zero"), (b"c", "nowhere"))}
    for name, leads_to in links.items():
        (house.answers / name).symlink_to(leads_to)
    house.answer(told(question, "EB*1**30"), name=os.fsdecode(b"\xfe.271"))
    house.work()
    assert ["active"] == trouble(house)
    with house.store.read() as reading:
        assert reading.exchange.with_hash(sha256(secret.read_bytes()).hexdigest()) is None
        problems = [job.problem for job in reading.jobs.in_trouble("take-answers")]
    assert 3 == sum("cannot be read: it is a link, which is not followed" in problem for problem in problems)
    assert any(r"\xff.a cannot be read" in problem for problem in problems)
    for name in links:
        (house.answers / name).unlink()
    house.work()
    assert () == house.desk.jobs.signs(ACCOUNT)


def test_a_file_that_becomes_a_link_is_not_followed(house: ClearingHouse) -> None:
    """Between the look at a folder and the reading of what is in it."""
    path = house.answers / "a.271"
    path.write_text("a file")
    (found,) = files_in(house.answers)
    path.unlink()
    path.symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="it is a link, which is not followed"):
        read_file(found.path)


def test_workers_at_the_same_files_note_each_answer_once(house: ClearingHouse) -> None:
    """Each with a store of its own, at the same moment."""
    house.visits(6)
    house.desk.verification.ask("ana")
    house.work()
    for question in house.asked():
        house.answer(told(question, "EB*1**30"))
    files = [(file.name, file.read_bytes()) for file in house.answers.iterdir()]

    def take_all(nth: int) -> int:
        with SqliteStore(house.folder / "clinic.db") as store:
            desk = ClearingHouse(house.folder, store, house.clock).desk
            order = files[nth:] + files[:nth]
            kept = [desk.verification.receive(ACCOUNT, name, content)[0] for name, content in order]
            return sum(desk.verification.take(ACCOUNT, file.id).matched for file in kept)

    with ThreadPoolExecutor(3) as pool:
        assert [6, 6, 6] == list(pool.map(take_all, range(3)))
    rows = counted(house)
    assert (6, 6, 6) == (rows["answered"], rows["enrolled"], rows["taken"])
    with house.store.read() as reading:
        assert {2} == {one.rev for one in reading.exchange.in_file(1)}
    assert () == examine(house.folder / "clinic.db")


def test_a_week_of_visits_ends_verified_or_on_the_list(house: ClearingHouse) -> None:
    """Asked in a batch, answered in every way, in files that come twice, cut short and renamed, with workers killed."""
    house.visits(VISITS)
    house.share = 0.3
    sent = house.desk.verification.ask("ana")
    house.work()
    asked = house.asked()
    assert VISITS == len(asked) == len({one.trace for one in asked}) == len(sent.asked)
    expected = laid(house, asked)
    house.work()
    found = house.desk.verification.worklist("ana")
    assert expected == {one.scheduled.patient.family.upper(): one.standing.trouble.value for one in found}
    view = house.desk.view("ana")
    for one in found:
        why = trouble_text(one, view.site_of(one.scheduled), house.clock.now())
        assert one.standing.trouble is Trouble.ACTIVE or why.endswith(".")
    verified = sum(standing in {"active", "inactive"} for standing in expected.values())
    rows = counted(house)
    assert (VISITS, verified) == (rows["inquiries"], rows["enrolled"])
    assert rows["answered"] + rows["rejected"] + rows["sent"] == VISITS
    assert 0 == rows["jobs open"]
    assert () == examine(house.folder / "clinic.db")
    before = rows["journal"]
    house.work()
    assert before == counted(house)["journal"], "nothing is left to be done"


def test_every_statement_goes_along_an_index(house: ClearingHouse) -> None:
    """However many questions there were, and however often a coverage was asked about."""
    from storage import exchange

    plans = {}
    with closing(sqlite3.connect(house.folder / "clinic.db")) as db:
        for name in ("_BY_TRACE", "_NEWEST", "_IN_FILE", "_WITH_HASH", "_REFUSED", "_CONTENT"):
            statement = getattr(exchange, name)
            values = ("1",) * statement.count("?")
            plans[name] = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    scanned = {name: [step for step in plan if step.startswith("SCAN")] for name, plan in plans.items()}
    assert ["SCAN exchange_file USING INDEX exchange_file_refused"] == scanned.pop("_REFUSED")
    assert [True] == [step.startswith("SCAN wanted") for step in scanned.pop("_NEWEST")]
    assert [] == [step for steps in scanned.values() for step in steps]
