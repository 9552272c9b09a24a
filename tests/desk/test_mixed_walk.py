"""Whatever is done with visits, money, coverage, forms and estimates, in whatever order: is each state a legal one?

And all of it is taken back to the start, act by act: what came over the desk by voids, the rest by undo.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.coverage.fields import new_coverage
from core.coverage.model import EnrolmentState
from core.coverage.model import How as Told
from core.coverage.verifying import Found
from core.documents.forms import FormSaid
from core.errors import BadInput, ClinicdeskError, NotFound, Refused
from core.estimates.model import How
from core.estimates.prices import PriceRequest
from core.forms.model import FormState
from core.record_ref import AppointmentId, RecordRef
from core.schedule.requests import BookingRequest, MoveRequest
from core.till.model import LineKind, Method
from core.till.payment import Payment
from core.till.question import QuestionKind
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import SETUP, FakeClock, make_desk, register
from tests.depth import depth
from tests.insured import PAYERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.desk import Desk
    from core.patients.model import Patient

WALKS, STEPS = depth(1, whole=500), depth(150, whole=200)
MORE: Final = """
[[form]]
code = "privacy"
name = "Privacy notice"
may_decline = true

[[form]]
code = "consent"
name = "Consent"
valid_days = 365
types = ["fu20"]

[[fee]]
type = "fu20"
code = "99213"
name = "Office visit"
amount = "120.50"

