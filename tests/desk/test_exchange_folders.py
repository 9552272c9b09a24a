"""Do questions come into the folder of the settings, and answers out of theirs, by workers that may be killed?"""

from __future__ import annotations

import os
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.access.roles import RoleAuthorization
from core.coverage.model import EnrolmentState
from core.coverage.standing import Trouble
from core.desk import Desk
from core.settings.model import EligibilitySettings, Policy
from core.verification.inquiry import FileStatus, InquiryStatus
from core.verification.worklist import trouble_text
from storage.links.answer_folder import AnswerFolders
from storage.links.found_files import files_in, read_file
from storage.links.question_file import QuestionFile
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import SETUP, FakeClock, book, register
from tests.depth import depth
from tests.insured import PAYERS, insure
from tests.jobs import ACCOUNT, NoLeases, do_all
from tests.payer import Question, interchange, questions, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.jobs.model import Job, Outcome
    from core.jobs.worker import Worker

MORE: Final = """
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"
npi = "1234567893"

[[payer]]
code = "cigna"
name = "Cigna Health"
payer_id = "62308"
"""
VISITS: Final = depth(24, whole=400)


class Killed(BaseException):
    """The process ended there."""


@dataclass(slots=True)
class Dying:
    """A link whose worker is killed before or after what it does, as often as chance has it."""

    link: Any
    rng: random.Random
    share: float = 0.0

    def carry_out(self, job: Job) -> Outcome:
        """Do it, unless killed first; and die after it, before anything is noted."""
        if self.rng.random() < self.share:
            raise Killed
        done: Outcome = self.link.carry_out(job)
        if self.rng.random() < self.share:
            raise Killed
        return done


@dataclass(slots=True)
class ClearingHouse:
    """A clinic, its two folders, and who answers."""

    folder: Path
    store: SqliteStore
    clock: FakeClock
    share: float = 0.0
    rng: random.Random = field(default_factory=lambda: random.Random("clearing house"))
    count: int = 0

    @property
    def out(self) -> Path:
        """Where questions are laid."""
        return self.folder / "out"

    @property
    def answers(self) -> Path:
        """Where answers are."""
        return self.folder / "in"

    @property
    def desk(self) -> Desk:
        """A desk there."""
        settings = EligibilitySettings(to=str(self.out), answers=str(self.answers))
        return Desk(self.store, self.clock, Policy(eligibility=settings), RoleAuthorization(ACCOUNT))

    def worker(self) -> Worker:
        """One that has just started, and knows no file."""
        verification = self.desk.verification
        folders = AnswerFolders(
            [self.answers],
            receive=lambda name, content: verification.receive(ACCOUNT, name, content),
            take=lambda number: verification.take(ACCOUNT, number),
            note_trouble=lambda place: verification.note_trouble(ACCOUNT, place),
        )
        asks = QuestionFile(lambda number: verification.outgoing(ACCOUNT, number), self.folder.__class__)
        links = {
            "ask-payers": Dying(asks, self.rng, self.share),
            "take-answers": Dying(folders, self.rng, self.share),
        }
        return self.desk.jobs.new_worker(
            ACCOUNT, links, NoLeases(), note_error=lambda _: 1, plans=(folders.look,), is_hasty=True
        )

    def work(self) -> list[str]:
        """All that is due, by as many workers as are killed at it."""
        said: list[str] = []
        while True:
            try:
                return said + do_all(self.worker())
            except Killed:
                self.clock.forward(minutes=1)

    def asked(self) -> list[Question]:
        """What stands in the folder of questions."""
        return [one for file in sorted(self.out.glob("*.x12")) for one in questions(file.read_text("ascii"))]

    def answer(self, *bodies: str, name: str = "", kind: str = "271") -> Path:
        """Lay a file of answers into the folder."""
        self.count += 1
        path = self.answers / (name or f"{self.count}.271")
        path.write_text(interchange(bodies, control=f"{self.count:09}", kind=kind))
        return path

    def visits(self, count: int) -> None:
        """So many insured patients with a visit in the next days."""
        self.desk.set_up("setup", MANY, place="many.toml")
        for at in range(count):
            person = register(self.desk, f"Person{at}", "Ann")
            insure(self.desk, person, member_id=f"M{at}")
            day, nth = 24 + at % 2, at // 2
            start = f"2026-11-{day}T{nth % 8 + 9:02}:{nth // 8 % 3 * 20:02}"
            book(self.desk, person, start, provider=f"p{nth // 24}")


