"""Whatever two supervisors do with a provider's hours, is the clinic sound, and is all of it taken back as it was?"""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access.roles import RoleAuthorization
from core.calendar.period import Period, whole_days
from core.clinic.dated import SessionException
from core.desk import Desk
from core.errors import ClinicdeskError
from core.schedule.availability.requests import (
    AvailabilityRequest,
    BlockRequest,
    CancelRequest,
    ExtraRequest,
    LeaveRequest,
    RemovalRequest,
)
from core.settings.model import Policy
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock, book, register

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.model import Clinic
    from core.schedule.availability.changing import AvailabilityReport

EXAMPLES: Final = 200 if os.environ.get("CLINICDESK_SOAK") else 12
MONDAY: Final = date(2026, 11, 23)
SUPERVISORS: Final = '[[user]]\nname = "ben"\nroles = ["supervisor"]\n'

_day = st.integers(1, 6).map(lambda more: MONDAY + timedelta(days=more))
_hours = st.tuples(st.integers(8, 17), st.integers(1, 4))


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    first = draw(_day)
    if draw(st.booleans()):
        return whole_days(first, first + timedelta(days=draw(st.integers(0, 3))))
    begin, length = draw(_hours)
    start = datetime.combine(first, time(begin))
    return Period(start, start + timedelta(hours=length))


_provider = st.sampled_from(["lee", "ito"])
_site = st.sampled_from(["", "main", "west"])
_requests = st.one_of(
    st.tuples(_provider, _periods(), _site).map(lambda given: LeaveRequest(*given)),
    st.tuples(_provider, _periods(), st.sampled_from(["team", "proc"]), _site).map(lambda given: BlockRequest(*given)),
    st.tuples(_provider, _periods(), _site).map(lambda given: CancelRequest(*given)),
    st.tuples(_provider, _periods(), st.sampled_from(["main", "west"]), st.just(""), st.booleans()).map(
        lambda given: ExtraRequest(*given)
    ),
    st.integers(1, 12).map(RemovalRequest),
)
_what = st.one_of(_requests, _requests, st.sampled_from(["undo", "redo"]))
_steps = st.lists(st.tuples(st.sampled_from(["sue", "ben"]), _what), max_size=12)


def named_twice(clinic: Clinic) -> bool:
    """Whether a set-up file would mean two of them by one name."""
    names = [
        (one.provider, one.on, one.kind, one.begin) if isinstance(one, SessionException) else (one.provider, one.start)
        for one in clinic.dated
    ]
    return len(names) != len(set(names))


def step(desk: Desk, who: str, what: AvailabilityRequest | str) -> None:
    """Do it, if it can be done: what was told beforehand is what comes of it, or what is refused."""
    if isinstance(what, str):
        (desk.journal.undo if what == "undo" else desk.journal.redo)(who)
        return
    tried = outcome(desk.schedule.assess_hours, who, what)
    assert tried == outcome(desk.schedule.change_hours, who, what)


def outcome(
    do: Callable[[str, AvailabilityRequest], AvailabilityReport], who: str, what: AvailabilityRequest
) -> object:
    """What it came to: the sentence and whom it strands, or the refusal."""
    try:
        report = do(who, what)
    except ClinicdeskError as refused:
        return refused.sentence
    return report.sentence, report.stranded


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_steps)
def test_any_walk(founded: Path, steps: list[tuple[str, AvailabilityRequest | str]]) -> None:
    """The doctor finds nothing, no name comes twice, and each taking back their own leads to where it began."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "clinic.db")
        copy(founded, path)
        with SqliteStore(path) as store:
            desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
            desk.set_up("sue", SUPERVISORS, place="ben.toml")
            for at, start in enumerate(("2026-11-24T10:00", "2026-11-25T14:00", "2026-11-26T09:00")):
                book(desk, register(desk, f"Smith{at}"), start, actor="cy")
            before = set(desk.clinic().dated)
            for who, what in steps:
                try:
                    step(desk, who, what)
                except ClinicdeskError:
                    continue
                assert not named_twice(desk.clinic())
            _take_all_back(desk)
            assert before == set(desk.clinic().dated)
            assert () == desk.schedule.to_move("ana")
        assert () == examine(path)


def _take_all_back(desk: Desk) -> None:
    """Each their own, as long as that goes on: what is in the way of one is the other's to take back first."""
    goes_on = True
    while goes_on:
        goes_on = False
        for who in ("sue", "ben"):
            try:
                desk.journal.undo(who)
            except ClinicdeskError:
                continue
            goes_on = True
