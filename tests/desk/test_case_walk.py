"""Does no way lead a case astray: random steps of five people, a quarter of referrals whose answers come as they do?"""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.cases.beginning import CaseRequest
from core.cases.changing import CaseChanges
from core.cases.kind import FactKind
from core.cases.kinds.book import KINDS
from core.cases.listing import MOST_COUNTED
from core.cases.model import Case, Urgency
from core.cases.queries import Whose
from core.cases.rules import pools_of
from core.cases.stepping import StepRequest
from core.errors import ClinicdeskError, NotFound
from core.structs import replace
from tests.clinics import MAIN
from tests.depth import depth

if TYPE_CHECKING:
    from core.cases.kind import CaseKind, Fact, Step
    from core.desk import Desk
    from core.patients.model import Patient
    from tests.clinics import FakeClock

PEOPLE: Final = ("ana", "ben", "cy", "sue", "vic")
STEPS: Final = depth(300, whole=50_000)
REFERRALS: Final = depth(12, whole=600)


def value_of(rng: random.Random, fact: Fact) -> str:
    """Something that could be said for the fact, or that could not."""
    day = f"202{rng.choice((6, 7))}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    usual = {
        FactKind.DAY: day,
        FactKind.DOCUMENTS: "",
        FactKind.NUMBER: str(rng.randint(1, 20)),
        FactKind.PROVIDER: "lee",
        FactKind.TYPES: "fu20",
    }
    return rng.choice(fact.words) if fact.words else usual.get(fact.kind, "words")


def saying(rng: random.Random, kind: CaseKind, row: Step) -> StepRequest:
    """The step, mostly with all that it asks for."""
    names = {*row.needs, *row.asks, *row.takes}
    facts = {one.name: value_of(rng, one) for one in kind.facts if one.name in names and rng.random() < 0.95}
    outcome = rng.choice(row.outcomes) if row.outcomes and rng.random() < 0.9 else ""
    return StepRequest(row.name, facts, outcome, "so it was" if rng.random() < 0.9 else "")


def content(desk: Desk, number: int) -> object:
    """All of a case but how often it was saved; None where it is none any more."""
    try:
        whole = desk.cases.whole("vic", number)
    except NotFound:
        return None
    return replace(whole.seen.case, rev=0), [replace(one, rev=0) for one in whole.events]


def sound(desk: Desk, number: int) -> None:
    """What holds of every case, whatever was done."""
    with suppress(NotFound):
        whole = desk.cases.whole("vic", number)
        case, kind = whole.seen.case, KINDS[whole.seen.case.kind]
        state = kind.state(case.state)
        assert case.is_open is not state.is_end
        assert case.is_open is not bool(case.outcome)
        assert set(case.facts) <= {one.name for one in kind.facts}
        at = kind.first.name
        for event in whole.events:
            row = kind.step(event.step)
            at = event.after if event.act.value == "opened" else at
            if event.act.value == "step":
                assert row
                assert at in row.source
                assert event.before == at
                at = event.after
        assert at == case.state


def each_on_its_list(desk: Desk, numbers: list[int]) -> None:
    """Every open case stands on the lists of its kind that it belongs to, in their order, and on no other."""
    now, found = desk.now(), list[Case]()
    for number in numbers:
        with suppress(NotFound):
            found.append(desk.cases.whole("vic", number).seen.case)
    awake = [one for one in found if one.is_open and not (one.snoozed and one.snoozed > now)]
    for kind in KINDS.values():
        own = [one for one in awake if one.kind == kind.name]
        order = sorted(own, key=lambda one: (kind.by_urgency and one.urgency is not Urgency.URGENT, one.due, one.id))
        for who in PEOPLE:
            pools = pools_of(desk.clinic(), who)
            wanted = {
                Whose.ALL: [one.id for one in order],
                Whose.MINE: [one.id for one in order if one.owner == who],
                Whose.ROLE: [
                    one.id
                    for one in order
                    if (not one.owner and one.pool in pools) or ("supervisor" in pools and one.escalates <= now)
                ],
                Whose.NOBODY: [one.id for one in order if not one.owner],
            }
            for whose, ids in wanted.items():
                listed = desk.cases.worklist(who, kind.name, whose, limit=len(numbers) + 1)
                assert ids == [one.case.id for one in listed], (kind.name, who, whose)
                assert min(len(ids), MOST_COUNTED) == desk.cases.counts(who, whose)[kind.name]