MANY: Final = "".join(
    f'[[provider]]\ncode = "p{at}"\nname = "P{at}, Ann MD"\n\n'
    f'[[session]]\nprovider = "p{at}"\nsite = "main"\ndays = ["tue", "wed"]\nfrom = "09:00"\nto = "17:00"\n\n'
    for at in range(1 + VISITS // 48)
) + "".join(f'[[room]]\ncode = "X{at}"\nsite = "main"\nkind = "exam"\n\n' for at in range(1 + VISITS // 48))


@pytest.fixture
def house(tmp_path: Path) -> ClearingHouse:
    """Monday 23 November 2026, 10:20 at main, armed."""
    for name in ("out", "in"):
        (tmp_path / name).mkdir()
    found = ClearingHouse(tmp_path, SqliteStore.create(tmp_path / "clinic.db"), FakeClock())
    found.desk.set_up("setup", SETUP + PAYERS, place="clinic.toml")
    found.desk.set_up("setup", MORE, place="more.toml")
    found.desk.jobs.arm(ACCOUNT)
    return found


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
    assert "cannot be read: No such file or directory. See to it, or to answers under [eligibility]" in sign.sentence
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
    counted = _counted(house)
    assert (6, 6, 6) == (counted["answered"], counted["enrolled"], counted["taken"])
    with house.store.read() as reading:
        assert {2} == {one.rev for one in reading.exchange.in_file(1)}
    assert () == examine(house.folder / "clinic.db")


REPLIES: Final[dict[str, tuple[Callable[[Question], Sequence[str]], str]]] = {
    "active": (lambda one: [told(one, "EB*1**30**GOLD", "EB*B**98***27*25")], "active"),
    "inactive": (lambda one: [told(one, "EB*6**30")], "inactive"),
    "not found": (lambda one: [told(one, "AAA*N**75*C")], "rejected"),
    "down": (lambda one: [told(one, "AAA*Y**42*R")], "rejected"),
    "down, then active": (lambda one: [told(one, "AAA*Y**42*R"), told(one, "EB*1**30")], "active"),
    "active, twice": (lambda one: [told(one, "EB*1**30"), told(one, "EB*1**30")], "active"),
    "unclear": (lambda one: [told(one, "EB*1**35")], "stale"),
    "somebody else": (lambda one: [told(one, "EB*1**30", born="19000101")], "rejected"),
    "foreign": (lambda one: [told(one, "EB*1**30", trace="NOT-OURS")], "stale"),
    "nothing": (lambda _: [], "stale"),
}


def test_a_week_of_visits_ends_verified_or_on_the_list(house: ClearingHouse) -> None:
    """Asked in a batch, answered in every way, in files that come twice, cut short and renamed, with workers killed."""
    house.visits(VISITS)
    house.share = 0.3
    sent = house.desk.verification.ask("ana")
    house.work()
    asked = house.asked()
    assert VISITS == len(asked) == len({one.trace for one in asked}) == len(sent.asked)
    expected: dict[str, str] = {}
    replies = list(REPLIES.values())
    bodies: list[str] = []
    for at, question in enumerate(asked):
        reply, standing = replies[at % len(replies)]
        expected[question.family] = standing
        bodies += reply(question)
    house.rng.shuffle(asked)
    for at in range(0, len(bodies), 7):
        path = house.answer(*bodies[at : at + 7])
        if at % 2:
            path.with_suffix(".copy").write_bytes(path.read_bytes())
        else:
            path.with_suffix(".cut").write_bytes(path.read_bytes()[:-30])
    house.work()
    found = house.desk.verification.worklist("ana")
    assert expected == {one.scheduled.patient.family.upper(): one.standing.trouble.value for one in found}
    view = house.desk.view("ana")
    for one in found:
        why = trouble_text(one, view.site_of(one.scheduled), house.clock.now())
        assert one.standing.trouble is Trouble.ACTIVE or why.endswith(".")
    verified = sum(standing in {"active", "inactive"} for standing in expected.values())
    counted = _counted(house)
    assert (VISITS, verified) == (counted["inquiries"], counted["enrolled"])
    assert counted["answered"] + counted["rejected"] + counted["sent"] == VISITS
    assert 0 == counted["jobs open"]
    assert () == examine(house.folder / "clinic.db")
    before = counted["journal"]
    house.work()
    assert before == _counted(house)["journal"], "nothing is left to be done"


def _counted(house: ClearingHouse) -> dict[str, int]:
    """What stands in the tables, counted by hand."""
    asked = {
        "inquiries": "SELECT count(*) FROM inquiry",
        **{
            status.value: f"SELECT count(*) FROM inquiry WHERE status = '{status.value}'"
            for status in (InquiryStatus.SENT, InquiryStatus.ANSWERED, InquiryStatus.REJECTED)
        },
        "enrolled": f"SELECT count(*) FROM coverage WHERE enrolled IN ('{EnrolmentState.ACTIVE.value}', 'inactive')",
        "jobs open": "SELECT count(*) FROM job WHERE status IN ('waiting', 'running')",
        "taken": f"SELECT count(*) FROM exchange_file WHERE status = '{FileStatus.TAKEN.value}'",
        "journal": "SELECT count(*) FROM journal",
    }
    with closing(sqlite3.connect(house.folder / "clinic.db")) as db:
        return {name: db.execute(statement).fetchone()[0] for name, statement in asked.items()}


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
