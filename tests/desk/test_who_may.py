"""Who may do which use case? The whole table: every one of the desk's, by role and for a stranger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from inspect import getmembers, isfunction, signature
from typing import TYPE_CHECKING, Final

import pytest

from core.access.privileges import Privilege
from core.calendar.interval import Interval
from core.calendar.period import whole_days
from core.calendar.recurrence import read_rule
from core.cases.beginning import CaseRequest
from core.cases.changing import CaseChanges
from core.cases.linking import LinkRequest
from core.cases.listing import CaseFilter
from core.cases.model import LinkKind
from core.cases.queries import Whose
from core.cases.stepping import StepRequest
from core.cases.use_cases import CasesDesk
from core.contact.call_model import CallList, CallOutcome
from core.contact.call_use_cases import CallsDesk
from core.contact.use_cases import ContactDesk
from core.desk import Desk
from core.errors import ClinicdeskError, NotAllowed
from core.importing.request import ImportFile
from core.jobs.use_cases import JobsDesk
from core.journal.model import EntryId
from core.journal.use_cases import JournalDesk
from core.patients.model import Patient, Sex
from core.patients.use_cases import PatientsDesk
from core.recall.model import RecallStatus
from core.recall.use_cases import RecallDesk
from core.record_ref import PatientId
from core.schedule.availability.requests import LeaveRequest
from core.schedule.holds.use_cases import HoldRequest, HoldsDesk, OpenTime
from core.schedule.model.hold import Hold
from core.schedule.model.linked import Scope
from core.schedule.model.wait import Outcome
from core.schedule.requests import BookingRequest, MoveRequest
from core.schedule.series.chain_requests import ChainPart, ChainRequest
from core.schedule.series.requests import SeriesRequest
from core.schedule.slots.model import SlotSearch
from core.schedule.slots.words import Understood
from core.schedule.use_cases import ScheduleDesk
from core.schedule.waitlist.offer import Offer
from core.schedule.waitlist.use_cases import WaitlistDesk
from core.visits.options import VerbOptions
from core.visits.state import Verb
from core.visits.use_cases import VisitsDesk
from core.visits.walk_in import WalkInRequest
from tests.clinics import USERS, book
from tests.desk.importing import Told
from tests.jobs import NoLeases

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit

UseCase = Callable[[Desk, str, "ScheduledVisit"], object]

ROLES: Final = {"sue": "supervisor", "ana": "coordinator", "vic": "viewer", "eve": "stranger"}
LOOKING: Final = {"viewer", "coordinator", "supervisor"}
WORKING: Final = {"coordinator", "supervisor"}
SUPERVISING: Final = {"supervisor"}
NOON: Final = datetime(2026, 11, 24, 11)
AWAY: Final = LeaveRequest("lee", whole_days(NOON.date(), NOON.date()))
TIME: Final = OpenTime("lee", "main", Interval(NOON.replace(tzinfo=UTC), NOON.replace(hour=12, tzinfo=UTC)))
HELD: Final = Hold("lee", "main", TIME.span, "ana", TIME.span.start, TIME.span.end, is_open=True, number=1)
OFFER: Final = Offer("lee", "main", TIME.span.start, TIME.span.end)
FU20: Final = {"visit_type": "fu20"}
RAY: Final = Patient(PatientId(0), "", "Ray", "Al", date(1990, 5, 6), Sex.MALE)


def here_now(seen: ScheduledVisit) -> WalkInRequest:
    """The same patient walks in."""
    return WalkInRequest(seen.patient.id, "fu20", site="main")


def wanted(seen: ScheduledVisit) -> BookingRequest:
    """Another appointment of the same patient."""
    return BookingRequest(seen.patient.id, "fu20", "lee", NOON)


def series(seen: ScheduledVisit) -> SeriesRequest:
    """The same, coming again."""
    return SeriesRequest(wanted(seen), read_rule("FREQ=WEEKLY;COUNT=2"))


TABLE: Final[dict[str, tuple[UseCase, set[str]]]] = {
    "set_up": (lambda desk, who, _: desk.set_up(who, USERS, place="users.toml"), SUPERVISING),
    "read_ref": (lambda desk, who, _: desk.read_ref(who, "id:1"), LOOKING),
    "patients.find": (lambda desk, who, _: desk.patients.find(who, "smith"), LOOKING),
    "patients.by_ref": (lambda desk, who, _: desk.patients.by_ref(who, "id:1"), LOOKING),
    "patients.lines": (lambda desk, who, _: next(desk.patients.lines(who)), SUPERVISING),
    "patients.by_id": (lambda desk, who, seen: desk.patients.by_id(who, seen.patient.id), LOOKING),
    "patients.opened": (lambda desk, who, seen: desk.patients.opened(who, seen.patient.id, "sheet"), LOOKING),
    "patients.give_reason": (lambda desk, who, seen: desk.patients.give_reason(who, seen.patient.id, "asks"), LOOKING),
    "patients.all_opened": (
        lambda desk, who, _: desk.patients.all_opened(who, Privilege.BACK_UP, "backup"),
        SUPERVISING,
    ),
    "patients.openings_of": (lambda desk, who, _: desk.patients.openings_of(who, "id:1"), SUPERVISING),
    "patients.openings_by": (lambda desk, who, _: desk.patients.openings_by(who, "ana"), SUPERVISING),
    "patients.alerts_since": (lambda desk, who, _: desk.patients.alerts_since(who, EntryId(0)), LOOKING),
    "patients.duplicates": (lambda desk, who, _: desk.patients.duplicates(who, RAY), LOOKING),
    "patients.register": (lambda desk, who, _: desk.patients.register(who, RAY), WORKING),
    "patients.edit": (
        lambda desk, who, seen: desk.patients.edit(who, seen.patient.id, {"email": "a@b.org"}),
        WORKING,
    ),
    "patients.import_file": (
        lambda desk, who, _: desk.patients.import_file(who, ImportFile("x", ["family,given,dob\n"]), sink=Told()),
        SUPERVISING,
    ),
    "schedule.openings": (lambda desk, who, _: desk.schedule.openings(who, SlotSearch("fu20")), LOOKING),
    "schedule.read_search": (lambda desk, who, _: desk.schedule.read_search(who, "fu20"), LOOKING),
    "schedule.read_chain": (
        lambda desk, who, seen: desk.schedule.read_chain(
            who, "fu20 then fu20", seen.patient.id, lambda ref: desk.patients.by_ref(who, ref)
        ),
        LOOKING,
    ),
    "schedule.best_openings": (
        lambda desk, who, _: desk.schedule.best_openings(who, Understood(SlotSearch("fu20"), "")),
        LOOKING,
    ),
    "schedule.usual": (lambda desk, who, seen: desk.schedule.usual(who, seen.patient), LOOKING),
    "schedule.free_days": (
        lambda desk, who, _: desk.schedule.free_days(who, SlotSearch("fu20"), site="main", first=NOON.date(), days=2),
        LOOKING,
    ),
    "schedule.week": (lambda desk, who, _: desk.schedule.week(who, "main", NOON.date(), provider="lee"), LOOKING),
    "schedule.third_next": (lambda desk, who, _: desk.schedule.third_next(who, provider="lee"), LOOKING),
    "schedule.why": (lambda desk, who, seen: desk.schedule.why(who, wanted(seen)), LOOKING),
    "schedule.day": (lambda desk, who, _: desk.schedule.day(who, "main", NOON.date()), LOOKING),
    "schedule.appointment": (lambda desk, who, seen: desk.schedule.appointment(who, seen.appointment.id), LOOKING),
    "schedule.of_patient": (lambda desk, who, seen: desk.schedule.of_patient(who, seen.patient.id), LOOKING),
    "schedule.assess": (lambda desk, who, seen: desk.schedule.assess(who, wanted(seen)), WORKING),
    "schedule.conflicts_of": (lambda desk, who, seen: desk.schedule.conflicts_of(who, seen.appointment.id), LOOKING),
    "schedule.book": (lambda desk, who, seen: desk.schedule.book(who, wanted(seen)), WORKING),
    "schedule.move": (
        lambda desk, who, seen: desk.schedule.move(who, MoveRequest(seen.appointment.id, NOON)),
        WORKING,
    ),
    "schedule.assess_hours": (lambda desk, who, _: desk.schedule.assess_hours(who, AWAY), SUPERVISING),
    "schedule.change_hours": (lambda desk, who, _: desk.schedule.change_hours(who, AWAY), SUPERVISING),
    "schedule.series": (lambda desk, who, seen: desk.schedule.series(who, series(seen)), WORKING),
    "schedule.book_series": (lambda desk, who, seen: desk.schedule.book_series(who, series(seen)), WORKING),
    "schedule.bundles": (
        lambda desk, who, seen: desk.schedule.bundles(
            who, ChainRequest(seen.patient.id, (ChainPart("fu20"), ChainPart("fu20")))
        ),
        WORKING,
    ),
    "schedule.book_chain": (lambda desk, who, seen: desk.schedule.book_chain(who, [wanted(seen)] * 2), WORKING),
    "schedule.assess_together": (
        lambda desk, who, seen: desk.schedule.assess_together(who, MoveRequest(seen.appointment.id, NOON), Scope.ALL),
        WORKING,
    ),
    "schedule.move_together": (
        lambda desk, who, seen: desk.schedule.move_together(who, MoveRequest(seen.appointment.id, NOON), Scope.ALL),
        WORKING,
    ),
    "schedule.together": (
        lambda desk, who, seen: desk.schedule.together(who, seen.appointment.id, Scope.ALL),
        LOOKING,
    ),
    "schedule.linked": (lambda desk, who, seen: desk.schedule.linked(who, seen.appointment.id), LOOKING),
    "schedule.group": (lambda desk, who, seen: desk.schedule.group(who, seen.appointment.id), LOOKING),
    "schedule.join": (
        lambda desk, who, seen: desk.schedule.join(who, seen.appointment.id, seen.patient.id),
        WORKING,
    ),
    "visits.cancel_together": (
        lambda desk, who, seen: desk.visits.cancel_together(
            who, seen.appointment.id, Scope.ALL, VerbOptions(reason="sick")
        ),
        WORKING,
    ),
    "schedule.note_late": (lambda desk, who, _: desk.schedule.note_late(who, "lee", 5), WORKING),
    "schedule.suppose_late": (lambda desk, who, _: desk.schedule.suppose_late(who, "lee", 5), WORKING),
    "schedule.seen_later": (lambda desk, who, _: desk.schedule.seen_later(who), LOOKING),
    "visits.walk_in": (lambda desk, who, seen: desk.visits.walk_in(who, here_now(seen)), WORKING),
    "visits.propose_walk_in": (lambda desk, who, seen: desk.visits.propose_walk_in(who, here_now(seen)), WORKING),
    "visits.walk_in_types": (
        lambda desk, who, seen: desk.visits.walk_in_types(who, seen.patient.id, "main"),
        WORKING,
    ),
    "holds.live": (lambda desk, who, _: desk.holds.live(who), LOOKING),
    "holds.hold": (lambda desk, who, _: desk.holds.hold(who, HoldRequest("lee", NOON, 20)), WORKING),
    "holds.release": (lambda desk, who, _: desk.holds.release(who, 1), WORKING),
    "holds.keep_open": (lambda desk, who, _: desk.holds.keep_open(who, TIME, None), WORKING),
    "holds.let_go": (lambda desk, who, _: desk.holds.let_go(who, HELD), WORKING),
    "contact.of_patient": (lambda desk, who, seen: desk.contact.of_patient(who, seen.patient.id), LOOKING),
    "contact.note": (lambda desk, who, seen: desk.contact.note(who, seen.patient.id, {"summary": "forms"}), WORKING),
    "contact.by_id": (lambda desk, who, _: desk.contact.by_id(who, 1), LOOKING),
    "contact.due": (lambda desk, who, _: desk.contact.due(who), LOOKING),
    "contact.tick_off": (lambda desk, who, _: desk.contact.tick_off(who, 1), WORKING),
    "contact.put_off": (lambda desk, who, _: desk.contact.put_off(who, 1, NOON.date()), WORKING),
    "calls.listed": (lambda desk, who, _: desk.calls.listed(who, CallList.CONFIRM), LOOKING),
    "calls.one": (lambda desk, who, _: desk.calls.one(who, CallList.CONFIRM, 1), LOOKING),
    "calls.log": (lambda desk, who, _: desk.calls.log(who, CallList.CONFIRM, 1, CallOutcome.NO_ANSWER), WORKING),
    "calls.raise_back": (lambda desk, who, seen: desk.calls.raise_back(who, seen.patient.id, "asks"), WORKING),
    "calls.made": (lambda desk, who, _: desk.calls.made(who), LOOKING),
    "calls.lease": (lambda desk, who, seen: desk.calls.lease(who, seen.patient.id, None), WORKING),
    "calls.let_go": (lambda desk, who, _: desk.calls.let_go(who, HELD), WORKING),
    "recall.of_patient": (lambda desk, who, seen: desk.recall.of_patient(who, seen.patient.id), LOOKING),
    "recall.set": (lambda desk, who, seen: desk.recall.set(who, seen.patient.id, "year"), WORKING),
    "recall.pause": (lambda desk, who, _: desk.recall.pause(who, 1, NOON.date()), WORKING),
    "recall.end": (lambda desk, who, _: desk.recall.end(who, 1, RecallStatus.CLOSED), WORKING),
    "recall.by_id": (lambda desk, who, _: desk.recall.by_id(who, 1), LOOKING),
    "waitlist.put_on": (lambda desk, who, seen: desk.waitlist.put_on(who, seen.patient.id, FU20), WORKING),
    "waitlist.change": (lambda desk, who, _: desk.waitlist.change(who, 1, {"band": 1}), WORKING),
    "waitlist.end": (lambda desk, who, _: desk.waitlist.end(who, 1), WORKING),
    "waitlist.contact": (lambda desk, who, _: desk.waitlist.contact(who, 1, OFFER, Outcome.CALLED), WORKING),
    "waitlist.accept": (lambda desk, who, _: desk.waitlist.accept(who, 1, OFFER), WORKING),
    "waitlist.entry": (lambda desk, who, _: desk.waitlist.entry(who, 1), LOOKING),
    "waitlist.of_patient": (lambda desk, who, seen: desk.waitlist.of_patient(who, seen.patient.id), LOOKING),
    "waitlist.waiting": (lambda desk, who, _: desk.waitlist.waiting(who), LOOKING),
    "waitlist.matches": (lambda desk, who, _: desk.waitlist.matches(who, OFFER), LOOKING),
    "waitlist.offer_at": (lambda desk, who, _: desk.waitlist.offer_at(who, NOON, provider="lee"), LOOKING),
    "waitlist.freed": (lambda desk, who, _: desk.waitlist.freed(who), LOOKING),
    "waitlist.freed_by": (lambda desk, who, _: desk.waitlist.freed_by(who, EntryId(1)), LOOKING),
    "waitlist.first_freed_by": (lambda desk, who, _: desk.waitlist.first_freed_by(who, EntryId(1)), LOOKING),
    "cases.begin": (lambda desk, who, _: desk.cases.begin(who, CaseRequest("task", "call")), WORKING),
    "cases.step": (lambda desk, who, _: desk.cases.step(who, 1, StepRequest("done")), WORKING),
    "cases.step_together": (
        lambda desk, who, _: desk.cases.step_together(who, {1: None}, StepRequest("done")),
        WORKING,
    ),
    "cases.change": (lambda desk, who, _: desk.cases.change(who, 1, CaseChanges(owner="ana")), WORKING),
    "cases.change_together": (
        lambda desk, who, _: desk.cases.change_together(who, {1: None}, CaseChanges(owner="ana")),
        WORKING,
    ),
    "cases.note": (lambda desk, who, _: desk.cases.note(who, 1, "called"), WORKING),
    "cases.link": (lambda desk, who, _: desk.cases.link(who, 1, LinkRequest(LinkKind.PROVIDER, "lee")), WORKING),
    "cases.unlink": (lambda desk, who, _: desk.cases.unlink(who, 1, LinkRequest(LinkKind.PROVIDER, "lee")), WORKING),
    "cases.listed": (lambda desk, who, _: desk.cases.listed(who, CaseFilter()), LOOKING),
    "cases.worklist": (lambda desk, who, _: desk.cases.worklist(who, "task", Whose.ALL), LOOKING),
    "cases.counts": (lambda desk, who, _: desk.cases.counts(who, Whose.ALL), LOOKING),
    "cases.whole": (lambda desk, who, _: desk.cases.whole(who, 1), LOOKING),
    "cases.letter": (lambda desk, who, _: desk.cases.letter(who, 1), LOOKING),
    "cases.review_request": (lambda desk, who, _: desk.cases.review_request(who, 1), WORKING),
    "cases.released": (lambda desk, who, _: desk.cases.released(who, 1), WORKING),
    "cases.closure": (lambda desk, who, _: desk.cases.closure(who, NOON.date(), NOON.date()), LOOKING),
    "cases.disclosures": (lambda desk, who, seen: desk.cases.disclosures(who, seen.patient.id), WORKING),
    "cases.accounting": (lambda desk, who, seen: desk.cases.accounting(who, seen.patient.id), WORKING),
    "cases.of_patient": (lambda desk, who, seen: desk.cases.of_patient(who, seen.patient.id), LOOKING),
    "visits.queue": (lambda desk, who, _: desk.visits.queue(who), LOOKING),
    "schedule.to_move": (lambda desk, who, _: desk.schedule.to_move(who), LOOKING),
    "schedule.proposed_moves": (
        lambda desk, who, seen: desk.schedule.proposed_moves(who, seen.appointment.id),
        LOOKING,
    ),
    "visits.left_open": (lambda desk, who, _: desk.visits.left_open(who), LOOKING),
    "visits.in_rooms": (lambda desk, who, _: desk.visits.in_rooms(who), LOOKING),
    "journal.entries_on": (lambda desk, who, seen: desk.journal.entries_on(who, seen.ref), LOOKING),
    "journal.last_word": (lambda desk, who, seen: desk.journal.last_word(who, seen.ref), LOOKING),
    "journal.setup_changes": (lambda desk, who, _: desk.journal.setup_changes(who, EntryId(1)), SUPERVISING),
    "journal.undo": (lambda desk, who, _: desk.journal.undo(who), WORKING),
    "journal.redo": (lambda desk, who, _: desk.journal.redo(who), WORKING),
    "journal.has_acted": (lambda desk, who, _: desk.journal.has_acted(who), WORKING),
    "journal.next_entry": (lambda desk, who, _: desk.journal.next_entry(who, "undo"), WORKING),
    "journal.next_act": (lambda desk, who, _: desk.journal.next_act(who, "undo"), WORKING),
    "journal.acted_on": (lambda desk, who, _: desk.journal.acted_on(who, "undo", EntryId(1)), WORKING),
    "jobs.arm": (lambda desk, who, _: desk.jobs.arm(who), SUPERVISING),
    "jobs.prove_later": (lambda desk, who, _: desk.jobs.prove_later(who, "/copy.db"), SUPERVISING),
    "jobs.place": (lambda desk, who, _: desk.jobs.place(who), set()),
    "jobs.signs": (lambda desk, who, _: desk.jobs.signs(who), set()),
    "jobs.require": (lambda desk, who, _: desk.jobs.require(who), set()),
    "jobs.new_worker": (
        lambda desk, who, _: desk.jobs.new_worker(who, {}, NoLeases(), note_error=lambda _: 0),
        set(),
    ),
}
BY_VERB: Final = {"visits.act", "visits.do"}
ABOUT_RIGHTS: Final = {"require", "view", "snapshot", "schedule.decide"}
"""What only says who may, or what stands in the way, about what was read before; the set-up names no patient."""


@pytest.fixture
def seen(desk: Desk, smith: Patient) -> ScheduledVisit:
    """An appointment of today that cy booked."""
    return book(desk, smith, actor="cy")


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("name", TABLE)
def test_who_may_do_a_use_case(desk: Desk, seen: ScheduledVisit, name: str, who: str) -> None:
    """Whoever the table names gets as far as the records; nobody else does, nor learns whether they exist."""
    use_case, allowed = TABLE[name]
    assert (ROLES[who] in allowed) == is_let_in(use_case, desk, who, seen)


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.MOVE])
def test_who_may_do_a_verb(desk: Desk, seen: ScheduledVisit, verb: Verb, who: str) -> None:
    """Every verb on an appointment is a coordinator's, done to one or to several."""
    number = seen.appointment.id
    let_in = [
        is_let_in(lambda desk, who, _: desk.visits.do(who, verb, number), desk, who, seen),
        is_let_in(lambda desk, who, _: desk.visits.act(who, verb, {number: None}), desk, who, seen),
    ]
    assert [ROLES[who] in WORKING] * 2 == let_in


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("privilege", [Privilege.BACK_UP, Privilege.EXAMINE, Privilege.MIGRATE, Privilege.ACT_AS])
def test_who_may_touch_the_file(desk: Desk, seen: ScheduledVisit, privilege: Privilege, who: str) -> None:
    """What is done around the records is the supervisor's."""
    assert (ROLES[who] in SUPERVISING) == is_let_in(lambda desk, who, _: desk.require(who, privilege), desk, who, seen)


def test_every_use_case_is_in_the_table() -> None:
    """A new one is nobody's until the table says whose."""
    rooms = {"": Desk, "patients.": PatientsDesk, "schedule.": ScheduleDesk, "visits.": VisitsDesk}
    rooms |= {"journal.": JournalDesk, "jobs.": JobsDesk, "holds.": HoldsDesk, "waitlist.": WaitlistDesk}
    rooms |= {"cases.": CasesDesk}
    rooms |= {"contact.": ContactDesk, "calls.": CallsDesk, "recall.": RecallDesk}
    found = {
        f"{room}{name}"
        for room, kind in rooms.items()
        for name, function in getmembers(kind, isfunction)
        if not name.startswith("_") and "actor" in signature(function).parameters
    }
    assert {*TABLE} | BY_VERB | ABOUT_RIGHTS == found


def is_let_in(use_case: UseCase, desk: Desk, who: str, seen: ScheduledVisit) -> bool:
    """Whether it is anything but the right that keeps `who` from it."""
    try:
        use_case(desk, who, seen)
    except NotAllowed:
        return False
    except ClinicdeskError:
        return True
    return True
