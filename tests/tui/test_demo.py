"""Is the demo clinic what it promises: populated, at work, the same each time, and made by the real verbs?"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from core.access.roles import RoleAuthorization
from core.cases.kinds.book import KINDS
from core.cases.listing import CaseFilter
from core.clinic.model import Clinic
from core.desk import Desk
from core.errors import NotFound
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.day import ClosureKind, DayView
from core.schedule.model.visit import ScheduledVisit
from core.schedule.opening import falls_on
from core.settings.model import Policy
from core.setup.file import read_setup
from core.visits.clearance.item import ClearanceState
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tui.demo.billing import BILLING
from tui.demo.build import DemoCounts, make_demo, opening
from tui.demo.clinic import FIRST_ZONE, SET_UP_PLACE, set_up_text, working_days
from tui.demo.clock import SteppedClock
from tui.demo.people import make_people

TUESDAY: Final = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
"""It is Wednesday already in Greenwich, and still Tuesday evening at the first site."""
TODAY: Final = date(2026, 11, 24)
PATIENTS: Final = 200
DAYS: Final = 2


@dataclass(frozen=True, slots=True)
class Made:
    """A demo clinic, and a desk that stands at its opening."""

    path: Path
    counts: DemoCounts
    desk: Desk

    def days(self, *which: date) -> list[DayView]:
        """The days of both sites; of all its weeks if none are named."""
        sites = self.desk.clinic().sites
        return [self.desk.schedule.day("ana", site, on) for on in which or working_days(TODAY, DAYS) for site in sites]

    def appointments(self, *which: date) -> list[ScheduledVisit]:
        """Everyone on those days."""
        return [scheduled for view in self.days(*which) for scheduled in view.appointments]


@contextmanager
def made(path: Path, *, patients: int, days: int, seed: int = 1) -> Iterator[Made]:
    """A demo in the new database `path`."""
    with closing(SqliteStore.create(path, demo=True)) as store:
        counts = make_demo(
            lambda clock: Desk(store, clock, Policy(), RoleAuthorization(BILLING)),
            now=TUESDAY,
            patients=patients,
            days=days,
            seed=seed,
        )
        yield Made(path, counts, Desk(store, SteppedClock(counts.opens_at), Policy(), RoleAuthorization(BILLING)))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A small demo, to be looked at only."""
    with made(tmp_path_factory.mktemp("demo") / "clinic.db", patients=PATIENTS, days=DAYS) as clinic:
        yield clinic


def set_up(today: date) -> Clinic:
    """The set-up of a demo that opens on `today`."""
    clinic, _ = read_setup(set_up_text(today, DAYS), current=Clinic(), place=SET_UP_PLACE)
    return clinic


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23T03:15-05:00", "2026-11-23T10:20-05:00"),
        ("2026-11-27T23:59-05:00", "2026-11-27T10:20-05:00"),
        ("2026-11-28T00:00-05:00", "2026-11-30T10:20-05:00"),
        ("2026-11-29T12:00-05:00", "2026-11-30T10:20-05:00"),
        ("2026-11-30T01:00+00:00", "2026-11-30T10:20-05:00"),
        ("2026-07-04T12:00-04:00", "2026-07-06T10:20-04:00"),
    ],
    ids=["Monday", "Friday night", "Saturday", "Sunday", "Monday elsewhere", "summer"],
)
def test_opens_on_a_weekday_at_10_20(now: str, opens: str) -> None:
    """The demo opens at 10:20 of the first site's weekday, or of its next Monday, whatever the real time is."""
    assert datetime.fromisoformat(opens) == opening(datetime.fromisoformat(now))


def test_working_days_leave_out_weekends() -> None:
    """The weeks before and after are counted in weekdays."""
    assert [19, 20, 23, 24, 25] == [day.day for day in working_days(date(2026, 11, 23), 2)]


@pytest.mark.parametrize("weekday", range(5), ids=["Mon", "Tue", "Wed", "Thu", "Fri"])
def test_both_sites_work_on_every_weekday(weekday: int) -> None:
    """On whichever weekday it opens, at least 8 of the 12 providers are at the first site and 3 at the other."""
    today = date(2026, 11, 23) + timedelta(days=weekday)
    clinic = set_up(today)
    at_work = {
        site: {one.provider for one in clinic.sessions if one.site == site and falls_on(one, today)}
        for site in clinic.sites
    }

    assert 12 == len(clinic.providers)
    assert (8, 3) <= (len(at_work["main"]), len(at_work["lake"]))


