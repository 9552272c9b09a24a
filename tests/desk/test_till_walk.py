"""Whatever is paid, given back, voided, undone and counted in whatever order: does it come out to the cent?"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import pairwise
from threading import Thread
from typing import TYPE_CHECKING

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import ClinicdeskError
from core.record_ref import AppointmentId, RecordRef
from core.schedule.requests import BookingRequest
from core.settings.model import Policy
from core.till.ledger import expected_cash
from core.till.model import LedgerLine, LineKind, Method
from core.till.payment import Payment
from core.till.question import QuestionKind
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock, make_desk, register
from tests.depth import depth

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient

STEPS = depth(120, whole=5_000)
WRITERS, EACH = 4, 25
ACTORS = ("ana", "ben")
_DRAWN = (LineKind.COPAY, LineKind.BALANCE, LineKind.PREPAYMENT, LineKind.REFUND)


def _step(desk: Desk, people: list[Patient], chance: random.Random) -> None:
    """One act by somebody, which a rule may refuse."""
    actor, till = chance.choice(ACTORS), desk.till
    if chance.random() < 0.35:
        _step_beside(desk, people, chance, actor)
        return
    match chance.randrange(9):
        case 0 | 1 | 2 | 3:
            kind, method = chance.choice(_DRAWN), chance.choice(tuple(Method))
            till.pay(actor, Payment(chance.choice(people).ref, kind, method, chance.choice((500, 2500, 2500))))
        case 4:
            till.void(actor, chance.randrange(1, 40), "walk")
        case 5:
            desk.journal.undo(actor)
        case 6:
            desk.journal.redo(actor)
        case 7:
            till.open(actor, actor, 10000)
        case _:
            till.close(actor, actor, chance.choice((9000, 12000)))


def _step_beside(desk: Desk, people: list[Patient], chance: random.Random, actor: str) -> None:
    """One about a visit, or about what is asked of a line, which a rule may refuse."""
    till = desk.till
    match chance.randrange(5):
        case 0:
            start = datetime(2026, 11, 23 + chance.randrange(5), 11 + chance.randrange(5), 20 * chance.randrange(3))
            desk.schedule.book(actor, BookingRequest(chance.choice(people).id, "fu20", "lee", start))
        case 1:
            verb = chance.choice((Verb.ARRIVE, Verb.CHECK_OUT, Verb.STEP_BACK, Verb.NO_SHOW, Verb.CANCEL))
            desk.visits.act(actor, verb, {AppointmentId(chance.randrange(1, 20)): None}, VerbOptions(reason="sick"))
        case 2:
            whose = RecordRef("appointment", chance.randrange(1, 20))
            till.pay(actor, Payment(whose, LineKind.COPAY, Method.CASH, 2500))
        case 3:
            till.note_question(actor, chance.randrange(1, 40), chance.choice(tuple(QuestionKind)), "walk")
        case _:
            asked = till.open_questions(actor)
            till.settle(actor, asked[0].question.id if asked else 1, "walk")


def test_a_walk_comes_out_to_the_cent(tmp_path: Path) -> None:
    """Beside visits and disputes balances are sums, by SQL too; no receipt lacks; what is refused changes nothing."""
    chance, desk = random.Random(14), make_desk(tmp_path)
    people = [register(desk, family, actor="cy") for family in ("Smith", "Jones", "Ray")]
    for _ in range(STEPS):
        before = _balances(desk, people)
        try:
            _step(desk, people, chance)
        except ClinicdeskError:
            assert before == _balances(desk, people), "what is refused changes nothing"
    _comes_out(desk, people, tmp_path / "clinic.db")


def test_all_that_is_undone_is_the_start(tmp_path: Path) -> None:
    """Payments and voids of a day, taken back one by one, leave nobody owing anything."""
    chance, desk = random.Random(3), make_desk(tmp_path)
    smith = register(desk, actor="cy")
    for _ in range(depth(12, whole=200)):
        line = desk.till.pay("ana", Payment(smith.ref, LineKind.COPAY, Method.CASH, 100 * chance.randrange(1, 90)))
        if chance.random() < 0.4:
            desk.till.void("ana", line.all_of(LedgerLine)[0].id, "walk")
    while desk.till.ledger("ana", smith.id).lines:
        try:
            desk.journal.undo("ana")
        except ClinicdeskError:
            break
    assert 0 == desk.till.ledger("ana", smith.id).balance
    _comes_out(desk, [smith], tmp_path / "clinic.db")


def test_a_hundred_receipts_at_once_have_no_gap(tmp_path: Path) -> None:
    """Each writer has a connection of its own, and all of them write at the same time."""
    smith = register(make_desk(tmp_path), actor="cy")
    refused: list[ClinicdeskError] = []

    def write(actor: str) -> None:
        with SqliteStore(tmp_path / "clinic.db", busy_seconds=60) as store:
            desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
            for _ in range(EACH):
                try:
                    desk.till.pay(actor, Payment(smith.ref, LineKind.COPAY, Method.CARD, 100))
                except ClinicdeskError as error:
                    refused.append(error)

    writers = [Thread(target=write, args=(f"desk{number}",)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [] == refused
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        receipts = [number for (number,) in db.execute("SELECT receipt FROM ledger ORDER BY id")]
    assert list(range(1, WRITERS * EACH + 1)) == receipts


def _balances(desk: Desk, people: list[Patient]) -> list[int]:
    return [desk.till.ledger("ana", one.id).balance for one in people]


def _comes_out(desk: Desk, people: list[Patient], path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        sums = dict(db.execute("SELECT patient, sum(cents) FROM ledger GROUP BY patient"))
        receipts = [
            number for (number,) in db.execute("SELECT receipt FROM ledger WHERE receipt IS NOT NULL ORDER BY id")
        ]
        (edited,) = db.execute("SELECT count(*) FROM ledger WHERE rev <> 1").fetchone()
        voided = db.execute("SELECT voids FROM ledger WHERE voids IS NOT NULL").fetchall()
    assert [sums.get(one.id, 0) for one in people] == _balances(desk, people)
    for ledger in (desk.till.ledger("ana", one.id) for one in people):
        assert 0 <= ledger.disputed <= max(ledger.balance, 0) == ledger.disputed + ledger.to_collect
    assert all(later == earlier + 1 for earlier, later in pairwise((0, *receipts)))
    assert 0 == edited
    assert len(voided) == len(set(voided))
    for actor in ACTORS:
        try:
            drawer = desk.till.drawer(actor, actor)
        except ClinicdeskError:
            continue
        if drawer.expected is not None:
            with desk._context.snapshot() as reading:
                through = reading.till.through(drawer.session.id)
            assert expected_cash(drawer.session.floated, through) == drawer.expected
    assert () == examine(path)