def test_random_steps_by_five_people(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """No state is reached but by a step of the table; undo brings back what was, and redo what was done."""
    rng, numbers, done = random.Random(7), list[int](), 0
    for _ in range(STEPS):
        who, kind = rng.choice(PEOPLE), rng.choice(list(KINDS.values()))
        clock.forward(minutes=rng.randint(1, 600))
        number = rng.choice(numbers[-20:]) if numbers and rng.random() < 0.8 else 0
        before = content(desk, number) if number else None
        try:
            if not number:
                facts = {one.name: value_of(rng, one) for one in kind.facts if one.name in kind.begins_with}
                request = CaseRequest(kind.name, "something", smith.id, rng.choice(list(Urgency)), facts=facts)
                (case,) = desk.cases.begin(who, request).all_of(Case)
                number = case.id
                numbers.append(number)
            elif rng.random() < 0.85:
                case = desk.cases.whole("vic", number).seen.case
                rows = KINDS[case.kind].steps_from(case.state) if rng.random() < 0.7 else KINDS[case.kind].steps
                if not rows:
                    continue
                desk.cases.step(who, number, saying(rng, KINDS[case.kind], rng.choice(rows)))
            else:
                today = clock.at.date()
                back = today + timedelta(days=1) if rng.random() < 0.4 else None
                owner = rng.choice(("", *PEOPLE, "nemo"))
                changes = CaseChanges(owner=owner, due=today + timedelta(days=3), back=back)
                if desk.cases.change(who, number, changes) is None:
                    continue
        except ClinicdeskError:
            assert before == (content(desk, number) if number else None)
            continue
        done += 1
        sound(desk, number)
        if rng.random() < 0.2:
            after = content(desk, number)
            desk.journal.undo(who)
            assert before == content(desk, number)
            desk.journal.redo(who)
            assert after == content(desk, number)
        if done % (STEPS // 4) == 0:
            each_on_its_list(desk, numbers)
    each_on_its_list(desk, numbers)
    assert done > STEPS // 3


class Outside:
    """How the outside answers a referral: late, wrong, twice or never; and what was seen of it, counted apart."""

    def __init__(self, rng: random.Random) -> None:
        self.way = rng.choice(("well", "late", "twice", "wrong", "never", "declines", "no-show", "cancelled"))
        self.waits = rng.randint(1, 9) if self.way != "late" else rng.randint(15, 40)
        self.sent: date | None = None
        self.reported: date | None = None
        self.to = f"Clinic {rng.randint(1, 9)}"

    @property
    def took(self) -> int | None:
        """Days from when it was sent first to its first report."""
        return (self.reported - self.sent).days if self.reported and self.sent else None

    def answer(self, state: str, today: date) -> tuple[str, dict[str, str], str]:
        """The step that a coordinator takes of a referral that is due, by what the outside says when it is asked."""
        said: dict[str, tuple[str, dict[str, str], str]] = {
            "draft": ("ready", {}, ""),
            "ready": ("send", {"how": "fax"}, ""),
            "sent": ("receive", {}, ""),
            "received": ("status", {"partner_status": "QX7"}, "") if self.way == "wrong" else ("accept", {}, ""),
            "other": ("accept", {}, ""),
            "accepted": ("schedule", {"visit_on": (today + timedelta(days=self.waits)).isoformat()}, ""),
            "scheduled": ("see", {}, ""),
            "seen": ("report", {}, ""),
            "report-received": ("review", {"read_by": "lee"}, ""),
            "declined": ("close", {}, "done-elsewhere"),
            "expired": ("close", {}, "not-needed"),
            "no-show": ("close", {}, "patient-refused"),
            "cancelling": ("cancel-confirmed", {}, ""),
        }
        own = {("never", "sent"): "expire", ("declines", "received"): "decline", ("no-show", "scheduled"): "no-show"}
        step = own.get((self.way, state))
        if step:
            return step, {"declined": "full"} if step == "decline" else {}, ""
        if self.way == "cancelled" and state == "accepted":
            return "cancel", {}, ""
        return said[state]


def test_a_quarter_of_referrals(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Every one ends closed or stands on the list of somebody, however answers come; the figure is what was counted."""
    rng, open_ones, all_ones = random.Random(3), dict[int, Outside](), dict[int, Outside]()
    first = clock.at.astimezone(MAIN).date()
    for day in range(210):
        clock.at = datetime(2026, 11, 23, 15, tzinfo=UTC) + timedelta(days=day)
        today = clock.at.astimezone(MAIN).date()
        for _ in range(REFERRALS // 12 if day < 84 and day % 7 == 0 else 0):
            outside = Outside(rng)
            facts = {"to": outside.to}
            urgency = rng.choice((Urgency.ROUTINE, Urgency.ROUTINE, Urgency.URGENT))
            (case,) = desk.cases.begin("ana", CaseRequest("referral-out", "x", smith.id, urgency, facts=facts)).all_of(
                Case
            )
            open_ones[case.id] = all_ones[case.id] = outside
        if today.weekday() > 4:
            continue
        listed = [one.case for one in desk.cases.worklist("ben", "referral-out", Whose.ROLE)]
        assert set(open_ones) == {case.id for case in listed}, "none has fallen off everybody's list"
        for case in listed:
            outside = open_ones[case.id]
            if case.reminds > clock.at:
                continue
            step, facts, outcome = outside.answer(case.state, today)
            desk.cases.step("ben", case.id, StepRequest(step, facts, outcome, "called them"))
            outside.sent = today if step == "send" and outside.sent is None else outside.sent
            if step == "report":
                outside.reported = outside.reported or today
                if outside.way == "twice":
                    desk.cases.note("ben", case.id, "the report came once more")
            if not desk.cases.whole("vic", case.id).seen.case.is_open:
                del open_ones[case.id]
    assert not open_ones
    found = desk.cases.closure("vic", first, first + timedelta(days=210), days=30)
    own = [one for one in all_ones.values() if one.sent]
    assert (len(own), sum(one.reported is not None for one in own)) == (found.sent, found.reported)
    in_time = [one for one in own if one.sent and one.reported and one.reported <= one.sent + timedelta(days=30)]
    assert (len(in_time), len(own), 0) == (found.within, found.closed, found.young)
    assert (len(own), sum(one.reported is not None for one in own)) == (
        *(sum(one.sent for one in found.parties), sum(one.reported for one in found.parties)),
    )
    for party in found.parties:
        took = [one.took for one in own if one.to == party.to and one.took is not None]
        assert (len(took), sorted(took)[(len(took) - 1) // 2] if took else None) == (party.reported, party.median)