def test_sites_are_in_two_zones() -> None:
    """The first site's zone is the one in which the demo opens, the other site is in another."""
    first, other = (ZoneInfo(site.zone) for site in set_up(TODAY).sites.values())

    assert FIRST_ZONE == first
    assert FIRST_ZONE != other


def test_set_up_shows_every_kind_of_closure() -> None:
    """There is a holiday at each site, leave, a cancelled session, blocks with types, without, and released ones."""
    clinic = set_up(TODAY)

    assert set(clinic.sites) == {holiday.site for holiday in clinic.holidays}
    assert {"leave", "cancelled", "extra"} == {exception.kind.value for exception in clinic.exceptions}
    assert {True, False} == {bool(block.types) for block in clinic.blocks}
    assert any(block.release_hours for block in clinic.blocks)
    assert any(session.every == 2 for session in clinic.sessions)


def test_set_up_names_no_users() -> None:
    """Whoever tries the demo is a coordinator."""
    assert {} == set_up(TODAY).users


def test_opening_day_has_every_state(demo: Made) -> None:
    """At the opening some have been checked out or in, some wait, some are late, and most are still to come."""
    statuses = Counter(scheduled.appointment.status for scheduled in demo.appointments(TODAY))
    overdue = [
        scheduled
        for scheduled in demo.appointments(TODAY)
        if scheduled.appointment.status is Status.BOOKED
        and scheduled.appointment.start < demo.counts.opens_at - timedelta(minutes=10)
    ]

    assert {Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED} == set(statuses)
    assert Status.BOOKED is statuses.most_common(1)[0][0]
    assert [] != overdue


def test_cases_stand_in_every_state(demo: Made) -> None:
    """One at least of every kind in every state, an end too."""
    found = {
        (one.case.kind, one.case.state)
        for closed in (False, True)
        for one in demo.desk.cases.listed("ana", CaseFilter(closed=closed))
    }
    assert found == {(kind.name, state.name) for kind in KINDS.values() for state in kind.states}


def test_waiting_differs(demo: Made) -> None:
    """Those who wait do so for different times."""
    waiting = [one.visit for one in demo.appointments(TODAY) if one.appointment.status is Status.ARRIVED]

    assert len({visit.arrived_at for visit in waiting if visit}) > 1


def test_opening_day_shows_leave_and_blocks(demo: Made) -> None:
    """One provider is away on the opening day, and lunch is kept free."""
    closed = {
        (closure.kind, closure.label)
        for view in demo.days(TODAY)
        for provider in view.providers
        for closure in provider.closures
    }

    assert {(ClosureKind.LEAVE, "leave"), (ClosureKind.BLOCK, "lunch")} <= closed


def test_most_arrivals_are_all_clear(demo: Made) -> None:
    """Of those still to be checked in on the opening day most are clear, as they were here before; a few are due."""
    due = [
        ClearanceState.DUE in demo.desk.view("ana").clearance(scheduled).values()
        for scheduled in demo.appointments(TODAY)
        if scheduled.appointment.status in {Status.BOOKED, Status.ARRIVED}
    ]

    assert 0 < sum(due) < len(due) / 2


def test_days_gone_by_are_done(demo: Made) -> None:
    """Before the opening day everyone was checked out or noted as a no-show, but for the few whom nobody marked."""
    statuses = Counter(
        scheduled.appointment.status for scheduled in demo.appointments(*working_days(TODAY, DAYS)[:DAYS])
    )

    assert {Status.FULFILLED, Status.NOSHOW, Status.BOOKED} >= set(statuses)
    assert statuses[Status.BOOKED] < statuses[Status.FULFILLED] / 10


def test_days_ahead_are_booked(demo: Made) -> None:
    """After the opening day nothing has happened yet."""
    ahead = demo.appointments(*working_days(TODAY, DAYS)[-DAYS:])

    assert {Status.BOOKED} == {scheduled.appointment.status for scheduled in ahead}


