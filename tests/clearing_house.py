"""A clinic that asks payers by file, the two folders in which files pass, and what comes back: every kind of answer."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core.access.roles import RoleAuthorization
from core.coverage.model import EnrolmentState
from core.desk import Desk
from core.settings.model import EligibilitySettings, Policy
from core.verification.inquiry import FileStatus, InquiryStatus
from storage.links.answer_folder import AnswerFolders
from storage.links.question_file import QuestionFile
from tests.clinics import SETUP, FakeClock, book, register, set_up_store
from tests.insured import PAYERS, insure
from tests.jobs import ACCOUNT, NoLeases, do_all
from tests.payer import Question, interchange, questions, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.jobs.model import Job, Outcome
    from core.jobs.worker import Worker
    from storage.store import SqliteStore

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
        self.desk.set_up("setup", _many(count), place="many.toml")
        for at in range(count):
            person = register(self.desk, f"Person{at}", "Ann")
            insure(self.desk, person, member_id=f"M{at}")
            day, nth = 24 + at % 2, at // 2
            start = f"2026-11-{day}T{nth % 8 + 9:02}:{nth // 8 % 3 * 20:02}"
            book(self.desk, person, start, provider=f"p{nth // 24}")


def founded(folder: Path) -> ClearingHouse:
    """Monday 23 November 2026, 10:20 at main, armed."""
    for name in ("out", "in"):
        (folder / name).mkdir()
    found = ClearingHouse(folder, set_up_store(folder / "clinic.db", SETUP + PAYERS), FakeClock())
    found.desk.set_up("setup", MORE, place="more.toml")
    found.desk.jobs.arm(ACCOUNT)
    return found


def _many(count: int) -> str:
    """Who sees so many, and where."""
    return "".join(
        f'[[provider]]\ncode = "p{at}"\nname = "P{at}, Ann MD"\n\n'
        f'[[session]]\nprovider = "p{at}"\nsite = "main"\ndays = ["tue", "wed"]\nfrom = "09:00"\nto = "17:00"\n\n'
        f'[[room]]\ncode = "X{at}"\nsite = "main"\nkind = "exam"\n\n'
        for at in range(1 + count // 48)
    )


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
"""What is laid into the folder for a question, and where its visit stands then."""


def laid(house: ClearingHouse, asked: Sequence[Question]) -> dict[str, str]:
    """Lay answers of every kind, in files that come twice or are cut short; where each visit is to stand, by family."""
    expected: dict[str, str] = {}
    kinds = list(REPLIES.values())
    bodies: list[str] = []
    for at, question in enumerate(asked):
        reply, standing = kinds[at % len(kinds)]
        expected[question.family] = standing
        bodies += reply(question)
    for at in range(0, len(bodies), 7):
        path = house.answer(*bodies[at : at + 7])
        if at % 2:
            path.with_suffix(".copy").write_bytes(path.read_bytes())
        else:
            path.with_suffix(".cut").write_bytes(path.read_bytes()[:-30])
    return expected


def counted(house: ClearingHouse) -> dict[str, int]:
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