[[recall]]
code = "half"
name = "Half-year check"
months = 6
types = ["fu20"]
"""
LEGAL: Final = {
    ("booked", None),
    ("arrived", "arrived"),
    ("checked-in", "checked-in"),
    ("checked-in", "roomed"),
    ("checked-in", "departed"),
    ("fulfilled", "checked-out"),
    ("cancelled", None),
    ("cancelled", "arrived"),
    ("cancelled", "checked-in"),
    ("cancelled", "left"),
    ("noshow", None),
    ("entered-in-error", None),
}
"""Status of the appointment and step of the visit that may stand together, by what a visit can go through."""
WAIVED: Final = {"identity": "known", "demographics": "known", "insurance": "known", "forms": "later"}


@dataclass(slots=True)
class Walk:
    """One actor at one desk, who does what comes; `done` counts what was accepted, `refused` what was not."""

    desk: Desk
    clock: FakeClock
    people: list[Patient]
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def step(self) -> None:
        """One act, a minute after the one before."""
        self.clock.at += timedelta(minutes=self.chance.choice((0, 1, 1, 4)))
        act = self.chance.choice(_ACTS)
        try:
            act(self)
        except ClinicdeskError:
            self.refused[act.__name__] += 1
        else:
            self.done[act.__name__] += 1

    def visit(self) -> AppointmentId:
        """One of the newest, most of which exist."""
        return AppointmentId(max(1, self.done["_book"] + self.done["_walk_in"] - self.chance.randrange(4)))

    def patient(self) -> Patient:
        """Somebody."""
        return self.chance.choice(self.people)


def _book(walk: Walk) -> None:
    minute = walk.chance.randrange(9 * 12, 16 * 12) * 5
    start = datetime(2026, 11, 23, minute // 60, minute % 60) + timedelta(days=walk.chance.choice((0, 0, 0, 1, 14)))
    provider, kind = walk.chance.choice(("lee", "ito")), walk.chance.choice(("fu20", "new40"))
    agreed = {"C3": "urgent", "C11": "urgent"} if walk.chance.random() < 0.3 else {}
    request = BookingRequest(walk.patient().id, kind, provider, start, overrides=agreed)
    walk.desk.schedule.book("ana", request)


def _walk_in(walk: Walk) -> None:
    now = walk.clock.at - timedelta(hours=5)
    start = now.replace(tzinfo=None, minute=now.minute // 5 * 5, second=0, microsecond=0)
    request = BookingRequest(walk.patient().id, "fu20", "ito", start, overrides={"C3": "urgent"})
    walk.desk.schedule.book("ana", request)


def _move(walk: Walk) -> None:
    start = datetime(2026, 11, 23 + walk.chance.randrange(3), walk.chance.randrange(9, 16), 20)
    walk.desk.schedule.move("ana", MoveRequest(walk.visit(), start, overrides={"C3": "urgent"}))


def _verb(walk: Walk) -> None:
    """Whichever of three the state allows, on one of those who are in the house where there are any."""
    number, first = walk.visit(), VerbOptions(reason="sick", waivers=walk.chance.choice((WAIVED, {})))
    for verb in walk.chance.sample([one for one in Verb if one is not Verb.MOVE], 3):
        options = first if verb is Verb.CHECK_IN else VerbOptions(reason="sick")
        try:
            walk.desk.visits.act("ana", verb, {number: None}, options)
        except Refused as refused:
            if {one.rule for one in refused.conflicts} == {"C3"}:
                agreed = VerbOptions(reason="sick", overrides={"C3": "urgent"})
                walk.desk.visits.act("ana", verb, {number: None}, agreed)
        else:
            return
    raise BadInput(str(number))


def _pay(walk: Walk) -> None:
    kinds = (LineKind.COPAY, LineKind.COPAY, LineKind.BALANCE, LineKind.PREPAYMENT, LineKind.DEPOSIT, LineKind.REFUND)
    whose = walk.patient().ref if walk.chance.random() < 0.5 else RecordRef("appointment", walk.visit())
    method, cents = walk.chance.choice(tuple(Method)), walk.chance.choice((500, 2500, 2500))
    walk.desk.till.pay("ana", Payment(whose, walk.chance.choice(kinds), method, cents))


def _void(walk: Walk) -> None:
    walk.desk.till.void("ana", walk.chance.randrange(1, 2 * walk.done["_pay"] + 2), "walk")


def _question(walk: Walk) -> None:
    asked = walk.desk.till.open_questions("ana")
    if asked and walk.chance.random() < 0.5:
        walk.desk.till.settle("ana", asked[0].question.id, "walk")
    else:
        line = walk.chance.randrange(1, 2 * walk.done["_pay"] + 2)
        walk.desk.till.note_question("ana", line, walk.chance.choice(tuple(QuestionKind)), "walk")


def _cover(walk: Walk) -> None:
    known = walk.desk.coverage.of_patient("ana", walk.patient().id)
    if known and walk.chance.random() < 0.6:
        day = walk.chance.choice((None, date(2026, 12, 1), date(2026, 11, 1)))
        walk.desk.coverage.edit("ana", known[0].id, {"ends": day})
        return
    payer = walk.chance.choice(("cigna", "self-pay"))
    member = "" if payer == "self-pay" else f"M{walk.chance.randrange(9)}"
    values = {"payer": payer, "member_id": member, "starts": walk.chance.choice((None, date(2026, 1, 1)))}
    walk.desk.coverage.add("ana", new_coverage(walk.patient().id, values))


def _verify(walk: Walk) -> None:
    found = Found(walk.chance.choice(tuple(EnrolmentState)), walk.chance.choice((Told.PHONE, Told.PORTAL)), "R")
    walk.desk.verification.verify("ana", walk.visit(), found)


def _form(walk: Walk) -> None:
    said = FormSaid(walk.chance.choice(("privacy", "consent")), walk.chance.choice(tuple(FormState)))
    walk.desk.documents.note_forms("ana", walk.patient().ref, [said])


def _estimate(walk: Walk) -> None:
    estimates, visit = walk.desk.estimates, walk.visit()
    match walk.chance.randrange(6):
        case 0:
            estimates.ask("ana", visit)
        case 1:
            estimates.make("ana", visit)
        case 2:
            estimates.give("ana", visit, How.EMAIL)
        case 3:
            estimates.decline("ana", visit)
        case 4:
            estimates.ask_price("ana", walk.patient().id, PriceRequest("fu20", "lee", "main"))
        case _:
            asked = estimates.prices_due("ana")
            estimates.give_price("ana", asked[0].estimate.id if asked else 1, How.MAIL)


def _recall(walk: Walk) -> None:
    walk.desk.recall.set("ana", walk.patient().id, "half")


def _undo(walk: Walk) -> None:
    walk.desk.journal.undo("ana")


def _redo(walk: Walk) -> None:
    walk.desk.journal.redo("ana")


_ACTS: Final[tuple[Callable[[Walk], None], ...]] = (
    *(_book, _walk_in, _walk_in, _move, _verb, _verb, _verb, _verb, _verb, _pay, _pay, _void, _question),
    *(_cover, _verify, _form, _estimate, _recall, _undo, _redo),
)


def test_no_walk_leads_where_nobody_may_be(tmp_path: Path) -> None:
    """After every act each pair of states is legal, and once all is undone the clinic is as it was at the start."""
    done: Counter[str] = Counter()
    for seed in range(WALKS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        clock = FakeClock()
        clock.set("2026-11-23T09:00")
        with SqliteStore.create(folder / "clinic.db") as store:
            desk = make_desk(folder, clock=clock, setup=SETUP + PAYERS + MORE, store=store)
            people = [register(desk, family, actor="cy") for family in ("Smith", "Jones", "Ray")]
            walk = Walk(desk, clock, people, random.Random(seed))
            with closing(sqlite3.connect(folder / "clinic.db")) as db:
                start = _stands(db)
                for _ in range(STEPS):
                    walk.step()
                    _is_legal(db)
                _take_back(desk)
                assert start == _stands(db), f"walk {seed}"
                _is_legal(db)
        assert () == examine(folder / "clinic.db")
        done += walk.done
    assert 10 <= len(done), "most kinds of acts were accepted somewhere"


def _take_back(desk: Desk) -> None:
    """All that ana did, the newest first."""
    while True:
        try:
            desk.journal.undo("ana")
        except NotFound:
            return


def _stands(db: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """All that counts of the clinic: what is a mistake, or sums up to nothing, does not."""
    asked = (
        "SELECT id, status, start, provider, room FROM appointment WHERE status <> 'entered-in-error' ORDER BY id",
        "SELECT appointment, step FROM visit WHERE step IS NOT NULL ORDER BY appointment",
        "SELECT patient, sum(cents) FROM ledger GROUP BY patient HAVING sum(cents) <> 0",
        "SELECT id FROM coverage WHERE status <> 'entered-in-error'",
        "SELECT id FROM form_note WHERE status <> 'entered-in-error'",
        "SELECT id FROM estimate WHERE status <> 'entered-in-error'",
        "SELECT id FROM recall WHERE status <> 'entered-in-error'",
        "SELECT id FROM billing_question WHERE status <> 'entered-in-error'",
        "SELECT * FROM occupancy ORDER BY 1, 2, 3",
        "SELECT id, identity_verified_at, demographics_confirmed_at FROM patient ORDER BY id",
    )
    return [db.execute(one).fetchall() for one in asked]


def _is_legal(db: sqlite3.Connection) -> None:
    """By SQL of its own: what may never stand side by side."""
    pairs = set(
        db.execute("SELECT status, step FROM appointment LEFT JOIN visit ON visit.appointment = appointment.id")
    )
    assert set() == pairs - LEGAL
    never = {
        "two in a room": """
            SELECT room FROM visit WHERE room IS NOT NULL AND step IN ('roomed', 'with-provider')
            GROUP BY room HAVING count(*) > 1""",
        "a patient twice at once": """
            SELECT 1 FROM occupancy one JOIN occupancy other
            ON one.kind = other.kind AND one.resource = other.resource AND one.lane = other.lane
            AND one.appointment < other.appointment AND one.start < other.finish AND other.start < one.finish""",
        "voided twice": "SELECT voids FROM ledger WHERE voids IS NOT NULL GROUP BY voids HAVING count(*) > 1",
        "two estimates that count": """
            SELECT 1 FROM estimate WHERE appointment IS NOT NULL AND status NOT IN ('superseded', 'entered-in-error')
            GROUP BY appointment HAVING count(*) > 1""",
        "two open questions of a line": """
            SELECT 1 FROM billing_question WHERE status = 'open' GROUP BY line HAVING count(*) > 1""",
        "two recalls of a kind": """
            SELECT 1 FROM recall WHERE status <> 'entered-in-error' GROUP BY patient, kind HAVING count(*) > 1""",
    }
    for what, sql in never.items():
        assert [] == db.execute(sql).fetchall(), what
    receipts = [number for (number,) in db.execute("SELECT receipt FROM ledger WHERE receipt IS NOT NULL ORDER BY id")]
    assert list(range(1, len(receipts) + 1)) == receipts