def test_counts_are_right(demo: Made) -> None:
    """The counts are those of the clinic: what stands on its days and what was cancelled is what was booked."""
    counts, standing = demo.counts, demo.appointments()
    came = [scheduled for scheduled in standing if scheduled.visit]
    overbooked = sum(bool(scheduled.appointment.overrides) for scheduled in standing)

    assert (2, 12, PATIENTS) == (counts.sites, counts.providers, counts.patients)
    assert (len(standing) + counts.cancelled, overbooked) == (counts.appointments, counts.overbooked)
    assert (len(came), len([one for one in came if one.visit and one.visit.checked_in_at])) == (
        counts.arrived,
        counts.checked_in,
    )
    assert Counter(one.appointment.status for one in standing)[Status.FULFILLED] == counts.checked_out
    assert min(counts.moved, counts.cancelled, counts.overbooked) > 0


def test_is_in_good_health(demo: Made) -> None:
    """The doctor finds nothing: nobody is in two places, and journal and appointments agree."""
    assert () == examine(demo.path)


def test_journal_is_in_order_of_time(demo: Made) -> None:
    """What was done later stands later, and nothing is done after the opening."""
    with closing(sqlite3.connect(demo.path)) as db:
        moments = [at for (at,) in db.execute("SELECT at FROM journal ORDER BY id")]

    assert sorted(moments) == moments
    assert moments[-1] <= demo.counts.opens_at.timestamp() * 1000


def test_leaves_nothing_to_undo(demo: Made) -> None:
    """Whoever opens the demo has done nothing yet, so that `undo` takes nothing of it back."""
    with pytest.raises(NotFound):
        demo.desk.journal.undo("whoever")


def test_same_seed_makes_the_same_clinic(tmp_path: Path) -> None:
    """The same seed and time make the same days down to each minute of a visit, another seed makes others."""
    days = []
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        with made(tmp_path / f"{name}.db", patients=25, days=1, seed=seed) as clinic:
            days.append(clinic.days(*working_days(TODAY, 1)))
    one, same, other = days

    assert one == same
    assert one != other


def test_one_patient_is_enough(tmp_path: Path) -> None:
    """The smallest demo is made as well."""
    with made(tmp_path / "clinic.db", patients=1, days=1) as clinic:
        assert 1 == clinic.counts.patients


def test_people_are_as_many_kinds_as_patients_are() -> None:
    """Names follow the census, Smith first, with accents, double and single names; some have changed theirs."""
    people = make_people(Random(1), 2000, TODAY, born_by=TODAY)
    families = Counter(person.family for person in people)

    assert "Smith" == families.most_common(1)[0][0]
    assert len(families) > 1000
    assert any(not person.family.isascii() for person in people)
    assert any("-" in person.family for person in people)
    assert any(not person.given for person in people)
    assert any(person.preferred for person in people)
    assert any(person.previous for person in people)
    assert max(person.birth_date for person in people) <= TODAY


def test_nobody_can_be_reached() -> None:
    """Telephones are of the range kept for fiction, e-mail goes to domains kept for examples."""
    people = make_people(Random(2), 500, TODAY, born_by=TODAY)
    numbers = {phone.digits for person in people for phone in person.phones}
    domains = {person.email.partition("@")[2] for person in people}

    assert {True} == {bool(re.fullmatch(r"[2-9]\d\d55501\d\d", number)) for number in numbers}
    assert {"", "example.org", "example.com"} == domains


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("today", [date(2026, 3, 13), date(2028, 2, 29)])
@pytest.mark.parametrize("count", [1, 200])
def test_the_first_example_of_the_readme_finds_somebody(seed: int, today: date, count: int) -> None:
    """`smi aar 3/14` is somebody in a clinic of any seed, day and size, and no child of the future."""
    people = make_people(Random(seed), count, today, born_by=today)
    found = [
        one for one in people if one.name == "Smith, Aaron" and (one.birth_date.month, one.birth_date.day) == (3, 14)
    ]

    assert "`smi aar 3/14`" in (Path(__file__).parents[2] / "README.md").read_text()
    assert found
    assert all(one.birth_date <= today for one in people)
